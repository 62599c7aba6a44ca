import { type Day, dayText } from '../time.ts';
import type { NoticeKind } from './notice-kinds.ts';

/** A notice as it is served: in Chinese, for it is a document of the authority. */
export interface NoticeText {
  /** What it is, for machines. */
  kind: NoticeKind;
  title: string;
  body: string;
}

/** What every notice of a case names. */
export interface NoticeCase {
  number: string;
  /** What the case is about: the procedure applied for, the record, the commitment. */
  matter: string;
  /** Who issues it. */
  authority: string;
  /** Whom reconsideration is asked of, by name: the superior of the authority; null where none is known. */
  superior: string | null;
  subject: string;
  /** The day on which it is issued (落款日期). */
  issuedOn: Day;
}

/** One "no" as a notice gives it: its reason, its clause, and from when to try again. */
export interface NoticeReason {
  text: { zh: string };
  clause: string;
  earliest?: Day;
}

/** A day as a notice writes it: 2026年9月20日. */
export function dated(day: Day): string {
  return dayText(day).zh;
}

/** Until the end of the day: 2026年9月20日（含当日）前. */
export function by(day: Day): string {
  return `${dated(day)}（含当日）前`;
}

/** Said of a day counted through a year whose calendar is not known: it may move, and only to a later day. */
export const PROVISIONAL = '（暂定：该年度放假安排尚未公布，公布后另行告知，只会顺延不会提前）';

/**
 * Remedies against an adverse act of an authority, and of whom they are asked.
 * @param act what they are against, where it is not the decision that the notice tells
 */
export function remedies({ superior }: Pick<NoticeCase, 'superior'>, act = '本决定'): string {
  const body = superior ?? '有管辖权的行政复议机关';
  return `对${act}不服的，可以自知道之日起六十日内向${body}申请行政复议（行政复议法第二十条），或者自知道之日起六个月内依法向人民法院提起行政诉讼（行政诉讼法第四十六条）。`;
}

/**
 * Against what a court decided on an entry in its list: no authority reconsiders it, and no lawsuit lies; the court is
 * asked to correct it, and the one above it to reconsider. Source: 法释〔2017〕7号第十一、十二条.
 */
export const COURT_REMEDIES =
  '认为不应列入失信被执行人名单、失信信息记载不准确或者应予删除的，可以向执行法院申请纠正（法释〔2017〕7号第十一条）；对驳回决定不服的，可以自决定书送达之日起十日内向上一级人民法院申请复议（法释〔2017〕7号第十二条）。';

/** Numbered, each with its clause, and with the day from which it stands no more in the way. */
export function reasonLines(reasons: readonly NoticeReason[], indent = ''): string[] {
  return reasons.map(({ text, clause, earliest }, index) => {
    const from = earliest === undefined ? '' : `最早可申请之日：${dated(earliest)}。`;
    return `${indent}${index + 1}. ${text.zh}（依据：${clause}）${from}`;
  });
}

/** What a person wrote, ended by a full stop where it has none. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return /[。！？!?.]$/.test(trimmed) ? trimmed : `${trimmed}。`;
}

/** To the applicant: addressed, signed by the authority on its day, with the number of the case. */
export function notice(kind: NoticeKind, title: string, file: NoticeCase, lines: readonly string[]): NoticeText {
  return write(kind, title, file, [`${file.subject}：`, ...lines]);
}

/** To the people of the authority, or whoever runs the service: about the case, not to its applicant. */
export function deskNotice(
  kind: NoticeKind,
  title: string,
  file: NoticeCase,
  to: '经办人' | '主管人员' | '系统管理员' | '上级机关' | '审计人员',
  lines: readonly string[],
): NoticeText {
  return write(kind, title, file, [`${to}：`, `当事人：${file.subject}；事项：${file.matter}。`, ...lines]);
}

function write(kind: NoticeKind, title: string, file: NoticeCase, lines: readonly string[]): NoticeText {
  const ending = ['', `办件编号：${file.number}`, file.authority, dated(file.issuedOn)];
  return { kind, title: `${title}（${file.number}）`, body: [...lines, ...ending].join('\n') };
}
