import { PerformanceRecord } from '../../db/entities/performance-result.ts';
import { Rectification } from '../../db/entities/rectification.ts';
import { RectificationReport } from '../../db/entities/rectification-report.ts';
import { RectificationRung } from '../../db/entities/rectification-rung.ts';
import { nextRung, rectificationPace } from '../../domain/rectification/rectification-course.ts';
import { rectificationReminder } from '../../domain/rectification/rectification-notices.ts';
import { RECTIFICATION, type Rung } from '../../domain/rectification/rectification.ts';
import type { CaseCourse } from '../case/case-course.ts';
import { type CaseInHand, noticeCase, type ServedCase } from '../case/case-in-hand.ts';

/** One rectification inside one transaction. */
export interface RectificationInHand extends ServedCase {
  rectification: Rectification;
  /** The first always; a further one from the day its interview is called. */
  rungs: RectificationRung[];
  /** In the order in which they were written down. */
  reports: RectificationReport[];
  performance: PerformanceRecord | null;
}

/** What the common steps must know of a rectification. */
export const rectificationCourse: CaseCourse<RectificationInHand> = {
  table: RECTIFICATION,
  take: takeRectification,
  paceOf: ({ rule }, { kind }) => rectificationPace(kind, rule),
  clauseOf: ({ rectification }) => rectification.clause,
  reminder: (hand, { due }) => rectificationReminder(noticeCase(hand), due),
  nobodyApplied: true,
};

async function takeRectification(common: CaseInHand): Promise<RectificationInHand> {
  const { em, file } = common;
  const caseId = file.id;
  const rectification = await em.findOneOrFail(Rectification, { caseId });
  return {
    ...common,
    rectification,
    rungs: await em.find(RectificationRung, { caseId }, { orderBy: { rung: 'asc' } }),
    reports: await em.find(RectificationReport, { caseId }, { orderBy: { seq: 'asc' } }),
    performance: await em.findOne(PerformanceRecord, { caseId }),
    matter: rectification.title,
    applicantEmail: null,
  };
}

/** What a deadline of one rung is about. */
export function aboutRung(rung: Rung): string {
  return `rung-${rung}`;
}

/** The rung whose date was the last to begin. Throws where its row is missing. */
export function currentRung({ rungs, rectification }: RectificationInHand): RectificationRung {
  const row = rungs.find(({ rung }) => rung === rectification.rung);
  if (row === undefined) throw new Error(`there is no rung ${rectification.rung}`);
  return row;
}

/** The rung that the next interview opens, as far as it has been called; null: not yet, or there is none. */
export function calledRung(hand: RectificationInHand): RectificationRung | null {
  const next = nextRung(hand.rectification.rung);
  return hand.rungs.find(({ rung, calledFor }) => rung === next && (calledFor ?? null) !== null) ?? null;
}

/** The reports that wait for their verdict. */
export function waitingReports({ reports }: RectificationInHand): RectificationReport[] {
  return reports.filter(({ verdict }) => (verdict ?? null) === null);
}
