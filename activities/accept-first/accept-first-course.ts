import { AcceptFirst } from '../../db/entities/accept-first.ts';
import { CaseMaterial } from '../../db/entities/case-material.ts';
import { MaterialSupply } from '../../db/entities/material-supply.ts';
import { PerformanceRecord } from '../../db/entities/performance-result.ts';
import { loadRules } from '../../db/queries/rules.ts';
import { ACCEPT_FIRST, type AcceptFirstStatus, type ProcedureTerms } from '../../domain/accept-first/accept-first.ts';
import { paceOf } from '../../domain/accept-first/accept-first-deadlines.ts';
import { supplyReminder } from '../../domain/accept-first/accept-first-notices.ts';
import { type MaterialStanding, standingOf } from '../../domain/accept-first/accept-first-supply.ts';
import type { CaseCourse } from '../case/case-course.ts';
import { type CaseInHand, noticeCase, type ServedCase } from '../case/case-in-hand.ts';

/** One accept-first case inside one transaction. */
export interface AcceptFirstInHand extends ServedCase {
  procedure: ProcedureTerms;
  /** The missing materials, in the order of the notice's list. */
  missing: CaseMaterial[];
  supplies: MaterialSupply[];
  performance: PerformanceRecord | null;
}

/** What the common steps must know of accept-first. */
export const acceptFirstCourse: CaseCourse<AcceptFirstInHand> = {
  table: ACCEPT_FIRST,
  take: takeAcceptFirst,
  paceOf: ({ procedure, rule }, { kind }) => paceOf(procedure, kind, rule),
  clauseOf: ({ procedure }) => procedure.acceptFirst?.clause ?? '',
  reminder: (hand, { due }) => supplyReminder(noticeCase(hand), owedNames(hand), due),
};

async function takeAcceptFirst(common: CaseInHand): Promise<AcceptFirstInHand> {
  const { em, file } = common;
  const caseId = file.id;
  const { procedureData, contact, signedAt } = await em.findOneOrFail(AcceptFirst, { caseId });
  return {
    ...common,
    // What administrators entered after the commitment was signed does not reach it.
    rule: await loadRules(em, file.ruleSet, file.receivedOn, signedAt),
    procedure: procedureData,
    matter: procedureData.name,
    applicantEmail: contact.email,
    missing: await em.find(CaseMaterial, { caseId, missing: true }, { orderBy: { position: 'asc' } }),
    supplies: await em.find(MaterialSupply, { caseId }, { orderBy: { seq: 'asc' } }),
    performance: await em.findOne(PerformanceRecord, { caseId }),
  };
}

/** The case's status, which the tables know as one of accept-first's. */
export function statusOf({ file }: AcceptFirstInHand): AcceptFirstStatus {
  return file.status as AcceptFirstStatus;
}

/** Where each missing material stands, in the order of the notice's list. */
export function standingsOf({
  missing,
  supplies,
}: AcceptFirstInHand): { code: string; name: string; standing: MaterialStanding }[] {
  return missing.map(({ code, name }) => {
    return { code, name, standing: standingOf(supplies.filter(({ materialCode }) => materialCode === code)) };
  });
}

/** Names of what is still owed: not handed in, or wrong. */
export function owedNames(hand: AcceptFirstInHand): string[] {
  return standingsOf(hand)
    .filter(({ standing }) => standing === 'missing' || standing === 'wrong')
    .map(({ name }) => name);
}
