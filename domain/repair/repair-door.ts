import { hasEndedByTime, isShownNoMore, measuresLeft, type RecordFacts, type RecordMeasure } from '../record/record.ts';
import type { Refusal } from '../refusal.ts';
import { sectorRules } from '../record/sector-rules.ts';
import type { SectorAsk } from '../record/sectors.ts';
import type { Bilingual } from '../text.ts';
import { addDays, type Day, dayText } from '../time.ts';

const ORDER_36 = '信用修复管理办法（国家发展改革委令2025年第36号）';
const NOTICE_22 = '国办发〔2025〕22号';

/** What is handed in with an application, or later when it is completed. Source: order 36, 国办发〔2025〕22号 (4). */
export const REPAIR_MATERIAL_KINDS = ['correction-proof', 'duty-proof', 'training', 'report', 'other'] as const;
export type RepairMaterialKind = (typeof REPAIR_MATERIAL_KINDS)[number];

export const REPAIR_MATERIAL_TEXT: Readonly<Record<RepairMaterialKind, Bilingual>> = {
  'correction-proof': { zh: '纠正失信行为的证明', en: 'proof of correction' },
  'duty-proof': { zh: '履行义务的证明', en: 'proof that the duties are performed' },
  training: { zh: '信用修复培训证明', en: 'certificate of training' },
  report: { zh: '信用报告', en: 'credit report' },
  other: { zh: '其他材料', en: 'other' },
};

/** 禁止申请修复: false materials before, or a repair commitment broken on purpose. `until` is its last day. */
export interface RepairBar {
  readonly until: Day;
  /** The case that found it. */
  readonly caseNumber: string;
  readonly clause: string;
}

/** One record as it stands at the door. */
export interface RecordAtDoor {
  readonly facts: RecordFacts;
  /** Those attached to it, whether they still run or not. */
  readonly measures: readonly RecordMeasure[];
  /** Number of the open application that already holds it. */
  readonly openRepair: string | null;
  /** Kinds of the materials handed in for it, or for the whole application. */
  readonly materials: readonly RepairMaterialKind[];
}

export interface DoorQuestion {
  readonly record: RecordAtDoor;
  /** The subject's bar with the latest last day; null: none. */
  readonly bar: RepairBar | null;
  /** Day on which the application was received. */
  readonly appliedOn: Day;
}

/**
 * May this record be repaired on this application? Returns **every** condition that is not met, each with its clause
 * and, where time cures it, the earliest day; none where all are. Conditions (all of): minimum ended, corrected and
 * duties performed, commitment made (it is signed with the application), others only by law; what the records do not
 * show yet may be shown by a proof, which the determining authority checks.
 * A record whose publication ended by time can still be repaired while a measure of it runs, for a repair is publication,
 * sharing and measures (第三条); the minimum is one of publication, and asks nothing any more. What ended by time with no
 * measure left needs no repair.
 * A judgment debtor's record goes to its court, which knows no minimum and no window.
 * Source: 信用修复管理办法 (order 36 of 2025); 国办发〔2025〕22号; 国办发〔2019〕35号 (13).
 */
export function reasonsAgainstRepair(question: DoorQuestion): Refusal[] {
  const { record, appliedOn } = question;
  const ended = alreadyEnded(record, appliedOn);
  if (ended.length > 0) return ended;
  const held = inOpenRepair(record);
  if (isForCourt(record.facts, appliedOn)) return held;
  const isMeasuresAlone = hasEndedByTime(record.facts, appliedOn);
  const minor = isMeasuresAlone ? [] : needsNoApplication(record.facts, appliedOn);
  if (minor.length > 0) return minor;
  return [
    ...held,
    ...barred(question),
    ...(isMeasuresAlone ? [] : minimumNotEnded(record.facts, appliedOn)),
    ...notCorrected(record, appliedOn),
    ...dutiesNotDone(record, appliedOn),
    ...asked(record, appliedOn),
  ];
}

/** Not repaired through the window: the court itself says when it ends (法释〔2017〕7号). */
export function isForCourt({ kind, sector }: Pick<RecordFacts, 'kind' | 'sector'>, on: Day): boolean {
  return kind === 'judgment-debtor' || sectorRules(sector, on).repairBy === 'court';
}

/**
 * The first day on which nothing that time cures stands against a record; null where something else does, or nothing
 * at all.
 */
export function earliestOf(refusals: readonly Refusal[]): Day | null {
  const days = refusals.map(({ earliest }) => earliest);
  if (days.length === 0 || days.some((day) => day === undefined)) return null;
  return days.reduce<Day>((latest, day) => (day !== undefined && day > latest ? day : latest), '');
}

/** What a repair of the record would end on a day: what of publication and sharing still stands, and which measures. */
export function endedByRepair(
  { facts, measures }: Pick<RecordAtDoor, 'facts' | 'measures'>,
  on: Day,
): { publication: boolean; sharing: boolean; measures: readonly RecordMeasure[] } {
  const stands = !isShownNoMore(facts, on);
  return { publication: stands && facts.published, sharing: stands, measures: measuresLeft(facts, measures, on) };
}

function alreadyEnded({ facts, measures }: RecordAtDoor, on: Day): Refusal[] {
  if (!isShownNoMore(facts, on) || measuresLeft(facts, measures, on).length > 0) return [];
  return [
    {
      code: 'record-ended',
      clause: ORDER_36,
      text: {
        zh: '该信息已停止公示、共享，也没有尚在执行的惩戒措施，无需申请修复。',
        en: 'This record has ended; it is neither shown nor shared, no measure of it is left, and it needs no repair.',
      },
    },
  ];
}

function inOpenRepair({ openRepair }: RecordAtDoor): Refusal[] {
  if (openRepair === null) return [];
  return [
    {
      code: 'already-in-repair',
      clause: NOTICE_22,
      text: {
        zh: `该信息的修复申请正在办理（${openRepair}），请等待答复或先撤回该申请。`,
        en: `A repair of this record is under way (${openRepair}); wait for its answer, or withdraw it first.`,
      },
    },
  ];
}

function needsNoApplication({ sector, severity, endsBy }: RecordFacts, on: Day): Refusal[] {
  const { value, clause } = sectorRules(sector, on).minorNeedsNoApplication;
  if (!value || severity !== 'minor') return [];
  const ends = endsBy === null ? '' : `（公示至${dayText(endsBy).zh}）`;
  return [
    {
      code: 'minor-needs-no-application',
      clause,
      text: {
        zh: `轻微失信信息期满自动停止公示${ends}，无需申请。`,
        en: `A minor record of this sector ends by itself${endsBy === null ? '' : ` (${endsBy} is its last day)`}; no application is taken.`,
      },
    },
  ];
}

function barred({ bar, appliedOn }: DoorQuestion): Refusal[] {
  if (bar === null || appliedOn > bar.until) return [];
  return [
    {
      code: 'barred-from-repair',
      clause: bar.clause,
      text: {
        zh: `因信用修复弄虚作假（${bar.caseNumber}），至${dayText(bar.until).zh}止不得申请信用修复。`,
        en: `Barred from repair until ${bar.until}, for falsehood in an earlier one (${bar.caseNumber}).`,
      },
      earliest: addDays(bar.until, 1),
    },
  ];
}

function minimumNotEnded({ published, applyFrom, minimumEnds }: RecordFacts, on: Day): Refusal[] {
  // Not shown at all: there is no minimum.
  if (!published) return [];
  if (applyFrom === null) {
    return [
      {
        code: 'minimum-not-begun',
        clause: ORDER_36,
        text: {
          zh: '最短公示期自改正之日起计算，认定单位尚未登记改正日期，请先向认定单位提交改正证明。',
          en: 'The minimum runs from the correction, which is not registered yet; bring the authority its proof first.',
        },
      },
    ];
  }
  if (on >= applyFrom) return [];
  return [
    {
      code: 'minimum-not-ended',
      clause: ORDER_36,
      text: {
        zh: `最短公示期至${minimumEnds ?? applyFrom}届满，自${applyFrom}起方可申请。`,
        en: `The minimum ends on ${minimumEnds ?? applyFrom}; apply from ${applyFrom} on.`,
      },
      earliest: applyFrom,
    },
  ];
}

function notCorrected({ facts: { correctedOn }, materials }: RecordAtDoor, on: Day): Refusal[] {
  if ((correctedOn !== null && correctedOn <= on) || materials.includes('correction-proof')) return [];
  return [
    {
      code: 'not-corrected',
      clause: ORDER_36,
      text: {
        zh: '尚未登记失信行为已纠正，请先纠正，并随申请提交证明，或请认定单位登记。',
        en: 'The misconduct is not on record as corrected: correct it, and hand in the proof or have the authority register it.',
      },
      ...(correctedOn === null ? {} : { earliest: correctedOn }),
    },
  ];
}

function dutiesNotDone({ facts: { dutiesDoneOn }, materials }: RecordAtDoor, on: Day): Refusal[] {
  if ((dutiesDoneOn !== null && dutiesDoneOn <= on) || materials.includes('duty-proof')) return [];
  return [
    {
      code: 'duties-not-done',
      clause: ORDER_36,
      text: {
        zh: '尚未登记义务已履行完毕（分期缴纳罚款的，以最后一期为准），请履行后随申请提交证明，或请认定单位登记。',
        en: 'The duties are not on record as performed (of a fine by instalments: the last one): perform them, and hand in the proof or have the authority register it.',
      },
      ...(dutiesDoneOn === null ? {} : { earliest: dutiesDoneOn }),
    },
  ];
}

const ASK_TEXT: Readonly<Record<SectorAsk['what'], Bilingual>> = {
  training: {
    zh: '该领域要求参加信用修复培训，请提交培训证明。',
    en: 'This sector asks for training; hand in its certificate.',
  },
  report: {
    zh: '该领域要求提交信用报告，请随申请提交。',
    en: 'This sector asks for a credit report; hand it in with the application.',
  },
};

function asked({ facts: { sector, severity }, materials }: RecordAtDoor, on: Day): Refusal[] {
  return sectorRules(sector, on)
    .asks.filter(({ what, severities }) => severities.includes(severity) && !materials.includes(what))
    .map(({ what, clause }) => ({ code: `${what}-missing`, clause, text: ASK_TEXT[what] }));
}
