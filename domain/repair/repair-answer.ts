import type { Refusal } from '../refusal.ts';
import type { ItemOutcome } from './repair.ts';
import type { Bilingual } from '../text.ts';
import { addDays, type Day, dayText } from '../time.ts';

const ORDER_36 = '信用修复管理办法（国家发展改革委令2025年第36号）';

/** An authority's answer on one record. A refusal says why, by which clause, what to do, and when to try again. */
export interface RecordAnswer {
  recordId: string;
  result: 'repaired' | 'refused';
  reason: string | null;
  clause: string | null;
  whatToDo: string | null;
  /**
   * From when the authority advises to apply again; null: from the day after the answer. Advice, and no bar: no clause lets
   * an authority keep somebody from applying, but the bar for false materials (`RepairBar`), which is decided in a case
   * of its own. Who applies earlier is reminded of it at the door, and taken.
   */
  earliest: Day | null;
}

/** A record of the part, and what was answered on it before; null: nothing yet. */
export interface AnsweredItem {
  recordId: string;
  documentNumber: string;
  outcome: ItemOutcome | null;
}

/**
 * What speaks against an authority's answers as they are given; none where they can be written down. An answer that
 * only repeats what was answered speaks against nothing, and changes nothing (`newAnswers`).
 * Source: 信用修复管理办法 (reasons to the applicant), 国办发〔2025〕22号.
 */
export function reasonsAgainstAnswers(
  answers: readonly RecordAnswer[],
  items: readonly AnsweredItem[],
  today: Day,
): Refusal[] {
  return answers.flatMap((answer, index) => {
    const item = items.find(({ recordId }) => recordId === answer.recordId);
    if (item === undefined) return [notInPart(index + 1)];
    if (item.outcome === answer.result) return [];
    if (item.outcome !== null) return [alreadyAnswered(item.documentNumber)];
    if (answer.result === 'repaired') return [];
    return reasonsAgainstRefusal(answer, item.documentNumber, today);
  });
}

/** The answers that were not given before. */
export function newAnswers(answers: readonly RecordAnswer[], items: readonly AnsweredItem[]): RecordAnswer[] {
  return answers.filter(
    (answer, index) =>
      items.some(({ recordId, outcome }) => recordId === answer.recordId && outcome === null) &&
      answers.findIndex(({ recordId }) => recordId === answer.recordId) === index,
  );
}

/** The day from which it is advised to apply again after a refusal of this day: the one given, or the day after. */
export function applyAgainFrom({ earliest }: Pick<RecordAnswer, 'earliest'>, answeredOn: Day): Day {
  return earliest ?? addDays(answeredOn, 1);
}

/** The latest refusal of a record, as the door reads it. */
export interface EarlierRefusal {
  earliest: Day;
  refusedOn: Day;
}

/**
 * The day from which the authority advised to apply again, where that lies ahead; null: it gave none, or it has come. An
 * application before it is taken like any other, and reminded of it.
 */
export function advisedFrom(refusal: EarlierRefusal | null, appliedOn: Day): Day | null {
  if (refusal === null || refusal.earliest <= appliedOn) return null;
  // Where the authority gave no day, the day after stands there.
  return refusal.earliest === applyAgainFrom({ earliest: null }, refusal.refusedOn) ? null : refusal.earliest;
}

/** What the door says of an application before the advised day. */
export function adviceText(from: Day): Bilingual {
  return {
    zh: `认定单位上次不予修复时建议自${dayText(from).zh}起再次申请。该日期仅为建议，不影响本次申请的受理和办理。`,
    en: `When it last refused, the authority advised to apply again from ${dayText(from).en}. That is advice: this application is taken all the same.`,
  };
}

function reasonsAgainstRefusal(answer: RecordAnswer, documentNumber: string, today: Day): Refusal[] {
  const refusals: Refusal[] = [];
  if (isBlank(answer.reason) || isBlank(answer.clause) || isBlank(answer.whatToDo)) {
    refusals.push({
      code: 'refusal-needs-reason',
      clause: ORDER_36,
      text: {
        zh: `不予修复（${documentNumber}）须说明理由、依据和应当如何补救。`,
        en: `A refusal (${documentNumber}) gives its reason, its clause and what to do.`,
      },
    });
  }
  if (answer.earliest !== null && answer.earliest <= today) {
    refusals.push({
      code: 'earliest-not-later',
      clause: ORDER_36,
      text: {
        zh: `建议再次申请之日须晚于今天（${documentNumber}）；随时可再申请的，请不填。该日期仅为建议，不限制申请。`,
        en: `The day advised to try again lies after today (${documentNumber}); leave it out where there is none to wait for. It is advice and bars nobody.`,
      },
    });
  }
  return refusals;
}

/** No document can be named: of a record of another part, only where it stands in the answer. */
function notInPart(place: number): Refusal {
  return {
    code: 'record-not-in-part',
    clause: ORDER_36,
    text: {
      zh: `第${place}项答复的信息不在本部分，请核对；谁认定、谁修复。`,
      en: `The record of answer ${place} does not belong to this part; check it: who determined, repairs.`,
    },
  };
}

function alreadyAnswered(documentNumber: string): Refusal {
  return {
    code: 'already-answered',
    clause: ORDER_36,
    text: {
      zh: `该信息（${documentNumber}）已答复，不能另作答复；确有错误的，依法撤销或更正。`,
      en: `This record (${documentNumber}) is answered already; a mistaken answer is set right by withdrawal or correction.`,
    },
  };
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
}
