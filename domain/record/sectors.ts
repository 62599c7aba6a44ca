import type { RecordKind } from './record-kind.ts';
import type { Rule } from '../rule-sets/rule-set.ts';
import type { Severity } from './severity.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/** The fields of law that have rules of their own; all else is `general`. */
export const SECTORS = [
  'general',
  'market-supervision',
  'wage-arrears',
  'work-safety',
  'tax',
  'judgment-debtor',
  'food',
  'drugs',
  'special-equipment',
  'fire',
] as const;
export type Sector = (typeof SECTORS)[number];

export const SECTOR_TEXT: Readonly<Record<Sector, Bilingual>> = {
  general: { zh: '一般领域', en: 'general' },
  'market-supervision': { zh: '市场监督管理', en: 'market supervision' },
  'wage-arrears': { zh: '拖欠农民工工资', en: 'arrears of migrant workers’ wages' },
  'work-safety': { zh: '安全生产', en: 'work safety' },
  tax: { zh: '税务', en: 'tax' },
  'judgment-debtor': { zh: '人民法院执行', en: 'enforcement by the courts' },
  food: { zh: '食品', en: 'food' },
  drugs: { zh: '药品', en: 'drugs' },
  'special-equipment': { zh: '特种设备', en: 'special equipment' },
  fire: { zh: '消防', en: 'fire safety' },
};

/** Whether the text names a sector. */
export function isSector(text: string): text is Sector {
  return SECTORS.some((sector) => sector === text);
}

/** The numbers that a sector may have of its own, by the code of the rule they replace. */
export const SECTOR_NUMBERS = [
  'repair.accept-within-working-days',
  'repair.check-within-working-days',
  'repair.answer-within-working-days',
  'repair.extension-working-days',
  'objection.answer-within-working-days',
  'objection.extension-working-days',
  'determination.statement-within-working-days',
  'determination.review-within-working-days',
  'determination.decide-within-working-days',
  'determination.decision-extension-working-days',
  'publicity.stays-published-while-duties-open',
] as const;
export type SectorNumber = (typeof SECTOR_NUMBERS)[number];

/** The maximum has come and duties are open: shown no longer but flagged, or shown until they are done. */
export const DUTIES_OPEN_AT_MAXIMUM = ['flag', 'stays-published'] as const;
export type DutiesOpenAtMaximum = (typeof DUTIES_OPEN_AT_MAXIMUM)[number];

/** How long records of these kinds and classes are shown in a sector; it takes the place of the rule set's period. */
export interface SectorPeriod {
  readonly kinds: readonly RecordKind[];
  readonly severities: readonly Severity[];
  /** `if-found-necessary`: not shown unless the authority finds it necessary. */
  readonly shown: 'always' | 'if-found-necessary';
  /** Months before repair may be applied for; null: as soon as the duties are done. */
  readonly minimumMonths: Rule<number> | null;
  /** What the minimum runs from: `correction` has no date until the correction is registered. */
  readonly minimumSince: 'start' | 'correction';
  /** Null: no fixed term, it is shown until somebody ends it. */
  readonly maximumMonths: Rule<number> | null;
  readonly countsFrom: 'document' | 'publication';
}

/** Training or a credit report that an application for repair must show (国办发〔2019〕35号（十三）). */
export interface SectorAsk {
  readonly what: 'training' | 'report';
  readonly severities: readonly Severity[];
  readonly clause: string;
  readonly sure: Rule<unknown>['sure'];
}

/** The terms of a determination (认定) in a sector, in working days; null: the rule set's own counts. */
export interface SectorDetermination {
  /** From service of the notice. */
  readonly statementWithin: Rule<number> | null;
  readonly reviewWithin: Rule<number> | null;
  readonly decideWithin: Rule<number> | null;
  /** Of the decision, once. */
  readonly extension: Rule<number> | null;
}

/** A sector's rules from a day on. Where a number is null the rule set's own counts. */
export interface SectorRules {
  readonly inForceFrom: Day;
  /** The document these rules are from. */
  readonly document: string;
  readonly periods: readonly SectorPeriod[];
  /** `court`: not repaired through the window; the court itself says when it ends. */
  readonly repairBy: 'authority' | 'court';
  /** Applications go on to the system of its own authorities, under the same case number. */
  readonly ownSystem: boolean;
  /** Working days from the push. */
  readonly acceptWithin: Rule<number> | null;
  /** Working days from acceptance. */
  readonly checkWithin: Rule<number> | null;
  /** Working days of the whole answer. */
  readonly answerWithin: Rule<number> | null;
  readonly answerFrom: 'receipt' | 'acceptance';
  /** Working days of the one extension. */
  readonly extension: Rule<number> | null;
  /** Working days in which a decision is pushed to another province's registration authority; null: no such rule. */
  readonly crossProvincePush: Rule<number> | null;
  /** A minor record ends by itself, and no application is taken for it. */
  readonly minorNeedsNoApplication: Rule<boolean>;
  readonly asks: readonly SectorAsk[];
  readonly determination: SectorDetermination;
  /** What becomes of the old record's period when a repair is withdrawn for false materials. */
  readonly falseRepair: Rule<'restarts' | 'goes-on'>;
  /** Working days in which the authority answers an objection, from the day it has it. */
  readonly objectionAnswerWithin: Rule<number> | null;
  /** Working days of the one extension of that answer. */
  readonly objectionExtension: Rule<number> | null;
  /** What stands still while an objection is checked. */
  readonly underObjection: Rule<{
    readonly publicity: boolean;
    readonly sharing: boolean;
    readonly measures: boolean;
  }>;
  /**
   * Working days in which decisions of these kinds are published; null: as in general law. A null term: the sector counts
   * from something that a record does not tell, so nothing is counted.
   */
  readonly publishWithin: { readonly kinds: readonly RecordKind[]; readonly term: Rule<number> | null } | null;
  /** What becomes of a record that reaches its maximum with duties open; null: the rule set's own counts. */
  readonly dutiesOpenAtMaximum: Rule<DutiesOpenAtMaximum> | null;
}
