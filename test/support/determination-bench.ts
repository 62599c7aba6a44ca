/** Determinations on real parts: drafts that officers propose, complete, serve, review and decide. */
import { randomUUID } from 'node:crypto';
import { Subject } from '../../db/entities/subject.ts';
import { identifierIndex } from '../../db/queries/subject.ts';
import type { Completion } from '../../domain/determination/determination-door.ts';
import type { Actor } from '../../domain/case/roles.ts';
import type { ActAnswer } from '../../workflows/messages/case.ts';
import * as messages from '../../workflows/messages/determination.ts';
import type { Bare } from './bench.ts';
import { type BenchOptions, startParts } from './bench-parts.ts';
import { makeStateBody } from './county.ts';
import { boss, decider, HearingBench, proposer } from './hearing-bench.ts';

export interface OpenDetermination {
  caseId: string;
  subjectId: string;
  answer: messages.DeterminationProposed;
}

/** A completion that nothing speaks against; a test changes what it is about. */
export const COMPLETION: Completion = {
  document: {
    kind: 'penalty-decision',
    number: '示市监罚〔2026〕8号',
    issuedOn: '2026-02-10',
    issuer: '示范县市场监督管理局',
    reference: '档案室2026-8',
    sha256: null,
    law: null,
  },
  actOn: '2026-02-01',
  facts: '两次约谈后仍未按承诺公示配料信息',
  summary: '未按承诺公示配料信息',
  basis: '食品安全法第七十条；行政许可法第七十八条',
  recordKind: 'other-negative',
  sector: 'general',
  severity: 'general',
  measures: ['A01'],
  responsible: [],
};

export class DeterminationBench extends HearingBench {
  #documents = 0;
  #people = 0;
  protected readonly workflowType = messages.DETERMINATION_WORKFLOW;

  static override async start(options: BenchOptions): Promise<DeterminationBench> {
    const bench = new DeterminationBench(await startParts(options));
    if (options.realTime) bench.moveTo(options.startAt);
    await bench.enterAuthorities();
    await bench.startWorker(options.maxCachedWorkflows);
    return bench;
  }

  protected workflowIdOf({ caseId }: { caseId: string }): string {
    return messages.determinationWorkflowId(caseId);
  }

  async proposal(
    subjectId: string,
    change: Partial<messages.DeterminationProposal> = {},
  ): Promise<messages.DeterminationProposal> {
    return {
      id: randomUUID(),
      by: proposer,
      receivedAt: await this.now(),
      subjectId,
      actOn: '2026-02-01',
      facts: '约谈后仍未履行承诺',
      clause: null,
      ...change,
    };
  }

  async propose(
    change: Partial<messages.DeterminationProposal> = {},
    caseId: string = randomUUID(),
  ): Promise<OpenDetermination> {
    const subjectId = change.subjectId ?? (await this.subject());
    return { caseId, subjectId, answer: await this.sendProposal(caseId, await this.proposal(subjectId, change)) };
  }

  /** Sends a proposal, or sends it again. */
  async sendProposal(
    caseId: string,
    proposal: messages.DeterminationProposal,
  ): Promise<messages.DeterminationProposed> {
    const workflow = { type: messages.DETERMINATION_WORKFLOW, id: messages.determinationWorkflowId(caseId), caseId };
    return await this.throughDoor(workflow, messages.proposeDeterminationUpdate, proposal);
  }

  completeDraft(on: { caseId: string }, change: Partial<Completion> = {}, by: Actor = proposer): Promise<ActAnswer> {
    this.#documents += 1;
    const document = { ...COMPLETION.document, number: `示市监罚〔2026〕${this.#documents}号` };
    const completion = { ...COMPLETION, document, ...change };
    return this.do<messages.CompleteAct>(on, messages.completeDeterminationUpdate, { by, completion });
  }

  review(on: { caseId: string }, change: Partial<Bare<messages.ReviewAct>> = {}): Promise<ActAnswer> {
    const bare = { by: proposer, answer: '所述已核实，不影响认定，不予采纳' };
    return this.do<messages.ReviewAct>(on, messages.reviewUpdate, { ...bare, ...change });
  }

  extendDecision(on: { caseId: string }, change: Partial<Bare<messages.ExtendDecisionAct>> = {}): Promise<ActAnswer> {
    const bare = { by: boss, reason: '涉及门店较多，需逐一核实' };
    return this.do<messages.ExtendDecisionAct>(on, messages.extendDecisionUpdate, { ...bare, ...change });
  }

  determine(on: { caseId: string }, change: Partial<Bare<messages.DetermineAct>> = {}): Promise<ActAnswer> {
    this.#documents += 1;
    return this.do<messages.DetermineAct>(on, messages.determineUpdate, {
      by: decider,
      document: `示市监认〔2026〕${this.#documents}号`,
      reason: '事实清楚，证据确凿',
      severity: null,
      measures: null,
      leniencyConsidered: null,
      ...change,
    });
  }

  spare(on: { caseId: string }, change: Partial<Bare<messages.SpareAct>> = {}): Promise<ActAnswer> {
    const bare = { by: decider, ground: 'force-majeure', reason: '受洪灾影响停业' } as const;
    return this.do<messages.SpareAct>(on, messages.spareUpdate, { ...bare, ...change });
  }

  drop(on: { caseId: string }, change: Partial<Bare<messages.DropDeterminationAct>> = {}): Promise<ActAnswer> {
    const bare = { by: decider, reason: '现有证据不足以认定' };
    return this.do<messages.DropDeterminationAct>(on, messages.dropDeterminationUpdate, { ...bare, ...change });
  }

  /** A determination that was completed; its notice is made. */
  async completed(change: Partial<Completion> = {}): Promise<OpenDetermination> {
    const opened = await this.propose();
    const answer = await this.completeDraft(opened, change);
    if (!answer.accepted) throw new Error(JSON.stringify(answer.refusals));
    return opened;
  }

  /** A determination whose notice was served; the subject's term runs. */
  async served(change: Partial<Completion> = {}): Promise<OpenDetermination> {
    const opened = await this.completed(change);
    await this.serve(opened);
    return opened;
  }

  /** A person who is entered as a subject; by a number that tells no birth date unless given. */
  async person(name = '王某', identifier?: string): Promise<string> {
    this.#people += 1;
    const em = this.orm.em.fork();
    const id = randomUUID();
    const number = identifier ?? `person-${this.#people}`;
    const index = identifierIndex(em, number);
    const createdAt = '2013-01-01T00:00:00.000Z';
    em.create(Subject, { id, kind: 'person', identifier: number, identifierIndex: index, name, createdAt });
    await em.flush();
    return id;
  }

  /** The cases of the persons who answer for the subject of this one. */
  async personsOf({ caseId }: { caseId: string }): Promise<{ caseId: string }[]> {
    return await this.sql<{ caseId: string }>(
      'select case_id as "caseId" from determination where organisation_case_id = ? order by case_id',
      [caseId],
    );
  }

  /** Makes a subject an authority, under the one above it; null: none above it is known. */
  async asGovernment(subjectId: string, superior: string | null): Promise<void> {
    const [code, creditCode] = superior === null ? ['village', '11350100000000002X'] : ['town', '11350100000000001X'];
    await makeStateBody(this.orm.em.fork(), subjectId, { code, creditCode, superior });
  }
}
