/** What a procedure's data say of a promise that was not kept: it opens a rectification by itself. */
export interface RectificationTerms {
  /** Working days to put it right; null: the rule set's. */
  rectifyWithinWorkingDays: number | null;
  /** The place's rule that these terms were read in. */
  clause: string;
}
