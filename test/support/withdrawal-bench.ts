/** Withdrawals of a repair on real parts: records that were entered, shown, and repaired by the acts of people. */
import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { NamedMeasure } from '../../domain/record/measures.ts';
import type { Sector } from '../../domain/record/sectors.ts';
import type { Severity } from '../../domain/record/severity.ts';
import { isDeterminedAlone } from '../../domain/record/heard-before.ts';
import { addDays, type Day } from '../../domain/time.ts';
import type { publicity } from '../../workflows/publicity.ts';
import type { repairWithdrawal } from '../../workflows/repair-withdrawal.ts';
import type { ActAnswer } from '../../workflows/messages/case.ts';
import {
  dutiesDoneUpdate,
  type DutiesDoneAct,
  type EnterRecordAct,
  enterRecordUpdate,
  PUBLICITY_WORKFLOW,
  publicityWorkflowId,
} from '../../workflows/messages/publicity.ts';
import * as messages from '../../workflows/messages/repair-withdrawal.ts';
import type { Bare } from './bench.ts';
import { type BenchOptions, startParts } from './bench-parts.ts';
import { decider, HearingBench, proposer } from './hearing-bench.ts';
import { colleagueOf, officerOf } from './repair-bench.ts';

/** A repair that was granted, and the records it ended. */
export interface GrantedRepair {
  caseId: string;
  subjectId: string;
  recordIds: string[];
}

export interface OpenWithdrawal {
  caseId: string;
  answer: messages.ProposalAnswer;
}

export interface RepairedWish {
  authority?: string;
  kind?: EnterRecordAct['kind'];
  sector?: Sector;
  severity?: Severity;
  decidedOn?: Day;
  measures?: NamedMeasure[];
  count?: number;
}

export class WithdrawalBench extends HearingBench {
  #documents = 0;
  protected readonly workflowType = messages.REPAIR_WITHDRAWAL_WORKFLOW;

  protected workflowIdOf({ caseId }: { caseId: string }): string {
    return messages.repairWithdrawalWorkflowId(caseId);
  }

  static override async start(options: BenchOptions): Promise<WithdrawalBench> {
    const bench = new WithdrawalBench(await startParts(options));
    if (options.realTime) bench.moveTo(options.startAt);
    await bench.enterAuthorities();
    await bench.startWorker(options.maxCachedWorkflows);
    return bench;
  }

  /** A record as its authority enters it; its publicity runs. */
  async entered(subjectId: string, wish: RepairedWish = {}): Promise<string> {
    const { authority = 'market', sector = 'general', severity = 'general', decidedOn = '2026-04-10' } = wish;
    const { kind = 'penalty' } = wish;
    this.#documents += 1;
    const recordId = randomUUID();
    const act: EnterRecordAct = {
      id: randomUUID(),
      // Another than who answers an objection to it.
      by: colleagueOf(authority),
      receivedAt: await this.now(),
      subjectId,
      kind,
      documentKind: '行政处罚决定书',
      documentNumber: `示撤罚〔2026〕${this.#documents}号`,
      decidedOn,
      severity,
      sector,
      facts: '未按规定公示年度报告',
      publishedFrom: decidedOn,
      foundNecessary: false,
      warningOnly: false,
      measures: wish.measures ?? [],
      heard: isDeterminedAlone(kind) ? { toldOn: addDays(decidedOn, -20), objection: 'none-raised' } : null,
    };
    const workflowId = publicityWorkflowId(recordId);
    const startWorkflowOperation = new WithStartWorkflowOperation<typeof publicity>(PUBLICITY_WORKFLOW, {
      workflowId,
      taskQueue: this.taskQueue,
      args: [{ caseId: recordId, begin: 'door' }],
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    const answer = await this.env.client.workflow.executeUpdateWithStart(enterRecordUpdate, {
      startWorkflowOperation,
      updateId: act.id,
      args: [act],
    });
    if (answer.outcome !== 'entered') throw new Error(answer.refusals.map(({ code }) => code).join());
    const done: DutiesDoneAct = {
      id: randomUUID(),
      by: officerOf(authority),
      receivedAt: await this.now(),
      correctedOn: decidedOn,
      dutiesDoneOn: decidedOn,
      proof: '缴款凭证',
    };
    await this.env.client.workflow.getHandle(workflowId).executeUpdate(dutiesDoneUpdate, {
      updateId: done.id,
      args: [done],
    });
    return recordId;
  }

  /** Records that were entered, applied for by Zhang, and repaired by their authority. */
  async repaired(wish: RepairedWish = {}): Promise<GrantedRepair> {
    const subjectId = await this.subject();
    const recordIds: string[] = [];
    for (let left = wish.count ?? 1; left > 0; left -= 1) recordIds.push(await this.entered(subjectId, wish));
    const opened = await this.open(
      subjectId,
      recordIds.map((id) => ({ id })),
    );
    if (opened.answer.outcome !== 'forwarded') throw new Error(JSON.stringify(opened.answer));
    const answer = await this.answer(opened, wish.authority ?? 'market');
    if (!answer.accepted) throw new Error(JSON.stringify(answer));
    return { caseId: opened.caseId, subjectId, recordIds };
  }

  async proposal(
    repair: GrantedRepair,
    change: Partial<messages.WithdrawalProposal> = {},
  ): Promise<messages.WithdrawalProposal> {
    return {
      id: randomUUID(),
      by: proposer,
      receivedAt: await this.now(),
      repairCaseId: repair.caseId,
      subjectId: repair.subjectId,
      ground: 'false-materials',
      findings: '培训证明系伪造，培训机构查无此人',
      evidence: '培训机构复函〔2026〕12号',
      records: repair.recordIds,
      madeOn: null,
      ...change,
    };
  }

  async propose(repair: GrantedRepair, change: Partial<messages.WithdrawalProposal> = {}): Promise<OpenWithdrawal> {
    const caseId = randomUUID();
    return { caseId, answer: await this.sendProposal(caseId, await this.proposal(repair, change)) };
  }

  /** Sends a proposal, or sends it again. */
  async sendProposal(caseId: string, proposal: messages.WithdrawalProposal): Promise<messages.ProposalAnswer> {
    const workflow = {
      type: messages.REPAIR_WITHDRAWAL_WORKFLOW,
      id: messages.repairWithdrawalWorkflowId(caseId),
      caseId,
    };
    return await this.throughDoor(workflow, messages.proposeWithdrawalUpdate, proposal);
  }

  uphold(on: { caseId: string }, change: Partial<Bare<messages.UpholdAct>> = {}): Promise<ActAnswer> {
    this.#documents += 1;
    return this.do<messages.UpholdAct>(on, messages.upholdUpdate, {
      by: decider,
      document: `示市监撤修〔2026〕${this.#documents}号`,
      reason: '证书编号不存在，复函属实',
      answerToStatement: null,
      records: null,
      ...change,
    });
  }

  drop(on: { caseId: string }, change: Partial<Bare<messages.DropAct>> = {}): Promise<ActAnswer> {
    return this.do<messages.DropAct>(on, messages.dropUpdate, {
      by: decider,
      reason: '现有证据不足以认定材料虚假',
      ...change,
    });
  }

  /** A withdrawal whose notice was served; the subject's term runs. */
  async served(wish: RepairedWish = {}): Promise<OpenWithdrawal & { repair: GrantedRepair }> {
    const repair = await this.repaired(wish);
    const opened = await this.propose(repair);
    await this.serve(opened);
    return { ...opened, repair };
  }

  withdrawal({ caseId }: { caseId: string }) {
    return this.env.client.workflow.getHandle<typeof repairWithdrawal>(messages.repairWithdrawalWorkflowId(caseId));
  }
}
