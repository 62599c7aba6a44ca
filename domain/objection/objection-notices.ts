import { by, dated, deskNotice, type NoticeCase, type NoticeText, notice, remedies, sentence } from '../case/notice.ts';
import { fieldsText } from '../record/correction-text.ts';
import { IN_PROPORTION } from '../record/measures.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/** The record and what of it is objected to, as every notice names them. */
export interface NoticedObjection {
  documentNumber: string;
  /** In words: the whole record, its facts, a measure by its name. */
  about: string;
  /** What stands still meanwhile. */
  stops: { publicity: boolean; sharing: boolean; measures: boolean };
}

/** To who objected: received, what stands still, and who does what by when. */
export function objectionReceivedNotice(
  file: NoticeCase,
  objection: NoticedObjection,
  next: { forwarded: boolean; by: Day },
): NoticeText {
  const then = next.forwarded ? `认定单位应于${by(next.by)}核查并答复。` : `本窗口应于${by(next.by)}转送认定单位核查。`;
  return notice('objection-received', '异议受理告知书', file, [
    `已收到对${sayRecord(objection)}的异议，异议内容：${objection.about}。`,
    sayStops(objection),
    `${then}逾期未办理的，系统逐级催办，不视为异议不成立。`,
    '提出异议不收取任何费用；答复之前可以随时撤回。仅申请行政复议、提起行政诉讼的，公示一般不停止。',
  ]);
}

/** To the window: an objection lies at its desk. */
export function objectionToForward(file: NoticeCase, objection: NoticedObjection, forwardBy: Day): NoticeText {
  return deskNotice('objection-to-forward', '异议待转送', file, '经办人', [
    `对${sayRecord(objection)}的异议（${objection.about}），请于${by(forwardBy)}转送认定单位。`,
  ]);
}

/** To the authority that determined the record: check and answer. */
export function objectionToCheck(file: NoticeCase, objection: NoticedObjection, answerBy: Day): NoticeText {
  return deskNotice('objection-to-check', '异议待核查', file, '经办人', [
    `当事人对${sayRecord(objection)}提出异议：${objection.about}。请于${by(answerBy)}核查并答复，有误的予以更正或者撤回。`,
    sayStops(objection),
  ]);
}

/** To who objected: with the authority now. */
export function objectionForwardedNotice(file: NoticeCase, objection: NoticedObjection, answerBy: Day): NoticeText {
  return notice('objection-forwarded', '异议转送告知', file, [
    `对${sayRecord(objection)}的异议已转送本单位核查，答复期限为${dated(answerBy)}（含当日）。`,
  ]);
}

/** To who objected: an inspection or appraisal, with the time it needs. */
export function inspectionNotice(
  file: NoticeCase,
  objection: NoticedObjection,
  { cause, until, reason }: { cause: Bilingual; until: Day; reason: string },
): NoticeText {
  return notice('objection-inspection', '异议核查暂停计时告知书', file, [
    `核查对${sayRecord(objection)}的异议需要${cause.zh}：${sentence(reason)}`,
    `所需时间至${dated(until)}（含当日），不计入答复期限（行政许可法第四十五条，参照）。期间暂停执行的措施仍不执行。`,
  ]);
}

/** To who objected: the clock goes on. */
export function inspectionOverNotice(file: NoticeCase, objection: NoticedObjection, answerBy: Day): NoticeText {
  return notice('objection-inspection-over', '异议核查恢复计时告知', file, [
    `对${sayRecord(objection)}的异议，检验、鉴定等已结束或者所告知的时间已满，答复期限为${dated(answerBy)}（含当日）。`,
  ]);
}

/** To who objected: the answer comes later, and why. */
export function objectionExtendedNotice(
  file: NoticeCase,
  objection: NoticedObjection,
  { from, until, reason }: { from: Day; until: Day; reason: string },
): NoticeText {
  return notice('objection-extended', '异议答复延期告知书', file, [
    `对${sayRecord(objection)}的异议，答复期限由${dated(from)}延长至${dated(until)}（含当日）。理由：${sentence(reason)}`,
    '答复期限只延长一次；期间暂停执行的措施仍不执行。',
  ]);
}

/** What was put right. */
export interface NoticedCorrection {
  scope: 'record' | 'fields';
  fields: readonly string[];
  /** Names of measures that were found wrong. */
  measures: readonly string[];
  /** Names of measures that go with the class: as corrected it does not allow them. */
  tooGrave: readonly string[];
  reason: string;
  /** Last day shown or shared as reckoned anew; null: none. */
  endsBy: Day | null;
  /** What a ruling on the subject's reorganisation does with it, by its day as corrected; null: nothing. */
  byRuling: 'shielded' | 'repaired' | null;
}

/** What stands once the objection is answered. */
const STANDS_AGAIN = {
  shielded:
    '更正后的决定日期不晚于法院批准重整计划（认可和解协议）的裁定，该信息自即日起暂时屏蔽，停止公示和共享，可能影响执行的惩戒措施暂时解除；其余未解除的措施恢复执行。',
  repaired:
    '更正后的决定日期不晚于法院批准重整计划（认可和解协议）的裁定，该计划（协议）已执行完毕，该信息随之信用修复，终止公示和共享，惩戒措施解除。',
  asBefore: '未更正的内容和未解除的措施恢复执行。',
} as const;

/** To who objected: it was wrong, and is put right everywhere. */
export function objectionCorrectedNotice(
  file: NoticeCase,
  objection: NoticedObjection,
  { scope, fields, measures, tooGrave, reason, endsBy, byRuling }: NoticedCorrection,
): NoticeText {
  const what =
    scope === 'record'
      ? ['经核查，异议成立。该信息自即日起撤回，终止公示和共享，惩戒措施全部解除。']
      : [
          `经核查，异议成立，已更正：${fieldsText(fields).zh}。`,
          ...(measures.length === 0 ? [] : [`解除惩戒措施：${measures.join('、')}。`]),
          ...(tooGrave.length === 0
            ? []
            : [`下列惩戒措施与更正后的失信等级不相当，一并解除（${IN_PROPORTION}）：${tooGrave.join('、')}。`]),
          ...(endsBy === null || byRuling === 'repaired' ? [] : [`更正后公示、共享的最后一日为${dated(endsBy)}。`]),
          STANDS_AGAIN[byRuling ?? 'asBefore'],
        ];
  return notice('objection-corrected', '异议处理结果告知书（成立）', file, [
    `关于对${sayRecord(objection)}的异议：`,
    ...what,
    `理由：${sentence(reason)}`,
    '已通知信用服务机构同步更正或者删除副本；仍有单位沿用原信息公示或者采取措施的，可以向本单位提出，由本单位协调恢复信誉、消除影响（国发〔2016〕33号（二十二））。',
  ]);
}

/** To who objected: it stands, why, and what else can be done. */
export function objectionRejectedNotice(file: NoticeCase, objection: NoticedObjection, reason: string): NoticeText {
  return notice('objection-rejected', '异议处理结果告知书（不成立）', file, [
    `关于对${sayRecord(objection)}的异议：经核查，信息无误，异议不成立。`,
    `理由：${sentence(reason)}`,
    '核查期间暂停的事项自即日起恢复。可以在信息旁附加本人声明；符合条件的，可以申请信用修复，不收取任何费用。',
    remedies(file, '本答复'),
  ]);
}

/** To who objected: taken back. */
export function objectionWithdrawnNotice(file: NoticeCase, objection: NoticedObjection): NoticeText {
  return notice('objection-withdrawn', '撤回异议确认书', file, [
    `对${sayRecord(objection)}的异议已撤回，核查期间暂停的事项自即日起恢复。撤回不影响再次提出。`,
  ]);
}

/** To who objected: there is nothing left that could be wrong. */
export function objectionMootNotice(
  file: NoticeCase,
  objection: NoticedObjection,
  how: 'annulled' | 'withdrawn' | 'corrected',
): NoticeText {
  const why = how === 'annulled' ? '所依据的决定已被依法撤销、变更或者确认违法' : '认定单位已撤回该信息';
  return notice('objection-moot', '异议终结告知书', file, [
    `关于对${sayRecord(objection)}的异议：${why}，公示、共享终止，惩戒措施解除，本件终结。`,
  ]);
}

/** To the desk that had it, or the window that passed it on: how it ended. */
export function objectionEndedForDesk(
  file: NoticeCase,
  objection: NoticedObjection,
  ending: 'corrected' | 'rejected' | 'withdrawn' | 'moot',
): NoticeText {
  const how = {
    corrected: '异议成立，已更正',
    rejected: '异议不成立',
    withdrawn: '异议人已撤回',
    moot: '信息已撤回，异议终结',
  };
  return deskNotice('objection-ended-for-desk', '异议办结告知', file, '经办人', [
    `对${sayRecord(objection)}的异议已办结：${how[ending]}。`,
  ]);
}

/** The record, by the document that it comes from. */
export function sayRecord({ documentNumber }: NoticedObjection): string {
  return `“${documentNumber}”决定所涉信息`;
}

/** What an objection stops is the sector's to say; the rest is marked. */
function sayStops({ stops }: NoticedObjection): string {
  const stopped = [
    ...(stops.publicity ? ['暂停公示'] : []),
    ...(stops.sharing ? ['暂停共享'] : []),
    ...(stops.measures ? ['惩戒措施暂不执行'] : []),
  ];
  const marked = stops.publicity ? '' : '该信息已标注“异议核查中”';
  const parts = [...(marked === '' ? [] : [marked]), ...stopped];
  return `核查期间，${parts.join('，')}（国发〔2016〕33号（二十二））。`;
}
