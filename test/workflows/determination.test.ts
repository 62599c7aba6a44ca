import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { draftDetermination } from '../../activities/determination/determination-draft.ts';
import { SERVICE, takeInHand } from '../../activities/case/case-in-hand.ts';
import type { CaseStart } from '../../activities/case/transaction.ts';
import { endOfDay } from '../../domain/time.ts';
import { determinationWorkflowId } from '../../workflows/messages/determination.ts';
import { outcomeOf } from '../support/cases.ts';
import { COMPLETION, DeterminationBench, type OpenDetermination } from '../support/determination-bench.ts';
import { boss, decider, proposer } from '../support/hearing-bench.ts';
import { keepHistory } from '../support/histories.ts';

/** Monday. */
const START = '2026-03-02T02:00:00.000Z';

describe('a determination, from the draft to the decision', () => {
  let bench: DeterminationBench;
  beforeAll(async () => {
    bench = await DeterminationBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  const forSubject = async (on: { caseId: string }) =>
    (await bench.notices(on)).filter((line) => line.endsWith('→ zhang'));

  it('lies on a desk as a draft, told to the supervisor until somebody completes it, and to nobody else', async () => {
    const on = await bench.propose();
    expect(on.answer).toMatchObject({ status: 'draft', next: { kind: 'draft-by', due: '2026-03-16' } });
    await bench.skipTo('2026-03-24T02:00:00.000Z');
    expect(await bench.row(on)).toMatchObject({ status: 'draft', assignedTo: proposer.sub });
    expect((await bench.timeline(on)).filter((kind) => kind === 'escalated').length).toBeGreaterThanOrEqual(2);
    expect(await bench.notices(on)).toContain('escalation → market/supervisor');
    expect(await forSubject(on)).toEqual([]);
    // Completed late it goes on, and the subject is told now.
    expect(await outcomeOf(bench.completeDraft(on))).toBe('awaiting-service');
    expect(await forSubject(on)).toEqual(['determination-notice → zhang']);
    await bench.leave(on);
  }, 300_000);

  it('is completed on an effective document and with measures that fit, or with every reason why not', async () => {
    const on = await bench.propose();
    const organisation = await bench.subject();
    const today = await bench.today();
    const document = {
      ...COMPLETION.document,
      kind: 'other',
      issuedOn: '2099-01-01',
      reference: null,
      sha256: null,
    } as const;
    const responsible = [
      { subjectId: organisation, responsibility: 'directly-responsible', asNamed: '王某', measures: ['A03'] },
    ] as const;
    const answer = await bench.completeDraft(on, {
      document,
      recordKind: 'serious-list',
      measures: ['A02', 'Z99'],
      responsible,
    });
    if (answer.accepted) throw new Error('it was completed');
    expect(answer.refusals.map(({ code }) => code)).toEqual([
      'document-not-issued',
      'document-needs-reference',
      'document-needs-law',
      'list-needs-serious',
      'measure-out-of-proportion',
      'measure-not-on-list',
      'measure-basis-not-cited',
      'measure-basis-not-cited',
      'responsible-not-person',
      'measure-out-of-proportion',
    ]);
    for (const { clause, text } of answer.refusals) expect([clause, text.zh, text.en]).not.toContain('');
    expect(await bench.row(on)).toMatchObject({ status: 'draft' });
    const named = { ...COMPLETION.document, kind: 'other', law: '信用修复管理办法', issuedOn: today } as const;
    expect(await outcomeOf(bench.completeDraft(on, { document: named }))).toBe('awaiting-service');
    // One document is determined on once at a time.
    const again = await bench.propose({ subjectId: on.subjectId });
    expect(await outcomeOf(bench.completeDraft(again, { document: named }))).toBe('refused: determination-open');
    await bench.leave(on, again);
  }, 300_000);

  it('reviews what was said in time and tells the result, before a second officer decides', async () => {
    const on = await bench.served();
    expect(await bench.row(on)).toMatchObject({ status: 'statement-period', nextKind: 'statement-by' });
    const { due } = await bench.clock(on, 'statement-by');
    // In the last minutes of the period: the clock is moved a quarter of an hour past what is asked for.
    await bench.skipTo(new Date(Date.parse(endOfDay(due)) - 1_260_000).toISOString());
    expect(await outcomeOf(bench.state(on))).toBe('statement-period');
    await bench.skipTo(endOfDay(due));
    await bench.until(async () => (await bench.row(on)).status === 'reviewing');
    expect(await bench.clock(on, 'statement-by')).toMatchObject({ state: 'met' });
    expect(await outcomeOf(bench.determine(on))).toBe('StatusNotAllowed');
    expect(await outcomeOf(bench.review(on, { answer: ' ' }))).toBe('refused: decision-needs-reason');
    expect(await outcomeOf(bench.review(on))).toBe('awaiting-decision');
    expect(await forSubject(on)).toContain('determination-reviewed → zhang');
    // Who completed it may not decide, supervisors and administrators included; and it goes back to the desk.
    expect(await bench.row(on)).toMatchObject({ assignedTo: null });
    expect(await outcomeOf(bench.determine(on, { by: proposer }))).toBe('refused: proposer-may-not-decide');
    await bench.skipTo(endOfDay(await bench.workingDayAfter(due)));
    expect(await outcomeOf(bench.determine(on))).toBe('determined');
    const [decision] = await bench.noticeBodies(on, 'determination-made');
    expect(decision).toContain('所述已核实，不影响认定，不予采纳');
  }, 300_000);

  it('is not decided while a paper that came in time may still be on its way, nor by who completed what another proposed', async () => {
    const on = await bench.propose();
    await bench.completeDraft(on, {}, boss);
    await bench.serve(on, { by: boss });
    const { due, dueAt } = await bench.clock(on, 'statement-by');
    await bench.skipTo(dueAt);
    await bench.until(async () => (await bench.row(on)).status === 'awaiting-decision');
    expect(await outcomeOf(bench.determine(on))).toBe('refused: receipts-may-come');
    for (const by of [proposer, boss])
      expect(await outcomeOf(bench.determine(on, { by }))).toBe('refused: proposer-may-not-decide');
    // The paper is written down after the period: it is reviewed first, and nothing was missed.
    const registered = bench.state(on, { by: decider, receivedOn: due });
    expect(await outcomeOf(registered)).toBe('reviewing');
    expect(await bench.clocks(on)).toEqual(['review-by']);
    expect(await bench.clock(on, 'statement-by')).toMatchObject({ state: 'met' });
    expect(await outcomeOf(bench.review(on, { by: boss }))).toBe('awaiting-decision');
    await bench.skipTo(endOfDay(await bench.workingDayAfter(due)));
    // One that comes late is on file, and changes nothing of where the case stands.
    expect(await outcomeOf(bench.state(on))).toBe('awaiting-decision');
    expect(await outcomeOf(bench.determine(on))).toBe('determined');
    await keepHistory(bench, determinationWorkflowId(on.caseId), 'determination-paper-after-the-period');
  }, 300_000);

  it('is decided no heavier than told, and lighter where it should be', async () => {
    const on = await ripe(await bench.served({ severity: 'general', measures: ['A01'] }));
    expect(await outcomeOf(bench.determine(on, { severity: 'serious' }))).toBe('refused: heavier-than-told');
    expect(await outcomeOf(bench.determine(on, { measures: ['A01', 'B08'] }))).toContain('heavier-than-told');
    const lighter = await bench.determine(on, { severity: 'minor', measures: [] });
    expect(lighter).toMatchObject({ accepted: true, status: 'determined' });
    const { outcome } = await bench.row(on);
    expect(await bench.recordRow(String(outcome?.['record']))).toMatchObject({ severity: 'minor', published: false });
  }, 300_000);

  it('is extended once by a supervisor, told before it is over; wages in arrears go by their own rule', async () => {
    const on = await bench.served({
      sector: 'wage-arrears',
      recordKind: 'serious-list',
      severity: 'serious',
      measures: [],
    });
    const statement = await bench.clock(on, 'statement-by');
    expect(statement.ledger.rule).toMatchObject({ count: 5, isDefault: false });
    expect(statement.ledger.rule.clause).toContain('第六条');
    await bench.waive(on);
    expect(await outcomeOf(bench.extendDecision(on, { by: decider }))).toBe('RoleNotAllowed');
    const before = await bench.clock(on, 'determine-by');
    // Twenty is the article's; that it runs from here is ours.
    expect(before.ledger.rule).toMatchObject({ count: 20, isDefault: true });
    expect(await outcomeOf(bench.extendDecision(on))).toBe('awaiting-decision');
    const after = await bench.clock(on, 'determine-by');
    expect(after.due > before.due).toBe(true);
    expect(after.ledger.extensions).toEqual([expect.objectContaining({ count: 20 })]);
    expect(await forSubject(on)).toContain('determination-extended → zhang');
    expect(await outcomeOf(bench.extendDecision(on))).toBe('refused: extended-once');
    await bench.leave(on);
  }, 300_000);

  it('runs into silence without harm: the supervisor is told again and again, and nothing is recorded', async () => {
    const on = await bench.served();
    const { dueAt } = await bench.clock(on, 'statement-by');
    await bench.skipTo(dueAt);
    await bench.until(async () => (await bench.row(on)).status === 'awaiting-decision');
    const { dueAt: decideBy } = await bench.clock(on, 'determine-by');
    await bench.skipTo(new Date(Date.parse(decideBy) + 10 * 24 * 3_600_000).toISOString());
    expect(await bench.row(on)).toMatchObject({ status: 'awaiting-decision', outcome: null });
    expect((await bench.timeline(on)).filter((kind) => kind === 'escalated').length).toBeGreaterThanOrEqual(2);
    expect(await bench.notices(on)).toContain('escalation → market/supervisor');
    expect(await outcomeOf(bench.extendDecision(on))).toBe('refused: extension-late');
    expect(await outcomeOf(bench.drop(on))).toBe('dropped');
    await keepHistory(bench, determinationWorkflowId(on.caseId), 'determination-silent');
  }, 300_000);

  it('hears the subject in person where it asks: its period stands still until the hearing is over', async () => {
    const on = await bench.served();
    expect(await outcomeOf(bench.askHearing(on))).toBe('hearing');
    expect(await bench.clocks(on)).toEqual(['hearing-by']);
    const day = await bench.workingDayAfter(endOfDayIn(await bench.today(), 20));
    expect(await outcomeOf(bench.callHearing(on, day, { presiding: proposer.sub }))).toBe(
      'refused: proposer-may-not-preside',
    );
    expect(await outcomeOf(bench.callHearing(on, day))).toBe('hearing');
    await bench.skipTo(`${day}T02:00:00.000Z`);
    expect(await outcomeOf(bench.recordHearing(on, day))).toBe('statement-period');
    await bench.pastStatements(on);
    // It spoke at the hearing alone: that is reviewed as a statement is, and the decision rests on the minutes.
    expect(await bench.row(on)).toMatchObject({ status: 'reviewing' });
    expect(await bench.clock(on, 'statement-by')).toMatchObject({ state: 'met' });
    expect(await outcomeOf(bench.determine(on))).toBe('StatusNotAllowed');
    expect(await outcomeOf(bench.review(on, { answer: '当庭所述与台账不符' }))).toBe('awaiting-decision');
    expect(await outcomeOf(bench.determine(on))).toBe('determined');
    const [decision = ''] = await bench.noticeBodies(on, 'determination-made');
    for (const part of ['听证中陈述、申辩', '行政处罚法第六十五条', '当庭所述与台账不符'])
      expect(decision).toContain(part);
    expect(decision).not.toContain('未陈述');
    await keepHistory(bench, determinationWorkflowId(on.caseId), 'determination-after-hearing');
  }, 300_000);

  it('gives the term to decide from the later of review and hearing: one reviewed before begins none', async () => {
    const on = await bench.served();
    await bench.state(on);
    await bench.waive(on);
    expect(await outcomeOf(bench.review(on))).toBe('awaiting-decision');
    const { due: before } = await bench.clock(on, 'determine-by');
    await bench.askHearing(on);
    await bench.skipTo((await bench.clock(on, 'hearing-by')).dueAt);
    await bench.giveHearingUp(on, await bench.today());
    const { due: statementDue, dueAt } = await bench.clock(on, 'statement-by');
    await bench.skipTo(dueAt);
    await bench.until(async () => (await bench.row(on)).status === 'awaiting-decision');
    const { due, ledger } = await bench.clock(on, 'determine-by');
    expect([due > before, ledger.startDay]).toEqual([true, statementDue]);
    expect(ledger.startEvent).toMatchObject({ zh: '陈述申辩期限届满' });
    await bench.leave(on);
  }, 300_000);

  it('against an authority is told to the one above it, and to the auditors', async () => {
    const on = await bench.served();
    await bench.asGovernment(on.subjectId, 'transport');
    await ripe(on);
    expect(await outcomeOf(bench.determine(on))).toBe('determined');
    const told = (await bench.notices(on)).filter((line) => line.startsWith('determination-of-government'));
    expect(told.sort()).toEqual([
      'determination-of-government → auditor',
      'determination-of-government → transport/supervisor',
    ]);
  }, 300_000);

  it('against an authority with none above it that is known says so, and asks the administrators to enter it', async () => {
    const on = await bench.served();
    await bench.asGovernment(on.subjectId, null);
    await ripe(on);
    expect(await outcomeOf(bench.determine(on))).toBe('determined');
    const told = (await bench.notices(on)).filter((line) => /superior-unknown|of-government/.test(line));
    expect(told.sort()).toEqual(['determination-of-government → auditor', 'superior-unknown → admin']);
    expect(
      await bench.sql("select data from timeline_entry where case_id = ? and kind = 'determination-superior-told'", [
        on.caseId,
      ]),
    ).toEqual([{ data: { noSuperior: true } }]);
    // Told in its own case, and not a second time by the record.
    const record = String((await bench.row(on)).outcome?.['record']);
    expect(await bench.timeline({ caseId: record })).toEqual(['record-entered']);
  }, 300_000);

  it('comes from another case as a draft, in its transaction, with a deadline and a desk of its own', async () => {
    const from = await bench.propose();
    const starts: CaseStart[] = [];
    const drafted = await bench.orm.em.fork().transactional(async (em) => {
      const hand = await takeInHand(em, from.caseId, SERVICE, await bench.now());
      const order = {
        subject: from.subjectId,
        authority: hand.authority,
        facts: '两次约谈后仍未整改',
        clause: '国办发〔2019〕35号（九）',
        from: { caseId: from.caseId, caseNumber: hand.file.number },
      };
      const answer = await draftDetermination(hand, order);
      starts.push(...hand.starts);
      return answer;
    });
    expect(await bench.row(drafted)).toMatchObject({ status: 'draft', assignedTo: null, nextKind: 'draft-by' });
    expect(await bench.notices(drafted)).toEqual(['determination-draft → market/officer']);
    await bench.activities.passOn({ starts, tell: [] });
    // Nobody proposed it: who completes it does not decide, anybody else may.
    expect(await outcomeOf(bench.completeDraft(drafted))).toBe('awaiting-service');
    await bench.serve(drafted);
    await bench.waive(drafted);
    expect(await outcomeOf(bench.determine(drafted, { by: boss }))).toBe('determined');
    await keepHistory(bench, determinationWorkflowId(drafted.caseId), 'determination-from-another-case');
    await bench.leave(from);
  }, 300_000);

  async function ripe(on: OpenDetermination): Promise<OpenDetermination> {
    await bench.pastStatements(on);
    return on;
  }
});

function endOfDayIn(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * 24 * 3_600_000).toISOString().slice(0, 10);
}
