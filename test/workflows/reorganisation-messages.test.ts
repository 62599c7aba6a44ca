import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getStanding } from '../../db/queries/eligibility.ts';
import type { MessageData, MessageKind } from '../../domain/messages/messages.ts';
import { endOfDay } from '../../domain/time.ts';
import { enterRecordUpdate, PUBLICITY_WORKFLOW, publicityWorkflowId } from '../../workflows/messages/publicity.ts';
import { reorganisationWorkflowId } from '../../workflows/messages/reorganisation.ts';
import { CourtBench, type Enterprise, type Saying } from '../support/court-bench.ts';
import { keepHistory } from '../support/histories.ts';
import { permutations } from '../support/permutations.ts';

/** Monday. */
const START = '2026-03-09T02:00:00.000Z';
const at = (minute: number) => `2026-03-09T01:${String(minute).padStart(2, '0')}:00.000Z`;

describe('what a court says of a reorganisation', () => {
  let bench: CourtBench;
  let rulings = 0;
  beforeAll(async () => {
    bench = await CourtBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  const nextRuling = () => `（2026）示01破${(rulings += 1)}号`;
  const approve = (
    of: Enterprise,
    rulingNumber: string,
    saying: Saying = {},
    change: Partial<MessageData['reorganisation.approved']> = {},
  ) => bench.say('reorganisation.approved', { ...approved(of, rulingNumber), ...change }, saying);

  it('comes to the same in every order, with every message sent twice', async () => {
    const stories = new Set<string>();
    for (const order of permutations(['approved', 'statement', 'failed'] as const)) {
      const of = await bench.enterprise();
      const record = await bench.record(of);
      const rulingNumber = nextRuling();
      const { caseId } = await bench.apply(await bench.application(of, { rulingNumber }));
      for (const what of [...order, ...order]) await tell(of, rulingNumber, what);
      expect(await bench.end({ caseId })).toEqual({ status: 'restored' });
      const { outcome, status } = await bench.row({ caseId });
      const { state, measuresInForce } = await bench.stateOf(record);
      stories.add(JSON.stringify({ outcome, status, state, measuresInForce }));
    }
    expect(stories.size).toBe(1);
    expect([...stories][0]).toContain('"state":"published"');
  }, 300_000);

  it.each([[['failed', 'carried-out']], [['carried-out', 'failed']]] as const)(
    'that contradicts itself before the approval counts as it happened: %s',
    async (outcomes) => {
      const of = await bench.enterprise();
      const rulingNumber = nextRuling();
      const { caseId } = await bench.apply(await bench.application(of, { rulingNumber }));
      for (const what of outcomes) {
        expect(await tell(of, rulingNumber, what)).toMatchObject({ state: 'taken', code: 'waits-for-approval' });
      }
      expect(await bench.row({ caseId })).toMatchObject({ status: 'awaiting-ruling' });
      await tell(of, rulingNumber, 'approved');
      expect(await bench.end({ caseId })).toEqual({ status: 'restored' });
      await keepHistory(bench, reorganisationWorkflowId(caseId), 'reorganisation-outcome-kept-for-approval');
    },
  );

  const TOLD = {
    approved: { occurredAt: at(1) },
    statement: { occurredAt: at(2) },
    failed: { occurredAt: at(3) },
    'carried-out': { occurredAt: at(4) },
  } as const;

  function tell(of: Enterprise, rulingNumber: string, what: keyof typeof TOLD) {
    const data = {
      approved: approved(of, rulingNumber),
      statement: { rulingNumber, text: '本院监督执行。' },
      failed: { rulingNumber, reason: '债务人不执行重整计划' },
      'carried-out': { rulingNumber },
    }[what];
    const kind = `reorganisation.${what}` as MessageKind;
    return bench.say(kind, data, { ...TOLD[what], eventId: `${rulingNumber} ${what}` });
  }

  it('is carried out at once where the outcome came before the approval that nobody knew', async () => {
    const of = await bench.enterprise();
    const record = await bench.record(of);
    const rulingNumber = nextRuling();
    const early = await bench.say('reorganisation.carried-out', { rulingNumber }, { occurredAt: at(9) });
    expect(early).toMatchObject({ state: 'unknown-case', caseId: null });
    const { caseId } = await approve(of, rulingNumber, { occurredAt: at(1) });
    expect(await bench.end({ caseId: caseId ?? '' })).toEqual({ status: 'shielded-for-good' });
    expect(await bench.told(early.messageId)).toMatchObject({ state: 'taken', code: 'followed', caseId });
    expect(await bench.stateOf(record)).toMatchObject({ state: 'ended' });
    await keepHistory(bench, reorganisationWorkflowId(caseId ?? ''), 'reorganisation-carried-out-before-approved');
  });

  it('says nothing new twice, and changes nothing after the end', async () => {
    const of = await bench.enterprise();
    const record = await bench.record(of);
    const rulingNumber = nextRuling();
    const { caseId } = await approve(of, rulingNumber);
    expect(await approve(of, rulingNumber)).toMatchObject({ state: 'taken', code: 'nothing-new', caseId });
    await bench.say('reorganisation.carried-out', { rulingNumber });
    expect(await bench.end({ caseId: caseId ?? '' })).toEqual({ status: 'shielded-for-good' });
    const late = await bench.say('reorganisation.failed', { rulingNumber, reason: '迟到' }, { occurredAt: at(1) });
    expect(late).toMatchObject({ state: 'closed-case' });
    expect(await approve(of, rulingNumber)).toMatchObject({ state: 'closed-case' });
    expect(await bench.stateOf(record)).toMatchObject({ state: 'ended' });
  });

  it('is not heard from another court, nor about another subject, nor about nobody', async () => {
    const of = await bench.enterprise();
    const rulingNumber = nextRuling();
    const { caseId } = await bench.apply(await bench.application(of, { rulingNumber }));
    const elsewhere = { from: 'other-court' };
    expect(await bench.say('reorganisation.failed', { rulingNumber, reason: '否' }, elsewhere)).toMatchObject({
      state: 'unknown-case',
    });
    const another = await bench.enterprise();
    expect(await approve(another, rulingNumber)).toMatchObject({ state: 'refused', code: 'ruling-of-another-subject' });
    expect(await bench.row({ caseId })).toMatchObject({ status: 'awaiting-ruling' });
    const slip = await approve(of, rulingNumber, {}, { planUntil: '2026-01-01' });
    expect(slip).toMatchObject({ state: 'refused', code: 'term-before-ruling' });
    const nobody = await approve({ subjectId: randomUUID(), identifier: 'nobody' }, nextRuling());
    expect(nobody).toMatchObject({ state: 'refused', code: 'subject-unknown' });
    expect(await bench.end({ caseId: nobody.caseId ?? '' })).toEqual({ status: 'never-opened' });
    await keepHistory(bench, reorganisationWorkflowId(nobody.caseId ?? ''), 'reorganisation-refused');
    await bench.say('reorganisation.not-approved', { rulingNumber, reason: '否' });
  });

  it('of two rulings each lifts only its own shield', async () => {
    const of = await bench.enterprise();
    const record = await bench.record(of);
    const [one, two] = [nextRuling(), nextRuling()];
    await approve(of, one);
    await approve(of, two);
    await bench.say('reorganisation.failed', { rulingNumber: one, reason: '由新计划替代' });
    expect(await bench.stateOf(record)).toMatchObject({ state: 'held' });
    await bench.say('reorganisation.failed', { rulingNumber: two, reason: '债务人不执行' });
    expect(await bench.stateOf(record)).toMatchObject({ state: 'published' });
  });

  it('shields what was decided before it and is entered only now, and repairs what is entered after the plan', async () => {
    const of = await bench.enterprise();
    const rulingNumber = nextRuling();
    await approve(of, rulingNumber);
    const late = await enter(of, '2026-02-27');
    expect(await bench.stateOf(late)).toMatchObject({ state: 'held', shared: false });
    const own = await enter(of, '2026-03-04');
    expect(await bench.stateOf(own)).toMatchObject({ state: 'published' });
    await bench.say('reorganisation.carried-out', { rulingNumber });
    expect(await bench.stateOf(late)).toMatchObject({ state: 'ended' });
    expect(await bench.end({ caseId: late }, 'publicity')).toEqual({ status: 'repaired' });
    const later = await enter(of, '2026-02-26');
    expect(await bench.end({ caseId: later }, 'publicity')).toEqual({ status: 'repaired' });
    expect(await bench.stateOf(later)).toMatchObject({ state: 'ended', published: false });
    await bench
      .workflow({ caseId: own })
      .terminate()
      .catch(() => undefined);
  });

  /** A record as an officer enters it today. */
  async function enter({ subjectId }: Enterprise, decidedOn: string): Promise<string> {
    const caseId = randomUUID();
    const id = randomUUID();
    const workflowId = publicityWorkflowId(caseId);
    await bench.env.client.workflow.executeUpdateWithStart(enterRecordUpdate, {
      startWorkflowOperation: new WithStartWorkflowOperation(PUBLICITY_WORKFLOW, {
        workflowId,
        taskQueue: bench.taskQueue,
        args: [
          {
            caseId,
            begin: 'door',
          },
        ],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
      }),
      updateId: id,
      args: [
        {
          id,
          by: {
            sub: 'officer-li',
            role: 'officer',
            authority: 'market',
          },
          receivedAt: await bench.now(),
          subjectId,
          kind: 'penalty',
          documentKind: '行政处罚决定书',
          documentNumber: `示市监罚〔2026〕${caseId}`,
          decidedOn,
          severity: 'general',
          sector: 'general',
          facts: null,
          publishedFrom: null,
          foundNecessary: false,
          warningOnly: false,
          measures: [],
        },
      ],
    });
    return caseId;
  }

  it('keeps a shielded enterprise out of nothing: accept-first sees only what was decided after the ruling', async () => {
    const of = await bench.enterprise();
    await bench.record(of);
    await bench.record(of, { decidedOn: '2026-03-03' });
    const standing = async () => await getStanding(bench.orm.em.fork(), of.subjectId, await bench.now());
    expect((await standing()).unrepairedRecords).toHaveLength(2);
    const rulingNumber = nextRuling();
    await approve(of, rulingNumber);
    expect((await standing()).unrepairedRecords).toHaveLength(1);
    await bench.say('reorganisation.failed', { rulingNumber, reason: '债务人不执行' });
    expect((await standing()).unrepairedRecords).toHaveLength(2);
  });

  it('is asked for when the term of the ruling ends, and a period that ended meanwhile stays ended', async () => {
    const of = await bench.enterprise();
    const record = await bench.record(of, { decidedOn: '2023-05-04' });
    const rulingNumber = nextRuling();
    const { caseId } = await approve(of, rulingNumber, {}, { planUntil: '2026-04-15' });
    const on = { caseId: caseId ?? '' };
    expect(await bench.row(on)).toMatchObject({ nextKind: 'outcome-by', nextDue: '2026-04-15' });
    await bench.skipTo(endOfDay('2026-04-15'));
    expect(await bench.notices(on)).toEqual(
      expect.arrayContaining(['handler-reminder → court officer', 'escalation → court supervisor']),
    );
    await bench.skipTo(endOfDay('2026-05-06'));
    // Silence decides nothing, and the court is not asked every few days.
    expect((await bench.timeline(on)).filter((kind) => kind === 'escalated')).toHaveLength(1);
    expect(await bench.row(on)).toMatchObject({ status: 'shielded' });
    await bench.say('reorganisation.failed', { rulingNumber, reason: '债务人不执行' });
    expect(await bench.end(on)).toEqual({ status: 'restored' });
    expect(await bench.stateOf(record)).toMatchObject({
      state: 'ended-by-time',
      published: false,
      endsBy: '2026-05-04',
    });
    await keepHistory(bench, reorganisationWorkflowId(on.caseId), 'reorganisation-asked-for-then-failed');
  });
});

function approved({ identifier }: Enterprise, rulingNumber: string): MessageData['reorganisation.approved'] {
  return { rulingNumber, kind: 'plan', identifier, ruledOn: '2026-03-02', planUntil: null };
}
