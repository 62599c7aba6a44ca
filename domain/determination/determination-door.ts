import type { Measure } from '../record/measures.ts';
import { reasonsAgainstMeasures } from '../record/measures.ts';
import type { RecordKind } from '../record/record-kind.ts';
import type { Sector } from '../record/sectors.ts';
import { reasonsAgainstListedAs } from '../record/serious-list.ts';
import type { Severity } from '../record/severity.ts';
import type { Refusal } from '../refusal.ts';
import type { Day } from '../time.ts';
import type { Bilingual } from '../text.ts';
import { reasonsAgainstActDay } from './day-of-act.ts';
import { citesBasis } from './legal-basis.ts';
import { type EffectiveDocument, reasonsAgainstDocument } from './determination-document.ts';

/** The kinds of records that a determination makes: penalties and false repairs come about by decisions of their own. */
export const DETERMINED_KINDS = [
  'serious-list',
  'abnormal-list',
  'other-negative',
] as const satisfies readonly RecordKind[];
export type DeterminedKind = (typeof DETERMINED_KINDS)[number];

/** How the document names a person who answers for an organisation. Source: 国发〔2016〕33号（十四）, 国办发〔2019〕35号（十二）. */
export const RESPONSIBILITIES = ['legal-representative', 'actual-controller', 'directly-responsible'] as const;
export type Responsibility = (typeof RESPONSIBILITIES)[number];

export const RESPONSIBILITY_TEXT = {
  'legal-representative': { zh: '法定代表人、主要负责人', en: 'legal representative or principal' },
  'actual-controller': { zh: '实际控制人', en: 'actual controller' },
  'directly-responsible': { zh: '直接责任人员', en: 'directly responsible' },
} as const satisfies Record<Responsibility, Bilingual>;

/** A person who answers for the organisation, as the document says. */
export interface ResponsiblePerson {
  subjectId: string;
  responsibility: Responsibility;
  /** The words of the document that name the person. */
  asNamed: string;
  /** Codes of the measures for the person, from the list. */
  measures: readonly string[];
}

/** What an officer completes a draft with, and what the subject is told. */
export interface Completion {
  document: EffectiveDocument;
  /** The day of the act, or its last day, where the draft names none or another; null: as drafted. */
  actOn: Day | null;
  /** Facts as the subject is told them. */
  facts: string;
  /** What would be shown of them; null: nothing. */
  summary: string | null;
  /** The clause that the conduct falls under. */
  basis: string;
  recordKind: DeterminedKind;
  sector: Sector;
  severity: Severity;
  /** Codes, from the list. */
  measures: readonly string[];
  responsible: readonly ResponsiblePerson[];
}

/** A completion next to what stands in the rows. */
export interface CompletionQuestion {
  completion: Completion;
  /** The day of the act that the draft names; null: none. */
  draftedActOn: Day | null;
  today: Day;
  list: readonly Measure[];
  subject: { id: string; kind: 'organisation' | 'person' };
  /** What is known of the persons that the completion names. */
  persons: readonly { id: string; kind: 'organisation' | 'person'; sameDocument: StandingDetermination | null }[];
  /** Another determination of the same document against the same subject; null: there is none. */
  sameDocument: StandingDetermination | null;
}

/** A determination that counts: open, or `made` and its record not voided since. */
export interface StandingDetermination {
  number: string;
  made: boolean;
}

const PERSONS = '国发〔2016〕33号（十四）；国办发〔2019〕35号（十二）';
const MEASURES_BY_LAW = '国办发〔2020〕49号（九）';
const PROCEDURE = '国办发〔2020〕49号（八）';

/**
 * What speaks against completing a draft, every reason at once; empty when it may be, and the subject is told. Measures
 * are judged as if it were decided today, and by the clauses that the subject is told. Source: 国办发〔2020〕49号（二）（九）（十）; persons: 国发〔2016〕33号（十四）.
 */
export function reasonsAgainstCompletion(question: CompletionQuestion): Refusal[] {
  const { completion, today, list, sameDocument } = question;
  const { document, recordKind, severity, measures } = completion;
  return [
    ...reasonsAgainstDocument(document, today),
    ...reasonsAgainstActDay(completion.actOn ?? question.draftedActOn, document.issuedOn),
    ...reasonsAgainstTwice(document.number, sameDocument, null),
    ...reasonsAgainstListedAs(recordKind, severity),
    ...reasonsAgainstCodes(measures, list, severity, today),
    ...reasonsAgainstBasis(completion, list),
    ...reasonsAgainstPersons(question),
  ];
}

/** What speaks against these measures for a record of this class, decided on a day. */
export function reasonsAgainstCodes(
  codes: readonly string[],
  list: readonly Measure[],
  severity: Severity,
  decidedOn: Day,
): Refusal[] {
  const named = codes.map((code) => ({ code, from: decidedOn, until: null }));
  return reasonsAgainstMeasures(named, list, { severity, decidedOn });
}

/** @param person id of a person who answers for the subject; null: the subject itself */
function reasonsAgainstTwice(document: string, same: StandingDetermination | null, person: string | null): Refusal[] {
  if (same === null) return [];
  return [same.made ? alreadyMade(document, same.number, person) : alreadyOpen(document, same.number, person)];
}

/** No measure on the organisation or a person whose basis is not among the clauses that the subject is told. */
function reasonsAgainstBasis({ basis, measures, responsible }: Completion, list: readonly Measure[]): Refusal[] {
  const codes = new Set([...measures, ...responsible.flatMap((person) => person.measures)]);
  return list
    .filter((measure) => codes.has(measure.code) && !citesBasis(basis, measure.basis))
    .map((measure) => basisNotCited(measure));
}

function basisNotCited({ code, name, basis }: Measure): Refusal {
  return {
    code: 'measure-basis-not-cited',
    clause: MEASURES_BY_LAW,
    text: {
      zh: `措施“${code}”（${name}）的法定依据是“${basis}”，不在所填“适用规定”之内；确属该情形的，请补填该条款，否则改选措施。`,
      en: `The legal basis of measure "${code}" is "${basis}", which is not among the clauses named; name it too where the conduct falls under it, or choose another measure.`,
    },
  };
}

function reasonsAgainstPersons({ completion, subject, persons, list, today }: CompletionQuestion): Refusal[] {
  const { responsible, severity, document } = completion;
  if (responsible.length > 0 && subject.kind === 'person') return [ONLY_OF_ORGANISATIONS];
  return responsible.flatMap(({ subjectId, measures }, index) => {
    const known = persons.find(({ id }) => id === subjectId);
    const isTwice = responsible.findIndex((one) => one.subjectId === subjectId) !== index;
    return [
      ...(known?.kind === 'person' ? [] : [notAPerson(subjectId)]),
      ...(isTwice ? [namedTwice(subjectId)] : []),
      ...reasonsAgainstTwice(document.number, known?.sameDocument ?? null, subjectId),
      ...reasonsAgainstCodes(measures, list, severity, today),
    ];
  });
}

function alreadyOpen(document: string, number: string, person: string | null): Refusal {
  return {
    code: 'determination-open',
    clause: PROCEDURE,
    text: {
      zh: `${against(person).zh}依据“${document}”的认定已在案件${number}中办理，请在该案件中办理，或者将本草稿不予启动。`,
      en: `The determination on "${document}"${against(person).en} already runs as case ${number}; act there, or discard this draft.`,
    },
  };
}

function alreadyMade(document: string, number: string, person: string | null): Refusal {
  return {
    code: 'document-determined',
    clause: PROCEDURE,
    text: {
      zh: `${against(person).zh}已依据“${document}”作出认定（案件${number}），该信息仍然有效，同一文书不重复认定。`,
      en: `"${document}" was already determined on${against(person).en} in case ${number}, and its record stands; one document is determined on once.`,
    },
  };
}

function against(person: string | null): Bilingual {
  return person === null ? { zh: '', en: '' } : { zh: `责任人员${person}：`, en: ` against the person ${person}` };
}

const ONLY_OF_ORGANISATIONS: Refusal = {
  code: 'responsible-of-organisation',
  clause: PERSONS,
  text: {
    zh: '责任人员仅适用于失信主体为单位的案件；当事人为自然人的，请不填责任人员。',
    en: 'Only an organisation has persons who answer for it; leave them out where the subject is a person.',
  },
};

function notAPerson(id: string): Refusal {
  return {
    code: 'responsible-not-person',
    clause: PERSONS,
    text: {
      zh: `责任人员${id}不是已登记的自然人，请核对，或者先登记该人员。`,
      en: `${id} is no person entered here; check it, or enter the person first.`,
    },
  };
}

function namedTwice(id: string): Refusal {
  return {
    code: 'responsible-twice',
    clause: PERSONS,
    text: { zh: `责任人员${id}重复，请删去一项。`, en: `The person ${id} is named twice; name them once.` },
  };
}

/** The case that it came from has lost the ending that it rests on. */
export function originUnfounded(number: string): Refusal {
  return {
    code: 'determination-unfounded',
    clause: '国办发〔2019〕35号（九）',
    text: {
      zh: `来源的整改案件${number}已不是未整改，本案失去依据，请不予认定；整改案件再次以未整改办结的，可以继续。`,
      en: `The rectification ${number} that this came from does not stand as not rectified any more; drop this case, or go on should it end so again.`,
    },
  };
}
