/** Repair on real parts: a window, three authorities, a court, a credit service agency, and records of many subjects. */
import { randomUUID } from 'node:crypto';
import type { UpdateDefinition } from '@temporalio/common';
import { Authority } from '../../db/entities/authority.ts';
import { InboundMessage } from '../../db/entities/inbound-message.ts';
import type { CreditRecord } from '../../db/entities/record.ts';
import { recordsToRepair } from '../../db/queries/repair-door.ts';
import { findRepairTextToSign } from '../../db/queries/repair-text.ts';
import type { MessageData, MessageKind } from '../../domain/messages/messages.ts';
import type { Actor } from '../../domain/case/roles.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import { type ActAnswer, type ActHeader, messageSignal } from '../../workflows/messages/case.ts';
import * as messages from '../../workflows/messages/repair.ts';
import type { Bare } from './bench.ts';
import { type BenchOptions, startParts } from './bench-parts.ts';
import { RepairRows } from './repair-rows.ts';

export const applicant: Actor = { sub: 'zhang', role: 'applicant', authority: null };
export const clerk: Actor = { sub: 'clerk-zhou', role: 'officer', authority: 'window' };

/** Two officers and a supervisor of each authority. */
export const officerOf = (authority: string): Actor => ({ sub: `officer-${authority}`, role: 'officer', authority });
export const colleagueOf = (authority: string): Actor => ({
  sub: `colleague-${authority}`,
  role: 'officer',
  authority,
});
export const supervisorOf = (authority: string): Actor => ({ sub: `boss-${authority}`, role: 'supervisor', authority });

export interface OpenRepair {
  caseId: string;
  answer: messages.RepairOpeningAnswer;
}

export class RepairBench extends RepairRows {
  static async start(options: BenchOptions): Promise<RepairBench> {
    const bench = new RepairBench(await startParts(options));
    if (options.realTime) bench.moveTo(options.startAt);
    await bench.enterAuthorities();
    await bench.startWorker(options.maxCachedWorkflows);
    return bench;
  }

  async application(
    subjectId: string,
    records: readonly { id: string }[],
    change: Partial<messages.RepairApplication> = {},
  ): Promise<messages.RepairApplication> {
    const recordIds = records.map(({ id }) => id);
    const em = this.orm.em.fork();
    const { id: windowId } = await em.findOneOrFail(Authority, { code: 'window' });
    const receivedAt = change.receivedAt ?? (await this.now());
    const on = change.receivedOn ?? shanghaiDay(receivedAt);
    const asked = await recordsToRepair(em, subjectId, recordIds, change.materials ?? [], on);
    const toSign = await findRepairTextToSign(em, { subjectId, windowId, records: asked, standard: { on } });
    return {
      id: randomUUID(),
      by: applicant,
      receivedAt,
      subjectId,
      recordIds,
      receivedOn: null,
      applicantSub: applicant.sub,
      window: null,
      commitment: { version: 1, sha256: toSign?.sha256 ?? '', signer: '张伟', means: 'online' },
      contact: { name: '张伟', email: 'zhang@example.com', phone: null },
      materials: [],
      ...change,
    };
  }

  /** Applies for the repair of these records, all of one subject. */
  async open(
    subjectId: string,
    records: readonly { id: string }[],
    change: Partial<messages.RepairApplication> = {},
  ): Promise<OpenRepair> {
    const caseId = randomUUID();
    return { caseId, answer: await this.send(caseId, await this.application(subjectId, records, change)) };
  }

  /** One record of each of these authorities, applied for at once. */
  async openFor(...authorities: string[]): Promise<OpenRepair & { subjectId: string; records: CreditRecord[] }> {
    const subjectId = await this.subject();
    const records: CreditRecord[] = [];
    for (const authority of authorities) {
      const court = { kind: 'judgment-debtor', sector: 'judgment-debtor' } as const;
      records.push(await this.record(subjectId, { authority, ...(authority === 'court' ? court : {}) }));
    }
    return { ...(await this.open(subjectId, records)), subjectId, records };
  }

  async send(caseId: string, application: messages.RepairApplication): Promise<messages.RepairOpeningAnswer> {
    const workflow = { type: messages.REPAIR_WORKFLOW, id: messages.repairWorkflowId(caseId), caseId };
    return await this.throughDoor(workflow, messages.openRepairUpdate, application);
  }

  async act<A extends ActHeader>(
    on: { caseId: string },
    update: UpdateDefinition<ActAnswer, [A]>,
    bare: Bare<A>,
  ): Promise<ActAnswer> {
    const receivedAt = bare.receivedAt ?? (await this.now());
    const act = { id: randomUUID(), ...bare, receivedAt } as unknown as A;
    return await this.workflow(on).executeUpdate(update, { updateId: act.id, args: [act] });
  }

  accept(on: { caseId: string }, authority: string, by: Actor = officerOf(authority)): Promise<ActAnswer> {
    return this.act<messages.AcceptAct>(on, messages.acceptUpdate, { by, authority });
  }

  notAccept(on: { caseId: string }, authority: string): Promise<ActAnswer> {
    const why = { reason: '材料不属于本单位认定的信息', clause: '信用修复管理办法', whatToDo: '更正后重新申请' };
    return this.act<messages.NotAcceptAct>(on, messages.notAcceptUpdate, {
      by: officerOf(authority),
      authority,
      ...why,
    });
  }

  askCompletion(on: { caseId: string }, authority: string): Promise<ActAnswer> {
    const items = ['罚款缴纳凭证', '整改报告'];
    return this.act<messages.AskCompletionAct>(on, messages.askCompletionUpdate, {
      by: officerOf(authority),
      authority,
      items,
    });
  }

  complete(on: { caseId: string }, authority: string, by: Actor = applicant): Promise<ActAnswer> {
    const materials: messages.RepairMaterial[] = [
      { kind: 'duty-proof', recordId: null, name: '罚款缴纳凭证', reference: '凭证-1' },
    ];
    return this.act<messages.CompleteAct>(on, messages.completeUpdate, { by, authority, materials });
  }

  /** Answers every record of a part alike. */
  async answer(
    on: { caseId: string },
    authority: string,
    result: 'repaired' | 'refused' = 'repaired',
    change: Partial<Bare<messages.AnswerAct>> = {},
  ): Promise<ActAnswer> {
    const items = await this.itemsOf(on, authority);
    const why = { reason: '尚有罚款未缴', clause: '信用修复管理办法', whatToDo: '缴清罚款', earliest: null };
    const none = { reason: null, clause: null, whatToDo: null, earliest: null };
    const answers = items.map(({ recordId }) => ({ recordId, result, ...(result === 'refused' ? why : none) }));
    return await this.act<messages.AnswerAct>(on, messages.answerUpdate, {
      by: officerOf(authority),
      authority,
      answers,
      ...change,
    });
  }

  extend(on: { caseId: string }, authority: string, workingDays: number | null = null): Promise<ActAnswer> {
    return this.act<messages.ExtendAnswerAct>(on, messages.extendAnswerUpdate, {
      by: officerOf(authority),
      authority,
      workingDays,
      reason: '需要现场核查',
    });
  }

  pause(on: { caseId: string }, authority: string, workingDays = 5): Promise<ActAnswer> {
    return this.act<messages.PauseAct>(on, messages.pauseUpdate, {
      by: officerOf(authority),
      authority,
      cause: 'hearing',
      workingDays,
      reason: '申请人要求听证',
    });
  }

  resume(on: { caseId: string }, authority: string): Promise<ActAnswer> {
    return this.act<messages.ResumeAct>(on, messages.resumeUpdate, { by: officerOf(authority), authority });
  }

  withdraw(
    on: { caseId: string },
    authorities: string[] | null = null,
    change: Partial<Bare<messages.WithdrawRepairAct>> = {},
  ): Promise<ActAnswer> {
    return this.act<messages.WithdrawRepairAct>(on, messages.withdrawRepairUpdate, {
      by: applicant,
      authorities,
      reason: null,
      ...change,
    });
  }

  /** What a court or an agency says, stored as the API stores it, and told to the application. */
  async say<K extends MessageKind>(
    on: { caseId: string },
    sender: string,
    kind: K,
    data: MessageData[K],
    change: { occurredAt?: Instant; eventId?: string } = {},
  ): Promise<string> {
    const em = this.orm.em.fork();
    const { id: senderId } = await em.findOneOrFail(Authority, { code: sender });
    const receivedAt = await this.now();
    const id = randomUUID();
    const targetWorkflowId = messages.repairWorkflowId(on.caseId);
    em.create(InboundMessage, {
      id,
      senderId,
      eventId: change.eventId ?? id,
      kind,
      bodyHash: '0'.repeat(64),
      data,
      occurredAt: change.occurredAt ?? receivedAt,
      receivedAt,
      proof: 'token',
      targetWorkflowId,
      caseId: on.caseId,
      state: 'stored',
      signalledAt: null,
      takenAt: null,
      outcome: null,
    });
    await em.flush();
    await this.tell(on, id);
    return id;
  }

  /** Tells the application of a stored message, and waits until it is settled. */
  async tell(on: { caseId: string }, messageId: string): Promise<void> {
    await this.workflow(on).signal(messageSignal, { messageId });
    await this.until(async () => (await this.message(messageId)).state !== 'stored');
  }
}
