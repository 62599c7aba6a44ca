/** Objections on real parts: records that were entered and are shown, a window, the authority that determined them. */
import { randomUUID } from 'node:crypto';
import type { UpdateDefinition } from '@temporalio/common';
import { CaseFile } from '../../db/entities/case-file.ts';
import { ObjectionSupplement } from '../../db/entities/objection-supplement.ts';
import { Push } from '../../db/entities/push.ts';
import type { Actor } from '../../domain/case/roles.ts';
import type { Correction } from '../../domain/objection/objection-correction.ts';
import type { Day } from '../../domain/time.ts';
import type { ActAnswer, ActHeader } from '../../workflows/messages/case.ts';
import * as messages from '../../workflows/messages/objection.ts';
import {
  annulUpdate,
  type AnnulAct,
  declareUpdate,
  type DeclareAct,
  type ExecuteMeasureAct,
  executeMeasureUpdate,
  publicityWorkflowId,
  type WithdrawDeclarationAct,
  withdrawDeclarationUpdate,
  type WithdrawRecordAct,
  withdrawRecordUpdate,
} from '../../workflows/messages/publicity.ts';
import type { objection } from '../../workflows/objection.ts';
import type { publicity } from '../../workflows/publicity.ts';
import type { Bare } from './bench.ts';
import { type BenchOptions, startParts } from './bench-parts.ts';
import { applicant, clerk, officerOf, supervisorOf } from './repair-bench.ts';
import { type RepairedWish, WithdrawalBench } from './withdrawal-bench.ts';

export const checker = officerOf('market');
export const boss = supervisorOf('market');

export interface OpenObjection {
  caseId: string;
  recordId: string;
  answer: messages.ObjectionOpening;
}

export const MEASURE = { code: 'A01', from: '2026-04-10', until: null };

export class ObjectionBench extends WithdrawalBench {
  static override async start(options: BenchOptions): Promise<ObjectionBench> {
    const bench = new ObjectionBench(await startParts(options));
    if (options.realTime) bench.moveTo(options.startAt);
    await bench.enterAuthorities();
    await bench.startWorker(options.maxCachedWorkflows);
    return bench;
  }

  /** A record of the market authority with one measure, shown since April. */
  async shown(wish: RepairedWish = {}): Promise<string> {
    return await this.entered(await this.subject(), { measures: [MEASURE], ...wish });
  }

  async objection(recordId: string, change: Partial<messages.ObjectionAct> = {}): Promise<messages.ObjectionAct> {
    return {
      id: randomUUID(),
      by: applicant,
      receivedAt: await this.now(),
      recordId,
      about: 'facts',
      measure: null,
      reasons: '处罚决定书所载违法事实为另一门店',
      evidence: '停业备案回执〔2026〕31号',
      newFacts: null,
      contact: { name: '张伟', email: 'zhang@example.com', phone: null },
      window: 'window',
      applicantSub: applicant.sub,
      receivedOn: null,
      ...change,
    };
  }

  async object(recordId: string, change: Partial<messages.ObjectionAct> = {}): Promise<OpenObjection> {
    const caseId = randomUUID();
    return { caseId, recordId, answer: await this.sendObjection(caseId, await this.objection(recordId, change)) };
  }

  async sendObjection(caseId: string, act: messages.ObjectionAct): Promise<messages.ObjectionOpening> {
    const workflow = { type: messages.OBJECTION_WORKFLOW, id: messages.objectionWorkflowId(caseId), caseId };
    return await this.throughDoor(workflow, messages.openObjectionUpdate, act);
  }

  /** An objection that the window has passed on. */
  async inCheck(wish: RepairedWish = {}): Promise<OpenObjection> {
    const on = await this.object(await this.shown(wish));
    await this.forward(on);
    return on;
  }

  async on<A extends ActHeader>(
    { caseId }: { caseId: string },
    update: UpdateDefinition<ActAnswer, [A]>,
    bare: Bare<A>,
  ): Promise<ActAnswer> {
    const receivedAt = bare.receivedAt ?? (await this.now());
    const act = { id: randomUUID(), ...bare, receivedAt } as unknown as A;
    return await this.objectionOf({ caseId }).executeUpdate(update, { updateId: act.id, args: [act] });
  }

  forward(on: { caseId: string }, change: Partial<Bare<ActHeader>> = {}): Promise<ActAnswer> {
    return this.on<ActHeader>(on, messages.forwardObjectionUpdate, { by: clerk, ...change });
  }

  inspect(on: { caseId: string }, workingDays = 3, change: Partial<Bare<messages.InspectAct>> = {}) {
    const bare = { by: checker, cause: 'appraisal', workingDays, reason: '需作笔迹鉴定' } as const;
    return this.on<messages.InspectAct>(on, messages.inspectUpdate, { ...bare, ...change });
  }

  endInspection(on: { caseId: string }): Promise<ActAnswer> {
    return this.on<ActHeader>(on, messages.endInspectionUpdate, { by: checker });
  }

  extendCheck(on: { caseId: string }, workingDays: number | null = null, change: { receivedAt?: string } = {}) {
    const bare = { by: checker, workingDays, reason: '需调取外省档案', ...change };
    return this.on<messages.ExtendObjectionAct>(on, messages.extendObjectionUpdate, bare);
  }

  correct(
    on: { caseId: string },
    correction: Correction = { scope: 'record' },
    change: Partial<Bare<messages.CorrectAct>> = {},
  ) {
    const bare = { by: checker, correction, reason: '录入主体有误', ...change };
    return this.on<messages.CorrectAct>(on, messages.correctUpdate, bare);
  }

  reject(on: { caseId: string }, change: Partial<Bare<messages.RejectObjectionAct>> = {}): Promise<ActAnswer> {
    const bare = { by: checker, reason: '执法录像证明事实无误' };
    return this.on<messages.RejectObjectionAct>(on, messages.rejectObjectionUpdate, { ...bare, ...change });
  }

  takeBack(on: { caseId: string }, by: Actor = applicant, reason: string | null = null): Promise<ActAnswer> {
    return this.on<messages.WithdrawObjectionAct>(on, messages.withdrawObjectionUpdate, { by, reason });
  }

  supplement(on: { caseId: string }, text: string, change: Partial<Bare<messages.SupplementObjectionAct>> = {}) {
    const bare = { by: applicant, text, evidence: '用电量证明〔2026〕8号', receivedOn: null };
    return this.on<messages.SupplementObjectionAct>(on, messages.supplementObjectionUpdate, { ...bare, ...change });
  }

  /** What was added to an objection, in order. */
  async supplements({ caseId }: { caseId: string }) {
    return await this.orm.em.fork().find(ObjectionSupplement, { caseId }, { orderBy: { seq: 'asc' } });
  }

  /** What people do on the record itself. */
  async onRecord<A extends ActHeader>(
    recordId: string,
    update: UpdateDefinition<ActAnswer, [A]>,
    bare: Bare<A>,
  ): Promise<ActAnswer> {
    const receivedAt = bare.receivedAt ?? (await this.now());
    const act = { id: randomUUID(), ...bare, receivedAt } as unknown as A;
    const handle = this.env.client.workflow.getHandle<typeof publicity>(publicityWorkflowId(recordId));
    return await handle.executeUpdate(update, { updateId: act.id, args: [act] });
  }

  async annul(recordId: string): Promise<ActAnswer> {
    const annulled = { annulledOn: await this.today(), documentNumber: '（2026）示01行终1号', reason: '判决撤销' };
    return await this.onRecord<AnnulAct>(recordId, annulUpdate, { by: checker, ...annulled });
  }

  withdrawRecord(recordId: string): Promise<ActAnswer> {
    return this.onRecord<WithdrawRecordAct>(recordId, withdrawRecordUpdate, { by: boss, reason: '重复录入' });
  }

  declare(recordId: string, text: string): Promise<ActAnswer> {
    return this.onRecord<DeclareAct>(recordId, declareUpdate, { by: applicant, text, receivedOn: null });
  }

  /** On a paper of Thursday 17 September 2026, unless another is named. */
  declareOnPaper(recordId: string, text: string, change: Partial<Bare<DeclareAct>> = {}): Promise<ActAnswer> {
    const bare = { by: checker, text, receivedOn: '2026-09-17', reason: '本人声明（签名原件）' };
    return this.onRecord<DeclareAct>(recordId, declareUpdate, { ...bare, ...change });
  }

  withdrawDeclaration(recordId: string, change: Partial<Bare<WithdrawDeclarationAct>> = {}): Promise<ActAnswer> {
    const bare = { by: applicant, reason: null, receivedOn: null };
    return this.onRecord<WithdrawDeclarationAct>(recordId, withdrawDeclarationUpdate, { ...bare, ...change });
  }

  /** Its authority, which carries the measures of its records out itself, has done so. */
  execute(recordId: string, measure: string, executedOn: Day): Promise<ActAnswer> {
    const done = { by: checker, measure, direction: 'apply', executedOn } as const;
    return this.onRecord<ExecuteMeasureAct>(recordId, executeMeasureUpdate, done);
  }

  /** Codes of the measures of a record that were lifted. */
  async lifted(recordId: string): Promise<string[]> {
    const rows = await this.sql<{ code: string }>(
      'select code from record_measure where record_id = ? and lifted_on is not null order by code',
      [recordId],
    );
    return rows.map(({ code }) => code);
  }

  /** What was asked about the measures of a record, by measure and in order, and whether it was called off. */
  async askedOf(recordId: string): Promise<string[]> {
    const rows = await this.sql<{ line: string }>(
      `select measure || ' ' || direction || case when called_off_at is null then '' else ' called off' end as line
       from measure_execution where record_id = ? order by measure, round`,
      [recordId],
    );
    return rows.map(({ line }) => line);
  }

  /** The publicity case of a record. */
  async publicityOf(recordId: string): Promise<CaseFile> {
    return await this.orm.em.fork().findOneOrFail(CaseFile, { id: recordId });
  }

  /** What copies were told of a record, in order. */
  async pushed(recordId: string): Promise<string[]> {
    const rows = await this.sql<{ kind: string }>('select kind from push where record_id = ? order by at, sequence', [
      recordId,
    ]);
    return rows.map(({ kind }) => kind);
  }

  /** Whether each of these pushes said that the record is objected to; null: it told of no record to be shown. */
  async marks(recordId: string): Promise<(boolean | null)[]> {
    const pushes = await this.orm.em.fork().find(Push, { recordId }, { orderBy: { at: 'asc', sequence: 'asc' } });
    return pushes.map(({ payload }) => {
      const record = payload['record'] as { underObjection?: boolean };
      return record.underObjection ?? null;
    });
  }

  /** What each push told of what the subject says beside the record; null: nothing is said. */
  async declarationsTold(recordId: string): Promise<(string | null)[]> {
    const pushes = await this.orm.em.fork().find(Push, { recordId }, { orderBy: { at: 'asc', sequence: 'asc' } });
    return pushes.map(({ payload }) => (payload['record'] as { declaration?: string | null }).declaration ?? null);
  }

  /** Holds of a record: reason, and whether it was lifted. */
  async holds(recordId: string): Promise<string[]> {
    const rows = await this.sql<{ line: string }>(
      `select reason || case when until_at is null then '' else ' lifted' end as line
       from record_hold where record_id = ? order by from_at, reason`,
      [recordId],
    );
    return rows.map(({ line }) => line);
  }

  /** Who said what beside a record: how each ended, in order. */
  async declarations(recordId: string): Promise<(string | null)[]> {
    const rows = await this.sql<{ ended: string | null }>(
      'select ended_how as ended from record_declaration where record_id = ? order by at, ended_at',
      [recordId],
    );
    return rows.map(({ ended }) => ended);
  }

  objectionOf({ caseId }: { caseId: string }) {
    return this.env.client.workflow.getHandle<typeof objection>(messages.objectionWorkflowId(caseId));
  }

  override async ended({ caseId }: { caseId: string }): Promise<{ status: string }> {
    return await this.endOf(messages.objectionWorkflowId(caseId));
  }

  /** Waits for the end of the workflow that follows a record. */
  async endOfPublicity(recordId: string): Promise<{ status: string }> {
    return await this.endOf(publicityWorkflowId(recordId));
  }

  override async leave(...cases: { caseId: string }[]): Promise<void> {
    await this.stopFollowing(...cases.map(({ caseId }) => messages.objectionWorkflowId(caseId)));
  }

  /** Moves the clock past the end of a deadline of a case. */
  async past(on: { caseId: string }, kind: string): Promise<Day> {
    const { dueAt, due } = await this.clock(on, kind);
    await this.skipTo(dueAt);
    return due;
  }
}
