/** Rectifications on real parts: ordered after an inspection, and brought up the ladder by what people do and by the clock. */
import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import { CaseDeadline } from '../../db/entities/deadline.ts';
import { loadCalendar } from '../../db/queries/calendar.ts';
import type { Actor } from '../../domain/case/roles.ts';
import { addWorkingDays } from '../../domain/deadline/calendar.ts';
import type { RectificationStatus } from '../../domain/rectification/rectification.ts';
import { addDays, type Day, endOfDay, shanghaiDay } from '../../domain/time.ts';
import type { ActAnswer, ActHeader, AssignAct } from '../../workflows/messages/case.ts';
import { assignUpdate, claimUpdate, handBackUpdate } from '../../workflows/messages/case.ts';
import * as messages from '../../workflows/messages/rectification.ts';
import type { rectification } from '../../workflows/rectification.ts';
import type { Bare } from './bench.ts';
import { type BenchOptions, startParts } from './bench-parts.ts';
import { applicant, colleagueOf, officerOf, RepairBench, supervisorOf } from './repair-bench.ts';

export const inspector = officerOf('market');
export const colleague = colleagueOf('market');
export const boss = supervisorOf('market');

export interface OpenRectification {
  caseId: string;
  answer: messages.OrderAnswer;
}

type On = { caseId: string };

export class RectificationBench extends RepairBench {
  #calls = 0;

  static override async start(options: BenchOptions): Promise<RectificationBench> {
    const bench = new RectificationBench(await startParts(options));
    if (options.realTime) bench.moveTo(options.startAt);
    await bench.enterAuthorities();
    await bench.startWorker(options.maxCachedWorkflows);
    return bench;
  }

  async order(change: Partial<messages.RectificationOrder> = {}): Promise<messages.RectificationOrder> {
    const receivedAt = change.receivedAt ?? (await this.now());
    return {
      id: randomUUID(),
      by: inspector,
      receivedAt,
      subjectId: change.subjectId ?? (await this.subject()),
      sourceCaseId: null,
      inspectedOn: shanghaiDay(receivedAt),
      title: '消防通道堆放杂物',
      facts: '检查发现通道堆放纸箱',
      clause: '消防法第二十八条',
      toDo: '清理通道并报送照片',
      rectifyBy: null,
      ...change,
    };
  }

  async ordered(change: Partial<messages.RectificationOrder> = {}): Promise<OpenRectification> {
    const caseId = randomUUID();
    return { caseId, answer: await this.sendOrder(caseId, await this.order(change)) };
  }

  /** Sends an order, or sends it again. */
  async sendOrder(caseId: string, order: messages.RectificationOrder): Promise<messages.OrderAnswer> {
    const id = messages.rectificationWorkflowId(caseId);
    const workflow = { type: messages.RECTIFICATION_WORKFLOW, id, caseId };
    return await this.throughDoor(workflow, messages.orderRectificationUpdate, order);
  }

  async do<A extends ActHeader>(on: On, update: UpdateDefinition<ActAnswer, [A]>, bare: Bare<A>): Promise<ActAnswer> {
    const receivedAt = bare.receivedAt ?? (await this.now());
    const act = { id: randomUUID(), ...bare, receivedAt } as unknown as A;
    return await this.rectification(on).executeUpdate(update, { updateId: act.id, args: [act] });
  }

  report(on: On, change: Partial<Bare<messages.ReportRectifiedAct>> = {}): Promise<ActAnswer> {
    const bare = { by: applicant, text: '通道已清理', evidence: '照片四张', receivedOn: null };
    return this.do<messages.ReportRectifiedAct>(on, messages.reportRectifiedUpdate, { ...bare, ...change });
  }

  confirm(on: On, change: Partial<Bare<messages.ConfirmRectifiedAct>> = {}): Promise<ActAnswer> {
    const bare = { by: inspector, verdict: 'accepted', reason: null } as const;
    return this.do<messages.ConfirmRectifiedAct>(on, messages.confirmRectifiedUpdate, { ...bare, ...change });
  }

  reject(on: On, change: Partial<Bare<messages.ConfirmRectifiedAct>> = {}): Promise<ActAnswer> {
    return this.confirm(on, { verdict: 'rejected', reason: '二层仍有堆放', ...change });
  }

  async call(
    on: On,
    day: Day | null = null,
    change: Partial<Bare<messages.CallInterviewAct>> = {},
  ): Promise<ActAnswer> {
    this.#calls += 1;
    const bare = {
      by: inspector,
      document: `示市监约〔2026〕${this.#calls}号`,
      reason: '期限届满未整改',
      on: day ?? (await this.workingDay(3)),
      time: '上午九时',
      place: '三楼会议室',
      people: '法定代表人',
      purpose: '说明原因',
      papers: '整改方案',
    };
    return await this.do<messages.CallInterviewAct>(on, messages.callInterviewUpdate, { ...bare, ...change });
  }

  async minute(on: On, change: Partial<Bare<messages.MinuteInterviewAct>> = {}): Promise<ActAnswer> {
    const bare = {
      by: inspector,
      result: 'held',
      on: await this.today(),
      participants: '法定代表人、执法人员',
      content: '说明未整改的原因',
      promises: '十日内清理',
      signed: 'by-both',
      signedNote: null,
      rectifyBy: null,
    } as const;
    return await this.do<messages.MinuteInterviewAct>(on, messages.minuteInterviewUpdate, { ...bare, ...change });
  }

  prolong(on: On, until: Day, change: Partial<Bare<messages.ExtendRectificationAct>> = {}): Promise<ActAnswer> {
    const bare = { by: inspector, until, reason: '台风封路', proof: '公告9号' };
    return this.do<messages.ExtendRectificationAct>(on, messages.extendRectificationUpdate, { ...bare, ...change });
  }

  cancel(on: On, change: Partial<Bare<messages.CancelRectificationAct>> = {}): Promise<ActAnswer> {
    const bare = { by: inspector, reason: '检查对象有误' };
    return this.do<messages.CancelRectificationAct>(on, messages.cancelRectificationUpdate, { ...bare, ...change });
  }

  /** As the API sends it: the act starts the run that takes it. */
  async reopen(
    on: On,
    receivedOn: Day,
    change: Partial<Bare<messages.ReopenRectificationAct>> = {},
  ): Promise<ActAnswer> {
    const receivedAt = change.receivedAt ?? (await this.now());
    const bare = { by: boss, text: '通道已清理', evidence: null, receivedOn, reason: '漏登' };
    const act = { id: randomUUID(), ...bare, ...change, receivedAt } as messages.ReopenRectificationAct;
    const startWorkflowOperation = new WithStartWorkflowOperation<typeof rectification>(
      messages.RECTIFICATION_WORKFLOW,
      {
        workflowId: messages.rectificationWorkflowId(on.caseId),
        taskQueue: this.taskQueue,
        args: [{ caseId: on.caseId, begin: 'stored-rows' }],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      },
    );
    return await this.env.client.workflow.executeUpdateWithStart(messages.reopenRectificationUpdate, {
      startWorkflowOperation,
      updateId: act.id,
      args: [act],
    });
  }

  claim(on: On, by: Actor): Promise<ActAnswer> {
    return this.do<ActHeader>(on, claimUpdate, { by });
  }

  assign(on: On, to: Actor): Promise<ActAnswer> {
    return this.do<AssignAct>(on, assignUpdate, { by: boss, to: to.sub });
  }

  handBack(on: On, by: Actor): Promise<ActAnswer> {
    return this.do<ActHeader>(on, handBackUpdate, { by });
  }

  /** A case brought into an open status by the clock and by what people do. */
  async broughtTo(status: RectificationStatus, on: On | null = null): Promise<On> {
    const at = on ?? (await this.ordered());
    switch (status) {
      case 'rectifying':
        return at;
      case 'registering':
        await this.past(at, 'rectification-by');
        return at;
      case 'checking':
        await this.report(at);
        await this.past(at, 'rectification-by');
        return at;
      case 'reminder-due':
        await this.passRung(at);
        return at;
      case 'reminder-called':
        await this.broughtTo('reminder-due', at);
        await this.call(at);
        return at;
      case 'warning-due':
        await this.broughtTo('reminder-called', at);
        await this.interviewed(at);
        await this.passRung(at);
        return at;
      case 'warning-called':
        await this.broughtTo('warning-due', at);
        await this.call(at);
        return at;
      case 'not-rectified':
        await this.broughtTo('warning-called', at);
        await this.interviewed(at);
        await this.passRung(at);
        return at;
      default:
        throw new Error(`nobody brings a case to "${status}" here`);
    }
  }

  /** Lets the current date and the registration of reports pass. */
  async passRung(on: On): Promise<void> {
    await this.past(on, 'rectification-by');
    await this.past(on, 'rectification-registration');
  }

  /** Lets the day of the interview come, and writes its minutes down. */
  async interviewed(on: On, change: Partial<Bare<messages.MinuteInterviewAct>> = {}): Promise<ActAnswer> {
    const { ledger } = await this.clock(on, 'interview-minutes-by');
    // Who stayed away may come until the day is over.
    const day = change.result === 'missed' ? addDays(ledger.startDay, 1) : ledger.startDay;
    const morning = `${day}T02:00:00.000Z`;
    if ((await this.now()) < morning) await this.skipTo(morning);
    return await this.minute(on, change);
  }

  /** Moves the clock past the latest deadline of a kind, where it is not yet. */
  async past(on: On, kind: string): Promise<void> {
    const { dueAt } = await this.clock(on, kind);
    if (Date.parse(await this.now()) < Date.parse(dueAt) + 900_000) await this.skipTo(dueAt);
  }

  async today(): Promise<Day> {
    return shanghaiDay(await this.now());
  }

  /** So many working days from today. */
  async workingDay(ahead: number): Promise<Day> {
    return addWorkingDays(await loadCalendar(this.orm.em.fork()), await this.today(), ahead);
  }

  /** The latest deadline of a kind. */
  async clock({ caseId }: On, kind: string): Promise<CaseDeadline> {
    const rows = await this.orm.em.fork().find(CaseDeadline, { caseId, kind });
    const [row] = rows.sort(
      (a, b) => b.openedAt.localeCompare(a.openedAt) || Number(b.state === 'running') - Number(a.state === 'running'),
    );
    if (row === undefined) throw new Error(`no deadline "${kind}"`);
    return row;
  }

  /** Kinds of the deadlines that run. */
  async clocks({ caseId }: On): Promise<string[]> {
    const rows = await this.sql<{ kind: string }>(
      "select kind from deadline where case_id = ? and state = 'running' order by kind",
      [caseId],
    );
    return rows.map(({ kind }) => kind);
  }

  /** The last moment of the day on which a deadline is due. */
  async lastMomentOf(on: On, kind: string): Promise<string> {
    return new Date(Date.parse(endOfDay((await this.clock(on, kind)).due)) - 1).toISOString();
  }

  /** Waits for the end of the workflow of a rectification, at the present time. */
  async ended({ caseId }: On): Promise<{ status: string }> {
    return await this.endOf(messages.rectificationWorkflowId(caseId));
  }

  rectification({ caseId }: On) {
    return this.env.client.workflow.getHandle<typeof rectification>(messages.rectificationWorkflowId(caseId));
  }

  /** Stops following cases that a test is done with, so that the clock passes over them. */
  async leave(...cases: On[]): Promise<void> {
    await this.stopFollowing(...cases.map(({ caseId }) => messages.rectificationWorkflowId(caseId)));
  }
}
