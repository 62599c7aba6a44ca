import { Reorganisation } from '../../db/entities/reorganisation.ts';
import { ReorganisationRecord } from '../../db/entities/reorganisation-record.ts';
import {
  REORGANISATION,
  REORGANISATION_KIND_TEXT,
  type ReorganisationDeadline,
  type ReorganisationStatus,
} from '../../domain/reorganisation/reorganisation.ts';
import { reorganisationPace } from '../../domain/reorganisation/reorganisation-deadlines.ts';
import type { NoticedRuling } from '../../domain/reorganisation/reorganisation-notices.ts';
import type { CaseCourse } from '../case/case-course.ts';
import type { CaseInHand, ServedCase } from '../case/case-in-hand.ts';

/** One reorganisation inside one transaction; its authority is the court. */
export interface ReorganisationInHand extends ServedCase {
  ruling: Reorganisation;
  /** The records it shields, in the order of their ids: the order in which they are locked. */
  shielded: ReorganisationRecord[];
}

/** The source of it all, for refusals. */
export const REORGANISATION_CLAUSE = '信用修复管理办法（国家发展改革委令2025年第36号）';

/** What the common steps must know of a reorganisation. */
export const reorganisationCourse: CaseCourse<ReorganisationInHand> = {
  table: REORGANISATION,
  take: takeReorganisation,
  paceOf: ({ rule }, { kind }) => reorganisationPace(kind as ReorganisationDeadline, rule),
  clauseOf: () => REORGANISATION_CLAUSE,
  reminder: (_, { kind }) => {
    throw new Error(`nobody but the court is reminded of "${kind}"`);
  },
};

async function takeReorganisation(common: CaseInHand): Promise<ReorganisationInHand> {
  const caseId = common.file.id;
  const ruling = await common.em.findOneOrFail(Reorganisation, { caseId });
  return {
    ...common,
    ruling,
    matter: `${REORGANISATION_KIND_TEXT[ruling.kind].zh}信用保护（${ruling.rulingNumber}）`,
    applicantEmail: ruling.contact?.email ?? null,
    shielded: await common.em.find(ReorganisationRecord, { caseId }, { orderBy: { recordId: 'asc' } }),
  };
}

/** The case's status, which the tables know as one of a reorganisation's. */
export function reorganisationStatus({ file }: ReorganisationInHand): ReorganisationStatus {
  return file.status as ReorganisationStatus;
}

/** The ruling as notices name it. */
export function noticedRuling({ ruling, authority }: ReorganisationInHand): NoticedRuling {
  return { kind: ruling.kind, number: ruling.rulingNumber, court: authority.name, ruledOn: ruling.ruledOn };
}
