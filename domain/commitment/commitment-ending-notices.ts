import { type CommitmentKind, kindTerms } from './commitment-kinds.ts';
import { dated, deskNotice, type NoticeCase, type NoticeText, notice, remedies, sentence } from '../case/notice.ts';
import { type Severity, SEVERITY_TEXT } from '../record/severity.ts';
import type { Day } from '../time.ts';

export function promiseKeptNotice(file: NoticeCase): NoticeText {
  return notice('promise-kept', '承诺履行完毕确认书', file, [
    `您就“${file.matter}”作出的承诺已全部履行，履约结果记为已履行。`,
  ]);
}

export interface BrokenFacts {
  severity: Severity;
  reasons: readonly string[];
  notKept: readonly string[];
  clause: string;
}

/** 承诺未履行认定: a fact on the subject's file (履约结果); no determination of dishonesty. */
export function promiseBrokenNotice(file: NoticeCase, kind: CommitmentKind, facts: BrokenFacts): NoticeText {
  const { resultPublic } = kindTerms(kind);
  return notice('promise-broken', '承诺未履行告知书', file, [
    ...brokenLines(file, facts),
    `本结果为履约结果，${resultPublic ? '依法公开' : '不公开'}，不是失信认定；请尽快履行并申请登记补救，补救后不再据此限制。`,
    '报告实际在期限内送达的，可凭凭证申请重新办理。',
    remedies(file),
  ]);
}

export function brokenForDesk(
  file: NoticeCase,
  to: '主管人员' | '上级机关' | '审计人员',
  facts: BrokenFacts,
): NoticeText {
  const kind = ({ 主管人员: 'broken-supervisor', 上级机关: 'broken-superior', 审计人员: 'broken-auditor' } as const)[
    to
  ];
  return deskNotice(kind, '承诺未履行报告', file, to, brokenLines(file, facts));
}

function brokenLines(file: NoticeCase, { severity, reasons, notKept, clause }: BrokenFacts): string[] {
  return [
    `就“${file.matter}”作出的承诺未履行：${notKept.join('、')}。`,
    `情节：${SEVERITY_TEXT[severity].name.zh}（${clause}）。${reasons.join('；')}。`,
  ];
}

export function promiseReleasedNotice(file: NoticeCase): NoticeText {
  return notice('promise-released', '承诺解除告知', file, [
    `您就“${file.matter}”作出的承诺已全部解除，无需再履行，不计为失约。`,
  ]);
}

export function promiseWithdrawnNotice(file: NoticeCase): NoticeText {
  return notice('promise-withdrawn', '承诺撤回确认书', file, [
    `您就“${file.matter}”作出的承诺已撤回，不计为失约，可按普通程序办理；已凭承诺作出的决定随之终止。`,
  ]);
}

export function promiseReopenedNotice(file: NoticeCase, endedOn: Day, receivedOn: Day): NoticeText {
  return notice('promise-reopened', '重新办理告知书', file, [
    `经核实，您的履约报告实际于${dated(receivedOn)}送达，在期限之内。${dated(endedOn)}作出的结果已撤销，现重新办理。`,
  ]);
}

export function promiseMadeGoodNotice(file: NoticeCase, on: Day, severity: Severity): NoticeText {
  return notice('promise-made-good', '承诺补救确认书', file, [
    `您就“${file.matter}”未按期履行的事项已于${dated(on)}补救，情节记为${SEVERITY_TEXT[severity].name.zh}，该承诺自即日起不再影响您适用容缺受理、告知承诺。`,
  ]);
}

export function promiseGradedNotice(file: NoticeCase, severity: Severity, reason: string): NoticeText {
  return notice('promise-graded', '失约情节认定告知书', file, [
    `经认定，您未履行“${file.matter}”承诺的情节为${SEVERITY_TEXT[severity].name.zh}（国办发〔2019〕35号（一））。理由：${sentence(reason)}`,
    '本结果为履约结果，不是失信认定；补救后不再据此限制。',
    remedies(file),
  ]);
}
