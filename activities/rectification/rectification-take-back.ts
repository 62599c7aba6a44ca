import type { CaseInHand } from '../case/case-in-hand.ts';
import { takeBack } from './rectification-changes.ts';
import { passToRectification, takeRectificationOfPromise } from './rectification-of-promise.ts';
import { annulWhatFollowed } from './rectification-unfounded.ts';

/**
 * The promise was kept in time after all: its rectification is taken back, also one at the end of its ladder, in the
 * step that reopens the case of the promise. What was confirmed as put right stands. Its workflow is told after the
 * commit.
 */
export async function takeBackRectification(hand: CaseInHand): Promise<void> {
  const own = await takeRectificationOfPromise(hand);
  if (own === null) return;
  const { status, workflowId } = own.file;
  if (status === 'rectified' || status === 'cancelled') return;
  await takeBack(own, 'promise-kept', `承诺案件${hand.file.number}查明已按期履行，整改失去依据`);
  if (status === 'not-rectified') await annulWhatFollowed(own);
  await passToRectification(hand, own);
  hand.tell.push(workflowId, ...own.tell.splice(0));
}
