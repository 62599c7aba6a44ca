import type { NoticeCase } from '../case/notice.ts';

/**
 * What is to be put right of a promise that was not kept, as the notice of its rectification says it.
 * @param owed what was not done, by its title
 * @param clause the promise's own rule
 */
export function brokenPromise(
  { number, matter }: Pick<NoticeCase, 'number' | 'matter'>,
  owed: readonly string[],
  clause: string,
) {
  const list = owed.map((title) => `“${title}”`).join('、');
  return {
    title: `${matter}：承诺未履行`,
    facts: `案件${number}中承诺的${list}，期限届满未履行。`,
    clause,
    toDo: `履行${list}，并报告履行情况，附佐证材料。`,
  };
}
