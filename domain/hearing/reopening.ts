import type { Refusal } from '../refusal.ts';
import type { Severity } from '../record/severity.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';
import { isBlank, reasonsAgainstNoReason } from './hearing-decision.ts';
import { type Hearing, isInTime, reasonAgainstAsking, type StatementTerm } from './hearing.ts';

/**
 * Reopening (补登后重新办理): the subject handed a statement in, or asked for a hearing, in its term, and nobody had
 * written it down when it was decided against it. A decision that did not hear what was said in time is set aside: its
 * record is withdrawn, the paper goes on file with its real day, and it is decided anew, by somebody else than who
 * proposed it, and no heavier than before.
 * Source: 国办发〔2020〕49号（八）; 行政处罚法第四十四、四十五条（参照）. That the record is withdrawn meanwhile, and not only
 * held, is our reading: what may not be decided unheard may not be shown either.
 */
export const REOPENING_CLAUSE = '国办发〔2020〕49号（八）；行政处罚法第四十五条（参照）';

/** How a paper came that is written down after the decision; what comes online is written down as it comes. */
export const PAPER_MEANS = ['counter', 'post'] as const;
export type PaperMeans = (typeof PAPER_MEANS)[number];

export const PAPER_MEANS_TEXT = {
  counter: { zh: '送达窗口', en: 'at the counter' },
  post: { zh: '交邮', en: 'by post' },
} as const satisfies Record<PaperMeans, Bilingual>;

/** What a decision that was set aside had decided: the next one may be lighter, and never heavier. */
export type DecidedBefore =
  | { kind: 'determined'; severity: Severity; measures: readonly string[]; recordOver: boolean }
  | { kind: 'upheld'; records: readonly string[]; recordOver: boolean };

export interface ReopenQuestion {
  /** Who writes the paper down, and who proposed the case or told the subject what is held against it. */
  registeredBy: string;
  involved: readonly string[];
  /** Why it was not on file when it was decided, and how it is known when it came. */
  cause: string;
  /** The day on which it counts as handed in. */
  day: Day;
  /** What the subject states in it; null: it only asks for a hearing. */
  text: string | null;
  asksHearing: boolean;
  /** The term of the statement as stored. */
  term: StatementTerm;
  decidedOn: Day;
  /** The day on which the subject gave up what it could still say; null: it did not. */
  waivedOn: Day | null;
  hearing: Hearing | null;
  /** What it said in time, and was reviewed with the decision. */
  heard: readonly string[];
  /** The record of the decision was voided since: nothing of it is left. */
  voided: boolean;
}

/**
 * What speaks against setting a decision aside for a paper that came in time, every reason at once; empty when it may be.
 * Source: see above; that who proposed the case does not do it is our default, as for every paper of the subject.
 */
export function reasonsAgainstReopening(question: ReopenQuestion): Refusal[] {
  const { registeredBy, involved, cause, day, text, asksHearing, term, decidedOn, waivedOn, hearing, heard } = question;
  const refusals = reasonsAgainstNoReason({ reason: cause });
  const proposer = reasonAgainstRegisteringLate(registeredBy, involved);
  if (proposer !== null) refusals.push(proposer);
  if (question.voided) refusals.push(NOTHING_LEFT);
  if (isBlank(text) && !asksHearing) refusals.push(NOTHING_HANDED_IN);
  if (!isInTime(day, term)) refusals.push(handedInLate(day, term?.due ?? day));
  else if (waivedOn !== null && day > decidedOn) refusals.push(saidAfterWaiver(day, waivedOn));
  if (text !== null && heard.some((said) => said.trim() === text.trim())) refusals.push(HEARD_ALREADY);
  const asked = asksHearing ? reasonAgainstAsking(day, null, hearing) : null;
  return asked === null ? refusals : [...refusals, asked];
}

/** Who proposed the case does not set the decision of another aside. Null for anybody else. */
export function reasonAgainstRegisteringLate(registeredBy: string, involved: readonly string[]): Refusal | null {
  return involved.includes(registeredBy) ? PROPOSER_REOPENS : null;
}

/**
 * What speaks against deciding like this where a decision before was set aside: nobody fares worse for having been heard.
 * Empty where none was. Source: 行政处罚法第四十五条（参照）.
 * @param isHeavier whether what is decided now goes beyond the decision before
 */
export function reasonsAgainstHeavierThanBefore(
  before: DecidedBefore | null,
  isHeavier: (before: DecidedBefore) => boolean,
): Refusal[] {
  if (before === null) return [];
  if (before.recordOver) return [RECORD_HAD_ENDED];
  return isHeavier(before) ? [HEAVIER_THAN_BEFORE] : [];
}

const PROPOSER_REOPENS: Refusal = {
  code: 'proposer-may-not-register',
  clause: `${REOPENING_CLAUSE}；系统默认：提出与登记分离`,
  text: {
    zh: '提出本案或者填写告知内容的人员不得补登、撤销他人作出的决定（主管人员亦同），请由另一名主管人员办理。',
    en: 'Who proposed the case, or wrote what the subject was told, does not set the decision of another aside, supervisors included; another supervisor must.',
  },
};

const NOTHING_LEFT: Refusal = {
  code: 'decision-void-already',
  clause: REOPENING_CLAUSE,
  text: {
    zh: '该决定所记信息已被撤销、更正或者撤回，决定已不再有效，无需重新办理。',
    en: 'The record of this decision was annulled, corrected or withdrawn; nothing of it stands, and nothing is to be decided anew.',
  },
};

const NOTHING_HANDED_IN: Refusal = {
  code: 'nothing-handed-in',
  clause: REOPENING_CLAUSE,
  text: {
    zh: '请填写补登的陈述、申辩内容，或者注明当事人申请听证。',
    en: 'Give what the subject stated, or say that it asked for a hearing.',
  },
};

const HEARD_ALREADY: Refusal = {
  code: 'statement-heard-already',
  clause: REOPENING_CLAUSE,
  text: {
    zh: '该陈述、申辩已在卷并经复核，原决定已予考虑；不服决定的，依法申请复议、提起诉讼或者提出异议。',
    en: 'This statement is on file, was reviewed, and the decision took it into account; against the decision there are reconsideration, the court, and an objection.',
  },
};

const HEAVIER_THAN_BEFORE: Refusal = {
  code: 'heavier-than-before',
  clause: '行政处罚法第四十五条（参照）',
  text: {
    zh: '重新作出的决定不得重于已撤销的原决定：不因陈述、申辩而加重。',
    en: 'What is decided anew is no heavier than the decision that was set aside: nobody fares worse for having been heard.',
  },
};

const RECORD_HAD_ENDED: Refusal = {
  code: 'record-had-ended',
  clause: '行政处罚法第四十五条（参照）',
  text: {
    zh: '原决定所记信息在撤回之前已公示期满或者已修复，重新记入将加重处理；请从轻处理或者结案。',
    en: 'The record of the decision before had run out, or was repaired; to enter it again would be heavier. Be lenient, or drop the case.',
  },
};

function handedInLate(day: Day, due: Day): Refusal {
  return {
    code: 'handed-in-late',
    clause: REOPENING_CLAUSE,
    text: {
      zh: `陈述申辩期限为${due}，该材料计为${day}，已逾期，决定不变；不服决定的，依法申请复议、提起诉讼或者提出异议。`,
      en: `The statement period ended on ${due}; this counts on ${day} and is late, so the decision stands. Against it there are reconsideration, the court, and an objection.`,
    },
  };
}

function saidAfterWaiver(day: Day, waivedOn: Day): Refusal {
  return {
    code: 'said-after-waiver',
    clause: REOPENING_CLAUSE,
    text: {
      zh: `当事人已于${waivedOn}声明放弃，决定作出之后（${day}）提出的陈述、申辩或者听证申请不撤销决定。`,
      en: `The subject had given it up on ${waivedOn}; what it says after the decision (${day}) does not set that aside.`,
    },
  };
}
