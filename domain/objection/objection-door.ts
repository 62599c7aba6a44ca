import type { Refusal } from '../refusal.ts';
import type { RecordEnding } from '../record/record-ending.ts';
import type { RecordKind } from '../record/record-kind.ts';
import { OBJECTION_CLAUSE, type ObjectionAbout } from './objection.ts';

/** What an objection is judged by when it is handed in. */
export interface ObjectionQuestion {
  readonly kind: RecordKind;
  readonly documentNumber: string;
  readonly endedHow: RecordEnding | null;
  readonly about: ObjectionAbout;
  /** Code of the measure; null where the objection is not about one. */
  readonly measure: string | null;
  /** Codes of the record's measures that are not lifted. */
  readonly measuresStanding: readonly string[];
  /** Number of an open objection to this record. */
  readonly openObjection: string | null;
  /** Number of an objection about the same that was answered as not founded. */
  readonly rejectedBefore: string | null;
  /** What has come up since; null: nothing is named. */
  readonly newFacts: string | null;
}

/**
 * Every reason why an objection is not registered; empty when it is. An entry of a court's list is for the court to
 * correct; a record that was annulled or corrected says no more what could be wrong; two objections to one record would
 * each lift what the other stopped; and what was answered once is answered again only where something new is named,
 * else measures would never come back. Source: 国发〔2016〕33号（二十二）; 法释〔2017〕7号第十一条; the last is ours.
 */
export function reasonsAgainstObjection(question: ObjectionQuestion): Refusal[] {
  const { kind, documentNumber, endedHow, openObjection, rejectedBefore, newFacts } = question;
  if (kind === 'judgment-debtor') return [forTheCourt];
  if (endedHow !== null && endedHow !== 'repaired') return [nothingLeft(documentNumber)];
  return [
    ...(openObjection === null ? [] : [alreadyOpen(documentNumber, openObjection)]),
    ...reasonsAgainstMeasure(question),
    ...(rejectedBefore !== null && newFacts === null ? [answeredBefore(rejectedBefore)] : []),
  ];
}

function reasonsAgainstMeasure({ about, measure, measuresStanding }: ObjectionQuestion): Refusal[] {
  if ((about === 'measure') !== (measure !== null)) return [whichMeasure];
  return measure === null || measuresStanding.includes(measure) ? [] : [noSuchMeasure(measure)];
}

const forTheCourt: Refusal = {
  code: 'objection-for-court',
  clause: '法释〔2017〕7号第十一条',
  text: {
    zh: '失信被执行人信息由执行法院纠正，请直接向作出决定的人民法院申请纠正。',
    en: 'An entry in the list of judgment debtors is corrected by its court; apply to the court that decided.',
  },
};

function nothingLeft(documentNumber: string): Refusal {
  return {
    code: 'objection-record-void',
    clause: OBJECTION_CLAUSE,
    text: {
      zh: `“${documentNumber}”所涉信息已被撤销、更正或者撤回，无需提出异议；仍有单位公示或者据以采取措施的，请向该单位提出。`,
      en: `The record of "${documentNumber}" was annulled, corrected or withdrawn already. Where somebody still shows it or acts on it, turn to them.`,
    },
  };
}

function alreadyOpen(documentNumber: string, number: string): Refusal {
  return {
    code: 'objection-open',
    clause: OBJECTION_CLAUSE,
    text: {
      zh: `对“${documentNumber}”所涉信息的异议已在案件${number}中办理，请等待答复；需要补充理由、证据的，请在该案件中提交补充。`,
      en: `An objection to the record of "${documentNumber}" is open already as case ${number}; wait for its answer. Grounds and evidence are added to that case as a supplement.`,
    },
  };
}

const whichMeasure: Refusal = {
  code: 'objection-measure-named',
  clause: OBJECTION_CLAUSE,
  text: {
    zh: '对惩戒措施的异议请在 measure 中写明措施代码；其他异议请不填 measure。',
    en: 'An objection about a measure names its code in "measure"; any other leaves it out.',
  },
};

function noSuchMeasure(code: string): Refusal {
  return {
    code: 'objection-measure-unknown',
    clause: OBJECTION_CLAUSE,
    text: {
      zh: `该信息没有惩戒措施“${code}”，或者该措施已因有误解除，请核对。`,
      en: `The record has no measure "${code}", or it was found wrong already; check its code.`,
    },
  };
}

function answeredBefore(number: string): Refusal {
  return {
    code: 'objection-answered',
    clause: OBJECTION_CLAUSE,
    text: {
      zh: `同一异议已在案件${number}中答复不成立。有新的事实或者证据的，请在 newFacts 中写明；对决定本身不服的，可以依法申请行政复议或者提起行政诉讼。`,
      en: `The same objection was answered as not founded in case ${number}. Name what is new in "newFacts"; against the decision itself there are reconsideration and lawsuit.`,
    },
  };
}
