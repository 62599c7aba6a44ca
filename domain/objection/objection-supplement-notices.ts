import { by, dated, deskNotice, type NoticeCase, type NoticeText, notice } from '../case/notice.ts';
import type { Day } from '../time.ts';
import type { ObjectionDeadline } from './objection.ts';
import { type NoticedObjection, sayRecord } from './objection-notices.ts';

/** A supplement as its notices name it. */
export interface NoticedSupplement {
  /** From 1, in the order written down. */
  seq: number;
  /** The day on which it came in. */
  on: Day;
  /** The wait that runs, and goes on as it was. */
  wait: { kind: ObjectionDeadline; due: Day };
}

/** To who objected: it is on file, and moves no date. */
export function objectionSupplementedNotice(
  file: NoticeCase,
  objection: NoticedObjection,
  supplement: NoticedSupplement,
): NoticeText {
  return notice('objection-supplemented', '异议补充收件告知', file, [
    `已于${dated(supplement.on)}收到对${sayRecord(objection)}的异议的第${supplement.seq}份补充，答复前一并核查。`,
    sayUnmoved(supplement),
  ]);
}

/** To the handler: to be read before the answer. */
export function objectionSupplementToRead(
  file: NoticeCase,
  objection: NoticedObjection,
  supplement: NoticedSupplement,
): NoticeText {
  return deskNotice('objection-supplement-to-read', '异议补充待查阅', file, '经办人', [
    `异议人对${sayRecord(objection)}的异议提交了第${supplement.seq}份补充（${dated(supplement.on)}收到），请查阅后再作答复。`,
    sayUnmoved(supplement),
  ]);
}

function sayUnmoved({ wait: { kind, due } }: NoticedSupplement): string {
  const still = {
    'objection-forward-by': `窗口仍应于${by(due)}转送认定单位`,
    'objection-answer-by': `认定单位仍应于${by(due)}答复`,
    'objection-inspection-until': `检验、鉴定等所需时间仍至${dated(due)}（含当日），此后答复期限继续计算`,
  }[kind];
  return `补充不中止、也不重新计算办理期限：${still}。`;
}
