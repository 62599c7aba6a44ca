/** The worker killed at every boundary of every activity: whoever asked gets the same answer, and the rows are the same. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkflowClientInterceptor } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { msToTs } from '@temporalio/common/lib/time.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Activities, createActivities } from '../../activities/index.ts';
import type { ActivityDeps } from '../../activities/case/transaction.ts';
import { createDataConverter } from '../../config/payload-codec.ts';
import { WORKFLOWS_PATH } from '../../worker/create-worker.ts';
import { acceptFirstWorkflowId } from '../../workflows/messages/accept-first.ts';
import { type Issuer, startIssuer } from '../support/api.ts';
import { CrashSite } from '../support/crash-site.ts';
import { CALENDAR_DEATHS } from '../support/calendar-deaths.ts';
import { type Evidence, PROCEDURES, STORIES, type Story, Telling } from '../support/crash-stories.ts';
import { type Fate, MAIL_KILLS, tellMail } from '../support/crash-mail.ts';
import { AROUND, KILL_STORIES, type KillStory, READ_ONLY } from '../support/kill-stories.ts';
import { type CountingSmtp, startCountingSmtp } from '../support/smtp.ts';
import type { Point } from '../support/mines.ts';
import { until } from '../support/processes.ts';
import { PUSH_DEATHS, SWEEP } from '../support/push-deaths.ts';
import { TEST_KEYS } from '../support/rows.ts';
import { startDevServer } from '../support/temporal.ts';
import { bundleWorkflows } from '../../bin/parts/workflow-bundle.ts';

type StoryName = keyof typeof STORIES;
type Kill = readonly [StoryName, keyof Activities, Point];

const TRANSACTION = ['before-commit', 'after-commit'] as const;

function at(
  story: StoryName,
  activities: readonly (keyof Activities)[],
  points: readonly Point[] = TRANSACTION,
): Kill[] {
  return activities.flatMap((activity) => points.map((point) => [story, activity, point] as const));
}

const KILLS: readonly Kill[] = [
  ...at('kept', [
    'openApplication',
    'recordClaim',
    'recordHandBack',
    'recordAssignment',
    'recordSupply',
    'recordVerdicts',
    'recordDecision',
  ]),
  ...at('kept', ['startDeliveries'], ['begun', 'done']),
  ...at('refused', ['openApplication']),
  ...at('withdrawn', ['recordVerdicts', 'recordExtension', 'recordWithdrawal']),
  ...at('forgotten', ['remindApplicant', 'closeSupply', 'endUnsupplied', 'recordMakingGood']),
  ...at('found', ['recordReopening', 'recordVerdicts']),
  ...at('silent', ['remindHandler', 'escalate']),
  ...at('provisional', ['reportProvisional']),
];

/** Cases on which several people act at the same moment; who is first differs, so only their replay is looked at. */
const AT_ONCE = 5;

/** A task whose worker has died is given to the next one after this time; ten seconds where nobody asks for less. */
const TASK_TIMEOUT = msToTs('2 seconds');

describe('the worker, killed', () => {
  const dataConverter = createDataConverter(TEST_KEYS.dataKeys);
  const caseIds: string[] = [];
  let folder: string;
  let env: TestWorkflowEnvironment;
  let issuer: Issuer;
  let sites: CrashSite[] = [];
  let smtp: CountingSmtp;
  let fates: Promise<Fate[]>;
  const undisturbed = new Map<StoryName, Promise<Evidence>>();
  const disturbed = new Map<string, Promise<Evidence>>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jiannuo-crash-'));
    const impatient = {
      startUpdateWithStart: (input, next) =>
        next({ ...input, workflowStartOptions: { ...input.workflowStartOptions, workflowTaskTimeout: TASK_TIMEOUT } }),
    } satisfies WorkflowClientInterceptor;
    [env, issuer, smtp] = await Promise.all([
      startDevServer({ client: { dataConverter, interceptors: { workflow: [impatient] } } }),
      startIssuer(),
      startCountingSmtp(),
    ]);
    const options = { env, issuer, folder, smtpUrl: 'smtp://127.0.0.1:1', procedures: PROCEDURES };
    sites = await Promise.all([
      CrashSite.start(options),
      CrashSite.start(options),
      CrashSite.start({ ...options, calendar: false }),
      CrashSite.start({ ...options, smtpUrl: smtp.url }),
    ]);
    const [first, second, third, fourth] = sites as [CrashSite, CrashSite, CrashSite, CrashSite];
    fates = kept(tellMail(fourth, smtp));
    const runs = KILLS.filter(([story]) => story !== 'provisional');
    const share = (part: number) => runs.filter((_kill, index) => index % 2 === part);
    await Promise.all([
      runAll(first, share(0)),
      runAll(second, share(1)),
      runAll(third, at('provisional', ['reportProvisional'])),
      fates.catch(() => undefined),
    ]);
    for (let times = 0; times < AT_ONCE; times += 1) await tell(first, 'together');
  }, 1_200_000);

  afterAll(async () => {
    await Promise.all(sites.map((site) => site.stop()));
    await issuer.stop();
    await smtp.stop();
    await env.teardown();
    await rm(folder, { recursive: true, force: true });
  }, 300_000);

  it.each(KILLS)('%s: at %s %s nothing is lost and nothing doubled', async (...kill) => {
    const [story] = kill;
    const evidence = await disturbed.get(kill.join());
    expect(evidence).toBeDefined();
    expect(evidence).toEqual(await undisturbed.get(story));
  });

  it('at a delivery: no message is lost, and one that was sent again is known by its Message-ID', async () => {
    const delivered = { state: 'delivered', attempts: 1, receipts: 1 };
    const outstanding = { state: 'outstanding', attempts: 1, receipts: 0, taken: 0 };
    // Once more is no loss, under one Message-ID: a busy machine is slow to send, and it is given out again.
    const expected = [1, 2, 1];
    const told = (await fates).map((fate, index) => {
      const times = expected[index];
      return { ...fate, taken: times !== undefined && fate.taken === times + 1 ? times : fate.taken };
    });
    expect(told).toEqual([
      { killedAt: 'before-mail', ...delivered, taken: 1 },
      { killedAt: 'after-mail', ...delivered, taken: 2 },
      { killedAt: 'done', ...delivered, taken: 1 },
      { killedAt: 'begun', ...outstanding },
      { killedAt: 'done', ...outstanding },
    ]);
  });

  it('at every activity that writes', () => {
    const killed = new Set<string>([
      ...KILLS.map(([, activity]) => activity),
      ...MAIL_KILLS.map(({ activity }) => activity),
      ...Object.values<KillStory>(KILL_STORIES).flatMap(({ activities }) => activities),
      ...AROUND,
      ...PUSH_DEATHS.map(({ activity }) => activity),
      SWEEP,
      ...READ_ONLY,
      ...CALENDAR_DEATHS.map(({ activity }) => activity),
    ]);
    expect([...killed].sort()).toEqual(Object.keys(createActivities({} as ActivityDeps)).sort());
  });

  it('was killed once at each of them', () => {
    expect(sites.reduce((sum, { worker }) => sum + worker.kills, 0)).toBe(KILLS.length + MAIL_KILLS.length);
  });

  it('leaves histories that replay, whatever broke off or came at once in them', async () => {
    const workflowBundle = await bundleWorkflows({
      workflowsPath: WORKFLOWS_PATH,
      failureConverterPath: dataConverter.failureConverterPath ?? '',
    });
    const histories = await Promise.all(
      caseIds.map(async (caseId) => {
        const workflowId = acceptFirstWorkflowId(caseId);
        return { workflowId, history: await env.client.workflow.getHandle(workflowId).fetchHistory() };
      }),
    );
    const errors: string[] = [];
    for await (const { error } of Worker.runReplayHistories({ workflowBundle, dataConverter }, histories)) {
      if (error !== undefined) errors.push(error.message);
    }
    expect(histories.length).toBeGreaterThan(KILLS.length + AT_ONCE);
    expect(errors).toEqual([]);
  }, 300_000);

  /** Tells the stories one after the other, each first without a kill where nobody has yet. */
  async function runAll(site: CrashSite, kills: readonly Kill[]): Promise<void> {
    for (const kill of kills) {
      const [story] = kill;
      if (!undisturbed.has(story)) undisturbed.set(story, kept(tell(site, story)));
      await undisturbed.get(story)?.catch(() => undefined);
      const told = kept(tell(site, story, kill));
      disturbed.set(kill.join(), told);
      // After one that went wrong the others would only wait for what cannot come.
      if (
        !(await told.then(
          () => true,
          () => false,
        ))
      )
        return;
    }
  }

  async function tell(site: CrashSite, name: StoryName, kill?: Kill): Promise<Evidence> {
    const story: Story = STORIES[name];
    const on = new Telling(site, story.opener);
    caseIds.push(on.caseId);
    const mine = kill && { activity: kill[1], point: kill[2], workflowId: acceptFirstWorkflowId(on.caseId) };
    if (mine !== undefined) site.mines.lay(mine);
    await story.tell(on);
    if (mine !== undefined) await until(`the worker dead at ${kill?.join(' ')}`, () => !site.mines.holds(mine));
    return await on.evidence();
  }
});

/** A rejection is looked at by its own test, later. */
function kept<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
