import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SERVICE, takeInHand } from '../../activities/case/case-in-hand.ts';
import { endRecord } from '../../activities/record/record-effects.ts';
import { CaseFile } from '../../db/entities/case-file.ts';
import {
  type AnnulAct,
  annulUpdate,
  type DismissAnnulmentAct,
  dismissAnnulmentUpdate,
  publicityWorkflowId,
} from '../../workflows/messages/publicity.ts';
import { rectificationWorkflowId } from '../../workflows/messages/rectification.ts';
import { addDays, endOfDay, shanghaiDay } from '../../domain/time.ts';
import { createWorkflowCalls } from '../../worker/workflow-calls.ts';
import { actAlsoAfterTheEnd } from '../support/after-the-end.ts';
import { outcomeOf } from '../support/cases.ts';
import { COMPLETION, DeterminationBench, type OpenDetermination } from '../support/determination-bench.ts';
import { proposer } from '../support/hearing-bench.ts';

const START = '2026-03-02T02:00:00.000Z';

describe('a determination, and what else stands', () => {
  let bench: DeterminationBench;
  beforeAll(async () => {
    bench = await DeterminationBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('falls with the document that it rests on, annulled before it was made, but not before that was issued', async () => {
    const on = await bench.served();
    await bench.pastStatements(on);
    await bench.determine(on);
    const record = await recordOf(on);
    expect(await outcomeOf(annul(record, addDays(COMPLETION.document.issuedOn, -1)))).toBe('refused: annulment-day');
    expect(await outcomeOf(annul(record, addDays(COMPLETION.document.issuedOn, 1)))).toBe('annulled');
  }, 300_000);

  it('of a person falls with the record of the organisation: both desks hear it, and nothing is determined on it', async () => {
    const [first, second] = [await bench.person(), await bench.person('李某')];
    const on = await bench.served({ responsible: [responsible(first), responsible(second)] });
    const persons = await bench.personsOf(on);
    for (const person of persons) await bench.serve(person);
    await bench.pastStatements(on, ...persons);
    expect(await outcomeOf(bench.determine(on))).toBe('determined');
    const [early, late] = persons;
    if (early === undefined || late === undefined) throw new Error('nobody answers for it');
    expect(await outcomeOf(bench.determine(early))).toBe('determined');

    expect(await outcomeOf(annul(await recordOf(on)))).toBe('annulled');
    for (const person of persons) {
      expect((await bench.timeline(person)).at(-1)).toBe('determination-organisation-voided');
      const [body] = await bench.noticeBodies(person, 'determination-organisation-voided-for-desk');
      expect(body).toContain(person === early ? '公示案件中撤回' : '不予认定');
      expect(await bench.noticeBodies(person, 'determination-organisation-voided')).toHaveLength(1);
    }
    expect(await outcomeOf(bench.determine(late))).toBe('refused: organisation-record-voided');
    expect(await outcomeOf(bench.drop(late))).toBe('dropped');
    // What was recorded of the other is for people to take back, within the term of the law, and asked for until they do.
    const left = { caseId: await recordOf(early) };
    expect(await bench.standing(left.caseId)).toMatchObject({ published: true });
    expect(await bench.timeline(left)).toContain('record-basis-fallen');
    const wait = await waitOf(left.caseId);
    expect(wait).toMatchObject({ state: 'running', startDay: await bench.today() });
    expect(await outcomeOf(dismiss(left.caseId))).toBe('refused: record-basis-fallen');
    await bench.skipTo(endOfDay(wait.due));
    await bench.skipTo(new Date(Date.parse(await bench.now()) + 3_600_000).toISOString());
    expect(await bench.notices(left)).toContain('escalation → market/supervisor');
    expect(await outcomeOf(annul(left.caseId))).toBe('annulled');
    expect(await bench.standing(left.caseId)).toMatchObject({ published: false });
    // Withdrawn, though late.
    expect(await waitOf(left.caseId)).toMatchObject({ state: 'missed' });
  }, 300_000);

  it.each(['dropped', 'lenient'] as const)(
    'of a person is told to be dropped where the organisation itself is %s: no case is left waiting for nothing',
    async (how) => {
      const on = await bench.served({ responsible: [responsible(await bench.person('周某'))] });
      const [person] = await bench.personsOf(on);
      if (person === undefined) throw new Error('nobody answers for it');
      await bench.serve(person);
      await bench.pastStatements(on, person);
      expect(await outcomeOf(how === 'dropped' ? bench.drop(on) : bench.spare(on))).toBe(how);
      expect((await bench.timeline(person)).at(-1)).toBe('determination-organisation-not-determined');
      const [body] = await bench.noticeBodies(person, 'determination-organisation-not-determined-for-desk');
      expect(body).toContain('请对本案不予认定');
      expect(await bench.noticeBodies(person, 'determination-organisation-not-determined')).toHaveLength(1);
      expect(await bench.row(person)).toMatchObject({ status: 'awaiting-decision', nextKind: 'determine-by' });
      expect(await outcomeOf(bench.determine(person))).toBe('refused: organisation-not-determined');
      expect(await outcomeOf(bench.drop(person))).toBe('dropped');
    },
    300_000,
  );

  it('is made once on a document, until its record is voided; the same for who answers for the subject', async () => {
    const document = { ...COMPLETION.document, number: '示市监罚〔2026〕900号' };
    const person = await bench.person('赵某');
    const on = await bench.served({ document, responsible: [responsible(person)] });
    const [own] = await bench.personsOf(on);
    if (own === undefined) throw new Error('nobody answers for it');
    await bench.serve(own);
    await bench.pastStatements(on, own);
    await bench.determine(on);
    const again = await bench.propose({ subjectId: on.subjectId });
    expect(await outcomeOf(bench.completeDraft(again, { document }))).toBe('refused: document-determined');
    // Another organisation, the same document, the same person: still open there, and then made.
    const other = await bench.propose();
    const naming = { document, responsible: [responsible(person)] };
    expect(await outcomeOf(bench.completeDraft(other, naming))).toBe('refused: determination-open');
    await bench.determine(own);
    expect(await outcomeOf(bench.completeDraft(other, naming))).toBe('refused: document-determined');
    expect(await outcomeOf(bench.completeDraft(other, { document }))).toBe('awaiting-service');
    expect(await outcomeOf(annul(await recordOf(on)))).toBe('annulled');
    expect(await outcomeOf(bench.completeDraft(again, { document }))).toBe('awaiting-service');
    await bench.leave(again, other);
  }, 300_000);

  it('that came from a rectification is neither completed nor made while that does not stand as not rectified', async () => {
    const draft = await bench.propose();
    const origin = await rectification(draft.subjectId, 'rectified');
    await cameFrom(draft, origin);
    expect(await outcomeOf(bench.completeDraft(draft))).toBe('refused: determination-unfounded');
    const on = await bench.served();
    await cameFrom(on, origin);
    await bench.pastStatements(on);
    expect(await outcomeOf(bench.determine(on))).toBe('refused: determination-unfounded');
    await bench.sql("update case_file set status = 'not-rectified' where id = ?", [origin]);
    expect(await outcomeOf(bench.determine(on))).toBe('determined');
    await bench.leave(draft);
  }, 300_000);

  it('of a person that was repaired before the organisation’s record fell is to be withdrawn too: its case goes on for that', async () => {
    const person = await bench.person('孙某');
    const on = await bench.served({ responsible: [responsible(person)] });
    const [own] = await bench.personsOf(on);
    if (own === undefined) throw new Error('nobody answers for it');
    await bench.serve(own);
    await bench.pastStatements(on, own);
    await bench.determine(on);
    await bench.determine(own);
    const left = await recordOf(own);
    // Its publicity is followed: one that is taken up only when all is over waits ten minutes for an act.
    await bench.later('1 second');
    await repaired(on, left);
    const followed = bench.env.client.workflow.getHandle(publicityWorkflowId(left));
    await bench.until(async () => (await followed.describe()).status.name === 'COMPLETED');
    expect(await outcomeOf(annul(await recordOf(on)))).toBe('annulled');
    await bench.until(async () => (await followed.describe()).status.name === 'RUNNING');
    expect(await bench.row({ caseId: left })).toMatchObject({ status: 'annulment-check', nextKind: 'withdraw-by' });
    expect(await outcomeOf(annul(left))).toBe('annulled');
  }, 300_000);

  /** A record ends as repaired, by a step of another case. */
  async function repaired({ caseId }: { caseId: string }, recordId: string): Promise<void> {
    const now = await bench.now();
    const tell = await bench.orm.em.fork().transactional(async (em) => {
      const hand = await takeInHand(em, caseId, SERVICE, now);
      await endRecord(hand, { recordId, how: 'repaired', on: shanghaiDay(now) });
      return hand.tell;
    });
    const calls = createWorkflowCalls(bench.env.client.workflow, bench.taskQueue);
    for (const workflowId of tell) await calls.tellCase(workflowId);
  }

  function responsible(subjectId: string) {
    return { subjectId, responsibility: 'legal-representative', asNamed: '法定代表人', measures: [] } as const;
  }

  async function recordOf(on: { caseId: string }): Promise<string> {
    return String((await bench.row(on)).outcome?.['record']);
  }

  async function waitOf(recordId: string): Promise<{ state: string; startDay: string; due: string }> {
    const [row] = await bench.sql<{ state: string; startDay: string; due: string }>(
      "select state, due, ledger ->> 'startDay' as \"startDay\" from deadline where case_id = ? and kind = 'withdraw-by'",
      [recordId],
    );
    if (row === undefined) throw new Error('nobody is asked to withdraw it');
    return row;
  }

  async function annul(recordId: string, annulledOn?: string) {
    const act = {
      by: proposer,
      annulledOn: annulledOn ?? (await bench.today()),
      documentNumber: '行复〔2026〕3号',
      reason: '认定事实不清',
    };
    return await actAlsoAfterTheEnd<AnnulAct>(bench, { caseId: recordId }, annulUpdate, act);
  }

  async function dismiss(caseId: string) {
    const act = { by: proposer, reason: '维持' };
    return await actAlsoAfterTheEnd<DismissAnnulmentAct>(bench, { caseId }, dismissAnnulmentUpdate, act);
  }

  /** A rectification that has ended, as its row says. */
  async function rectification(subjectId: string, status: string): Promise<string> {
    const em = bench.orm.em.fork();
    const { authorityId } = await em.findOneOrFail(CaseFile, { kind: 'determination' });
    const [id, now] = [randomUUID(), await bench.now()];
    em.create(CaseFile, {
      id,
      number: `JN-2026-9${id.replace(/\D/g, '').padEnd(5, '0').slice(0, 5)}`,
      kind: 'rectification',
      workflowId: rectificationWorkflowId(id),
      status,
      subjectId,
      authorityId,
      procedureId: null,
      applicantSub: null,
      ruleSet: 'order-36-2025',
      round: 0,
      receivedOn: '2026-03-02',
      openedAt: now,
      closedAt: now,
      assignedTo: null,
      nextKind: null,
      nextDue: null,
      nextAt: null,
      nextProvisional: null,
      outcome: { kind: 'rectified', rung: 0, on: '2026-03-02' },
    });
    await em.flush();
    return id;
  }

  async function cameFrom({ caseId }: OpenDetermination, origin: string): Promise<void> {
    await bench.sql('update determination set origin_case_id = ?, proposed_by = null where case_id = ?', [
      origin,
      caseId,
    ]);
  }
});
