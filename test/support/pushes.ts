/** Credit service agencies for tests: told by pushes that a test makes as a case would, answering as the test says. */
import { createHash, randomUUID } from 'node:crypto';
import type { PushAnswer, SignedPush } from '../../activities/push/push-sender.ts';
import { type PushingHand, type PushOrder, pushTo } from '../../activities/push/pushes.ts';
import { Authority } from '../../db/entities/authority.ts';
import { CaseFile } from '../../db/entities/case-file.ts';
import { InboundMessage } from '../../db/entities/inbound-message.ts';
import { CreditRecord } from '../../db/entities/record.ts';
import { WebhookEndpoint } from '../../db/entities/webhook-endpoint.ts';
import { Procedure } from '../../db/entities/procedure.ts';
import { loadCalendar } from '../../db/queries/calendar.ts';
import { loadRules } from '../../db/queries/rules.ts';
import { createWorkflowCalls } from '../../worker/workflow-calls.ts';
import { callOf, placeOf } from '../../workflows/messages/message.ts';
import { pushWorkflowId } from '../../workflows/messages/push.ts';
import type { BenchParts } from './bench-parts.ts';
import { ENDED, insertCase } from './rows.ts';

/** 24 bytes, as the standard's own examples have them. */
export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const OTHER_SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

const BEFORE_ALL = '2013-01-01T00:00:00.000Z';

export interface PushRow {
  state: string;
  attempts: number;
  lastError: string | null;
  receipt: string | null;
  due: string | null;
  receivedAt: string | null;
  confirmedAt: string | null;
}

/** What of a bench is needed here: a test in real time has its own. */
export type PushBench = Pick<BenchParts, 'orm' | 'county' | 'now' | 'sql' | 'env' | 'taskQueue' | 'sendPush'>;

/** One agency that keeps copies, and a record of which it keeps one. */
export class CopyHolder {
  readonly #bench: PushBench;
  readonly caseId: string;
  readonly authorityId: string;
  readonly recordId: string;
  /** Every push that the agency was handed, taken or not. */
  readonly handed: SignedPush[] = [];

  private constructor(bench: PushBench, caseId: string, authorityId: string, recordId: string) {
    this.#bench = bench;
    this.caseId = caseId;
    this.authorityId = authorityId;
    this.recordId = recordId;
  }

  /** Enters an agency, and a case that has ended with a record that it is about. */
  static async enter(bench: PushBench): Promise<CopyHolder> {
    const em = bench.orm.em.fork();
    const [authorityId, recordId] = [randomUUID(), randomUUID()];
    const { id: procedureId } = await em.findOneOrFail(Procedure, { code: 'food-licence' });
    const { authorityId: inCharge, subjectId } = bench.county;
    const { id: caseId } = await insertCase(
      em,
      { authorityId: inCharge, subjectId, procedureId },
      { openedAt: BEFORE_ALL, ...ENDED },
    );
    em.create(Authority, {
      id: authorityId,
      code: `agency-${authorityId.slice(0, 8)}`,
      name: '示范信用服务有限公司',
      kind: 'credit-agency',
      superiorId: null,
      officerMailbox: null,
      supervisorMailbox: null,
      createdAt: BEFORE_ALL,
    });
    em.create(WebhookEndpoint, {
      authorityId,
      url: `https://${authorityId}.example/pushes`,
      outgoingSecrets: [SECRET],
      incomingSecrets: [SECRET],
      active: true,
      updatedAt: BEFORE_ALL,
    });
    em.create(CreditRecord, recordOf(recordId, inCharge, subjectId));
    await em.flush();
    return new CopyHolder(bench, caseId, authorityId, recordId);
  }

  /** What the agency does with a push from now on. */
  answers(answer: (push: SignedPush) => PushAnswer | Promise<PushAnswer>): void {
    const others = this.#bench.sendPush;
    this.#bench.sendPush = async (push) => {
      if (!push.url.includes(this.authorityId)) return await others(push);
      this.handed.push(push);
      return await answer(push);
    };
  }

  /** Writes a push as a step of the case does, and hands it to its workflow. Returns its id. */
  async push(order: Partial<PushOrder> = {}): Promise<string> {
    const id = await this.write(order);
    await this.start(id);
    return id;
  }

  async write(order: Partial<PushOrder> = {}): Promise<string> {
    const hand = await handOf(this.#bench, this.caseId);
    const id = await pushTo(hand, {
      authorityId: this.authorityId,
      kind: 'record.ended',
      recordId: this.recordId,
      payload: { record: { documentNumber: '（2026）示范罚1号' } },
      confirm: true,
      ...order,
    });
    if (id === null) throw new Error('the agency has no address');
    await hand.em.flush();
    return id;
  }

  async start(id: string): Promise<void> {
    await createWorkflowCalls(this.#bench.env.client.workflow, this.#bench.taskQueue).startPush(id);
  }

  /** The agency's own message that its copy is up to date, as the API stores and tells it. Returns its id. */
  async confirm(pushId: string, receipt = 'copy 1', tell = true): Promise<string> {
    const now = await this.#bench.now();
    const em = this.#bench.orm.em.fork();
    const id = randomUUID();
    const message = em.create(InboundMessage, {
      id,
      senderId: this.authorityId,
      eventId: id,
      kind: 'copy.updated',
      bodyHash: createHash('sha256').update(id).digest('hex'),
      data: { pushId, receipt },
      occurredAt: now,
      receivedAt: now,
      proof: 'token',
      ...placeOf({ found: 'push', pushId }, id),
      signalledAt: null,
      takenAt: null,
      outcome: null,
    });
    await em.flush();
    const call = callOf(message);
    if (tell && call !== null) {
      await createWorkflowCalls(this.#bench.env.client.workflow, this.#bench.taskQueue).signalMessage(call, id);
    }
    return id;
  }

  async row(pushId: string): Promise<PushRow> {
    const [row] = await this.#bench.sql<PushRow>(
      `select d.state, d.attempts, d.last_error as "lastError", p.receipt, p.due,
         p.received_at as "receivedAt", p.confirmed_at as "confirmedAt"
       from push p join delivery d on d.push_id = p.id where p.id = ?`,
      [pushId],
    );
    if (row === undefined) throw new Error(`no push ${pushId}`);
    return row;
  }

  async message(id: string): Promise<{ state: string; code: string | null }> {
    const [row] = await this.#bench.sql<{ state: string; code: string | null }>(
      `select state, outcome ->> 'code' as code from inbound_message where id = ?`,
      [id],
    );
    return row ?? { state: 'gone', code: null };
  }

  /** How the latest run that followed the push ended; null while it runs. */
  async ending(pushId: string): Promise<string | null> {
    const handle = this.#bench.env.client.workflow.getHandle(pushWorkflowId(pushId));
    const { status } = await handle.describe();
    return status.name === 'COMPLETED' ? ((await handle.result()) as { ending: string }).ending : null;
  }
}

/** As much of a case as a push needs, in an em of its own: the test flushes it. */
export async function handOf(bench: Pick<PushBench, 'orm' | 'now'>, caseId: string): Promise<PushingHand> {
  const now = await bench.now();
  const em = bench.orm.em.fork();
  const file = await em.findOneOrFail(CaseFile, { id: caseId });
  const rule = await loadRules(em, file.ruleSet, file.receivedOn, now);
  return { em, now, file, rule, calendar: await loadCalendar(em), deliveries: [] };
}

function recordOf(id: string, authorityId: string, subjectId: string) {
  return {
    id,
    subjectId,
    authorityId,
    caseId: null,
    kind: 'penalty',
    documentKind: '行政处罚决定书',
    documentNumber: `（2026）示范罚${id.slice(0, 8)}号`,
    decidedOn: '2026-01-05',
    severity: 'general',
    sector: 'general',
    facts: '示范',
    published: true,
    publishedFrom: '2026-01-05',
    ruleSet: '2026-04-01',
    enteredBy: 'chen',
    at: BEFORE_ALL,
  } as const;
}
