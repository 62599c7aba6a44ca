/**
 * The service without its HTTP side, on real parts: a worker on the time-skipping server and PostgreSQL.
 * A test acts as people do, moves the clock, and looks at the rows.
 */
import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation, type WorkflowHandle } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import { CaseFile } from '../../db/entities/case-file.ts';
import { getProcedureTerms } from '../../db/queries/procedures.ts';
import { loadRules } from '../../db/queries/rules.ts';
import { findTextToSign } from '../../db/queries/text-to-sign.ts';
import { Procedure } from '../../db/entities/procedure.ts';
import type { Actor } from '../../domain/case/roles.ts';
import { ruleSetForCase } from '../../domain/rule-sets/index.ts';
import { type Day, type Instant, shanghaiDay } from '../../domain/time.ts';
import type { acceptFirst } from '../../workflows/accept-first.ts';
import * as messages from '../../workflows/messages/accept-first.ts';
import type { ActAnswer, ActHeader } from '../../workflows/messages/case.ts';
import { type BenchOptions, BenchParts, startParts } from './bench-parts.ts';
import { enterSubject } from './county.ts';

export const applicant: Actor = { sub: 'zhang', role: 'applicant', authority: null };
export const officer: Actor = { sub: 'officer-li', role: 'officer', authority: 'market' };
export const colleague: Actor = { sub: 'officer-chen', role: 'officer', authority: 'market' };
export const supervisor: Actor = { sub: 'supervisor-wang', role: 'supervisor', authority: 'market' };

/** An act without its header: the bench gives it an id and the time on the server's clock. */
export type Bare<A extends ActHeader> = Omit<A, keyof ActHeader> & { by: Actor; id?: string; receivedAt?: Instant };

export interface OpenCase {
  caseId: string;
  answer: messages.OpeningAnswer;
}

export class Bench extends BenchParts {
  #subjects = 0;

  static async start(options: BenchOptions): Promise<Bench> {
    const bench = new Bench(await startParts(options));
    if (options.realTime) bench.moveTo(options.startAt);
    await bench.startWorker(options.maxCachedWorkflows);
    return bench;
  }

  /** The exact text to sign, and its hash, as the preview gives them. */
  async commitment(procedureCode: string, missing: string[], receivedOn: string, subjectId: string) {
    const em = this.orm.em.fork();
    const { id: procedureId } = await em.findOneOrFail(Procedure, { code: procedureCode });
    const terms = await getProcedureTerms(em, procedureId);
    const rule = await loadRules(em, ruleSetForCase(receivedOn).id, receivedOn, await this.now());
    const toSign = await findTextToSign(em, { procedureId, terms, rule, subjectId, missing, version: 1 });
    return toSign?.sha256 ?? '';
  }

  async application(change: Partial<messages.Application> = {}): Promise<messages.Application> {
    const receivedAt = change.receivedAt ?? (await this.now());
    const procedure = change.procedure ?? 'food-licence';
    const missing = change.missing ?? ['business-licence'];
    const subjectId = change.subjectId ?? this.county.subjectId;
    const sha256 = await this.commitment(procedure, missing, change.receivedOn ?? shanghaiDay(receivedAt), subjectId);
    return {
      id: randomUUID(),
      by: applicant,
      receivedAt,
      procedure,
      subjectId,
      missing,
      receivedOn: null,
      applicantSub: applicant.sub,
      commitment: { version: 1, sha256, signer: '张伟', means: 'online' },
      contact: { name: '张伟', email: 'zhang@example.com', phone: null },
      ...change,
    };
  }

  /** A subject of its own, whom no other case stands in the way of. */
  async subject(): Promise<string> {
    this.#subjects += 1;
    const em = this.orm.em.fork();
    const id = enterSubject(em, `subject-${this.#subjects}`, `示范县第${this.#subjects}商店`);
    await em.flush();
    return id;
  }

  async open(change: Partial<messages.Application> = {}, caseId: string = randomUUID()): Promise<OpenCase> {
    return { caseId, answer: await this.send(caseId, await this.application(change), 'door') };
  }

  async send(caseId: string, application: messages.Application, begin: 'door'): Promise<messages.OpeningAnswer> {
    const startWorkflowOperation = new WithStartWorkflowOperation<typeof acceptFirst>(messages.ACCEPT_FIRST_WORKFLOW, {
      workflowId: messages.acceptFirstWorkflowId(caseId),
      taskQueue: this.taskQueue,
      args: [{ caseId, begin }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
    return await this.env.client.workflow.executeUpdateWithStart(messages.openUpdate, {
      startWorkflowOperation,
      updateId: application.id,
      args: [application],
    });
  }

  async act<A extends ActHeader>(
    { caseId }: { caseId: string },
    update: UpdateDefinition<ActAnswer, [A]>,
    bare: Bare<A>,
  ): Promise<ActAnswer> {
    const act = await this.header<A>(bare);
    return await this.workflow({ caseId }).executeUpdate(update, { updateId: act.id, args: [act] });
  }

  reopen(on: { caseId: string }, bare: Bare<messages.ReopenAct>): Promise<ActAnswer> {
    return this.#actAfterTheEnd<messages.ReopenAct>(on, messages.reopenUpdate, bare);
  }

  makeGood(on: { caseId: string }, bare: Bare<messages.MakeGoodAct>): Promise<ActAnswer> {
    return this.#actAfterTheEnd<messages.MakeGoodAct>(on, messages.makeGoodUpdate, bare);
  }

  async #actAfterTheEnd<A extends ActHeader>(
    { caseId }: { caseId: string },
    update: UpdateDefinition<ActAnswer, [A]>,
    bare: Bare<A>,
  ): Promise<ActAnswer> {
    const act = await this.header<A>(bare);
    const startWorkflowOperation = new WithStartWorkflowOperation<typeof acceptFirst>(messages.ACCEPT_FIRST_WORKFLOW, {
      workflowId: messages.acceptFirstWorkflowId(caseId),
      taskQueue: this.taskQueue,
      args: [{ caseId, begin: 'stored-rows' }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    return await this.env.client.workflow.executeUpdateWithStart(update, {
      startWorkflowOperation,
      updateId: act.id,
      args: [act],
    });
  }

  async header<A extends ActHeader>(bare: Bare<A>): Promise<A> {
    const receivedAt = bare.receivedAt ?? (await this.now());
    return { id: randomUUID(), ...bare, receivedAt } as unknown as A;
  }

  supply(on: { caseId: string }, change: Partial<Bare<messages.SupplyAct>> = {}): Promise<ActAnswer> {
    const bare = {
      by: applicant,
      means: 'online',
      receivedOn: null,
      dispatchedOn: null,
      items: items('business-licence'),
    } as const;
    return this.act<messages.SupplyAct>(on, messages.supplyUpdate, { ...bare, ...change });
  }

  verify(
    on: { caseId: string },
    verdicts: Record<string, 'accepted' | 'wrong'>,
    by: Actor = officer,
  ): Promise<ActAnswer> {
    const list = Object.entries(verdicts).map(([material, verdict]) => ({
      material,
      verdict,
      reason: verdict === 'wrong' ? '复印件不清晰' : null,
    }));
    return this.act<messages.VerifyAct>(on, messages.verifyUpdate, { by, items: list });
  }

  extend(on: { caseId: string }, until: Day, by: Actor = officer): Promise<ActAnswer> {
    return this.act<messages.ExtendAct>(on, messages.extendUpdate, {
      by,
      until,
      reason: '暴雨停运',
      proof: '气象部门证明',
    });
  }

  withdraw(on: { caseId: string }, change: Partial<Bare<messages.WithdrawAct>> = {}): Promise<ActAnswer> {
    return this.act<messages.WithdrawAct>(on, messages.withdrawUpdate, {
      by: applicant,
      reason: '改走普通程序',
      ...change,
    });
  }

  decide(on: { caseId: string }, granted = true, by: Actor = officer): Promise<ActAnswer> {
    return this.act<messages.DecideAct>(on, messages.decideUpdate, {
      by,
      granted,
      reason: granted ? null : '不符合条件',
    });
  }

  async row({ caseId }: { caseId: string }): Promise<CaseFile> {
    return await this.orm.em.fork().findOneOrFail(CaseFile, { id: caseId });
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

  async performance({ caseId }: { caseId: string }): Promise<string | null> {
    const [row] = await this.sql<{ result: string }>('select result from performance_result where case_id = ?', [
      caseId,
    ]);
    return row?.result ?? null;
  }

  /** Waits for the workflow's end at the present time: the environment's own client would run the clock on for it. */
  async end({ caseId }: { caseId: string }): Promise<{ status: string }> {
    return await this.endOf(messages.acceptFirstWorkflowId(caseId));
  }

  /** Stops following cases that a test is done with, so that the clock passes over them. */
  async abandon(...cases: { caseId: string }[]): Promise<void> {
    await this.stopFollowing(...cases.map(({ caseId }) => messages.acceptFirstWorkflowId(caseId)));
  }

  /** The latest run of the case's workflow. */
  workflow({ caseId }: { caseId: string }): WorkflowHandle<typeof acceptFirst> {
    return this.env.client.workflow.getHandle<typeof acceptFirst>(messages.acceptFirstWorkflowId(caseId));
  }
}

/** Materials of a hand-in, without a reference. */
export function items(...codes: string[]): messages.SupplyAct['items'] {
  return codes.map((material) => ({ material, reference: null }));
}
