import { describe, expect, it, jest } from '@jest/globals';
import { Story } from '../../../bin/demo/story.ts';

describe('an effect of the story', () => {
  const told: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    told.push(String(text));
    return true;
  });

  it('is said and counted where it holds', () => {
    const story = new Story();
    story.holds('SQL', 'one row', ['a', null], ['a', null]);
    expect(story.effects).toBe(1);
    expect(told.at(-1)).toContain('✓ SQL  one row');
  });

  it.each([
    [undefined, 'kept'],
    [null, undefined],
    [['kept', 'kept'], ['kept']],
    ['not-kept', 'kept'],
  ])('stops the story where %j was found instead of %j', (found, wanted) => {
    const story = new Story();
    expect(() => story.holds('API', 'the result', found, wanted)).toThrow(/API the result/);
    expect(story.effects).toBe(0);
  });
});
