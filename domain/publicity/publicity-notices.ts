import { by, dated, deskNotice, type NoticeCase, type NoticeText, notice, remedies, sentence } from '../case/notice.ts';
import type { RecordDates } from '../record/record.ts';
import { statedNotice } from '../record/record-withdrawal.ts';
import { type Severity, SEVERITY_TEXT } from '../record/severity.ts';
import type { Day } from '../time.ts';

/** What a notice about a record names. */
export interface NoticeRecord {
  documentNumber: string;
  dates: Pick<RecordDates, 'published' | 'endsBy'>;
  /** How and from when it can be repaired (`howToRepair`). */
  how: string;
  /** Past its maximum it is shown until its duties are done, by the rule of its sector; absent: it is not. */
  staysPublished?: boolean;
}

/**
 * 两书同达: the repair notice, served with the decision: until when it is shown, from when and how it can be repaired
 * (国办发〔2025〕22号).
 */
export function repairNotice(
  file: NoticeCase,
  { documentNumber, dates, how, staysPublished = false }: NoticeRecord,
  measures: readonly { name: string; basis: string; until?: Day | null | undefined }[],
): NoticeText {
  return notice('repair-notice', '信用修复告知书', file, [
    `“${documentNumber}”决定所涉信息已录入信用记录${dates.published ? '并予公示' : '，不予公示'}。`,
    shownUntil(dates),
    ...(staysPublished ? ['届时法定义务尚未履行完毕的，依本领域规定继续公示至履行完毕。'] : []),
    ...(measures.length === 0 ? [] : ['依法采取的措施：']),
    ...measures.map(
      ({ name, basis, until = null }, index) =>
        `${index + 1}. ${name}（${basis}${until === null ? '' : `；执行至${dated(until)}`}）`,
    ),
    how,
    remedies(file, '该决定'),
  ]);
}

/** The minimum is over: the first day on which repair can be applied for. */
export function minimumEndedNotice(file: NoticeCase, documentNumber: string, applyFrom: Day): NoticeText {
  return notice('minimum-ended', '可以申请信用修复告知', file, [
    `“${documentNumber}”决定所涉信息的最短公示期已满，自${dated(applyFrom)}起可以向信用中国网站或者服务窗口申请信用修复（国办发〔2025〕22号）。`,
    '申请前请纠正失信行为、履行完毕法定义务；申请信用修复不收取任何费用。',
  ]);
}

export function dutiesRegisteredNotice(
  file: NoticeCase,
  documentNumber: string,
  {
    correctedOn,
    dutiesDoneOn,
    applyFrom,
  }: { correctedOn: Day | null; dutiesDoneOn: Day | null; applyFrom: Day | null },
): NoticeText {
  return notice('duties-registered', '纠正、履行情况登记告知', file, [
    `“${documentNumber}”决定所涉失信信息，登记如下：`,
    ...(correctedOn === null ? [] : [`失信行为已于${dated(correctedOn)}纠正。`]),
    ...(dutiesDoneOn === null ? [] : [`法定义务已于${dated(dutiesDoneOn)}履行完毕。`]),
    ...(applyFrom === null ? [] : [`自${dated(applyFrom)}起可以向信用中国网站或者服务窗口申请信用修复。`]),
  ]);
}

/** A measure that the law gives a last day of its own. */
export interface NoticeMeasure {
  name: string;
  until: Day;
}

/** How a record ended by time. */
export interface OutOfTime {
  readonly endsBy: Day;
  /** The day on which the duties were done that it stayed published for after its last day; null: it did not. */
  readonly keptUntil: Day | null;
  readonly dutiesOpen: boolean;
  /** Those with a term of their own, which goes on. */
  readonly measures: readonly NoticeMeasure[];
}

/** It is shown no more: by time. `measures`: those that go on all the same, and that a repair can lift. */
export function endedByTimeNotice(
  file: NoticeCase,
  documentNumber: string,
  { endsBy, keptUntil, dutiesOpen, measures }: OutOfTime,
): NoticeText {
  const over =
    keptUntil === null
      ? `的公示期已满，${dated(endsBy)}为公示的最后一日，此后不再公示和共享`
      : `的公示期于${dated(endsBy)}届满，其后因法定义务未履行完毕继续公示；义务已于${dated(keptUntil)}履行完毕，现不再公示和共享`;
  return notice('ended-by-time', '公示期满告知', file, [
    `“${documentNumber}”决定所涉信息${over}${measures.length === 0 ? '，无需申请信用修复' : ''}。`,
    ...(dutiesOpen ? ['决定确定的义务尚未履行完毕，仍应依法履行。'] : []),
    ...measures.map(({ name, until }) => `惩戒措施“${name}”依法执行至${dated(until)}。`),
    ...(measures.length === 0
      ? []
      : ['纠正失信行为、履行完毕法定义务后，可以申请信用修复，解除尚在执行的惩戒措施；不收取任何费用。']),
  ]);
}

/** By the rule of its sector a record stays published past its maximum; its subject knows why, and what ends it. */
export function keptPublishedNotice(file: NoticeCase, documentNumber: string, endsBy: Day): NoticeText {
  return notice('kept-published', '继续公示告知书', file, [
    `“${documentNumber}”决定所涉信息的公示期于${dated(endsBy)}届满，法定义务尚未登记履行完毕，依本领域规定继续公示至履行完毕。`,
    '请及时纠正失信行为、履行完毕法定义务，并将凭证交认定单位登记；登记后即停止公示，不收取任何费用。',
    '已经履行完毕或者认为信息有误的，可以提出异议。',
  ]);
}

/**
 * The maximum has come with duties open: the handler sees to it, and who supervises the handler knows; both are told
 * where it is listed.
 */
export function dutiesOpenNotice(
  file: NoticeCase,
  to: '经办人' | '主管人员',
  documentNumber: string,
  { endsBy, shownOn }: { endsBy: Day; shownOn: boolean },
): NoticeText {
  return deskNotice('duties-open-at-maximum', '公示期满义务未履行', file, to, [
    `“${documentNumber}”决定所涉信息的公示期于${dated(endsBy)}届满，法定义务尚未登记履行完毕。`,
    shownOn ? '依本领域规定，继续公示至履行完毕。' : '信息已停止公示；请依职权督促履行，已履行的请登记。',
    shownOn
      ? '登记履行完毕之前，系统定期提醒经办人并报告主管人员，该信息列入“期满义务未履行”清单。'
      : '登记履行完毕之前，该信息列入“期满义务未履行”清单；系统不另行计时。',
    ...(to === '主管人员' ? ['请督办至履行完毕并登记。'] : []),
  ]);
}

export function annulmentReportedNotice(
  file: NoticeCase,
  documentNumber: string,
  annulledBy: string,
  annulledOn: Day,
  withdrawBy: Day,
): NoticeText {
  return deskNotice('annulment-reported', '决定被撤销待核实撤回', file, '经办人', [
    `据报“${documentNumber}”决定已于${dated(annulledOn)}由“${annulledBy}”依法撤销、变更或者确认违法。`,
    `请核实，属实的于${by(withdrawBy)}撤回公示信息，写明理由；该信息在公示的，理由随撤回说明向社会公开（行政处罚法第四十八条第二款），请勿写入个人信息。`,
  ]);
}

/** @param isStanding the record stands; else it had run out, or was repaired, and stays so */
export function annulmentDismissedNotice(
  file: NoticeCase,
  documentNumber: string,
  reason: string,
  isStanding: boolean,
): NoticeText {
  const then = isStanding ? '该信息仍依原期限处理' : '该信息此前已经终止，不因此变动';
  return notice('annulment-dismissed', '撤回申请核实结果告知', file, [
    `经核实，“${documentNumber}”决定未被撤销、变更或确认违法，${then}。理由：${sentence(reason)}`,
    remedies(file, '本核实结果'),
  ]);
}

/** How a record was taken back, and why. */
export interface EndedRecord {
  how: 'annulled' | 'withdrawn';
  wasOver: boolean;
  reason: string;
  /** Until when it is said in public that its decision stands no more, null for not at all; null: entered wrongly. */
  stated: { until: Day | null } | null;
}

/** It stands no more, before its time; or it had run out, or was repaired, and now never counted (`wasOver`). */
export function recordEndedNotice(
  file: NoticeCase,
  documentNumber: string,
  { how, wasOver, reason, stated }: EndedRecord,
): NoticeText {
  const why =
    how === 'annulled'
      ? `“${documentNumber}”决定已被依法撤销、变更或确认违法`
      : `认定单位撤回“${documentNumber}”决定所涉信息`;
  return notice('record-ended', '信息撤回告知书', file, [
    wasOver
      ? `${why}。该信息此前已经终止公示，现予撤回，尚在执行的惩戒措施一并解除。`
      : `${why}，自即日起终止公示和共享，相关惩戒措施一并解除。`,
    `理由：${sentence(reason)}`,
    ...(stated === null ? [] : [statedNotice(stated.until)]),
    '已通知信用服务机构删除副本；仍有单位公示或者据以采取措施的，可以向本单位或者信用中国网站提出异议。',
  ]);
}

/** A record entered by an officer later than the rule allows is told to the supervisors. */
export function enteredLateNotice(file: NoticeCase, documentNumber: string, dueBy: Day): NoticeText {
  return deskNotice('record-entered-late', '信息逾期录入报告', file, '主管人员', [
    `“${documentNumber}”决定所涉信息应于${by(dueBy)}公示，现逾期录入；公示期仍自决定文书作出之日起算，不因此延长。`,
  ]);
}

/** An authority is on the record: told to the one above it, and to the auditors. Source: 国发〔2016〕76号; 2025 opinion (17). */
export function governmentRecorded(
  file: NoticeCase,
  to: '上级机关' | '审计人员',
  { documentNumber, severity }: { documentNumber: string; severity: Severity },
): NoticeText {
  return deskNotice('record-of-government', '政务失信信息报告', file, to, [
    `已依据“${documentNumber}”将该机关的失信信息录入信用记录，失信程度：${SEVERITY_TEXT[severity].name.zh}（国发〔2016〕76号）。`,
  ]);
}

function shownUntil({ published, endsBy }: NoticeRecord['dates']): string {
  const what = published ? '公示' : '共享';
  if (endsBy === null) return `${what}没有固定期限，至依法终止之日为止。`;
  return `${what}的最后一日为${dated(endsBy)}，次日零时起自动停止。`;
}
