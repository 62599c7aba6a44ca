import type { EntityManager } from '@mikro-orm/postgresql';
import type { GreenChannelQuestion, IntegrityModel } from '../../domain/green-channel/green-channel.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import { Authority } from '../entities/authority.ts';
import { IntegrityModelRow } from '../entities/integrity-model.ts';
import { performancesOfSubject } from './promises-of-subject.ts';
import { factsOf, recordsOfSubject, stateOfRecord } from './records.ts';

/** A stored integrity model as the rules know it. */
export function modelOf({ validFrom: from, validUntil: until, endedOn }: IntegrityModelRow): IntegrityModel {
  return { from, until, endedOn: endedOn ?? null };
}

/** The integrity models of a subject with who named them, the newest first. Two statements. */
export async function modelsOf(
  em: EntityManager,
  subjectId: string,
): Promise<{ row: IntegrityModelRow; authority: Authority }[]> {
  const rows = await em.find(IntegrityModelRow, { subjectId }, { orderBy: { validFrom: 'desc', id: 'asc' } });
  const authorities = await em.find(Authority, { id: rows.map(({ authorityId }) => authorityId) });
  return rows.flatMap((row) => {
    const authority = authorities.find(({ id }) => id === row.authorityId);
    return authority === undefined ? [] : [{ row, authority }];
  });
}

/** All that the green channel is asked by, at a moment. Seven statements. */
export async function greenChannelFacts(
  em: EntityManager,
  subjectId: string,
  now: Instant,
): Promise<GreenChannelQuestion> {
  const records = await recordsOfSubject(em, subjectId);
  const authorities = await em.find(Authority, { id: records.map(({ row }) => row.authorityId) });
  const performances = await performancesOfSubject(em, subjectId);
  return {
    today: shanghaiDay(now),
    models: (await modelsOf(em, subjectId)).map(({ row }) => modelOf(row)),
    records: records.map((record) => ({
      facts: factsOf(record.row),
      state: stateOfRecord(record, now),
      authority: authorities.find(({ id }) => id === record.row.authorityId)?.name ?? '',
      documentNumber: record.row.documentNumber,
    })),
    broken: performances.filter(({ result }) => result === 'not-kept'),
  };
}
