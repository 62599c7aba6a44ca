import { type PerformanceResult, performanceText } from '../case/performance.ts';
import type { RuleLookup } from '../deadline/rule-value.ts';
import { maskSubject } from '../record/masking.ts';
import { RECORD_KIND_TEXT } from '../record/record-kind.ts';
import { UNDER_OBJECTION_TEXT } from '../record/record-text.ts';
import { SECTOR_TEXT } from '../record/sectors.ts';
import { SEVERITY_TEXT } from '../record/severity.ts';
import type { Bilingual } from '../text.ts';
import { addDays, type Day, type Instant, shanghaiDay } from '../time.ts';
import { type ReportRange, type ReportRecord, recordsInReport, type ShownRecord } from './report-record.ts';
import { registrationItem, type ReportRegistration } from './report-registrations.ts';
import {
  REPORT_SECTION_TEXT,
  REPORT_SECTIONS,
  type ReportItem,
  type ReportSection,
  SECTION_OF_RECORD,
  SECTIONS_NOT_HELD,
} from './report-sections.ts';

/** Special credit report (专项信用报告) in place of certificates that nothing was done against the law. */
export const REPORT_CLAUSE = '2025年意见（十六）';

/** What became of a promise, as a report may list it. */
export interface ReportPerformance {
  readonly id: string;
  readonly caseNumber: string;
  readonly authority: string;
  readonly decidedOn: Day;
  readonly result: PerformanceResult;
  readonly madeGoodOn: Day | null;
}

/** An honour that stands on the day of issue, as a report lists it. */
export interface ReportHonour {
  readonly id: string;
  readonly title: string;
  readonly documentNumber: string;
  readonly authority: string;
  readonly from: Day;
  readonly until: Day;
}

export interface ReportSectionContent {
  readonly section: ReportSection;
  readonly title: Bilingual;
  /** False: this service gathers nothing of the kind. */
  readonly held: boolean;
  readonly items: readonly ReportItem[];
}

/** The report as it is stored, hashed and printed. */
export interface ReportDocument {
  readonly number: string;
  readonly title: Bilingual;
  readonly basis: string;
  readonly issuer: { readonly code: string; readonly name: string };
  readonly issuedAt: Instant;
  readonly issuedOn: Day;
  readonly validUntil: Day;
  readonly subject: { readonly kind: 'organisation' | 'person'; readonly name: string; readonly identifier: string };
  readonly period: { readonly from: Day; readonly until: Day };
  readonly fields: readonly Bilingual[] | null;
  readonly sections: readonly ReportSectionContent[];
  readonly notCovered: readonly Bilingual[];
}

export interface ReportQuestion {
  readonly number: string;
  readonly issuer: ReportDocument['issuer'];
  readonly issuedAt: Instant;
  readonly validUntil: Day;
  readonly subject: ReportDocument['subject'];
  readonly range: ReportRange;
  readonly records: readonly ReportRecord[];
  readonly performances: readonly ReportPerformance[];
  /** Those that stand: an honour is listed whenever it was given. */
  readonly honours: readonly ReportHonour[];
  /** Those that may be rested on at that moment, whenever they were verified. */
  readonly registrations: readonly ReportRegistration[];
}

/** The last day on which a report counts that is issued on a day: rule data, in calendar days. */
export function reportValidUntil(issuedOn: Day, rule: RuleLookup): Day {
  return addDays(issuedOn, rule('credit-report.valid-calendar-days').value);
}

/** The promises that a report lists: decided in the period, kept or not. Released or lapsed ones say nothing of either. */
export function performancesInReport(
  performances: readonly ReportPerformance[],
  { from, until }: ReportRange,
): ReportPerformance[] {
  return performances.filter(
    ({ decidedOn, result }) => (result === 'kept' || result === 'not-kept') && from <= decidedOn && decidedOn <= until,
  );
}

/**
 * The report itself. Source: 2025 opinion (16) 以专项信用报告替代有无违法违规记录的证明. A person's number is masked.
 */
export function creditReport(question: ReportQuestion): ReportDocument {
  const { number, issuer, issuedAt, validUntil, range } = question;
  const { kind, identifier } = maskSubject(question.subject);
  const items = itemsBySection(question);
  return {
    number,
    title: { zh: '专项信用报告', en: 'Special credit report' },
    basis: REPORT_CLAUSE,
    issuer,
    issuedAt,
    issuedOn: shanghaiDay(issuedAt),
    validUntil,
    subject: { kind, name: question.subject.name, identifier },
    period: { from: range.from, until: range.until },
    fields: range.fields?.map((sector) => SECTOR_TEXT[sector]) ?? null,
    sections: REPORT_SECTIONS.map((section) => ({
      section,
      title: REPORT_SECTION_TEXT[section],
      held: !SECTIONS_NOT_HELD.includes(section),
      items: items[section] ?? [],
    })),
    notCovered: notCovered(range),
  };
}

function itemsBySection({
  range,
  issuedAt,
  records,
  performances,
  honours,
  registrations,
}: ReportQuestion): Partial<Record<ReportSection, ReportItem[]>> {
  const shown = recordsInReport(records, range, issuedAt);
  const bySection = Object.groupBy(shown, ({ record }) => SECTION_OF_RECORD[record.facts.kind]);
  const entries = Object.entries(bySection).map(([section, listed]) => [section, listed.map(recordItem)] as const);
  return {
    ...Object.fromEntries(entries),
    'honest-conduct': honours.map(honourItem),
    commitments: performancesInReport(performances, range).map(promiseItem),
    'self-declared': registrations.map(registrationItem),
  };
}

/** With the mark and the subject's own statement that everybody sees beside it (国发〔2016〕33号（二十二）). */
function recordItem({ record, state, declaration }: ShownRecord): ReportItem {
  const { facts, documentKind, documentNumber, authority, measures } = record;
  const inForce = measures.filter(({ code }) => state.measuresInForce.includes(code)).map(({ name }) => name);
  const kind = RECORD_KIND_TEXT[facts.kind];
  const severity = SEVERITY_TEXT[facts.severity].name;
  const sector = SECTOR_TEXT[facts.sector];
  const added = [
    ...(inForce.length === 0 ? [] : [measureWords(inForce)]),
    ...(state.underObjection ? [UNDER_OBJECTION_TEXT] : []),
    ...(declaration === null ? [] : [declarationWords(declaration.text)]),
  ];
  return {
    on: facts.decidedOn,
    authority,
    document: `${documentKind} ${documentNumber}`,
    text: {
      zh: [`${kind.zh}，${sector.zh}，失信程度：${severity.zh}`, ...added.map(({ zh }) => zh)].join('；'),
      en: [`${kind.en}, ${sector.en}, severity: ${severity.en}`, ...added.map(({ en }) => en)].join('; '),
    },
  };
}

function measureWords(names: readonly string[]): Bilingual {
  return { zh: `惩戒措施：${names.join('；')}`, en: `measures: ${names.join('; ')}` };
}

function declarationWords(text: string): Bilingual {
  return { zh: `本人声明：${text}`, en: `the subject’s own statement: ${text}` };
}

function honourItem({ title, documentNumber, authority, from, until }: ReportHonour): ReportItem {
  const text = { zh: `${title}，有效期至${until}`, en: `${title}, until ${until}` };
  return { on: from, authority, document: documentNumber, text };
}

function promiseItem({ caseNumber, authority, decidedOn, result, madeGoodOn }: ReportPerformance): ReportItem {
  return { on: decidedOn, authority, document: caseNumber, text: performanceText(result, madeGoodOn) };
}

function notCovered({ from, until, fields }: ReportRange): Bilingual[] {
  return [
    {
      zh: `本报告只列本系统在出具时掌握、决定日期在${from}至${until}之间的信息；其他机关未归集到本系统的信息不在其内。`,
      en: `It lists what this service held when it was issued, decided from ${from} to ${until}; what other authorities hold and have not given is not in it.`,
    },
    ...(fields === null
      ? []
      : [
          {
            zh: `失信信息只列下列领域：${fields.map((sector) => SECTOR_TEXT[sector].zh).join('、')}。`,
            en: `Records are listed of these fields only: ${fields.map((sector) => SECTOR_TEXT[sector].en).join(', ')}.`,
          },
        ]),
    {
      zh: '依规定不予公示、暂停公示，以及已修复、撤销、更正或者公示期已满的信息不列入（2025年意见（八））。',
      en: 'What is not published, suspended, repaired, annulled, corrected or past its publicity period is not in it (2025 opinion (8)).',
    },
    {
      zh: '标有“未归集”的栏目，本系统没有此类信息，不表示“无”。',
      en: 'Of a section marked "not held" this service gathers nothing: it does not say that there is none.',
    },
  ];
}
