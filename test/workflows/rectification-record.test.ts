/** What was determined on a rectification that turns out to be done: the record does not stay as if nothing had been. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UpdateDefinition } from '@temporalio/common';
import { RecordWithdrawal } from '../../db/entities/record-withdrawal.ts';
import { Determination } from '../../db/entities/determination.ts';
import { endOfDay } from '../../domain/time.ts';
import type { ActAnswer, ActHeader } from '../../workflows/messages/case.ts';
import {
  type CompleteAct,
  completeDeterminationUpdate,
  determinationWorkflowId,
  type DetermineAct,
  determineUpdate,
} from '../../workflows/messages/determination.ts';
import { type ServeAct, serveUpdate } from '../../workflows/messages/hearing.ts';
import {
  type DismissAnnulmentAct,
  dismissAnnulmentUpdate,
  type WithdrawRecordAct,
  withdrawRecordUpdate,
} from '../../workflows/messages/publicity.ts';
import { actAlsoAfterTheEnd } from '../support/after-the-end.ts';
import { outcomeOf } from '../support/cases.ts';
import type { Bare } from '../support/bench.ts';
import { COMPLETION } from '../support/determination-bench.ts';
import { boss, colleague, inspector, RectificationBench } from '../support/rectification-bench.ts';

// Months go by, and no date may be provisional.
const START = '2023-06-05T02:00:00.000Z';

describe('a rectification after which the subject was recorded', () => {
  let bench: RectificationBench;
  beforeAll(async () => {
    bench = await RectificationBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('is reopened and found not done: the record stands as it was, and nobody is asked to withdraw it', async () => {
    const { on, recordId } = await recorded();
    const { due } = await bench.clock(on, 'rectification-by');
    await bench.reopen(on, due);
    await bench.reject(on);
    await bench.passRung(on);
    expect(await bench.row(on)).toMatchObject({ status: 'not-rectified' });
    expect(await bench.timeline({ caseId: recordId })).toEqual(['record-entered']);
  }, 300_000);

  it('is reopened and found done: its record is to be withdrawn, asked for until it is, and the subject told', async () => {
    const { on, recordId, determination } = await recorded();
    const { due } = await bench.clock(on, 'rectification-by');
    expect(await outcomeOf(bench.reopen(on, due))).toBe('checking');
    // Decided already, there is nothing to stop; whether it falls is seen when the report is checked.
    expect(await bench.notices(on)).toContain('determination-in-doubt → market/officer');
    expect(await bench.notices(on)).not.toContain('determination-unfounded → market/officer');
    const record = { caseId: recordId };
    expect(await bench.timeline(record)).toEqual(['record-entered']);

    expect(await outcomeOf(bench.confirm(on))).toBe('rectified');
    expect(await bench.timeline(on)).toContain('rectification-record-fallen');
    const notices = await bench.notices(on);
    expect(notices).toContain('record-to-withdraw → zhang');
    for (const to of ['officer', 'supervisor']) expect(notices).toContain(`record-to-withdraw-for-desk → market/${to}`);
    expect((await bench.timeline(record)).at(-1)).toBe('record-basis-fallen');
    const wait = await bench.clock(record, 'withdraw-by');
    expect(wait).toMatchObject({ state: 'running' });
    const dismiss = actAlsoAfterTheEnd<DismissAnnulmentAct>(bench, record, dismissAnnulmentUpdate, {
      by: inspector,
      reason: '决定未被撤销',
    });
    expect(await outcomeOf(dismiss)).toBe('refused: record-basis-fallen');
    await bench.skipTo(endOfDay(wait.due));
    await bench.skipTo(new Date(Date.parse(await bench.now()) + 3_600_000).toISOString());
    expect(await bench.timeline(record)).toContain('escalated');
    expect(await bench.row(determination)).toMatchObject({ status: 'determined' });
    const withdraw = actAlsoAfterTheEnd<WithdrawRecordAct>(bench, record, withdrawRecordUpdate, {
      by: boss,
      reason: '已整改',
    });
    expect(await outcomeOf(withdraw)).toBe('withdrawn');
    expect(await bench.clocks(record)).toEqual([]);
    // Taken back too late is late; why, is said in public in words of the service, never in the supervisor's.
    expect(await bench.sql('select state from deadline where id = ?', [wait.id])).toEqual([{ state: 'missed' }]);
    const said = await bench.orm.em.fork().findOneOrFail(RecordWithdrawal, { recordId });
    expect(said).toMatchObject({ ground: 'basis-fallen', groundOn: wait.ledger.startDay, reason: null });
    expect(said.shownUntil).not.toBeNull();
  }, 300_000);

  /** Not rectified, and on the draft that followed a second officer has determined. */
  async function recorded() {
    const on = await bench.broughtTo('not-rectified');
    const { caseId } = await bench.orm.em.fork().findOneOrFail(Determination, { originCaseId: on.caseId });
    const document = {
      ...COMPLETION.document,
      number: `示市监罚〔2023〕${caseId.slice(0, 4)}号`,
      issuedOn: '2023-06-05',
    };
    await send<CompleteAct>(caseId, completeDeterminationUpdate, {
      by: inspector,
      completion: { ...COMPLETION, document, actOn: '2023-05-20' },
    });
    const served = { means: 'direct', on: await bench.today(), proof: '送达回证3号', consent: null } as const;
    await send<ServeAct>(caseId, serveUpdate, { by: inspector, ...served });
    await bench.skipTo((await bench.clock({ caseId }, 'statement-by')).dueAt);
    await bench.skipTo(endOfDay(await bench.workingDay(1)));
    const decision = { document: `示市监认〔2023〕${caseId.slice(0, 4)}号`, reason: '事实清楚' };
    const determined = send<DetermineAct>(caseId, determineUpdate, {
      by: colleague,
      ...decision,
      severity: null,
      measures: null,
      leniencyConsidered: null,
    });
    expect(await outcomeOf(determined)).toBe('determined');
    const recordId = String((await bench.row({ caseId })).outcome?.['record']);
    return { on, recordId, determination: { caseId } };
  }

  async function send<A extends ActHeader>(caseId: string, update: UpdateDefinition<ActAnswer, [A]>, bare: Bare<A>) {
    const act = { id: randomUUID(), ...bare, receivedAt: await bench.now() } as unknown as A;
    const handle = bench.env.client.workflow.getHandle(determinationWorkflowId(caseId));
    return await handle.executeUpdate(update, { updateId: act.id, args: [act] });
  }
});
