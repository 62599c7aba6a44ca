/** Records on real parts: an authority that enters them, people who act for the subject, and an agency with copies. */
import { randomUUID } from 'node:crypto';
import { type WorkflowHandle } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import { Authority } from '../../db/entities/authority.ts';
import { CaseFile } from '../../db/entities/case-file.ts';
import { Representation } from '../../db/entities/representation.ts';
import { WebhookEndpoint } from '../../db/entities/webhook-endpoint.ts';
import { findRecordRows, stateOfRecord } from '../../db/queries/records.ts';
import { isDeterminedAlone } from '../../domain/record/heard-before.ts';
import type { RecordState } from '../../domain/record/record.ts';
import type { RecordKind } from '../../domain/record/record-kind.ts';
import type { Actor } from '../../domain/case/roles.ts';
import { addDays, type Day, shanghaiDay } from '../../domain/time.ts';
import type { publicity } from '../../workflows/publicity.ts';
import type { ActAnswer, ActHeader } from '../../workflows/messages/case.ts';
import * as messages from '../../workflows/messages/publicity.ts';
import type { Bare } from './bench.ts';
import { type BenchOptions, BenchParts, startParts } from './bench-parts.ts';
import { enterSubject } from './county.ts';

export const manager: Actor = { sub: 'zhang', role: 'applicant', authority: null };
export const officer: Actor = { sub: 'officer-li', role: 'officer', authority: 'market' };
export const supervisor: Actor = { sub: 'supervisor-wang', role: 'supervisor', authority: 'market' };

const BEFORE_ALL = '2013-01-01T00:00:00.000Z';
const SECRET = 'whsec_dGVzdC1zZWNyZXQtb2YtdGhlLWJlbmNo';

export interface Entered {
  caseId: string;
  answer: messages.RecordEntered;
}

export class PublicityBench extends BenchParts {
  #serial = 0;

  static async start(options: BenchOptions): Promise<PublicityBench> {
    const bench = new PublicityBench(await startParts(options));
    if (options.realTime) bench.moveTo(options.startAt);
    // Its pushes are timed by the server's own clock, which in real time is not the bench's.
    if (!options.realTime) await bench.#enterAgency();
    await bench.startWorker(options.maxCachedWorkflows);
    return bench;
  }

  async #enterAgency(): Promise<void> {
    const em = this.orm.em.fork();
    const id = randomUUID();
    const mailboxes = { officerMailbox: null, supervisorMailbox: null };
    const name = '诚信数据服务有限公司';
    em.create(Authority, {
      id,
      code: 'copies',
      name,
      kind: 'credit-agency',
      superiorId: null,
      ...mailboxes,
      createdAt: BEFORE_ALL,
    });
    await em.flush();
    em.create(WebhookEndpoint, {
      authorityId: id,
      url: 'http://copies.example/hook',
      outgoingSecrets: [SECRET],
      incomingSecrets: [SECRET],
      active: true,
      updatedAt: BEFORE_ALL,
    });
    await em.flush();
  }

  /** A subject of its own, for which Zhang acts. */
  async subject(): Promise<string> {
    this.#serial += 1;
    const em = this.orm.em.fork();
    const subjectId = enterSubject(em, `publicity-${this.#serial}`, `示范县第${this.#serial}建筑公司`);
    em.create(Representation, {
      id: randomUUID(),
      personSub: manager.sub,
      subjectId,
      kind: 'legal-representative',
      validFrom: '2020-01-01',
      validUntil: null,
      proof: '营业执照',
      at: BEFORE_ALL,
    });
    await em.flush();
    return subjectId;
  }

  /** Enters a record of a subject of its own: a general penalty decided today, unless the test says otherwise. */
  async enter(change: Partial<messages.EnterRecordAct> = {}, caseId: string = randomUUID()): Promise<Entered> {
    this.#serial += 1;
    const receivedAt = change.receivedAt ?? (await this.now());
    const act: messages.EnterRecordAct = {
      id: randomUUID(),
      by: officer,
      receivedAt,
      subjectId: change.subjectId ?? (await this.subject()),
      kind: 'penalty',
      documentKind: '行政处罚决定书',
      documentNumber: `示市监罚〔2026〕${this.#serial}号`,
      decidedOn: shanghaiDay(receivedAt),
      severity: 'general',
      sector: 'general',
      facts: '未按规定公示年度报告',
      publishedFrom: null,
      foundNecessary: false,
      warningOnly: false,
      measures: [],
      ...heardOf(change.kind, change.decidedOn ?? shanghaiDay(receivedAt)),
      ...change,
    };
    const workflow = { type: messages.PUBLICITY_WORKFLOW, id: messages.publicityWorkflowId(caseId), caseId };
    const answer = await this.throughDoor(workflow, messages.enterRecordUpdate, act);
    return { caseId, answer };
  }

  async act<A extends ActHeader>(
    { caseId }: { caseId: string },
    update: UpdateDefinition<ActAnswer, [A]>,
    bare: Bare<A>,
  ): Promise<ActAnswer> {
    const receivedAt = bare.receivedAt ?? (await this.now());
    const act = { id: randomUUID(), ...bare, receivedAt } as unknown as A;
    return await this.workflow({ caseId }).executeUpdate(update, { updateId: act.id, args: [act] });
  }

  workflow({ caseId }: { caseId: string }): WorkflowHandle<typeof publicity> {
    return this.env.client.workflow.getHandle<typeof publicity>(messages.publicityWorkflowId(caseId));
  }

  /** A workflow whose record never reached it. */
  async startUnopened(): Promise<{ caseId: string }> {
    const caseId = randomUUID();
    await this.env.client.workflow.start<typeof publicity>(messages.PUBLICITY_WORKFLOW, {
      workflowId: messages.publicityWorkflowId(caseId),
      taskQueue: this.taskQueue,
      args: [{ caseId, begin: 'door' }],
    });
    return { caseId };
  }

  dutiesDone(
    on: { caseId: string },
    days: { correctedOn?: string | null; dutiesDoneOn?: string | null },
    by: Actor = officer,
  ): Promise<ActAnswer> {
    const { correctedOn = null, dutiesDoneOn = null } = days;
    return this.act<messages.DutiesDoneAct>(on, messages.dutiesDoneUpdate, {
      by,
      correctedOn,
      dutiesDoneOn,
      proof: '缴款凭证、整改报告',
    });
  }

  annul(on: { caseId: string }, annulledOn: string): Promise<ActAnswer> {
    return this.act<messages.AnnulAct>(on, messages.annulUpdate, {
      by: officer,
      annulledOn,
      documentNumber: '（2026）示01行终1号',
      reason: '事实不清，判决撤销',
    });
  }

  /** What counts of the record at this moment, whatever timers have done. */
  async state({ caseId }: { caseId: string }, now?: string): Promise<RecordState> {
    const rows = await findRecordRows(this.orm.em.fork(), caseId);
    if (rows === null) throw new Error(`no record ${caseId}`);
    return stateOfRecord(rows, now ?? (await this.now()));
  }

  async file({ caseId }: { caseId: string }): Promise<CaseFile> {
    return await this.orm.em.fork().findOneOrFail(CaseFile, { id: caseId });
  }

  /** What was written down of a case, in order. */
  async timeline({ caseId }: { caseId: string }): Promise<string[]> {
    const rows = await this.sql<{ kind: string }>('select kind from timeline_entry where case_id = ? order by seq', [
      caseId,
    ]);
    return rows.map(({ kind }) => kind);
  }

  /** What the agency with copies was told of a record, in order. */
  async pushes({ caseId }: { caseId: string }): Promise<string[]> {
    const rows = await this.sql<{ kind: string }>('select kind from push where record_id = ? order by at, sequence', [
      caseId,
    ]);
    return rows.map(({ kind }) => kind);
  }

  async today(): Promise<string> {
    return shanghaiDay(await this.now());
  }

  /** Notices of a case, as `kind → recipient`, in order. */
  async notices({ caseId }: { caseId: string }): Promise<string[]> {
    const rows = await this.sql<{ kind: string; to: string }>(
      `select kind, coalesce(recipient_sub, desk_role) as "to" from notice where case_id = ? order by at, kind, id`,
      [caseId],
    );
    return rows.map(({ kind, to }) => `${kind} → ${to}`);
  }
}

/** Of a kind that only a determination makes: the subject was told, and said nothing. */
function heardOf(kind: RecordKind = 'penalty', decidedOn: Day): Pick<messages.EnterRecordAct, 'heard'> {
  return isDeterminedAlone(kind) ? { heard: { toldOn: addDays(decidedOn, -15), objection: 'none-raised' } } : {};
}
