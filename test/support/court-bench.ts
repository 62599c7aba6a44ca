/** The service with a court beside it: what the court says arrives as the API would store it. */
import { createHash, randomUUID } from 'node:crypto';
import { type WorkflowHandle } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import { Authority } from '../../db/entities/authority.ts';
import { CaseFile } from '../../db/entities/case-file.ts';
import { InboundMessage } from '../../db/entities/inbound-message.ts';
import { RecordHoldRow } from '../../db/entities/record-hold.ts';
import { RecordMeasureRow } from '../../db/entities/record-measure.ts';
import { Representation, type RepresentationKind } from '../../db/entities/representation.ts';
import { findMessageTarget } from '../../db/queries/message-target.ts';
import { findRecordRows, stateOfRecord } from '../../db/queries/records.ts';
import { creditCodeCheck } from '../../domain/subject/credit-code.ts';
import type { MessageData, MessageKind, MessageOutcome, MessageState } from '../../domain/messages/messages.ts';
import type { RecordState } from '../../domain/record/record.ts';
import type { Actor } from '../../domain/case/roles.ts';
import type { Day, Instant } from '../../domain/time.ts';
import { createWorkflowCalls } from '../../worker/workflow-calls.ts';
import type { reorganisation } from '../../workflows/reorganisation.ts';
import type { ActAnswer, ActHeader } from '../../workflows/messages/case.ts';
import { callOf, placeOf } from '../../workflows/messages/message.ts';
import * as messages from '../../workflows/messages/reorganisation.ts';
import { type BenchOptions, BenchParts, type Parts, startParts } from './bench-parts.ts';
import type { Bare } from './bench.ts';
import { enterSubject } from './county.ts';
import { createRecord } from './records.ts';

const BEFORE_ALL = '2013-01-01T00:00:00.000Z';

/** Acts for the subject of every test as its administrator in bankruptcy. */
export const administrator: Actor = { sub: 'administrator-he', role: 'applicant', authority: null };
/** Acts for it as its legal representative. */
export const manager: Actor = { sub: 'manager-zhao', role: 'applicant', authority: null };

export interface Enterprise {
  subjectId: string;
  identifier: string;
}

/** What became of a message. */
export interface Told {
  messageId: string;
  state: MessageState;
  code: string | null;
  caseId: string | null;
}

export interface Saying {
  eventId?: string;
  occurredAt?: Instant;
  /** Code of the court; another than the county's must be entered first. */
  from?: string;
}

export class CourtBench extends BenchParts {
  #subjects = 0;
  readonly courtId: string;

  private constructor(parts: Parts, courtId: string) {
    super(parts);
    this.courtId = courtId;
  }

  static async start(options: BenchOptions): Promise<CourtBench> {
    const parts = await startParts(options);
    const em = parts.orm.em.fork();
    const courtId = randomUUID();
    const mailboxes = { officerMailbox: 'desk@court.example', supervisorMailbox: 'president@court.example' };
    const common = { superiorId: null, createdAt: BEFORE_ALL };
    em.create(Authority, {
      ...common,
      ...mailboxes,
      id: courtId,
      code: 'court',
      name: '示范县人民法院',
      kind: 'court',
    });
    em.create(Authority, {
      ...common,
      id: randomUUID(),
      code: 'other-court',
      name: '邻县人民法院',
      kind: 'court',
      officerMailbox: null,
      supervisorMailbox: null,
    });
    await em.flush();
    const bench = new CourtBench(parts, courtId);
    if (options.realTime) bench.moveTo(options.startAt);
    await bench.startWorker(options.maxCachedWorkflows);
    return bench;
  }

  /** An enterprise of its own, with a legal representative and an administrator in bankruptcy. */
  async enterprise(): Promise<Enterprise> {
    this.#subjects += 1;
    const em = this.orm.em.fork();
    const first17 = `91350100${String(this.#subjects).padStart(9, '0')}`;
    const identifier = `${first17}${creditCodeCheck(first17)}`;
    const subjectId = enterSubject(em, identifier, `示范县第${this.#subjects}制造有限公司`);
    const represents = (personSub: string, kind: RepresentationKind) =>
      em.create(Representation, {
        personSub,
        subjectId,
        kind,
        validFrom: '2013-01-01',
        validUntil: null,
        proof: '登记',
        at: BEFORE_ALL,
      });
    represents(administrator.sub, 'administrator');
    represents(manager.sub, 'legal-representative');
    await em.flush();
    return { subjectId, identifier };
  }

  /** A record of the county's authority that was there before its publicity was followed, with measures of the list. */
  async record(
    { subjectId }: Enterprise,
    { decidedOn = '2026-01-05', measures = ['B07', 'C13'] }: { decidedOn?: Day; measures?: string[] } = {},
  ): Promise<string> {
    const em = this.orm.em.fork();
    const id = randomUUID();
    const { authorityId } = this.county;
    const documentNumber = `示市监罚〔2026〕${id.slice(0, 4)}号`;
    createRecord(em, { subjectId, authorityId, documentNumber, severity: 'serious', decidedOn }, { id });
    await em.flush();
    for (const code of measures) {
      const words = { name: `措施${code}`, basis: '依据', force: 'mandatory' } as const;
      em.create(RecordMeasureRow, { recordId: id, code, ...words, from: decidedOn, until: null, liftedOn: null });
    }
    await em.flush();
    return id;
  }

  /** What counts of a record now. */
  async stateOf(recordId: string): Promise<RecordState> {
    const rows = await findRecordRows(this.orm.em.fork(), recordId);
    if (rows === null) throw new Error(`no record ${recordId}`);
    return stateOfRecord(rows, await this.now());
  }

  /** The holds that a record ever had, those of no time left out. */
  async holdsOf(recordId: string): Promise<{ reason: string; from: Instant; until: Instant | null }[]> {
    const rows = await this.orm.em
      .fork()
      .find(RecordHoldRow, { recordId }, { orderBy: { reason: 'asc', from: 'asc' } });
    return rows
      .map(({ reason, from, until }) => ({ reason, from, until: until ?? null }))
      .filter(({ from, until }) => from !== until);
  }

  /** A message as the API stores it and tells it; the same event id again is the same message. */
  async say<K extends MessageKind>(kind: K, data: MessageData[K], saying: Saying = {}): Promise<Told> {
    const em = this.orm.em.fork();
    const now = await this.now();
    const { eventId = randomUUID(), occurredAt = now, from = 'court' } = saying;
    const { id: senderId } = await em.findOneOrFail(Authority, { code: from });
    const stored = await em.findOne(InboundMessage, { senderId, eventId });
    const said = { senderId, eventId, kind, data, occurredAt, now };
    const message =
      stored ??
      (await this.#store(em, said).catch(() =>
        // Sent twice at the same time: the other one stored it.
        this.orm.em.fork().findOneOrFail(InboundMessage, { senderId, eventId }),
      ));
    const call = message.state === 'stored' ? callOf(message) : null;
    if (call !== null) {
      await createWorkflowCalls(this.env.client.workflow, this.taskQueue).signalMessage(call, message.id);
      await this.settled(message.id);
    }
    return await this.told(message.id);
  }

  async #store(
    em: ReturnType<CourtBench['orm']['em']['fork']>,
    { now, ...said }: Pick<InboundMessage, 'senderId' | 'eventId' | 'kind' | 'data' | 'occurredAt'> & { now: Instant },
  ): Promise<InboundMessage> {
    const id = randomUUID();
    const place = placeOf(await findMessageTarget(em, said.senderId, said.kind, said.data), id);
    const bodyHash = createHash('sha256').update(JSON.stringify(said)).digest('hex');
    const message = em.create(InboundMessage, {
      ...said,
      id,
      bodyHash,
      receivedAt: now,
      proof: 'token',
      ...place,
      signalledAt: null,
      takenAt: null,
      outcome: null,
    });
    await em.flush();
    return message;
  }

  /** Waits, in real time, until the case has taken a message or passed it on. */
  async settled(messageId: string): Promise<void> {
    await this.until(async () => {
      const [row] = await this.sql<{ state: string; moved: boolean }>(
        'select state, case_id is distinct from id and signalled_at is null as moved from inbound_message where id = ?',
        [messageId],
      );
      return row?.state !== 'stored';
    });
  }

  async told(messageId: string): Promise<Told> {
    const row = await this.orm.em.fork().findOneOrFail(InboundMessage, { id: messageId });
    const outcome: MessageOutcome | null = row.outcome ?? null;
    return { messageId, state: row.state, code: outcome?.code ?? null, caseId: row.caseId ?? null };
  }

  async application(
    { subjectId }: Enterprise,
    change: Partial<messages.ReorganisationApplication> = {},
  ): Promise<messages.ReorganisationApplication> {
    return {
      id: randomUUID(),
      by: administrator,
      receivedAt: await this.now(),
      subjectId,
      court: 'court',
      kind: 'plan',
      rulingNumber: '（2026）示01破1号',
      ruledOn: '2026-03-02',
      planUntil: null,
      contact: {
        name: '示范律师事务所',
        email: 'he@administrator.example',
        phone: null,
      },
      ...change,
    };
  }

  async apply(
    application: messages.ReorganisationApplication,
    caseId: string = randomUUID(),
  ): Promise<{ caseId: string; answer: messages.ReorganisationOpening }> {
    const workflow = { type: messages.REORGANISATION_WORKFLOW, id: messages.reorganisationWorkflowId(caseId), caseId };
    const answer = await this.throughDoor(workflow, messages.openReorganisationUpdate, application);
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

  /** The latest run of the case's workflow. */
  workflow({ caseId }: { caseId: string }): WorkflowHandle<typeof reorganisation> {
    return this.env.client.workflow.getHandle<typeof reorganisation>(messages.reorganisationWorkflowId(caseId));
  }

  /** Waits for the workflow's end at the present time: the environment's own client would run the clock on for it. */
  async end({ caseId }: { caseId: string }, kind = 'reorganisation'): Promise<{ status: string }> {
    return await this.endOf(`${kind}/${caseId}`);
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
      `select n.kind, coalesce(recipient_sub, a.code || ' ' || desk_role, desk_role) as who
       from notice n left join authority a on a.id = n.authority_id where case_id = ? order by at, n.kind, who`,
      [caseId],
    );
    return rows.map(({ kind, who }) => `${kind} → ${who}`);
  }
}
