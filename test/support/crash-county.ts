/** What the county of a crash test needs for repairs, promises and courts, beside the one authority that it begins with. */
import { createHash, randomUUID } from 'node:crypto';
import { Authority } from '../../db/entities/authority.ts';
import { CommitmentStandardText } from '../../db/entities/commitment-standard-text.ts';
import { Representation } from '../../db/entities/representation.ts';
import type { Orm } from '../../db/orm.ts';
import { COMMITMENT_KINDS } from '../../domain/commitment/commitment-kinds.ts';
import { creditCodeCheck } from '../../domain/subject/credit-code.ts';
import { enterSubject } from './county.ts';

const BEFORE_ALL = '2013-01-01T00:00:00.000Z';
const TEXT = '本单位自愿作出承诺，所述真实，愿按期履行并接受核查和社会监督。';

const AUTHORITIES = [
  { code: 'window', name: '示范县信用中心', kind: 'window' },
  { code: 'transport', name: '示范县交通运输局', kind: 'authority' },
  { code: 'emergency', name: '示范县应急管理局', kind: 'authority' },
  { code: 'court', name: '示范县人民法院', kind: 'court' },
] as const;

/** Who answers for an authority that has records of the county's subjects. */
export const OFFICERS = { market: 'chen', transport: 'lin', emergency: 'lei' } as const;
export type Answering = keyof typeof OFFICERS;
export const ANSWERING = Object.keys(OFFICERS) as Answering[];

/** A window, two more authorities, a court, and the texts to sign; ids of the authorities by code. */
export async function enterCrashCounty(orm: Orm): Promise<ReadonlyMap<string, string>> {
  const em = orm.em.fork();
  for (const { code, name, kind } of AUTHORITIES) {
    const mailboxes = { officerMailbox: `officers@${code}.example`, supervisorMailbox: `boss@${code}.example` };
    em.create(Authority, { id: randomUUID(), code, name, kind, superiorId: null, ...mailboxes, createdAt: BEFORE_ALL });
  }
  const sha256 = createHash('sha256').update(TEXT, 'utf8').digest('hex');
  const words = { version: 1, title: '信用承诺书', text: TEXT, sha256, validFrom: '2013-01-01' } as const;
  for (const kind of COMMITMENT_KINDS) em.create(CommitmentStandardText, { kind, ...words });
  await em.flush();
  return new Map((await em.findAll(Authority)).map(({ code, id }) => [code, id]));
}

/** An enterprise for which somebody acts. */
export async function enterEnterprise(
  orm: Orm,
  { serial, personSub, kind }: { serial: number; personSub: string; kind: Representation['kind'] },
): Promise<string> {
  const em = orm.em.fork();
  const first17 = `91350100${String(serial).padStart(9, '0')}`;
  const subjectId = enterSubject(em, `${first17}${creditCodeCheck(first17)}`, `示范县第${serial}制造有限公司`);
  const standing = { validFrom: '2013-01-01', validUntil: null, proof: '登记', at: BEFORE_ALL } as const;
  em.create(Representation, { personSub, subjectId, kind, ...standing });
  await em.flush();
  return subjectId;
}
