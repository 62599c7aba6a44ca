/**
 * What the place says about accept-first, as data. Where a place's text gave no number, `null` leaves it to the
 * rule set's default, and the ledger of each deadline says so. "参照" marks what the demo county takes from elsewhere.
 */
import type { AcceptFirstTerms } from '../../domain/accept-first/accept-first.ts';

/** What the county says where it follows nobody else. */
const COUNTY: AcceptFirstTerms = {
  supplyBy: null,
  receiptByPost: 'arrival',
  lateness: 'ended',
  latenessIsBrokenPromise: true,
  barredBy: { unrepairedDishonesty: true, brokenPromise: 'until-made-good' },
  maxMissing: 3,
  maxOpenCases: 3,
  extension: { monthsInAll: null, by: 'officer' },
  registrationGraceWorkingDays: null,
  reminderWorkingDays: null,
  verifyWithinWorkingDays: null,
  clause: '明信县容缺受理办法（演示）第八条',
};

const place = (change: Partial<AcceptFirstTerms>): AcceptFirstTerms => ({ ...COUNTY, ...change });

export const PLACE_RULES = {
  county: COUNTY,
  /** 20 working days; a posted paper counts by its postmark; a promise not kept goes into the tax credit file. */
  tax: place({
    supplyBy: { kind: 'fixed', workingDays: 20 },
    receiptByPost: 'dispatch',
    maxMissing: null,
    maxOpenCases: null,
    clause: '国家税务总局公告2022年第26号',
  }),
  /** 10 working days; extended by the head, at most a month in all; barred for the rest of the calendar year. */
  suining: place({
    supplyBy: { kind: 'fixed', workingDays: 10 },
    lateness: 'acceptance-withdrawn',
    barredBy: { unrepairedDishonesty: true, brokenPromise: 'same-calendar-year' },
    extension: { monthsInAll: 1, by: 'supervisor' },
    clause: '参照四川遂宁税务2020年容缺办理规则',
  }),
  zhejiang: place({ lateness: 'acceptance-withdrawn', clause: '参照浙江最多跑一次改革促进条例第十一条' }),
  /** The application counts as withdrawn; the text does not call it a promise not kept. */
  anyang: place({
    lateness: 'deemed-withdrawn',
    latenessIsBrokenPromise: false,
    barredBy: { unrepairedDishonesty: true, brokenPromise: 'never' },
    clause: '参照安阳市政务服务条例第二十四条',
  }),
  /** Late means refused. The grace is the county's own: papers from the townships come with the weekly post. */
  binzhou: place({
    lateness: 'refused',
    registrationGraceWorkingDays: 5,
    clause: '参照滨州市2020年容缺受理规定第十条至第十二条、第十九条；登记宽限为明信县自定',
  }),
  yangxian: place({
    lateness: 'returned',
    latenessIsBrokenPromise: false,
    barredBy: { unrepairedDishonesty: true, brokenPromise: 'never' },
    clause: '参照陕西洋县容缺受理做法',
  }),
  /** Decided on the spot, one copy supplied as an electronic licence within 7 days. */
  jiuyuan: place({
    supplyBy: { kind: 'fixed', workingDays: 7 },
    latenessIsBrokenPromise: false,
    maxMissing: 1,
    maxOpenCases: 2,
    clause: '参照包头市九原区店招标牌备案容缺做法',
  }),
} as const satisfies Record<string, AcceptFirstTerms>;

export type PlaceRule = keyof typeof PLACE_RULES;
