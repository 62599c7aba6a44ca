/** What people do while a subject is heard, whatever kind of case hears it; on the county of repairs. */
import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import { CaseDeadline } from '../../db/entities/deadline.ts';
import { loadCalendar } from '../../db/queries/calendar.ts';
import { findRecordRows, stateOfRecord } from '../../db/queries/records.ts';
import { nextWorkingDay } from '../../domain/deadline/calendar.ts';
import type { Actor } from '../../domain/case/roles.ts';
import type { RecordState } from '../../domain/record/record.ts';
import { type Day, endOfDay, type Instant, shanghaiDay } from '../../domain/time.ts';
import type { ActAnswer, ActHeader, AssignAct } from '../../workflows/messages/case.ts';
import { assignUpdate, claimUpdate, handBackUpdate } from '../../workflows/messages/case.ts';
import * as hearing from '../../workflows/messages/hearing.ts';
import type { Bare } from './bench.ts';
import { applicant, colleagueOf, officerOf, RepairBench, supervisorOf } from './repair-bench.ts';

export const proposer = officerOf('market');
export const decider = colleagueOf('market');
export const boss = supervisorOf('market');

export abstract class HearingBench extends RepairBench {
  /** The workflow of a case that hears its subject. */
  protected abstract workflowIdOf(on: { caseId: string }): string;
  protected abstract readonly workflowType: string;

  async do<A extends ActHeader>(
    on: { caseId: string },
    update: UpdateDefinition<ActAnswer, [A]>,
    bare: Bare<A>,
  ): Promise<ActAnswer> {
    const receivedAt = bare.receivedAt ?? (await this.now());
    const act = { id: randomUUID(), ...bare, receivedAt } as unknown as A;
    return await this.env.client.workflow
      .getHandle(this.workflowIdOf(on))
      .executeUpdate(update, { updateId: act.id, args: [act] });
  }

  async serve(on: { caseId: string }, change: Partial<Bare<hearing.ServeAct>> = {}): Promise<ActAnswer> {
    const today = shanghaiDay(change.receivedAt ?? (await this.now()));
    const bare = { by: proposer, means: 'direct', on: today, proof: '送达回证3号', consent: null } as const;
    return await this.do<hearing.ServeAct>(on, hearing.serveUpdate, { ...bare, ...change });
  }

  acknowledge(on: { caseId: string }, by: Actor = applicant): Promise<ActAnswer> {
    return this.do<ActHeader>(on, hearing.acknowledgeUpdate, { by });
  }

  state(on: { caseId: string }, change: Partial<Bare<hearing.StateAct>> = {}): Promise<ActAnswer> {
    const bare = { by: applicant, text: '证书由代办公司提供，本单位不知情', evidence: null, receivedOn: null };
    return this.do<hearing.StateAct>(on, hearing.stateUpdate, { ...bare, ...change });
  }

  askHearing(on: { caseId: string }, change: Partial<Bare<hearing.AskHearingAct>> = {}): Promise<ActAnswer> {
    return this.do<hearing.AskHearingAct>(on, hearing.askHearingUpdate, {
      by: applicant,
      receivedOn: null,
      ...change,
    });
  }

  waive(on: { caseId: string }, change: Partial<Bare<hearing.WaiveAct>> = {}): Promise<ActAnswer> {
    const bare = { by: applicant, text: '本单位无陈述、申辩意见，不要求听证', receivedOn: null };
    return this.do<hearing.WaiveAct>(on, hearing.waiveUpdate, { ...bare, ...change });
  }

  callHearing(
    on: { caseId: string },
    day: Day,
    change: Partial<Bare<hearing.CallHearingAct>> = {},
  ): Promise<ActAnswer> {
    const call = {
      by: proposer,
      on: day,
      time: '上午九时',
      place: '三楼会议室',
      presiding: boss.sub,
      presidingName: '刘洋',
    };
    return this.do<hearing.CallHearingAct>(on, hearing.callHearingUpdate, { ...call, ...change });
  }

  /** The subject gave the hearing up by a signed paper, which a supervisor registers. */
  giveHearingUp(
    on: { caseId: string },
    day: Day,
    change: Partial<Bare<hearing.RecordHearingAct>> = {},
  ): Promise<ActAnswer> {
    const paper = {
      by: boss,
      result: 'given-up',
      minutes: '当事人到窗口交来声明',
      declaration: '签名声明4号',
    } as const;
    return this.recordHearing(on, day, { ...paper, ...change });
  }

  recordHearing(
    on: { caseId: string },
    day: Day,
    change: Partial<Bare<hearing.RecordHearingAct>> = {},
  ): Promise<ActAnswer> {
    const record = { by: proposer, result: 'held', on: day, minutes: '听证笔录1号' } as const;
    return this.do<hearing.RecordHearingAct>(on, hearing.recordHearingUpdate, { ...record, ...change });
  }

  /** A paper of the subject that came on that day, written down after it was decided: as the API sends it. */
  async reopen(
    on: { caseId: string },
    receivedOn: Day,
    change: Partial<Bare<hearing.ReopenHearingAct>> = {},
  ): Promise<ActAnswer> {
    const receivedAt = change.receivedAt ?? (await this.now());
    const paper = { text: '证书由代办公司提供，期限内已交窗口', evidence: null, asksHearing: false };
    const came = { means: 'counter', receivedOn, dispatchedOn: null, reason: '窗口收件登记簿可查，漏登' } as const;
    const act = { id: randomUUID(), by: boss, ...paper, ...came, ...change, receivedAt };
    return await this.sendReopening(on, act);
  }

  /** Sends such an act, or sends it again. */
  async sendReopening(on: { caseId: string }, act: hearing.ReopenHearingAct): Promise<ActAnswer> {
    const startWorkflowOperation = new WithStartWorkflowOperation(this.workflowType, {
      workflowId: this.workflowIdOf(on),
      taskQueue: this.taskQueue,
      args: [{ caseId: on.caseId, begin: 'stored-rows' }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    return await this.env.client.workflow.executeUpdateWithStart(hearing.reopenHearingUpdate, {
      startWorkflowOperation,
      updateId: act.id,
      args: [act],
    });
  }

  claim(on: { caseId: string }, by: Actor): Promise<ActAnswer> {
    return this.do<ActHeader>(on, claimUpdate, { by });
  }

  assign(on: { caseId: string }, to: Actor): Promise<ActAnswer> {
    return this.do<AssignAct>(on, assignUpdate, { by: boss, to: to.sub });
  }

  handBack(on: { caseId: string }, by: Actor): Promise<ActAnswer> {
    return this.do<ActHeader>(on, handBackUpdate, { by });
  }

  /** Moves the clock past the end of the statement period and of the registration of what came in it. */
  async pastStatements(...cases: { caseId: string }[]): Promise<void> {
    const due = await Promise.all(cases.map(async (on) => (await this.clock(on, 'statement-by')).dueAt));
    await this.skipTo(due.sort().at(-1) ?? '');
    // The next working day, on which a paper that came in time may still be written down.
    const days = await Promise.all(cases.map(async (on) => (await this.clock(on, 'statement-by')).due));
    await this.skipTo(endOfDay(await this.workingDayAfter(days.sort().at(-1) ?? '')));
  }

  async today(): Promise<Day> {
    return shanghaiDay(await this.now());
  }

  async workingDayAfter(day: Day): Promise<Day> {
    return nextWorkingDay(await loadCalendar(this.orm.em.fork()), day);
  }

  /** The latest deadline of a kind. */
  async clock({ caseId }: { caseId: string }, kind: string): Promise<CaseDeadline> {
    const [row] = await this.orm.em
      .fork()
      .find(CaseDeadline, { caseId, kind }, { orderBy: { openedAt: 'desc', state: 'desc' }, limit: 1 });
    if (row === undefined) throw new Error(`no deadline "${kind}"`);
    return row;
  }

  /** Kinds of the deadlines that run. */
  async clocks({ caseId }: { caseId: string }): Promise<string[]> {
    const rows = await this.sql<{ kind: string }>(
      "select kind from deadline where case_id = ? and state = 'running' order by kind",
      [caseId],
    );
    return rows.map(({ kind }) => kind);
  }

  /** What counts of a record now. */
  async standing(recordId: string, at: Instant | null = null): Promise<RecordState> {
    const rows = await findRecordRows(this.orm.em.fork(), recordId);
    if (rows === null) throw new Error(`no record ${recordId}`);
    return stateOfRecord(rows, at ?? (await this.now()));
  }

  /** Waits for the end of the workflow of such a case, at the present time. */
  async ended(on: { caseId: string }): Promise<{ status: string }> {
    return await this.endOf(this.workflowIdOf(on));
  }

  /** Stops following cases that a test is done with, so that the clock passes over them. */
  async leave(...cases: { caseId: string }[]): Promise<void> {
    await this.stopFollowing(...cases.map((on) => this.workflowIdOf(on)));
  }
}
