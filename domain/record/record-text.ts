import {
  isShownNoMore,
  type MeasureForce,
  measuresLeft,
  type RecordFacts,
  type RecordMeasure,
  type RecordStateName,
} from './record.ts';
import { sectorRules } from './sector-rules.ts';
import type { Bilingual } from '../text.ts';
import { addDays, type Day, dayText } from '../time.ts';

export const RECORD_STATE_TEXT: Readonly<Record<RecordStateName, Bilingual>> = {
  published: { zh: '公示中', en: 'published' },
  'not-published': { zh: '不予公示', en: 'not published' },
  held: { zh: '暂停公示', en: 'held' },
  'ended-by-time': { zh: '期满终止', en: 'ended by time' },
  ended: { zh: '已终止', en: 'ended' },
};

/** How a record is marked to everybody while an objection to it is checked. */
export const UNDER_OBJECTION_TEXT: Bilingual = {
  zh: '异议核查中',
  en: 'an objection to it is being checked',
};

/** 49号（九）: measures of public bodies are applied; what organisations choose is theirs, and nobody may force them. */
export const MEASURE_FORCE_TEXT: Readonly<Record<MeasureForce, Bilingual>> = {
  mandatory: { zh: '依法实施', en: 'mandatory' },
  recommended: { zh: '由有关组织自主决定', en: 'recommended, the organisation decides' },
};

/** Against the decision itself (行政复议法第二十条、行政诉讼法第四十六条); against the court's, 民事诉讼法第二百三十六条. */
export function remedyText({ kind }: Pick<RecordFacts, 'kind'>): Bilingual {
  if (kind === 'judgment-debtor') {
    return {
      zh: '认为列入失信被执行人名单错误的，可以向作出决定的人民法院申请纠正。',
      en: 'Who was listed in error may ask the court that decided to correct it.',
    };
  }
  return {
    zh: '对决定不服的，可以自知道之日起六十日内申请行政复议，或者自知道之日起六个月内提起行政诉讼；复议、诉讼期间公示一般不停止。对公示信息有异议的，可以向信用中国网站或者认定单位提出。',
    en: 'Within 60 days reconsideration, or within six months a lawsuit, may be asked for against the decision; publication goes on meanwhile as a rule. An objection to what is shown goes to the site or the determining authority.',
  };
}

type Where = Pick<RecordFacts, 'sector' | 'decidedOn'>;

/** Who ends it is the court alone. */
function isForCourt({ kind, sector, decidedOn }: Where & Pick<RecordFacts, 'kind'>): boolean {
  return kind === 'judgment-debtor' || sectorRules(sector, decidedOn).repairBy === 'court';
}

/** It ends by itself, soon enough. */
function needsNoApplication({ severity, sector, decidedOn }: Where & Pick<RecordFacts, 'severity'>): boolean {
  return severity === 'minor' && sectorRules(sector, decidedOn).minorNeedsNoApplication.value;
}

/** How the record can be repaired, and from when (信用修复管理办法, 国办发〔2025〕22号). */
export function howToRepair({
  kind,
  severity,
  sector,
  decidedOn,
  applyFrom,
}: Pick<RecordFacts, 'kind' | 'severity' | 'sector' | 'decidedOn' | 'applyFrom'>): Bilingual {
  if (isForCourt({ kind, sector, decidedOn })) {
    return {
      zh: '履行义务或者具备法定情形的，由人民法院删除失信信息，请向执行法院提出。',
      en: 'The court ends it, once the duty is performed or the law says so; turn to the enforcing court.',
    };
  }
  if (needsNoApplication({ severity, sector, decidedOn })) {
    return { zh: '期满自动停止公示，无需申请信用修复。', en: 'It ends by itself; no application is needed.' };
  }
  const when =
    applyFrom === null
      ? { zh: '最早可申请之日自纠正之日起计算', en: 'from a day that is counted from the correction' }
      : { zh: `自${dayText(applyFrom).zh}起可以申请`, en: `from ${dayText(applyFrom).en}` };
  return {
    zh: `纠正失信行为、履行完毕法定义务并作出信用承诺后，可以申请信用修复（${when.zh}），不收取任何费用。`,
    en: `Once corrected, with all duties performed and a credit commitment made, repair can be applied for (${when.en}), free of charge.`,
  };
}

/** The first day on which repair can be applied for, where a bar may stand in the way until a last day. */
export function applyFromPast(applyFrom: Day | null, barredUntil: Day | null): Day | null {
  if (applyFrom === null || barredUntil === null || barredUntil < applyFrom) return applyFrom;
  return addDays(barredUntil, 1);
}

/**
 * What there is to apply for on a day: of a record that is over only the measures that still run, which a repair lifts
 * (信用修复管理办法第三条); of one without any, nothing.
 */
export function whatToRepair(facts: RecordFacts, measures: readonly RecordMeasure[], on: Day): Bilingual {
  if (!isShownNoMore(facts, on)) return howToRepair(facts);
  const left = measuresLeft(facts, measures, on);
  if (left.length === 0) {
    return {
      zh: '该信息已终止，没有尚在执行的惩戒措施，无需申请信用修复。',
      en: 'It has ended and no measure of it is left; there is nothing to apply for.',
    };
  }
  const names = left.map(({ name }) => name);
  return {
    zh: `公示已终止，惩戒措施尚在执行（${names.join('、')}）。纠正失信行为、履行完毕法定义务并作出信用承诺后，可以申请信用修复予以解除，不收取任何费用。`,
    en: `It is shown no more, but measures still run (${names.join(', ')}). Once corrected, with all duties performed and a credit commitment made, a repair that lifts them can be applied for, free of charge.`,
  };
}

/**
 * Until when its subject may not apply, after false materials or a broken repair commitment; null where there is nothing
 * to apply for. For its own people and its desks: the finding itself is public only as long as its own record is shown.
 */
export function barText(
  facts: RecordFacts,
  measures: readonly RecordMeasure[],
  on: Day,
  barredUntil: Day,
): Bilingual | null {
  const isOver = isShownNoMore(facts, on);
  const nothing = isOver ? measuresLeft(facts, measures, on).length === 0 : needsNoApplication(facts);
  if (nothing || isForCourt(facts)) return null;
  const until = dayText(barredUntil);
  return {
    zh: `因修复申请中弄虚作假或者违背修复承诺，至${until.zh}止不得申请信用修复。`,
    en: `After false materials or a broken repair commitment repair cannot be applied for until ${until.en} is over.`,
  };
}
