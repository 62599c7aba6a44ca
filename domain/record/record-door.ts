import type { Refusal } from '../refusal.ts';
import type { Day } from '../time.ts';

const EFFECTIVE_DOCUMENT = '国办发〔2020〕49号（二）';

/**
 * What speaks against entering a record: a decision or a first day shown that lies ahead or is not in order, or a
 * document that was entered for the subject already. Every reason, but of a decision still to be made nothing else:
 * what would follow from its day cannot be said yet. A record rests on an effective legal document.
 * @param same the record of the same document; null: there is none, or it was entered wrongly
 */
export function reasonsAgainstEntry(
  { decidedOn, publishedFrom, documentNumber }: { decidedOn: Day; publishedFrom: Day; documentNumber: string },
  today: Day,
  same: object | null,
): Refusal[] {
  if (isStillAhead(decidedOn, today)) return [inTheFuture(decidedOn)];
  return [
    ...(publishedFrom < decidedOn || publishedFrom > today ? [badFirstDay(decidedOn, today)] : []),
    ...(same === null ? [] : [entered(documentNumber)]),
  ];
}

/** Whether a decision is still to be made: then nothing that follows from its day can be judged. */
export function isStillAhead(decidedOn: Day, today: Day): boolean {
  return decidedOn > today;
}

/**
 * What speaks against registering correction or performance: no day at all, one before the decision or ahead of today,
 * or another than the one registered before.
 */
export function reasonsAgainstDuties(
  record: { readonly decidedOn: Day; readonly correctedOn: Day | null; readonly dutiesDoneOn: Day | null },
  named: { readonly correctedOn: Day | null; readonly dutiesDoneOn: Day | null },
  today: Day,
): Refusal[] {
  const days = [named.correctedOn, named.dutiesDoneOn].filter((day) => day !== null);
  if (days.length === 0) return [noDay];
  const isOther = (['correctedOn', 'dutiesDoneOn'] as const).some(
    (what) => named[what] !== null && record[what] !== null && record[what] !== named[what],
  );
  return [
    ...(days.some((day) => day < record.decidedOn || day > today) ? [badDutiesDay(record.decidedOn, today)] : []),
    ...(isOther ? [registeredOtherwise] : []),
  ];
}

/**
 * What speaks against a report, or a finding, that the decision of a record was annulled on a day, or the effective
 * document that it rests on: a day before there was one, or ahead of today.
 * @param since the day of the effective document where a determination rests on one, else of the decision
 */
export function reasonsAgainstAnnulment(since: Day, annulledOn: Day, today: Day): Refusal[] {
  if (annulledOn >= since && annulledOn <= today) return [];
  return [
    {
      code: 'annulment-day',
      clause: '行政处罚法第四十八条',
      text: {
        zh: `撤销、变更或确认违法之日应在${since}至${today}之间。`,
        en: `The day of the annulment lies between ${since} and ${today}.`,
      },
    },
  ];
}

/** An annulment was reported already, and is being checked. */
export const ANNULMENT_REPORTED: Refusal = {
  code: 'annulment-reported',
  clause: '行政处罚法第四十八条',
  text: {
    zh: '决定被撤销的情况已报告，正在核实，无需重复报告。',
    en: 'An annulment has been reported already and is being checked.',
  },
};

/** There is no report that could be dismissed. */
export const NO_ANNULMENT_REPORTED: Refusal = {
  code: 'no-annulment-reported',
  clause: '行政处罚法第四十八条',
  text: { zh: '没有待核实的撤销报告。', en: 'No annulment has been reported.' },
};

/** What the record was determined on is gone: there is nothing to find out that would let it stand. */
export function basisFallen(of: string): Refusal {
  return {
    code: 'record-basis-fallen',
    clause: '行政处罚法第四十八条（参照）；国办发〔2020〕49号（二）',
    text: {
      zh: `本记录所依据的案件${of}的结论已不成立，不能维持，请撤回。`,
      en: `The finding of case ${of}, on which this record rests, stands no more: the record cannot be kept; withdraw it.`,
    },
  };
}

function inTheFuture(decidedOn: Day): Refusal {
  return {
    code: 'decision-in-the-future',
    clause: EFFECTIVE_DOCUMENT,
    text: {
      zh: `决定日期${decidedOn}尚未到来；失信认定应当以已生效的法律文书为依据。`,
      en: `The decision of ${decidedOn} is not made yet; a record rests on an effective document.`,
    },
    earliest: decidedOn,
  };
}

function badFirstDay(decidedOn: Day, today: Day): Refusal {
  return {
    code: 'published-from',
    clause: EFFECTIVE_DOCUMENT,
    text: {
      zh: `公示起始日应在${decidedOn}（决定之日）至${today}（今天）之间。`,
      en: `The first day shown lies between ${decidedOn}, the decision, and ${today}, today.`,
    },
  };
}

function entered(documentNumber: string): Refusal {
  return {
    code: 'record-entered',
    clause: EFFECTIVE_DOCUMENT,
    text: {
      zh: `文书“${documentNumber}”对该主体的记录已录入。`,
      en: `A record of document "${documentNumber}" is entered for this subject already.`,
    },
  };
}

const noDay: Refusal = {
  code: 'duties-no-day',
  clause: '信用修复管理办法',
  text: { zh: '请填写纠正日期或者履行完毕日期。', en: 'Give the day of the correction or of the performance.' },
};

const registeredOtherwise: Refusal = {
  code: 'duties-registered',
  clause: '信用修复管理办法',
  text: { zh: '已登记为其他日期，不得更改。', en: 'Another day is registered already, and stands.' },
};

function badDutiesDay(decidedOn: Day, today: Day): Refusal {
  return {
    code: 'duties-day',
    clause: '信用修复管理办法',
    text: {
      zh: `纠正、履行日期应在${decidedOn}（决定之日）至${today}（今天）之间。`,
      en: `The days lie between ${decidedOn}, the decision, and ${today}, today.`,
    },
  };
}
