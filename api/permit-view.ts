import type { Static } from 'typebox';
import type { PermitRows } from '../db/queries/permits.ts';
import { PERMIT_STATE_TEXT, PERMIT_WITHHELD_TEXT, permitState } from '../domain/permit/permit.ts';
import { isEnteredLate } from '../domain/publicity/publicity-deadlines.ts';
import { shanghaiDay } from '../domain/time.ts';
import type { Language } from './problems.ts';
import type { PermitAnswer, PublicPermit } from './schemas/permit.ts';

/** A permit as anybody sees it; the caller asks for published ones only. */
export function publicPermit(rows: PermitRows, holder: string, language: Language): Static<typeof PublicPermit> {
  const { code, name } = rows.authority;
  return { ...shown(rows, language), holder, procedure: rows.permit.procedureName, authority: { code, name } };
}

/** What a case granted, as its parties see it: published, or why it is not. */
export function permitOfCase(rows: PermitRows, language: Language): Static<typeof PermitAnswer> {
  const withheld = rows.permit.withheld ?? null;
  return {
    ...shown(rows, language),
    published: withheld === null,
    withheld,
    withheldText: withheld && PERMIT_WITHHELD_TEXT[withheld][language],
  };
}

function shown({ permit, changes }: PermitRows, language: Language) {
  const { state, since } = permitState(changes);
  const publishedOn = shanghaiDay(permit.at);
  const publishBy = permit.publishBy ?? null;
  return {
    id: permit.id,
    document: permit.document ?? null,
    onPromise: permit.onPromise,
    decidedOn: permit.decidedOn,
    publishedOn,
    publishBy,
    late: publishBy === null ? null : isEnteredLate(publishedOn, publishBy),
    state,
    stateText: PERMIT_STATE_TEXT[state][language],
    since,
  };
}
