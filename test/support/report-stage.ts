/** Special credit reports over HTTP: a market authority that determines, a window that issues, zhang who asks. */
import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { Authority } from '../../db/entities/authority.ts';
import { RecordHoldRow } from '../../db/entities/record-hold.ts';
import { Representation } from '../../db/entities/representation.ts';
import { Subject } from '../../db/entities/subject.ts';
import type { EntityManager, Orm } from '../../db/orm.ts';
import { identifierIndex } from '../../db/queries/subject.ts';
import type { HoldReason, HoldStops } from '../../domain/record/record-hold.ts';
import { sectorRules } from '../../domain/record/sector-rules.ts';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from './api.ts';
import { enterCounty } from './county.ts';
import { createTestDatabase, type TestDatabase } from './postgres.ts';
import { createRecord, type RecordOf } from './records.ts';
import { createTestOrm, NOW } from './rows.ts';

export interface Report {
  number: string;
  state: string;
  since: string | null;
  sha256: string;
  validUntil: string;
  verificationCode: string;
  document: string;
  issuer: { code: string };
}

export const PERSON = '110101199003070011';

/** What an objection stops by the general rule: measures alone. */
export const OBJECTION_STOPS: HoldStops = sectorRules('general', '2026-09-18').underObjection.value;

export interface ReportStage {
  readonly database: TestDatabase;
  readonly issuer: Issuer;
  readonly api: TestApi;
  readonly owner: Orm;
  readonly subjectId: string;
  readonly personId: string;
  /** A general penalty of the organisation, shown, unless something else is said. */
  record(documentNumber: string, of?: Partial<RecordOf>, rest?: Parameters<typeof createRecord>[2]): Promise<string>;
  hold(recordId: string, reason: HoldReason, stops: HoldStops, from: string): Promise<string>;
  ask(change?: object, as?: string, key?: string): Promise<LightMyRequestResponse>;
  issued(change?: object, as?: string): Promise<Report>;
  check(number: string, code: string): Promise<LightMyRequestResponse>;
  stop(): Promise<void>;
}

/** The people and authorities of the stage, with no record. */
export async function startReportStage(): Promise<ReportStage> {
  const [database, issuer] = await Promise.all([createTestDatabase(), startIssuer()]);
  const owner = createTestOrm(database.ownerUrl).orm;
  const em = owner.em.fork();
  const { subjectId, authorityId } = await enterCounty(em);
  const personId = randomUUID();
  enterPeople(em, subjectId, personId);
  await em.flush();
  const api = await startTestApi(database, issuer);
  const ask = (change: object = {}, as = 'zhang', key = newKey()) => {
    const body = { subjectId, from: '2024-09-18', until: '2026-09-18', ...change };
    return api.send({ method: 'POST', url: '/v1/reports', as, key, body });
  };
  return {
    database,
    issuer,
    api,
    owner,
    subjectId,
    personId,
    async record(documentNumber, of = {}, rest = {}) {
      const own = owner.em.fork();
      const { id } = createRecord(own, { subjectId, authorityId, documentNumber, ...of }, rest);
      await own.flush();
      return id;
    },
    async hold(recordId, reason, { publicity, sharing, measures }, from) {
      const own = owner.em.fork();
      const stops = { stopsPublicity: publicity, stopsSharing: sharing, stopsMeasures: measures };
      const { id } = own.create(RecordHoldRow, {
        id: randomUUID(),
        recordId,
        reason,
        ...stops,
        from,
        until: null,
        sourceId: randomUUID(),
      });
      await own.flush();
      return id;
    },
    ask,
    issued: async (change, as) => (await ask(change, as)).json<Report>(),
    check: (number, code) => api.send({ method: 'POST', url: '/v1/public/report-checks', body: { number, code } }),
    async stop() {
      await api.stop();
      await owner.close();
      await issuer.stop();
      await database.drop();
    },
  };
}

function enterPeople(em: EntityManager, subjectId: string, personId: string): void {
  em.create(Authority, { code: 'window', name: '示范县信用中心', kind: 'window', createdAt: NOW });
  em.create(Subject, {
    id: personId,
    kind: 'person',
    identifier: PERSON,
    identifierIndex: identifierIndex(em, PERSON),
    name: '钱多多',
    createdAt: NOW,
  });
  const rest = { personSub: 'zhang', kind: 'agent', validFrom: '2020-01-01', proof: '授权委托书', at: NOW } as const;
  for (const id of [subjectId, personId]) em.create(Representation, { ...rest, subjectId: id });
}
