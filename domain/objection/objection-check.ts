import type { Extension, Pause } from '../deadline/ledger.ts';
import type { Refusal } from '../refusal.ts';
import type { Bilingual } from '../text.ts';
import type { Day, Instant } from '../time.ts';
import { OBJECTION_CLAUSE } from './objection.ts';
import { NOT_COUNTED, type ObjectionTerm } from './objection-deadlines.ts';

/** For what the authority's time is not counted, and nothing else. Source: 行政许可法第四十五条; 河南省社会信用条例. */
export const INSPECTION_CAUSES = ['inspection', 'appraisal', 'expert-review'] as const;
export type InspectionCause = (typeof INSPECTION_CAUSES)[number];

export const INSPECTION_CAUSE_TEXT = {
  inspection: { zh: '检验、检测', en: 'testing or inspection' },
  appraisal: { zh: '鉴定', en: 'appraisal' },
  'expert-review': { zh: '专家评审', en: 'expert review' },
} as const satisfies Record<InspectionCause, Bilingual>;

/**
 * What speaks against this person's answering that the objection is not founded: what it stopped comes back with that, and
 * who determined or entered the record would judge its own work. That it was wrong anybody of the desk may find.
 * Source: 国办发〔2020〕49号（八）, by analogy.
 * @param involved who proposed, completed, decided or entered the record
 */
export function reasonAgainstRejecting(rejectedBy: string, involved: readonly string[]): Refusal | null {
  if (!involved.includes(rejectedBy)) return null;
  return {
    code: 'recorder-may-not-reject',
    clause: `${OBJECTION_CLAUSE}；系统默认：录入、认定与异议答复分离`,
    text: {
      zh: '提出、认定或者录入该信息的人员不得答复异议不成立（主管人员亦同），请由另一名工作人员答复。',
      en: 'Who proposed, determined or entered the record does not answer that the objection is not founded, supervisors included; another officer must.',
    },
  };
}

interface AnswerBy {
  readonly due: Day;
  readonly dueAt: Instant;
}

/**
 * What speaks against an inspection that is not counted: a term that is over cannot be stopped, and all of them
 * together have a maximum, because measures stand still as long. Source: 行政许可法第四十五条; the maximum is the rule set's.
 * @param taken working days told for the inspections before it
 */
export function reasonsAgainstInspection(
  { receivedAt, workingDays }: { receivedAt: Instant; workingDays: number },
  answerBy: AnswerBy,
  taken: number,
  most: ObjectionTerm,
): Refusal[] {
  if (receivedAt >= answerBy.dueAt) return [inspectionLate(answerBy.due)];
  const left = Math.max(0, most.workingDays - taken);
  return workingDays <= left ? [] : [inspectionTooLong(most, left)];
}

/** An inspection as a pause that begins. */
export function inspectionPause(from: Day, cause: InspectionCause): Pause {
  return { from, until: null, reason: INSPECTION_CAUSE_TEXT[cause].zh, clause: NOT_COUNTED };
}

/** The inspection that still goes on ends; the day on which it ends is not counted either. */
export function endInspection(pauses: readonly Pause[], until: Day): Pause[] {
  return pauses.map((pause) =>
    pause.until === null ? { ...pause, until: until < pause.from ? pause.from : until } : pause,
  );
}

/**
 * What speaks against extending the answer: once, before the term is over, and no longer than the rule allows.
 * Source: the places' regulations (Shenzhen 2023, Zhejiang 2017), the reason told to who objected.
 */
export function reasonsAgainstObjectionExtension(
  { receivedAt, workingDays }: { receivedAt: Instant; workingDays: number | null },
  answerBy: AnswerBy,
  extensions: readonly Extension[],
  most: ObjectionTerm,
): Refusal[] {
  if (extensions.length > 0) return [extendedOnce(most)];
  if (receivedAt >= answerBy.dueAt) return [extensionLate(most, answerBy.due)];
  return workingDays === null || workingDays <= most.workingDays ? [] : [extensionTooLong(most)];
}

/** The extension as it stands on the ledger; the reason is told, and not kept here. */
export function objectionExtension(
  most: ObjectionTerm,
  { workingDays, by, on }: { workingDays: number | null; by: string; on: Day },
): Extension {
  const count = workingDays ?? most.workingDays;
  return { count, unit: 'working-days', reason: '情况复杂', clause: most.clause, by, on };
}

function inspectionLate(due: Day): Refusal {
  return {
    code: 'inspection-late',
    clause: NOT_COUNTED,
    text: {
      zh: `答复期限已于${due}届满，不能再以检验、鉴定暂停计时，请尽快答复。`,
      en: `The answer was due on ${due}; a term that is over cannot be stopped. Answer as soon as you can.`,
    },
  };
}

function inspectionTooLong({ workingDays, clause }: ObjectionTerm, left: number): Refusal {
  return {
    code: 'inspection-too-long',
    clause,
    text: {
      zh: `检验、鉴定等不计入期限的时间合计不超过${workingDays}个工作日，还可使用${left}个工作日。`,
      en: `Inspections and appraisals may take ${workingDays} working days in all; ${left} are left.`,
    },
  };
}

function extendedOnce({ clause }: ObjectionTerm): Refusal {
  return {
    code: 'objection-extended-once',
    clause,
    text: { zh: '答复期限只能延长一次，已延长过。', en: 'The answer may be extended once, and was.' },
  };
}

function extensionLate({ clause }: ObjectionTerm, due: Day): Refusal {
  return {
    code: 'objection-extension-late',
    clause,
    text: {
      zh: `延长须在期限届满（${due}）前事先告知异议人，期限已过，不能延长。`,
      en: `An extension is told beforehand; the term ended on ${due} and can no longer be extended.`,
    },
  };
}

function extensionTooLong({ workingDays, clause }: ObjectionTerm): Refusal {
  return {
    code: 'objection-extension-too-long',
    clause,
    text: {
      zh: `最多可延长${workingDays}个工作日。`,
      en: `It can be extended by at most ${workingDays} working days.`,
    },
  };
}
