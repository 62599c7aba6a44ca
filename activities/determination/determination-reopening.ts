import type { ReopenedCourse } from '../hearing/reopening.ts';
import { type DeterminationInHand, getTold } from './determination-course.ts';
import { determinationHearing } from './determination-moves.ts';

/** What reopening must know of a determination: its decision, which goes with the record that it made. */
export const reopenedDetermination: ReopenedCourse<DeterminationInHand> = {
  hearing: determinationHearing,
  decisionOf: (hand) => {
    const { decidedBy, decidedAt, decisionDocument, reason, recordId, ...row } = hand.determination;
    if (decidedBy == null || decidedAt == null || reason == null || decisionDocument == null || recordId == null)
      throw new Error(`Case ${hand.file.number} was not determined`);
    const told = getTold(hand);
    const severity = row.decidedSeverity ?? told.severity;
    const measures = [...(row.decidedMeasures ?? told.measures)];
    const decided = { kind: 'determined', severity, measures } as const;
    // How each statement was reviewed is with the statement, and stays there.
    return { decidedBy, decidedAt, document: decisionDocument, reason, answer: null, recordId, decided };
  },
  takeOff: ({ determination }) => {
    Object.assign(determination, {
      decidedBy: null,
      decidedAt: null,
      reason: null,
      leniencyConsidered: null,
      decisionDocument: null,
      decidedSeverity: null,
      decidedMeasures: null,
      recordId: null,
    });
  },
};
