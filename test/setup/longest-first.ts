/** In which order jest takes the test files of a group, where it has not timed them yet: as in a clean clone. */
import sequencer from '@jest/test-sequencer';

/** Its types tell of the CommonJS module, in which the class stands under a name. */
const TestSequencer = sequencer as unknown as typeof sequencer.default;
type Tests = Parameters<InstanceType<typeof TestSequencer>['sort']>[0];

/**
 * The files that take minutes, the longest first. Jest alone goes by the size of a file, and what they do stands in
 * test/support/: one would be begun last, and the whole group wait for it on one core.
 */
const LONGEST: readonly RegExp[] = [
  /workflows\/kinds-stories\//,
  /workflows\/commitment-storm/,
  /workflows\/accept-first-storm/,
  /workflows\/repair-lost-answers/,
];

export default class LongestFirst extends TestSequencer {
  override sort(tests: Tests): Tests {
    return [...(super.sort(tests) as Tests)].sort((one, other) => rank(one.path) - rank(other.path));
  }
}

function rank(path: string): number {
  const found = LONGEST.findIndex((pattern) => pattern.test(path));
  return found === -1 ? LONGEST.length : found;
}
