/** Rows for tests: valid by default; a test changes what it is about. */
import { createHash, randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AcceptFirst } from '../../db/entities/accept-first.ts';
import { Authority } from '../../db/entities/authority.ts';
import { CaseFile } from '../../db/entities/case-file.ts';
import { CaseMaterial } from '../../db/entities/case-material.ts';
import { CommitmentText } from '../../db/entities/commitment-text.ts';
import { Procedure } from '../../db/entities/procedure.ts';
import { ProcedureMaterial } from '../../db/entities/procedure-material.ts';
import { Subject } from '../../db/entities/subject.ts';
import type { FieldKeys } from '../../db/encryption.ts';
import { createOrm, type Orm, type OrmOptions } from '../../db/orm.ts';
import { identifierIndex } from '../../db/queries/subject.ts';
import type { AcceptFirstTerms, ProcedureTerms } from '../../domain/accept-first/accept-first.ts';

export const TEST_KEYS: FieldKeys = {
  dataKeys: [{ id: 'test', key: Buffer.alloc(32, 7) }],
  indexKey: Buffer.alloc(32, 9),
};

export const NOW = '2026-09-18T02:00:00.000Z';

/** Milliseconds that a test waits for a connection: a busy machine gives one late, and no test is about that. */
const CONNECT_PATIENCE_MS = 60_000;

/** An ORM on a test's database that waits for a connection as long as a busy machine needs. */
export function createPatientOrm(options: Omit<OrmOptions, 'keys'> & Partial<OrmOptions>): Orm {
  return createOrm({ keys: TEST_KEYS, connectTimeoutMs: CONNECT_PATIENCE_MS, ...options });
}

/** An ORM on a test's database; `statements` collects what it sends. */
export function createTestOrm(url: string, keys: FieldKeys = TEST_KEYS): { orm: Orm; statements: string[] } {
  const statements: string[] = [];
  const orm = createPatientOrm({
    url,
    keys,
    poolSize: 4,
    applicationName: 'jiannuo-test',
    onStatement: (sql) => statements.push(sql),
  });
  return { orm, statements };
}

export const TERMS: AcceptFirstTerms = {
  supplyBy: { kind: 'fixed', workingDays: 5 },
  receiptByPost: 'arrival',
  lateness: 'ended',
  latenessIsBrokenPromise: true,
  barredBy: { unrepairedDishonesty: true, brokenPromise: 'until-made-good' },
  maxMissing: null,
  maxOpenCases: null,
  extension: { monthsInAll: null, by: 'officer' },
  registrationGraceWorkingDays: null,
  reminderWorkingDays: null,
  verifyWithinWorkingDays: null,
  clause: '测试规定第一条',
};

const MATERIALS: ProcedureTerms['materials'] = [
  { code: 'form', name: '申请表', kind: 'main', mayBeMissing: false, form: '原件' },
  { code: 'lease', name: '租赁合同', kind: 'secondary', mayBeMissing: true, form: '复印件' },
];

/** An authority with one procedure that offers accept-first, and a subject. */
export interface County {
  readonly authorityId: string;
  readonly authorityCode: string;
  readonly procedureId: string;
  readonly procedureCode: string;
  readonly commitmentTextId: string;
  readonly subjectId: string;
  readonly identifier: string;
}

let serial = 0;

/** Writes a county of its own at every call. */
export async function insertCounty(em: EntityManager): Promise<County> {
  serial += 1;
  const suffix = `${process.pid}-${serial}`;
  const [authorityId, procedureId, commitmentTextId, subjectId] = [
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomUUID(),
  ];
  const county = {
    authorityId,
    authorityCode: `bureau-${suffix}`,
    procedureId,
    procedureCode: `procedure-${suffix}`,
    commitmentTextId,
    subjectId,
    identifier: `91350100M000${suffix}`,
  };
  em.create(Authority, {
    id: authorityId,
    code: county.authorityCode,
    name: '市场监督管理局',
    kind: 'authority',
    createdAt: NOW,
  });
  em.create(Procedure, {
    id: procedureId,
    code: county.procedureCode,
    authorityId,
    name: '食品经营许可',
    handlingDays: 20,
    acceptFirst: TERMS,
    updatedAt: NOW,
  });
  MATERIALS.forEach((material, position) => em.create(ProcedureMaterial, { procedureId, ...material, position }));
  const text = '本人承诺按期补交所缺材料。';
  const sha256 = createHash('sha256').update(text, 'utf8').digest('hex');
  em.create(CommitmentText, { id: commitmentTextId, procedureId, version: 1, text, sha256, validFrom: '2026-04-01' });
  em.create(Subject, {
    id: subjectId,
    kind: 'organisation',
    identifier: county.identifier,
    identifierIndex: identifierIndex(em, county.identifier),
    name: `测试商行${suffix}`,
    createdAt: NOW,
  });
  await em.flush();
  em.clear();
  return county;
}

type CaseColumns = Partial<Omit<CaseFile, 'id' | 'number'>>;

/** Writes a case that awaits materials, without its details. Returns its id and number. */
export async function insertCase(
  em: EntityManager,
  county: Pick<County, 'subjectId' | 'authorityId' | 'procedureId'>,
  columns: CaseColumns = {},
): Promise<{ id: string; number: string }> {
  serial += 1;
  const id = randomUUID();
  const number = `JN-2026-${String(process.pid).padStart(6, '0')}${String(serial).padStart(4, '0')}`;
  em.create(CaseFile, {
    id,
    number,
    kind: 'accept-first',
    workflowId: `accept-first/${id}`,
    status: 'awaiting-materials',
    subjectId: county.subjectId,
    authorityId: county.authorityId,
    procedureId: county.procedureId,
    ruleSet: '2026-04-01',
    receivedOn: '2026-09-18',
    openedAt: NOW,
    nextKind: 'supply-by',
    nextDue: '2026-09-25',
    nextAt: '2026-09-25T16:00:00.000Z',
    nextProvisional: false,
    ...columns,
  });
  await em.flush();
  em.clear();
  return { id, number };
}

/** The columns of a case that ended, for `insertCase`. */
export const ENDED = {
  status: 'withdrawn',
  closedAt: NOW,
  outcome: { kind: 'withdrawn', reason: null },
  nextKind: null,
  nextDue: null,
  nextAt: null,
  nextProvisional: null,
} as const satisfies CaseColumns;

/** Adds the commitment and the materials to a case. */
export async function insertDetails(em: EntityManager, county: County, caseId: string): Promise<void> {
  em.create(AcceptFirst, {
    caseId,
    procedureData: {
      code: county.procedureCode,
      name: '食品经营许可',
      handlingDays: 20,
      materials: MATERIALS,
      acceptFirst: TERMS,
    },
    commitmentTextId: county.commitmentTextId,
    commitmentText: '本人承诺按期补交所缺材料。',
    commitmentSha256: 'a'.repeat(64),
    signer: '张三',
    signedAt: NOW,
    signingMeans: 'online',
    contact: { name: '张三', email: 'zhang@example.invalid', phone: null },
  });
  MATERIALS.forEach(({ code, name, form, kind, mayBeMissing }, position) => {
    em.create(CaseMaterial, { caseId, code, name, form, kind, missing: mayBeMissing, position });
  });
  await em.flush();
  em.clear();
}
