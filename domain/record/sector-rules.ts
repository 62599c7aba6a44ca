import type { RecordKind } from './record-kind.ts';
import type { Rule, Sureness } from '../rule-sets/rule-set.ts';
import { findOverride, type RuleAnswer, type RuleLookup } from '../deadline/rule-value.ts';
import type { Sector, SectorNumber, SectorPeriod, SectorRules } from './sectors.ts';
import type { Severity } from './severity.ts';
import type { Day } from '../time.ts';

const ORDER_36 = '信用修复管理办法（国家发展改革委令2025年第36号）';
const NOTICE_35 = '国办发〔2019〕35号（十三）';
const OBJECTIONS = '国发〔2016〕33号（二十二）';
const SAFETY_LAW = '安全生产法第七十八条';
const WAGES = '拖欠农民工工资失信联合惩戒对象名单管理暂行办法（人力资源社会保障部令第45号）';
const SAFETY = '安全生产严重失信主体名单管理办法（应急管理部令第11号）';
const TAX = '重大税收违法失信主体信息公布管理办法（国家税务总局令第54号）';
const MARKET_2021 = '国市监信规〔2021〕3号';
const MARKET_2021_PUBLICITY = '市场监督管理行政处罚信息公示规定（市场监管总局令第45号）第十三条';
const MARKET_2021_WITHIN = '市场监督管理行政处罚信息公示规定（市场监管总局令第45号）第九条';
const MARKET_2025 = '市场监督管理信用修复管理办法（市场监管总局令第107号）';
const DEBTORS = '最高人民法院关于公布失信被执行人名单信息的若干规定（法释〔2017〕7号）';

const rule = <Value>(value: Value, clause: string, sure: Sureness): Rule<Value> => ({ value, clause, sure });

/** Order 36 leaves what follows to the authorities of each sector: these are ours until one is read. */
const GENERAL: SectorRules = {
  inForceFrom: '2023-05-01',
  document: ORDER_36,
  periods: [],
  repairBy: 'authority',
  ownSystem: false,
  acceptWithin: null,
  checkWithin: null,
  answerWithin: null,
  answerFrom: 'receipt',
  extension: null,
  crossProvincePush: null,
  minorNeedsNoApplication: rule(false, ORDER_36, 'second-hand'),
  asks: [],
  determination: { statementWithin: null, reviewWithin: null, decideWithin: null, extension: null },
  falseRepair: rule('goes-on', ORDER_36, 'default'),
  dutiesOpenAtMaximum: null,
  objectionAnswerWithin: null,
  objectionExtension: null,
  // Measures are not applied while the record is checked; that it be hidden the text does not say: it is marked.
  underObjection: rule({ publicity: false, sharing: false, measures: true }, OBJECTIONS, 'text-read'),
  publishWithin: null,
};

const SERIOUS_LIST = { kinds: ['serious-list'], severities: ['serious'], shown: 'always' } as const;

const MARKET_KINDS: readonly RecordKind[] = ['penalty', 'abnormal-list', 'serious-list', 'other-negative'];

/** Until 2025-12-24: counted from the day of publication, where order 36 goes by the document. */
const MARKET_PERIODS_2021: readonly SectorPeriod[] = [
  {
    kinds: ['penalty'],
    severities: ['minor'],
    shown: 'always',
    minimumMonths: null,
    minimumSince: 'start',
    maximumMonths: rule(3, MARKET_2021_PUBLICITY, 'text-read'),
    countsFrom: 'publication',
  },
  {
    kinds: ['penalty'],
    severities: ['general', 'serious'],
    shown: 'always',
    minimumMonths: rule(6, MARKET_2021, 'second-hand'),
    minimumSince: 'start',
    maximumMonths: rule(36, MARKET_2021_PUBLICITY, 'text-read'),
    countsFrom: 'publication',
  },
];

const MARKET_PERIODS_2025: readonly SectorPeriod[] = [
  marketPeriod('minor', null, 3),
  marketPeriod('general', 3, 12),
  marketPeriod('serious', 12, 36),
];

function marketPeriod(
  severity: 'minor' | 'general' | 'serious',
  minimum: number | null,
  maximum: number,
): SectorPeriod {
  return {
    kinds: MARKET_KINDS,
    severities: [severity],
    shown: 'always',
    minimumMonths: minimum === null ? null : rule(minimum, MARKET_2025, 'second-hand'),
    minimumSince: 'start',
    maximumMonths: rule(maximum, MARKET_2025, 'second-hand'),
    countsFrom: 'document',
  };
}

/** Longer than general law's seven: read in the text, and not repealed by order 107. */
const MARKET_PUBLISHES = { kinds: ['penalty'], term: rule(20, MARKET_2021_WITHIN, 'text-read') } as const;

const MARKET_2021_RULES: SectorRules = {
  ...GENERAL,
  inForceFrom: '2021-09-01',
  document: MARKET_2021,
  periods: MARKET_PERIODS_2021,
  ownSystem: true,
  checkWithin: rule(12, `${MARKET_2021}（按15减3推算）`, 'default'),
  answerWithin: rule(15, MARKET_2021, 'second-hand'),
  publishWithin: MARKET_PUBLISHES,
};

const MARKET_2025_RULES: SectorRules = {
  ...GENERAL,
  inForceFrom: '2025-12-25',
  document: MARKET_2025,
  periods: MARKET_PERIODS_2025,
  ownSystem: true,
  checkWithin: rule(4, `${MARKET_2025}（按7减3推算）`, 'default'),
  answerWithin: rule(7, MARKET_2025, 'second-hand'),
  crossProvincePush: rule(3, MARKET_2025, 'second-hand'),
  minorNeedsNoApplication: rule(true, MARKET_2025, 'second-hand'),
  publishWithin: MARKET_PUBLISHES,
};

/**
 * Each sector's rules, oldest first; a changed rule is a new entry with its day. Food, drugs and special equipment
 * are supervised by the market authorities: before 2025-12-25 order 58 gives their periods itself.
 */
export const SECTOR_RULES: Readonly<Record<Sector, readonly [SectorRules, ...SectorRules[]]>> = {
  general: [GENERAL],
  'market-supervision': [MARKET_2021_RULES, MARKET_2025_RULES],
  food: [{ ...MARKET_2021_RULES, periods: [] }, MARKET_2025_RULES],
  drugs: [{ ...MARKET_2021_RULES, periods: [] }, MARKET_2025_RULES],
  'special-equipment': [{ ...MARKET_2021_RULES, periods: [] }, MARKET_2025_RULES],
  fire: [GENERAL],
  'wage-arrears': [
    {
      ...GENERAL,
      inForceFrom: '2022-01-01',
      document: WAGES,
      periods: [
        {
          ...SERIOUS_LIST,
          minimumMonths: rule(6, `${WAGES}第十二条`, 'text-read'),
          minimumSince: 'correction',
          maximumMonths: rule(36, `${WAGES}第十一条`, 'text-read'),
          countsFrom: 'document',
        },
      ],
      // Removed within ten working days of the end of its three years, whatever is open.
      dutiesOpenAtMaximum: rule('flag', `${WAGES}第十一条、第十七条`, 'text-read'),
      checkWithin: rule(12, `${WAGES}第十四条（按15减3推算）`, 'default'),
      answerWithin: rule(15, `${WAGES}第十四条`, 'text-read'),
      determination: {
        statementWithin: rule(5, `${WAGES}第六条`, 'text-read'),
        reviewWithin: rule(5, `${WAGES}第六条`, 'text-read'),
        // The article gives the number and counts it from another day than this service does: so the term is ours.
        decideWithin: rule(
          20,
          `${WAGES}第八条（条文自责令限期支付期满起算；自陈述、申辩结束起算为系统默认）`,
          'default',
        ),
        extension: rule(20, `${WAGES}第八条`, 'text-read'),
      },
      falseRepair: rule('restarts', `${WAGES}第十五条`, 'text-read'),
    },
  ],
  'work-safety': [
    {
      ...GENERAL,
      inForceFrom: '2023-10-01',
      document: SAFETY,
      periods: [
        {
          ...SERIOUS_LIST,
          minimumMonths: rule(12, SAFETY, 'second-hand'),
          minimumSince: 'start',
          maximumMonths: rule(36, SAFETY, 'second-hand'),
          countsFrom: 'document',
        },
      ],
      asks: [{ what: 'training', severities: ['serious'], clause: NOTICE_35, sure: 'default' }],
      falseRepair: rule('restarts', SAFETY, 'second-hand'),
      publishWithin: { kinds: ['penalty'], term: rule(7, SAFETY_LAW, 'text-read') },
    },
  ],
  tax: [
    {
      ...GENERAL,
      inForceFrom: '2022-02-01',
      document: TAX,
      periods: [
        {
          ...SERIOUS_LIST,
          minimumMonths: rule(6, TAX, 'default'),
          minimumSince: 'start',
          maximumMonths: rule(36, TAX, 'default'),
          countsFrom: 'publication',
        },
      ],
      checkWithin: rule(12, `${TAX}（按15减3推算）`, 'default'),
      answerWithin: rule(15, TAX, 'default'),
      determination: { ...GENERAL.determination, statementWithin: rule(5, TAX, 'second-hand') },
      asks: [{ what: 'report', severities: ['serious'], clause: NOTICE_35, sure: 'default' }],
      // By the 15th of the month after service (second-hand): the day of service is not of the record.
      publishWithin: { kinds: ['serious-list'], term: null },
    },
  ],
  'judgment-debtor': [
    {
      ...GENERAL,
      inForceFrom: '2017-05-01',
      document: DEBTORS,
      // The listing decision gives the term; this is what stands where it gives none (situations 2 to 6).
      periods: [
        {
          kinds: ['judgment-debtor'],
          severities: ['minor', 'general', 'serious'],
          shown: 'always',
          minimumMonths: null,
          minimumSince: 'start',
          maximumMonths: rule(24, `${DEBTORS}第二条`, 'second-hand'),
          countsFrom: 'document',
        },
      ],
      repairBy: 'court',
      dutiesOpenAtMaximum: rule('flag', DEBTORS, 'default'),
    },
  ],
};

/**
 * A sector's rules in force on a day: a period goes by the day of the record's document, a procedure by the day of
 * the application. Before a sector's first rules, and for what it leaves open, the general ones.
 */
export function sectorRules(sector: Sector, on: Day): SectorRules {
  const [general] = SECTOR_RULES.general;
  return SECTOR_RULES[sector].findLast(({ inForceFrom }) => inForceFrom <= on) ?? general;
}

/** The sector's own period for a record; null where the rule set's counts. */
export function findSectorPeriod(sector: Sector, kind: RecordKind, severity: Severity, on: Day): SectorPeriod | null {
  const isOf = ({ kinds, severities }: SectorPeriod) => kinds.includes(kind) && severities.includes(severity);
  return sectorRules(sector, on).periods.find(isOf) ?? null;
}

/** The terms of a repair, all in working days. */
export interface RepairTerms {
  /** From the push. */
  readonly accept: RuleAnswer<number>;
  /** From acceptance. */
  readonly check: RuleAnswer<number>;
  /** The whole answer, from what `answerFrom` says. */
  readonly answer: RuleAnswer<number>;
  readonly answerFrom: 'receipt' | 'acceptance';
  readonly extension: RuleAnswer<number>;
}

/**
 * The terms of a repair applied for on a day: a number of the sector overrides the rule set's (`rule`), and one that an
 * administrator set for the sector overrides both, unless it was read in the sector's own text.
 */
export function repairTerms(sector: Sector, on: Day, rule: RuleLookup): RepairTerms {
  return {
    accept: sectorTerm(sector, on, rule, 'repair.accept-within-working-days'),
    check: sectorTerm(sector, on, rule, 'repair.check-within-working-days'),
    answer: sectorTerm(sector, on, rule, 'repair.answer-within-working-days'),
    answerFrom: sectorRules(sector, on).answerFrom,
    extension: sectorTerm(sector, on, rule, 'repair.extension-working-days'),
  };
}

/** Where a sector's rules keep each number of its own. */
const OWN_NUMBER: Readonly<Record<SectorNumber, (rules: SectorRules) => Rule<number> | null>> = {
  'repair.accept-within-working-days': (rules) => rules.acceptWithin,
  'repair.check-within-working-days': (rules) => rules.checkWithin,
  'repair.answer-within-working-days': (rules) => rules.answerWithin,
  'repair.extension-working-days': (rules) => rules.extension,
  'objection.answer-within-working-days': (rules) => rules.objectionAnswerWithin,
  'objection.extension-working-days': (rules) => rules.objectionExtension,
  'determination.statement-within-working-days': ({ determination }) => determination.statementWithin,
  'determination.review-within-working-days': ({ determination }) => determination.reviewWithin,
  'determination.decide-within-working-days': ({ determination }) => determination.decideWithin,
  'determination.decision-extension-working-days': ({ determination }) => determination.extension,
  'publicity.stays-published-while-duties-open': ({ dutiesOpenAtMaximum: own }) =>
    own === null ? null : { ...own, value: own.value === 'stays-published' ? 1 : 0 },
};

/** The number that a sector's rules of a day give of their own; null: the rule set's counts. */
export function findSectorNumber(sector: Sector, on: Day, code: SectorNumber): Rule<number> | null {
  return OWN_NUMBER[code](sectorRules(sector, on));
}

/** A term that a sector may have of its own, as it counts. */
export type SectorTerm = RuleAnswer<number>;

/** One number as it counts in a sector on a day; see `repairTerms`. */
export function sectorTerm(sector: Sector, on: Day, rule: RuleLookup, code: SectorNumber): SectorTerm {
  const read = findSectorNumber(sector, on, code);
  const general = rule(code);
  const set = findOverride(rule.ofSectors ?? [], `${sector}/${code}`, on);
  if (read?.sure !== 'text-read' && typeof set?.value === 'number') {
    const clause = read?.clause ?? general.clause;
    return { value: set.value, clause, sure: 'default', isDefault: true, override: set };
  }
  return read === null ? general : { ...read, isDefault: read.sure === 'default', override: null };
}
