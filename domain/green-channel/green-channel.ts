import type { RuleLookup } from '../deadline/rule-value.ts';
import { countsAgainst, endedByTimeOn, type RecordFacts, type RecordState } from '../record/record.ts';
import type { Refusal } from '../refusal.ts';
import type { Bilingual } from '../text.ts';
import { addMonths, type Day, dayText } from '../time.ts';

/** Green channel (绿色通道): convenience for integrity models and for who has no bad record of three years. */
export const GREEN_CHANNEL_CLAUSE = '国发〔2016〕33号（四）；国办发〔2016〕98号';

const MONTHS_A_YEAR = 12;

/** 诚信典型: named by an authority in a document, from when until when. Both days count. */
export interface IntegrityModel {
  readonly from: Day;
  readonly until: Day;
  /** First day on which it counts no more, ended before its time; null: it was not. */
  readonly endedOn: Day | null;
}

export interface GreenChannelQuestion {
  readonly today: Day;
  readonly models: readonly IntegrityModel[];
  readonly records: readonly {
    readonly facts: RecordFacts;
    readonly state: Pick<RecordState, 'shared' | 'state' | 'underObjection'>;
    readonly authority: string;
    readonly documentNumber: string;
  }[];
  /** Promises not kept. */
  readonly broken: readonly { readonly caseNumber: string; readonly madeGoodOn: Day | null }[];
}

export const GREEN_GROUNDS = ['integrity-model', 'three-years'] as const;
export type GreenGround = (typeof GREEN_GROUNDS)[number];

export const GREEN_GROUND_TEXT: Readonly<Record<GreenGround, Bilingual>> = {
  'integrity-model': { zh: '诚信典型', en: 'an integrity model' },
  'three-years': { zh: '连续三年无不良信用记录', en: 'three years without a bad record' },
};

export type GreenChannelAnswer =
  | { readonly eligible: true; readonly ground: GreenGround; readonly refusals: readonly [] }
  | { readonly eligible: false; readonly ground: null; readonly refusals: readonly Refusal[] };

/** What a procedure grants in its green channel (绿色通道): data of the place. Source: 国发〔2016〕33号（四）. */
export interface GreenChannelTerms {
  /** First in order on the desk (优先办理). Source: 国办发〔2015〕51号（六）. */
  readonly firstOnDesk: boolean;
  /** Working days in which the authority means to decide once everything is verified; null: it names none. */
  readonly decideWithinWorkingDays: number | null;
  /** Codes of secondary materials that may be supplied later only here: never one that the law asks for. */
  readonly mayAlsoBeMissing: readonly string[];
  /** The place's rule that these terms were read in. */
  readonly clause: string;
}

/** Whether an integrity model counts on a day. */
export function isModelOn({ from, until, endedOn }: IntegrityModel, day: Day): boolean {
  return from <= day && day <= until && (endedOn === null || day < endedOn);
}

/**
 * Who may use the green channel, with every reason where somebody may not. A record that counts, or a promise not kept
 * and not made good, bars everybody, an integrity model too. One that ran out within the years bars who is no model; one
 * that was repaired or annulled bars nobody: what it set in motion ended with it (ours: the texts say 无不良信用记录 alone).
 * Nor does one to which an objection is being checked, until it is known whether it is right (33号（二十二）, read so by us).
 * Source: 国发〔2016〕33号（四）; 国办发〔2016〕98号. What other services hold is not known here.
 */
export function greenChannel(question: GreenChannelQuestion, rule: RuleLookup): GreenChannelAnswer {
  const { today, models, records, broken } = question;
  const barred = [
    ...records.filter(({ state }) => countsAgainst(state)).map(standingRecord),
    ...broken.filter(({ madeGoodOn }) => madeGoodOn === null || madeGoodOn > today).map(brokenPromise),
  ];
  if (barred.length > 0) return { eligible: false, ground: null, refusals: barred };
  if (models.some((model) => isModelOn(model, today))) {
    return { eligible: true, ground: 'integrity-model', refusals: [] };
  }
  const years = rule('green-channel.years-without-bad-record').value;
  const recent = records.flatMap((record) => recentlyOver(record, today, years));
  if (recent.length > 0) return { eligible: false, ground: null, refusals: recent };
  return { eligible: true, ground: 'three-years', refusals: [] };
}

type Held = GreenChannelQuestion['records'][number];

function standingRecord({ authority, documentNumber }: Held): Refusal {
  return {
    code: 'green-channel-record',
    clause: GREEN_CHANNEL_CLAUSE,
    text: {
      zh: `存在未修复的失信记录（${authority}，${documentNumber}），请先申请信用修复。`,
      en: `There is an unrepaired record (${authority}, ${documentNumber}); have it repaired first.`,
    },
  };
}

function brokenPromise({ caseNumber }: GreenChannelQuestion['broken'][number]): Refusal {
  return {
    code: 'green-channel-promise',
    clause: GREEN_CHANNEL_CLAUSE,
    text: {
      zh: `此前的承诺未履行（${caseNumber}），请先补救。`,
      en: `An earlier promise was not kept (${caseNumber}); make it good first.`,
    },
  };
}

function recentlyOver({ facts, state, authority, documentNumber }: Held, today: Day, years: number): Refusal[] {
  const over = state.state === 'ended-by-time' && !state.underObjection ? endedByTimeOn(facts) : null;
  if (over === null) return [];
  const earliest = addMonths(over, MONTHS_A_YEAR * years);
  if (earliest <= today) return [];
  return [
    {
      code: 'green-channel-too-soon',
      clause: GREEN_CHANNEL_CLAUSE,
      text: {
        zh: `${years}年内有不良信用记录（${authority}，${documentNumber}，${dayText(over).zh}期满），自${dayText(earliest).zh}起可以适用。`,
        en: `There was a bad record within ${years} years (${authority}, ${documentNumber}, over on ${over}); from ${earliest} it bars no more.`,
      },
      earliest,
    },
  ];
}
