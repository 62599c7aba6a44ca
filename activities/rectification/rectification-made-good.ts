import { isOpen } from '../../domain/case/case-kind.ts';
import {
  promiseMadeGoodAfterLadder,
  rectificationReportedNotice,
} from '../../domain/rectification/rectification-notices.ts';
import type { Actor } from '../../domain/case/roles.ts';
import type { Day, Instant } from '../../domain/time.ts';
import { runningDeadline } from '../case/case-deadlines.ts';
import { type CaseInHand, noticeCase } from '../case/case-in-hand.ts';
import { serveHandler, serveOfficers, serveSupervisors } from '../case/serve.ts';
import { rectificationCourse, type RectificationInHand, waitingReports } from './rectification-course.ts';
import { goOnRectification } from './rectification-moves.ts';
import { passToRectification, takeRectificationOfPromise } from './rectification-of-promise.ts';
import { confirmReports, writeReport } from './rectification-reports.ts';

/** The act that makes a promise good. */
export interface MakingGood {
  id: string;
  by: Actor;
  receivedAt: Instant;
}

/**
 * The promise of this case is made good: what its rectification asks for is done. It goes on file there as a report of
 * the day on which it counts, in the same transaction. Where the authority that says so is the one whose rectification it
 * is (谁认定、谁约谈, 国办发〔2019〕35号（九）), that is its check too: it is confirmed, at any rung, for a second check by the
 * same people would only let interviews go on about what they have accepted. Another authority's rectification gets the
 * report, and checks it. After the end of the ladder the ending stands, and whoever considers a determination is told.
 */
export async function reportMakingGood(hand: CaseInHand, act: MakingGood, on: Day): Promise<void> {
  const { file } = hand;
  const own = await takeRectificationOfPromise(hand);
  if (own === null) return;
  const { status, workflowId } = own.file;
  if (status === 'not-rectified') {
    serveOfficers(own, promiseMadeGoodAfterLadder(noticeCase(own), '经办人', file.number, on));
    serveSupervisors(own, promiseMadeGoodAfterLadder(noticeCase(own), '主管人员', file.number, on));
  } else if (isOpen(rectificationCourse.table, status)) {
    await writeReport(own, { ...act, text: `承诺案件${file.number}已登记补救`, evidence: null }, on);
    await checkOrConfirm(own, file.authorityId === own.file.authorityId, act.by, on);
  } else return;
  await passToRectification(hand, own);
  if (isOpen(rectificationCourse.table, status)) hand.tell.push(workflowId);
}

async function checkOrConfirm(own: RectificationInHand, isSameAuthority: boolean, by: Actor, on: Day): Promise<void> {
  if (isSameAuthority) return await confirmReports(own, waitingReports(own), by);
  await goOnRectification(own);
  const confirmBy = runningDeadline(own, 'rectification-confirm-by')?.due ?? on;
  serveHandler(own, rectificationReportedNotice(noticeCase(own), on, confirmBy));
}
