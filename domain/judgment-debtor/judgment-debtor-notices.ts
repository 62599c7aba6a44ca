import { DEBTOR_SITUATION_TEXT, type DebtorSituation } from './judgment-debtor.ts';
import { type DebtorMessageKind, WITHDRAWAL_GROUND_TEXT, type WithdrawalGround } from './judgment-debtor-messages.ts';
import { dated, type NoticeCase, type NoticeText, notice } from '../case/notice.ts';
import type { NoticeKind } from '../case/notice-kinds.ts';
import type { Day } from '../time.ts';

/**
 * To who is listed: in which situation, until when it is shown, how it ends early, and where to object: to the court
 * that listed it (法释〔2017〕7号第十条、第十一条), not to this service and not to an authority.
 */
export function debtorListedNotice(
  file: NoticeCase,
  documentNumber: string,
  { situation, endsBy }: { situation: DebtorSituation; endsBy: Day | null },
  measures: readonly { name: string; basis: string }[],
): NoticeText {
  const until =
    endsBy === null
      ? '没有固定期限，至人民法院删除或者撤销时止。'
      : `公布的最后一日为${dated(endsBy)}，次日零时起自动停止。`;
  return notice('debtor-listed', '纳入失信被执行人名单告知', file, [
    `${file.authority}以${documentNumber}决定将您纳入失信被执行人名单。`,
    `情形：${DEBTOR_SITUATION_TEXT[situation].zh}（法释〔2017〕7号第一条）。`,
    until,
    ...(measures.length === 0 ? [] : ['依法采取的措施：']),
    ...measures.map(({ name, basis }, index) => `${index + 1}. ${name}（${basis}）`),
    '履行完毕、执行和解协议履行完毕等情形，由人民法院删除；屏蔽、暂停也由人民法院决定。本平台不受理其信用修复申请，不收取任何费用。',
    `认为不应纳入或者信息有误的，请向${file.authority}书面申请纠正；对驳回纠正申请的决定不服的，可以依法向上一级人民法院申请复议（法释〔2017〕7号第十二条）。`,
  ]);
}

type Change = { noticeKind: NoticeKind; title: string; body: string };

const CHANGED: Readonly<Record<Exclude<DebtorMessageKind, 'debtor.withdrawn'>, Change>> = {
  'debtor.masked': {
    noticeKind: 'debtor-masked',
    title: '失信被执行人信息屏蔽告知',
    body: '人民法院决定屏蔽，屏蔽期间不公示、不共享，原期限照常计算。',
  },
  'debtor.unmasked': {
    noticeKind: 'debtor-unmasked',
    title: '失信被执行人信息解除屏蔽告知',
    body: '人民法院决定解除屏蔽，依原期限继续公示。',
  },
  'debtor.paused': {
    noticeKind: 'debtor-paused',
    title: '失信被执行人信息暂停告知',
    body: '因达成执行和解协议，履行期间暂停公示、共享和惩戒措施。请按协议履行。',
  },
  'debtor.resumed': {
    noticeKind: 'debtor-resumed',
    title: '失信被执行人信息恢复告知',
    body: '人民法院恢复执行，依原期限继续公示，惩戒措施继续适用。',
  },
};

/** To who is listed: the court has masked or paused the entry, or ended that. */
export function debtorChangedNotice(
  file: NoticeCase,
  documentNumber: string,
  kind: Exclude<DebtorMessageKind, 'debtor.withdrawn'>,
): NoticeText {
  const { noticeKind, title, body } = CHANGED[kind];
  return notice(noticeKind, title, file, [
    `${file.authority}${documentNumber}决定所涉信息：${body}`,
    `对此有异议的，请向${file.authority}提出。`,
  ]);
}

/** To who was listed: the court has withdrawn the entry. */
export function debtorWithdrawnNotice(
  file: NoticeCase,
  documentNumber: string,
  ground: WithdrawalGround,
  on: Day,
): NoticeText {
  return notice('debtor-withdrawn', '失信被执行人信息删除告知', file, [
    `${file.authority}已于${dated(on)}删除${documentNumber}决定所涉信息，事由：${WITHDRAWAL_GROUND_TEXT[ground].zh}（法释〔2017〕7号第十条）。`,
    '自即日起终止公示和共享，相关惩戒措施一并解除，并通知信用服务机构更新。',
  ]);
}
