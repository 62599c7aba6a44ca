import type { Authority } from '../../db/entities/authority.ts';
import { noSuperiorNotice } from '../../domain/case/desk-notices.ts';
import type { NoticeText } from '../../domain/case/notice.ts';
import { findSuperior, noticeCase, type ServedCase } from './case-in-hand.ts';
import { serveAdmin, serveAuditors, serveSupervisors } from './serve.ts';

/** Whom what is found of an authority is told. */
export type Above = '上级机关' | '审计人员';

/**
 * Tells the authority above another, and the auditors, what was found of it; where none above it is known, whoever runs
 * the service is asked to enter it. Gives what the timeline is to say of that. Source: 国发〔2016〕76号, 2025 opinion (17).
 */
export async function reportAbove(
  hand: ServedCase,
  of: Authority,
  report: (to: Above) => NoticeText,
): Promise<{ noSuperior?: true }> {
  const superior = await findSuperior(hand.em, of);
  if (superior === null) serveAdmin(hand, noSuperiorNotice(noticeCase(hand), of.name));
  else serveSupervisors(hand, report('上级机关'), { authority: superior, assignedTo: null });
  serveAuditors(hand, report('审计人员'));
  return superior === null ? { noSuperior: true } : {};
}
