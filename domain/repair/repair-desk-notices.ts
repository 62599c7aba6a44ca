import { by, dated, deskNotice, type NoticeCase, type NoticeText, sentence } from '../case/notice.ts';
import type { Day } from '../time.ts';
import { PAUSE_CAUSE_TEXT, type PauseCause } from './repair-pause.ts';

/** To the supervisor of the authority: its part was paused again (行政许可法 45 gives the causes, and no number). */
export function repairPausedAgain(
  file: NoticeCase,
  pause: { cause: PauseCause; workingDays: number; until: Day; reason: string },
  times: number,
): NoticeText {
  return deskNotice('repair-paused-again', '多次暂停计时报告', file, '主管人员', [
    `本件已第${times}次暂停计时（${PAUSE_CAUSE_TEXT[pause.cause].zh}），所需时间${pause.workingDays}个工作日，至${dated(pause.until)}止。理由：${sentence(pause.reason)}`,
    '请核实所需时间是否必要，督促尽快办结。',
  ]);
}

/** To the handler: the time that was told for a hearing or a check is over, and nobody had said that it was. */
export function repairPauseOver(file: NoticeCase, until: Day, answerBy: Day): NoticeText {
  return deskNotice('repair-pause-over', '暂停期满，恢复计时', file, '经办人', [
    `告知申请人的所需时间已于${dated(until)}届满，答复期限自动恢复计算，请于${by(answerBy)}答复。`,
  ]);
}
