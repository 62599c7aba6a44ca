/** Near ones: what somebody may have meant who wrote a word that there is not. */

const MOST = 5;
/** Of a part with fewer letters, too much is near. */
const LEAST = 5;

/**
 * Words of a list that hold this one, or differ from it by little, in the whole or in one of the parts between their
 * hyphens; nearest first, five at most.
 */
export function near(word: string, words: Iterable<string>): string[] {
  const wanted = word.toLowerCase();
  const allowed = Math.max(1, Math.floor(wanted.length / 4));
  return [...words]
    .map((one) => ({ one, off: distance(wanted, one.toLowerCase()) }))
    .filter(
      ({ one, off }) =>
        off <= allowed ||
        one.toLowerCase().includes(wanted) ||
        one.split('-').some((part) => part.length >= LEAST && distance(wanted, part) <= allowed),
    )
    .sort((a, b) => a.off - b.off || a.one.localeCompare(b.one))
    .slice(0, MOST)
    .map(({ one }) => one);
}

/** How many letters must be put in, left out or changed (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries())
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}
