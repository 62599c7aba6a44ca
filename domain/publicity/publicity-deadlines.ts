import type { DeadlineRule, Ledger } from '../deadline/ledger.ts';
import { LONGEST_TERM } from '../deadline/ledger.ts';
import type { CountedPeriod, LongestPeriod } from './publicity-terms.ts';
import type { RuleLookup } from '../deadline/rule-value.ts';
import type { RecordKind } from '../record/record-kind.ts';
import { sectorRules } from '../record/sector-rules.ts';
import type { Sector } from '../record/sectors.ts';
import { addDays, type Day, daysBetween } from '../time.ts';
import type { Pace } from '../case/waits.ts';

const START_TEXT = {
  document: { zh: '决定文书作出之日', en: 'date of the deciding document' },
  publication: { zh: '公示之日', en: 'day of publication' },
  restart: { zh: '恢复公示之日', en: 'day on which it was shown again' },
} as const;

/**
 * The minimum, to its last day; null where there is none, or none yet. Months end on the same date, and a period never
 * moves (民法典第二百零二条).
 */
export function minimumLedger({ minimum, start }: LongestPeriod): Ledger | null {
  if (minimum === null || minimum.from === null) return null;
  const fromCorrection = minimum.from !== start.day;
  const startEvent = fromCorrection ? { zh: '改正之日', en: 'day of the correction' } : START_TEXT[start.event];
  return periodLedger('publicity.minimum-months', startEvent, { ...minimum, from: minimum.from });
}

/** The maximum, to the last day shown; null where there is no fixed term. */
export function maximumLedger({ maximum, start }: LongestPeriod): Ledger | null {
  return maximum === null ? null : periodLedger('publicity.maximum-months', START_TEXT[start.event], maximum);
}

const WITHDRAWN_SINCE = {
  zh: '决定被变更、撤销、确认违法、确认无效，或者失去依据之日',
  en: 'day on which the decision was annulled, or lost its basis',
};

function periodLedger(
  code: string,
  startEvent: Ledger['startEvent'],
  { term, from }: CountedPeriod & { readonly from: Day },
): Ledger {
  const { value: count, clause, sure } = term;
  return plain(startEvent, from, {
    code,
    count,
    unit: 'months',
    last: 'period',
    clause,
    isDefault: sure === 'default',
  });
}

/**
 * The term of a measure that the law gives a last day of its own; null where it is too far off to be a term: its end
 * is then only ever computed at reading.
 */
export function measureLedger(measure: { basis: string; from: Day; until: Day }): Ledger | null {
  // The first day counts: the term begins with it, and so runs from the end of the day before.
  const startDay = addDays(measure.from, -1);
  const count = daysBetween(startDay, measure.until);
  if (count > LONGEST_TERM['calendar-days']) return null;
  const rule = { code: 'measure.own-term', count, unit: 'calendar-days', last: 'period' } as const;
  return plain({ zh: '措施开始之日的前一日', en: 'the day before the measure began' }, startDay, {
    ...rule,
    clause: measure.basis,
    isDefault: false,
  });
}

/**
 * By when what rests on an annulled decision is withdrawn (行政处罚法第48、85条). The law does not say from when: here from
 * the day of the document that annulled it, for that day stands on paper, the same for everybody, while the day on which
 * the authority received it is registered nowhere, and would be its own to say. Of what lost its basis: from that day.
 */
export function withdrawByLedger(annulledOn: Day, rule: RuleLookup): Ledger {
  const { value, clause, isDefault } = rule('penalty.annulled-withdrawal-working-days');
  return plain(WITHDRAWN_SINCE, annulledOn, {
    code: 'penalty.annulled-withdrawal-working-days',
    count: value,
    unit: 'working-days',
    last: 'act',
    clause,
    isDefault,
  });
}

/**
 * By when a decision is published, from its date: the sector's own term for its kind, else general law's
 * (国办发〔2015〕51号（十八）and others). Null: the sector's own rule counts from another day than the record tells.
 */
export function publishByLedger(
  { decidedOn, sector, kind }: { decidedOn: Day; sector: Sector; kind: RecordKind },
  rule: RuleLookup,
): Ledger | null {
  const own = sectorRules(sector, decidedOn).publishWithin;
  const isOwn = own?.kinds.includes(kind) ?? false;
  if (isOwn && own?.term === null) return null;
  const ofSector = isOwn ? (own?.term ?? null) : null;
  const { value, clause, isDefault } =
    ofSector === null
      ? rule('publication.decisions-within-working-days')
      : { ...ofSector, isDefault: ofSector.sure === 'default' };
  return plain({ zh: '决定文书作出之日', en: 'date of the deciding document' }, decidedOn, {
    code: 'publication.decisions-within-working-days',
    count: value,
    unit: 'working-days',
    last: 'act',
    clause,
    isDefault,
  });
}

/**
 * Whether a record came later than its decision was to be published: by the day on which it was entered, whatever day it
 * is said to be shown from. Of a day that is not certain nothing adverse is said.
 */
export function isEnteredLate(enteredOn: Day, publishBy: Day | null): boolean {
  return publishBy !== null && enteredOn > publishBy;
}

/**
 * By when the authority of a record that stays published past its maximum has seen that the duties are done, from the
 * last day of the maximum: an aim of its own, told again after as many working days for as long as they are open.
 */
export function dutiesByLedger(endsBy: Day, rule: RuleLookup): Ledger {
  const code = 'publicity.duties-open-told-every-working-days';
  const { value: count, clause, isDefault } = rule(code);
  const term = { code, count, unit: 'working-days', last: 'act', clause, isDefault } as const;
  return plain({ zh: '公示期的最后一日', en: 'last day of the maximum' }, endsBy, term);
}

/** How reminders and reports of a record's waits are spaced. */
export function publicityPace(rule: RuleLookup, kind: string): Pace {
  const every =
    kind === 'duties-by' ? 'publicity.duties-open-told-every-working-days' : 'case.escalate-every-working-days';
  return {
    reminderWorkingDays: rule('case.officer-reminders-before-working-days').value,
    escalateEveryWorkingDays: rule(every).value,
    reminderHour: rule('case.reminder-hour').value,
  };
}

function plain(startEvent: Ledger['startEvent'], startDay: Day, rule: DeadlineRule): Ledger {
  return { startEvent, startDay, rule, pauses: [], extensions: [] };
}
