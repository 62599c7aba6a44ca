/**
 * Commitments without the HTTP side, on real parts: a test promises and acts as people do, moves the clock, and looks
 * at the rows.
 */
import { createHash, randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation, type WorkflowHandle } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import { Authority } from '../../db/entities/authority.ts';
import { CaseFile } from '../../db/entities/case-file.ts';
import { CommitmentStandardText } from '../../db/entities/commitment-standard-text.ts';
import { Procedure } from '../../db/entities/procedure.ts';
import { Subject } from '../../db/entities/subject.ts';
import { findLetterToSign } from '../../db/queries/commitment-texts.ts';
import { type ApprovalTerms, COMMITMENT_KINDS, kindTerms } from '../../domain/commitment/commitment-kinds.ts';
import type { ObligationText } from '../../domain/commitment/obligation.ts';
import type { Actor } from '../../domain/case/roles.ts';
import { type Day, endOfDay } from '../../domain/time.ts';
import type { commitment } from '../../workflows/commitment.ts';
import type { ActAnswer, ActHeader, CaseInput } from '../../workflows/messages/case.ts';
import * as messages from '../../workflows/messages/commitment.ts';
import { applicant, type Bare, officer, supervisor } from './bench.ts';
import { type BenchOptions, BenchParts, startParts } from './bench-parts.ts';
import { enterSubject } from './county.ts';
import { licence } from './procedures.ts';
import { obligation } from './promises.ts';

export const STANDARD_TEXT = '本单位自愿作出承诺，所述真实，愿按期履行并接受核查和社会监督。';
const BEFORE_ALL = '2013-01-01T00:00:00.000Z';

/** The authority that promises, its superior above it; promises of government are made to `market`. */
export const GOVERNMENT = {
  promisor: 'tender-office',
  superior: 'county-government',
  creditCode: '11330199MADEM029XP',
} as const;

export const APPROVAL_TERMS: ApprovalTerms = {
  checkWithinWorkingDays: null,
  rectifyWithinWorkingDays: 10,
  clause: '示范县告知承诺办法第六条',
};

export interface Promised {
  caseId: string;
  answer: messages.CommitmentOpeningAnswer;
}

export class CommitmentBench extends BenchParts {
  #subjects = 0;
  #government = '';

  static async start(options: BenchOptions): Promise<CommitmentBench> {
    const procedures = [licence()];
    const bench = new CommitmentBench(await startParts({ procedures, ...options }));
    await bench.#enterTexts();
    if (options.realTime) bench.moveTo(options.startAt);
    await bench.startWorker(options.maxCachedWorkflows);
    return bench;
  }

  async #enterTexts(): Promise<void> {
    const em = this.orm.em.fork();
    const sha256 = createHash('sha256').update(STANDARD_TEXT, 'utf8').digest('hex');
    for (const kind of COMMITMENT_KINDS) {
      const title = '标准承诺书';
      em.create(CommitmentStandardText, {
        kind,
        version: 1,
        title,
        text: STANDARD_TEXT,
        sha256,
        validFrom: '2013-01-01',
      });
    }
    const superiorId = randomUUID();
    const common = { kind: 'authority', officerMailbox: null, supervisorMailbox: null, createdAt: BEFORE_ALL } as const;
    em.create(Authority, {
      id: superiorId,
      code: GOVERNMENT.superior,
      name: '示范县人民政府',
      superiorId: null,
      ...common,
    });
    em.create(Authority, {
      id: randomUUID(),
      code: GOVERNMENT.promisor,
      name: '示范县招商服务中心',
      superiorId,
      creditCode: GOVERNMENT.creditCode,
      ...common,
    });
    this.#government = enterSubject(em, GOVERNMENT.creditCode, '示范县招商服务中心');
    await em.nativeUpdate(Procedure, { code: 'food-licence' }, { commitmentTerms: APPROVAL_TERMS });
    await em.flush();
  }

  async application(change: Partial<messages.CommitmentApplication> = {}): Promise<messages.CommitmentApplication> {
    const kind = change.kind ?? 'disclosure';
    const isOfGovernment = kindTerms(kind).byGovernment;
    const application: messages.CommitmentApplication = {
      id: randomUUID(),
      by: applicant,
      receivedAt: await this.now(),
      kind,
      subjectId: this.county.subjectId,
      authority: 'market',
      procedure: kind === 'approval' ? 'food-licence' : null,
      promisorAuthority: isOfGovernment ? GOVERNMENT.promisor : null,
      title: '食品安全承诺',
      obligations: [obligation('a')],
      receivedOn: null,
      applicantSub: applicant.sub,
      commitment: { version: 1, sha256: '', signer: '张伟', means: 'online' },
      contact: { name: '张伟', email: 'zhang@example.com', phone: null },
      ...change,
    };
    if (application.commitment.sha256 === '') application.commitment.sha256 = await this.#hash(application);
    return application;
  }

  async #hash({ kind, title, obligations, authority, subjectId }: messages.CommitmentApplication): Promise<string> {
    const em = this.orm.em.fork();
    const { name: authorityName } = await em.findOneOrFail(Authority, { code: authority });
    const { name: promisorName } = await em.findOneOrFail(Subject, { id: subjectId });
    const letter = await findLetterToSign(em, 1, { kind, title, obligations, authorityName, promisorName });
    return letter?.sha256 ?? '';
  }

  /** A subject of its own, whom no other case stands in the way of. */
  async subject(): Promise<string> {
    this.#subjects += 1;
    const em = this.orm.em.fork();
    const id = enterSubject(em, `promisor-${this.#subjects}`, `示范县第${this.#subjects}建筑公司`);
    await em.flush();
    return id;
  }

  async promise(
    obligations: readonly ObligationText[],
    change: Partial<messages.CommitmentApplication> = {},
    caseId: string = randomUUID(),
  ): Promise<Promised> {
    return await this.open({ obligations: [...obligations], ...change }, caseId);
  }

  async open(change: Partial<messages.CommitmentApplication> = {}, caseId: string = randomUUID()): Promise<Promised> {
    // An authority that promises is a subject of its own; everybody else is a new one.
    const isOfGovernment = kindTerms(change.kind ?? 'disclosure').byGovernment;
    const subjectId = isOfGovernment ? this.#government : await this.subject();
    const application = await this.application({ subjectId, ...change });
    const answer = await this.env.client.workflow.executeUpdateWithStart(messages.openCommitmentUpdate, {
      startWorkflowOperation: this.#start({ caseId, begin: 'door' }),
      updateId: application.id,
      args: [application],
    });
    return { caseId, answer };
  }

  #start(input: CaseInput): WithStartWorkflowOperation<typeof commitment> {
    return new WithStartWorkflowOperation<typeof commitment>(messages.COMMITMENT_WORKFLOW, {
      workflowId: messages.commitmentWorkflowId(input.caseId),
      taskQueue: this.taskQueue,
      args: [input],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: input.begin === 'door' ? 'REJECT_DUPLICATE' : 'ALLOW_DUPLICATE',
    });
  }

  /** A workflow whose promise never reached it. */
  async startUnopened(caseId: string = randomUUID()): Promise<{ caseId: string }> {
    await this.env.client.workflow.start<typeof commitment>(messages.COMMITMENT_WORKFLOW, {
      workflowId: messages.commitmentWorkflowId(caseId),
      taskQueue: this.taskQueue,
      args: [{ caseId, begin: 'door' }],
    });
    return { caseId };
  }

  async act<A extends ActHeader>(
    on: { caseId: string },
    update: UpdateDefinition<ActAnswer, [A]>,
    bare: Bare<A>,
  ): Promise<ActAnswer> {
    const act = await this.header<A>(bare);
    return await this.workflow(on).executeUpdate(update, { updateId: act.id, args: [act] });
  }

  async actAfterTheEnd<A extends ActHeader>(
    { caseId }: { caseId: string },
    update: UpdateDefinition<ActAnswer, [A]>,
    bare: Bare<A>,
  ): Promise<ActAnswer> {
    const act = await this.header<A>(bare);
    return await this.env.client.workflow.executeUpdateWithStart(update, {
      startWorkflowOperation: this.#start({ caseId, begin: 'stored-rows' }),
      updateId: act.id,
      args: [act],
    });
  }

  async header<A extends ActHeader>(bare: Bare<A>): Promise<A> {
    const receivedAt = bare.receivedAt ?? (await this.now());
    return { id: randomUUID(), ...bare, receivedAt } as unknown as A;
  }

  report(
    on: { caseId: string },
    items: readonly messages.ReportedItem[],
    change: Partial<Bare<messages.ReportAct>> = {},
  ): Promise<ActAnswer> {
    const bare = { by: applicant, means: 'online', receivedOn: null, dispatchedOn: null } as const;
    return this.act<messages.ReportAct>(on, messages.reportUpdate, { ...bare, items: [...items], ...change });
  }

  confirm(
    on: { caseId: string },
    verdicts: Record<string, 'accepted' | 'rejected'>,
    by: Actor = officer,
  ): Promise<ActAnswer> {
    const items = Object.entries(verdicts).map(([code, verdict]) => ({
      obligation: code,
      verdict,
      reason: verdict === 'rejected' ? '照片看不清' : null,
    }));
    return this.act<messages.ConfirmAct>(on, messages.confirmUpdate, { by, items });
  }

  concede(
    on: { caseId: string },
    obligations: string[],
    change: Partial<Bare<messages.ConcedeAct>> = {},
  ): Promise<ActAnswer> {
    const bare = { by: applicant, obligations, statement: '未能按期完成，期限内也未提交任何报告', receivedOn: null };
    return this.act<messages.ConcedeAct>(on, messages.concedeUpdate, { ...bare, ...change });
  }

  /** Reports an obligation in whole, and has it confirmed. */
  async fulfil(on: { caseId: string }, ...codes: string[]): Promise<void> {
    await this.report(on, codes.map(done));
    await this.confirm(on, Object.fromEntries(codes.map((code) => [code, 'accepted' as const])));
  }

  event(on: { caseId: string }, code: string, day: Day, by: Actor = applicant): Promise<ActAnswer> {
    return this.act<messages.ReportEventAct>(on, messages.reportEventUpdate, {
      by,
      obligation: code,
      on: day,
      proof: '竣工验收单',
    });
  }

  check(
    on: { caseId: string },
    found: Record<string, 'true' | 'untrue'>,
    change: Partial<Bare<messages.CheckAct>> = {},
  ): Promise<ActAnswer> {
    const items = Object.entries(found).map(([code, finding]) => ({
      obligation: code,
      found: finding,
      reason: finding === 'untrue' ? '现场不符' : null,
    }));
    return this.act<messages.CheckAct>(on, messages.checkUpdate, { by: officer, items, rectifyBy: null, ...change });
  }

  decideApproval(on: { caseId: string }, revoked: boolean, by: Actor = supervisor): Promise<ActAnswer> {
    const decision = { by, revoked, wilful: false, reason: revoked ? '逾期未整改' : '已另行整改' };
    return this.act<messages.DecideApprovalAct>(on, messages.decideApprovalUpdate, decision);
  }

  extend(on: { caseId: string }, code: string, until: Day, by: Actor = officer): Promise<ActAnswer> {
    return this.act<messages.ExtendObligationAct>(on, messages.extendObligationUpdate, {
      by,
      obligation: code,
      until,
      reason: '洪水断路',
      proof: '应急管理部门证明',
    });
  }

  amend(on: { caseId: string }, obligations: ObligationText[], by: Actor = applicant): Promise<ActAnswer> {
    return this.act<messages.AmendAct>(on, messages.amendUpdate, { by, obligations, reason: '设计变更' });
  }

  answerAmendment(on: { caseId: string }, consented: boolean, by: Actor = officer): Promise<ActAnswer> {
    const answer = { by, consented, reason: consented ? null : '理由不足' };
    return this.act<messages.AnswerAmendmentAct>(on, messages.answerAmendmentUpdate, answer);
  }

  release(on: { caseId: string }, obligations: string[] | null, by: Actor = officer): Promise<ActAnswer> {
    return this.act<messages.ReleaseAct>(on, messages.releaseUpdate, { by, obligations, reason: '规划调整' });
  }

  withdraw(on: { caseId: string }, change: Partial<Bare<messages.WithdrawCommitmentAct>> = {}): Promise<ActAnswer> {
    const bare = { by: applicant, reason: '改走普通程序', ...change };
    return this.act<messages.WithdrawCommitmentAct>(on, messages.withdrawCommitmentUpdate, bare);
  }

  reopen(on: { caseId: string }, codes: readonly string[], receivedOn: Day | null): Promise<ActAnswer> {
    const receipt = { means: 'counter', receivedOn, dispatchedOn: null, reason: '窗口漏登' } as const;
    const bare = { by: supervisor, items: codes.map(done), ...receipt };
    return this.actAfterTheEnd<messages.ReopenCommitmentAct>(on, messages.reopenCommitmentUpdate, bare);
  }

  makeGood(on: { caseId: string }, codes: readonly string[]): Promise<ActAnswer> {
    const receipt = { means: 'counter', receivedOn: null, dispatchedOn: null, reason: '现场核实' } as const;
    const bare = { by: officer, items: codes.map(done), ...receipt };
    return this.actAfterTheEnd<messages.MakeGoodCommitmentAct>(on, messages.makeGoodCommitmentUpdate, bare);
  }

  grade(on: { caseId: string }, wilful: boolean): Promise<ActAnswer> {
    const bare = { by: supervisor, wilful, reason: '经查有能力履行而不履行' };
    return this.actAfterTheEnd<messages.GradeAct>(on, messages.gradeUpdate, bare);
  }

  async row({ caseId }: { caseId: string }): Promise<CaseFile> {
    return await this.orm.em.fork().findOneOrFail(CaseFile, { id: caseId });
  }

  async status(on: { caseId: string }): Promise<string> {
    return (await this.row(on)).status;
  }

  /** Kinds on the timeline, in order. */
  async timeline({ caseId }: { caseId: string }): Promise<string[]> {
    const rows = await this.sql<{ kind: string }>('select kind from timeline_entry where case_id = ? order by seq', [
      caseId,
    ]);
    return rows.map(({ kind }) => kind);
  }

  /** Kinds of the notices of a case, each with its addressee. */
  async notices({ caseId }: { caseId: string }): Promise<string[]> {
    const rows = await this.sql<{ kind: string; who: string }>(
      `select kind, coalesce(recipient_sub, desk_role) as who from notice where case_id = ? order by at, kind, who`,
      [caseId],
    );
    return rows.map(({ kind, who }) => `${kind} → ${who}`);
  }

  async performance({ caseId }: { caseId: string }): Promise<{ result: string; madeGoodOn: Day | null } | null> {
    const [row] = await this.sql<{ result: string; madeGoodOn: Day | null }>(
      'select result, made_good_on::text as "madeGoodOn" from performance_result where case_id = ?',
      [caseId],
    );
    return row ?? null;
  }

  /** The deadlines of a case: `kind code: state due`, running or not, in the order in which they were begun. */
  async deadlines({ caseId }: { caseId: string }): Promise<string[]> {
    const rows = await this.sql<{ kind: string; code: string | null; state: string; due: Day }>(
      `select d.kind, o.code, d.state, d.due::text from deadline d left join obligation o on o.id::text = d.about
       where d.case_id = ? order by d.opened_at, d.kind, o.position`,
      [caseId],
    );
    return rows.map(({ kind, code, state, due }) => `${kind}${code === null ? '' : ` ${code}`}: ${state} ${due}`);
  }

  /** The day an obligation is due, or was when it was last begun. */
  async dueOf({ caseId }: { caseId: string }, code: string): Promise<Day> {
    const [row] = await this.sql<{ due: Day }>(
      `select d.due::text from deadline d join obligation o on o.id::text = d.about
       where d.case_id = ? and o.code = ? and d.kind in ('fulfil-by', 'rectify-by') order by d.opened_at desc limit 1`,
      [caseId, code],
    );
    if (row === undefined) throw new Error(`"${code}" has no date`);
    return row.due;
  }

  /** How often something is on the timeline. */
  async howOften(on: { caseId: string }, kind: string): Promise<number> {
    return (await this.timeline(on)).filter((one) => one === kind).length;
  }

  /** Moves the clock past the next date of a case. */
  async skipPastNext(on: { caseId: string }): Promise<void> {
    const { nextDue } = await this.row(on);
    if (nextDue === null || nextDue === undefined) throw new Error('the case has no next date');
    await this.skipTo(endOfDay(nextDue));
  }

  /** Lets an obligation's date and the registration after it pass. */
  async letPass(on: { caseId: string }): Promise<void> {
    await this.skipPastNext(on);
    await this.skipPastNext(on);
  }

  /** Waits for the workflow's end at the present time: the environment's own client would run the clock on for it. */
  async end({ caseId }: { caseId: string }): Promise<{ status: string }> {
    return await this.endOf(messages.commitmentWorkflowId(caseId));
  }

  /** Stops following cases that a test is done with, so that the clock passes over them. */
  async abandon(...cases: { caseId: string }[]): Promise<void> {
    await this.stopFollowing(...cases.map(({ caseId }) => messages.commitmentWorkflowId(caseId)));
  }

  /** The latest run of the case's workflow. */
  workflow({ caseId }: { caseId: string }): WorkflowHandle<typeof commitment> {
    return this.env.client.workflow.getHandle<typeof commitment>(messages.commitmentWorkflowId(caseId));
  }
}

/** An obligation reported as fulfilled in whole. */
export function done(code: string): messages.ReportedItem {
  return { obligation: code, complete: true, quantity: null, note: null, reference: '验收照片.jpg' };
}

/** A part of an obligation reported. */
export function part(code: string, quantity: number): messages.ReportedItem {
  return { obligation: code, complete: false, quantity, note: null, reference: '进度表.pdf' };
}
