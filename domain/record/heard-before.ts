import type { Refusal } from '../refusal.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';
import type { RecordKind } from './record-kind.ts';

const PROCEDURE = '国办发〔2020〕49号（八）';

/** 异议情况 what the subject had to say against what it was told. */
export const OBJECTIONS_BEFORE = ['none-raised', 'checked-and-answered'] as const;
export type ObjectionBefore = (typeof OBJECTIONS_BEFORE)[number];

export const OBJECTION_BEFORE_TEXT: Readonly<Record<ObjectionBefore, Bilingual>> = {
  'none-raised': { zh: '当事人未提出异议', en: 'it raised no objection' },
  'checked-and-answered': { zh: '当事人提出的异议已核实并反馈结果', en: 'its objection was checked and answered' },
};

/** 事前告知 how the subject was heard before a decision that was taken outside this service: before it, or on paper. */
export interface HeardBefore {
  /** The day on which it was told the facts, the grounds and its rights. */
  toldOn: Day;
  objection: ObjectionBefore;
}

/**
 * Whether a record of this kind comes about by a determination (失信认定) alone: entered from a document that was made
 * outside this service, it takes a supervisor of its authority, and how the subject was heard. A penalty has a procedure
 * of its own (行政处罚法第四十四条), and so has 经营异常名录. Source: 国办发〔2020〕49号（八）.
 */
export function isDeterminedAlone(kind: RecordKind): boolean {
  return kind === 'serious-list' || kind === 'other-negative';
}

/**
 * What speaks against entering such a record: nothing said of how the subject was heard, or a day on which it was told
 * that does not lie before the decision. Every reason. Source: 国办发〔2020〕49号（八）.
 */
export function reasonsAgainstUnheard(
  { kind, decidedOn }: { kind: RecordKind; decidedOn: Day },
  heard: HeardBefore | null,
): Refusal[] {
  if (heard === null) return isDeterminedAlone(kind) ? [NOT_HEARD] : [];
  return heard.toldOn < decidedOn ? [] : [badToldDay(decidedOn)];
}

const NOT_HEARD: Refusal = {
  code: 'record-not-heard',
  clause: PROCEDURE,
  text: {
    zh: '此类信息须在作出决定前告知当事人事由、依据和依法享有的权利，提出异议的核实并反馈。请填写告知日期和异议情况；尚未告知的，请在本系统办理失信认定。',
    en: 'Before such a decision the subject is told the facts, the grounds and its rights, and what it objects is checked and answered. Say on which day it was told, and whether it objected; where it was not told, open a determination here.',
  },
};

function badToldDay(decidedOn: Day): Refusal {
  return {
    code: 'told-day',
    clause: PROCEDURE,
    text: {
      zh: `告知之日应早于${decidedOn}（决定之日）。`,
      en: `The subject is told on a day before ${decidedOn}, the decision.`,
    },
  };
}
