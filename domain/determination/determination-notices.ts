import { dated, deskNotice, type NoticeCase, type NoticeText, notice, remedies, sentence } from '../case/notice.ts';
import { heardLines, type HearingWords } from '../hearing/hearing-notices.ts';
import { type Severity, SEVERITY_TEXT } from '../record/severity.ts';
import type { Day } from '../time.ts';
import { DETERMINATION_CLAUSE } from './determination.ts';
import { DOCUMENT_KIND_TEXT, type EffectiveDocument } from './determination-document.ts';
import { RESPONSIBILITY_TEXT, type Responsibility } from './determination-door.ts';
import { LENIENCY_CLAUSE, LENIENCY_TEXT, type Leniency } from './determination-leniency.ts';

/** How the notices of a hearing name a determination. */
export const DETERMINATION_WORDS: HearingWords = {
  prefix: 'determination',
  notice: '失信行为认定事先告知书',
  matter: '失信认定',
};

/** A measure as a notice names it. */
export interface NoticeMeasure {
  name: string;
  basis: string;
}

/** A measure as a decision names it: `until` is its own last day; null: it ends with the record. */
export interface DecidedMeasure extends NoticeMeasure {
  until: Day | null;
}

/** What the subject is told before anything is decided. Source: 国办发〔2020〕49号（八）. */
export interface DeterminationTold {
  document: EffectiveDocument;
  /** The day of the act, or its last day. */
  actOn: Day | null;
  /** The subject was under age that day. */
  underAge: boolean;
  facts: string;
  basis: string;
  severity: Severity;
  measures: readonly NoticeMeasure[];
  statementDays: number;
  /** Of a person who answers for an organisation: as what, in which words of the document. */
  person: { responsibility: Responsibility; asNamed: string; organisation: string } | null;
}

/** 失信行为认定事先告知书: facts, grounds, what may follow, and the rights of the subject. Its term runs from service. */
export function determinationNotice(file: NoticeCase, told: DeterminationTold): NoticeText {
  const { document, facts, basis, severity, person, statementDays } = told;
  return notice('determination-notice', DETERMINATION_WORDS.notice, file, [
    '现拟对您作出失信行为认定，依法告知如下：',
    `一、事实：${sentence(facts)}${actDayText(told.actOn)}`,
    ...(told.underAge ? [UNDER_AGE_TOLD] : []),
    ...(person === null
      ? []
      : [
          `您作为${person.organisation}的${RESPONSIBILITY_TEXT[person.responsibility].zh}，文书载明：${sentence(person.asNamed)}依据国发〔2016〕33号（十四）、国办发〔2019〕35号（十二）一并告知。`,
        ]),
    `二、依据的文书：${documentText(document)}；适用的规定：${sentence(basis)}`,
    `三、拟认定的失信程度：${SEVERITY_TEXT[severity].name.zh}。`,
    '四、拟采取的措施：',
    ...measureLines(told.measures),
    '五、您的权利：',
    `自本告知书送达之日起${statementDays}个工作日内，可以陈述、申辩，提出证据，也可以申请听证，申请听证不收取费用；听证期间不计入该期限。提出异议的，本机关予以核实并告知结果，不因此加重处理。`,
    `决定由提出、告知人员以外的另一名工作人员作出（${DETERMINATION_CLAUSE}）。逾期未陈述、申辩的，不影响依法作出决定。`,
  ]);
}

/** Nothing of a case from before the day was asked for. */
function actDayText(actOn: Day | null): string {
  return actOn === null ? '' : `行为发生（持续的，终了）之日：${dated(actOn)}。`;
}

const UNDER_AGE_TOLD = `您在行为发生之日系未成年人，依据${LENIENCY_CLAUSE}，应当宽容审慎进行认定、记录和惩戒；决定时将予以考虑。`;

function documentText({ kind, number, issuer, issuedOn, law }: EffectiveDocument): string {
  const by = law === null ? '' : `（${law}）`;
  return `${issuer}${dated(issuedOn)}作出的${DOCUMENT_KIND_TEXT[kind].zh}${by}（${number}）`;
}

function measureLines(measures: readonly NoticeMeasure[]): string[] {
  if (measures.length === 0) return ['不采取惩戒措施。'];
  return measures.map(({ name, basis }, index) => `${index + 1}. ${name}（${basis}）；`);
}

function decidedLines(measures: readonly DecidedMeasure[]): string[] {
  const ends = (until: Day | null) => (until === null ? '随本信息终止' : `执行至${dated(until)}（含当日）止`);
  return measureLines(measures.map(({ name, basis, until }) => ({ name, basis: `${basis}；${ends(until)}` })));
}

/** To the desk: a draft is theirs to complete, and the subject knows nothing of it yet. */
export function draftNotice(file: NoticeCase, from: string | null, actOn: Day | null, due: Day): NoticeText {
  return deskNotice('determination-draft', '失信认定草稿待补全', file, '经办人', [
    from === null ? '工作人员已提出失信认定。' : `案件${from}已转来失信认定线索。`,
    actOn === null ? '草稿未载明行为发生之日，请在补全时填写。' : actDayText(actOn),
    `请于${dated(due)}（含当日）前补全依据的文书、事实、失信程度和措施，或者不予启动。补全之前不告知当事人。`,
  ]);
}

/** To the desk: the case that the draft came from has lost its ending, and the draft ends with it. */
export function draftUnfoundedNotice(file: NoticeCase, to: '经办人' | '主管人员', from: string): NoticeText {
  return deskNotice('determination-draft-unfounded', '认定草稿不予启动', file, to, [
    `来源案件${from}的未整改结论已撤销，据此形成的认定草稿不予启动，无需再办理。当事人未被告知。`,
  ]);
}

/** What became of an organisation's record, to whoever answers for it. */
interface OrganisationVoided {
  /** Number of the organisation's case. */
  of: string;
  /** The person has a record of their own, which rests on it. */
  recorded: boolean;
  /** By when that is withdrawn; null: there is none, or no case follows it. */
  withdrawBy: Day | null;
}

/** To a person who answers for an organisation: the record of that organisation is void. */
export function organisationVoidedNotice(
  file: NoticeCase,
  { of, recorded, withdrawBy }: OrganisationVoided,
): NoticeText {
  return notice('determination-organisation-voided', '单位认定信息撤回告知书', file, [
    `您所在单位的失信认定信息（案件${of}）已被撤销、更正或者撤回。`,
    recorded
      ? `您的记录以单位的认定为前提，本机关${byDay(withdrawBy)}撤回；您也可以提出异议。`
      : '您作为责任人员的认定失去前提，不得据以对您作出认定。',
  ]);
}

/** To the desk of the person's case: what it rested on is gone. */
export function organisationVoidedForDesk(
  file: NoticeCase,
  { of, recorded, withdrawBy }: OrganisationVoided,
): NoticeText {
  return deskNotice('determination-organisation-voided-for-desk', '单位认定信息已撤回', file, '经办人', [
    `所在单位的失信认定信息（案件${of}）已被撤销、更正或者撤回。`,
    recorded
      ? `责任人员的记录失去前提，${byDay(withdrawBy)}在该记录的公示案件中撤回；逾期未撤回的，将报告主管人员。`
      : '责任人员的认定失去前提，请对本案不予认定。',
  ]);
}

/** How an organisation's own case ended without a record. */
interface OrganisationNotDetermined {
  /** Number of the organisation's case. */
  of: string;
  how: 'dropped' | 'lenient';
}

const NOT_DETERMINED = { dropped: '决定不予认定', lenient: '决定从宽处理，不作认定' } as const;

/** To a person who answers for an organisation: it is not determined, and neither can the person be. */
export function organisationNotDeterminedNotice(file: NoticeCase, { of, how }: OrganisationNotDetermined): NoticeText {
  return notice('determination-organisation-not-determined', '单位未予认定告知书', file, [
    `您所在单位的案件（${of}）已${NOT_DETERMINED[how]}。`,
    '您作为责任人员的认定失去前提，不得据以对您作出认定；本案由经办人依法办结，结果另行告知。',
  ]);
}

/** To the desk of the person's case: there is nothing left that it could rest on. */
export function organisationNotDeterminedForDesk(file: NoticeCase, { of, how }: OrganisationNotDetermined): NoticeText {
  return deskNotice('determination-organisation-not-determined-for-desk', '单位未予认定', file, '经办人', [
    `所在单位的案件（${of}）已${NOT_DETERMINED[how]}。责任人员的认定失去前提，请对本案不予认定。`,
  ]);
}

/** By when a record is withdrawn; null where no case follows it. */
function byDay(withdrawBy: Day | null): string {
  return withdrawBy === null ? '应立即' : `应于${dated(withdrawBy)}（含当日）前`;
}

/** 陈述申辩复核结果告知书. Source: 国办发〔2020〕49号（八）: what was objected is checked, and the result told in time. */
export function reviewedNotice(file: NoticeCase, answer: string): NoticeText {
  return notice('determination-reviewed', '陈述申辩复核结果告知书', file, [
    `您提出的陈述、申辩已经复核：${sentence(answer)}`,
    '本案由另一名工作人员依法作出决定，决定书另行送达。',
  ]);
}

/** The term to decide is longer, told before it is over. */
export function decisionExtendedNotice(file: NoticeCase, reason: string, due: Day, clause: string): NoticeText {
  return notice('determination-extended', '延长决定期限告知书', file, [
    `因${sentence(reason)}经负责人批准，本案决定期限延长至${dated(due)}（含当日）（${clause}）。`,
  ]);
}

export interface DeterminationMade {
  document: EffectiveDocument;
  /** The day of the act, or its last day; null: the case is from before it was asked for. */
  actOn: Day | null;
  /** How it was considered that the subject was under age that day; null: nothing is said of it. */
  leniencyConsidered: string | null;
  facts: string;
  basis: string;
  reason: string;
  /** What the authority said to what the subject stated, in writing or at its hearing; empty where it did not. */
  answers: readonly string[];
  waived: boolean;
  /** The day on which a hearing was held; null: none was. */
  hearingOn: Day | null;
  severity: Severity;
  measures: readonly DecidedMeasure[];
  /** Number of the decision. */
  decision: string;
  published: boolean;
  /** The last day shown; null: nothing is shown, or no day is fixed. */
  endsBy: Day | null;
  /** How and from when it can be repaired (`howToRepair`): the exit conditions. */
  exit: string;
}

/** 失信行为认定决定书: grounds, basis, measures, exit conditions and procedure, remedies. Source: 国办发〔2020〕49号（八）. */
export function determinedNotice(file: NoticeCase, made: DeterminationMade): NoticeText {
  const { document, facts, basis, reason, severity, decision, published, endsBy, exit } = made;
  return notice('determination-made', '失信行为认定决定书', file, [
    `文书号：${decision}`,
    `一、事由：${sentence(facts)}${actDayText(made.actOn)}`,
    ...heardLines(made),
    `二、依据：${documentText(document)}；${sentence(basis)}`,
    `三、决定：认定失信程度为${SEVERITY_TEXT[severity].name.zh}，记入信用记录。理由：${sentence(reason)}`,
    ...consideredLines(made.leniencyConsidered),
    '四、失信惩戒措施提示：',
    ...decidedLines(made.measures),
    `五、公示：${shownText(published, endsBy)}`,
    `六、移出条件和程序：${exit}`,
    remedies(file),
    '信用修复告知书同时送达。',
  ]);
}

function consideredLines(considered: string | null): string[] {
  return considered === null ? [] : [`未成年情形的考虑（${LENIENCY_CLAUSE}）：${sentence(considered)}`];
}

function shownText(published: boolean, endsBy: Day | null): string {
  if (!published) return '不予公示。';
  return endsBy === null ? '予以公示，期限依有关规定。' : `予以公示，至${dated(endsBy)}（含当日）止。`;
}

/** 从宽处理告知书: recorded in this case alone, no measures, nothing published. Source: 国办发〔2020〕49号（十六）. */
export function sparedNotice(
  file: NoticeCase,
  { ground, reason, actOn }: { ground: Leniency; reason: string; actOn: Day | null },
): NoticeText {
  return notice('determination-spared', '从宽处理告知书', file, [
    ...(actOn === null ? [] : [actDayText(actOn)]),
    `经审查，本案属于${LENIENCY_TEXT[ground].zh}的情形，依据${LENIENCY_CLAUSE}从宽处理：不作失信认定，不采取惩戒措施，不予公示，仅在本案留存记录。`,
    `理由：${sentence(reason)}`,
    '请及时纠正有关行为。',
  ]);
}

/** 不予认定告知书: served only on who was told that it may be determined. */
export function droppedNotice(file: NoticeCase, reason: string): NoticeText {
  return notice('determination-dropped', '不予认定告知书', file, [
    `经审查，决定不予认定失信行为。理由：${sentence(reason)}`,
    '本案不记入任何信用记录。',
  ]);
}

/** The other side of the decision: to the desk. */
export function decidedForDesk(file: NoticeCase, how: 'determined' | 'lenient' | 'dropped' | 'discarded'): NoticeText {
  const text = {
    determined: '已作出认定决定，记录已录入并公示，信用修复告知书同时送达。请将决定书送达当事人。',
    lenient: '已决定从宽处理，不予惩戒和公示。',
    dropped: '已决定不予认定。',
    discarded: '草稿已不予启动，未告知当事人。',
  }[how];
  return deskNotice('determination-decided', '失信认定决定结果', file, '经办人', [text]);
}

/** Dishonesty of an authority is told to the one above it, and to the auditors. Source: 国发〔2016〕76号; 2025 opinion (17). */
export function governmentDetermined(
  file: NoticeCase,
  to: '上级机关' | '审计人员',
  { severity, decision }: Pick<DeterminationMade, 'severity' | 'decision'>,
): NoticeText {
  return deskNotice('determination-of-government', '政务失信认定报告', file, to, [
    `已对该机关作出失信行为认定（${decision}），失信程度：${SEVERITY_TEXT[severity].name.zh}（国发〔2016〕76号）。`,
  ]);
}
