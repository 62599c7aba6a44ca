import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { demoCarriers } from '../../../bin/demo/carriers.ts';
import { demoDebtors, demoReorganisations } from '../../../bin/demo/court.ts';
import { OUT_OF_REACH } from '../../../bin/demo/coverage.ts';
import type { DemoDays } from '../../../bin/demo/days.ts';
import type { DemoRecord } from '../../../bin/demo/record.ts';
import { demoRecords } from '../../../bin/demo/records.ts';
import { type DemoRepair, demoRepairs } from '../../../bin/demo/repairs.ts';
import { demoSubjects } from '../../../bin/demo/subjects.ts';
import { demoWithdrawals } from '../../../bin/demo/withdrawals.ts';
import { findDemoAccount } from '../../../bin/parts/demo-accounts.ts';
import { reasonsAgainstMeasures, readMeasure } from '../../../domain/record/measures.ts';
import { type RecordFacts, recordState } from '../../../domain/record/record.ts';
import { RECORD_KINDS } from '../../../domain/record/record-kind.ts';
import { recordDates } from '../../../domain/record/record-dates.ts';
import { reasonsAgainstRepair } from '../../../domain/repair/repair-door.ts';
import { SECTORS } from '../../../domain/record/sectors.ts';
import { addMonths, type Day } from '../../../domain/time.ts';
import { daysAt, MOMENTS } from '../../support/demo-moments.ts';

const LIST = parse<Record<string, string>>(readFileSync('data/measures.csv', 'utf8'), { columns: true }).map(
  readMeasure,
);

/** Records that nobody ends: a repair, a court or the authority itself. */
const LEFT_ALONE = demoRecords.filter(({ intended }) =>
  ['running', 'measures-only', 'ended-by-time'].includes(intended),
);

const carriersOf = (code: string): readonly string[] =>
  demoCarriers.find(({ measure }) => measure === code)?.authorities ?? [];

function factsOf({ kind, severity, sector, decidedOn, acts }: DemoRecord, days: DemoDays): RecordFacts {
  const decided = days.at(decidedOn);
  const duties = acts.find((act) => act.act === 'duties-done');
  const doneOn = duties === undefined ? null : days.at(duties.on);
  const question = { kind, severity, sector, decidedOn: decided, publishedFrom: decided, correctedOn: doneOn };
  const answer = recordDates(question);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return { ...answer.dates, kind, correctedOn: doneOn, dutiesDoneOn: doneOn, endedOn: null, endedHow: null };
}

function recordOf(key: string): DemoRecord | null {
  return demoRecords.find((record) => record.key === key) ?? null;
}

/** Codes of the reasons against each record of a repair that is not a court's. */
function refusalsOf({ records, way, materials = [] }: DemoRepair, days: DemoDays): string[][] {
  const appliedOn: Day = 'online' in way ? days.today : days.at(way.receivedOn);
  return records.flatMap((key) => {
    const record = recordOf(key);
    if (record === null) return [];
    const kinds = materials.filter((one) => one.record === undefined || one.record === key).map(({ kind }) => kind);
    const atDoor = { facts: factsOf(record, days), measures: [], openRepair: null, materials: kinds };
    return [reasonsAgainstRepair({ record: atDoor, bar: null, appliedOn }).map(({ code }) => code)];
  });
}

describe.each(MOMENTS)('records on %s (%s)', (_name, moment) => {
  const instant = new Date(moment).toISOString();
  const ask = (): Promise<DemoDays> => daysAt(Date.parse(moment));

  it.each(LEFT_ALONE.map((record) => [record.key, record] as const))('%s stands as it should', async (_key, record) => {
    const days = await ask();
    const excuse = OUT_OF_REACH.find(({ kind, status }) => kind === 'publicity' && status === record.intended);
    if (excuse?.before !== undefined && days.today < excuse.before) return;
    const { state } = recordState(factsOf(record, days), [], [], instant);
    expect(state === 'ended-by-time').toBe(record.intended !== 'running');
  });

  it('a measure that outlives its record has not ended', async () => {
    const days = await ask();
    for (const { decidedOn, measures = [] } of LEFT_ALONE.filter(({ intended }) => intended === 'measures-only')) {
      const ends = measures.map(({ months = 0 }) => addMonths(days.at(decidedOn), months));
      expect(ends.some((day) => day > days.today)).toBe(true);
    }
  });

  it('measures fit their records, and each act comes after the decision and not after today', async () => {
    const days = await ask();
    for (const { decidedOn, severity, measures = [], acts } of demoRecords) {
      const decided = days.at(decidedOn);
      const named = measures.map(({ code }) => ({ code, from: decided, until: null }));
      expect(reasonsAgainstMeasures(named, LIST, { severity, decidedOn: decided })).toEqual([]);
      for (const act of acts) {
        if (!('on' in act)) continue;
        const on = days.at(act.on);
        expect(on >= decided && on <= days.today).toBe(true);
      }
    }
  });

  it.each(demoRepairs.map((repair) => [repair.key, repair] as const))(
    'the door takes %s as it should',
    async (_key, repair) => {
      const refusals = refusalsOf(repair, await ask());
      for (const codes of refusals) expect(codes.length > 0).toBe(repair.intended.status === 'refused');
    },
  );

  it('what a court says lies after its decision, and not in the future', async () => {
    const days = await ask();
    for (const { decidedOn, later } of demoDebtors) {
      for (const { on } of later) expect(days.at(on) >= days.at(decidedOn) && days.at(on) < days.today).toBe(true);
    }
    for (const { ruledOn, planUntil, acts } of demoReorganisations) {
      if (planUntil !== null) expect(days.at(planUntil) >= days.at(ruledOn)).toBe(true);
      for (const act of acts) if ('on' in act) expect(days.at(act.on) >= days.at(ruledOn)).toBe(true);
    }
  });
});

describe('the records', () => {
  it('are of every sector and kind; the one of a false repair is made by a withdrawal that is upheld', () => {
    const sectors = new Set(['judgment-debtor', ...demoRecords.map(({ sector }) => sector)]);
    expect([...sectors].toSorted()).toEqual([...SECTORS].toSorted());
    const kinds = new Set(['judgment-debtor', 'false-repair', ...demoRecords.map(({ kind }) => kind)]);
    expect([...kinds].toSorted()).toEqual([...RECORD_KINDS].toSorted());
    expect(demoDebtors.length).toBeGreaterThan(0);
    expect(demoWithdrawals.map(({ intended }) => intended)).toContain('upheld');
  });
});

describe('who acts', () => {
  const authorityOf = (key: string): string | undefined => findDemoAccount(recordOf(key)?.by)?.authority;

  it('documents are told apart by their numbers, and subjects are there', () => {
    const numbers = [...demoRecords, ...demoDebtors].map(({ documentNumber }) => documentNumber);
    expect(new Set(numbers).size).toBe(numbers.length);
    const keys = demoSubjects.map(({ key }) => key);
    for (const { subject } of [...demoRecords, ...demoDebtors, ...demoReorganisations]) expect(keys).toContain(subject);
  });

  it('people of the authority that determined enter a record and act on it, or who acts for its subject', () => {
    for (const { key, by, acts } of demoRecords) {
      expect(findDemoAccount(by)?.roles).not.toContain('applicant');
      for (const act of acts) {
        const account = findDemoAccount(act.by);
        const carriers = 'measure' in act ? carriersOf(act.measure) : [];
        expect(
          account?.authority === authorityOf(key) ||
            account?.roles.includes('applicant') ||
            carriers.some((code) => code === account?.authority),
        ).toBe(true);
      }
    }
  });

  it('people of an authority act on its own part of a repair alone', () => {
    for (const { records, acts, intended } of demoRepairs) {
      const authorities = records.map((record) => authorityOf(record) ?? 'court');
      for (const authority of Object.keys(intended.parts)) expect(authorities).toContain(authority);
      for (const { by } of acts) {
        const account = findDemoAccount(by);
        expect(account?.roles.includes('applicant') || authorities.includes(account?.authority ?? '')).toBe(true);
      }
    }
  });

  it('a repair is withdrawn by the authority that repaired, and decided by somebody else than who proposed', () => {
    for (const { records, proposedBy, acts } of demoWithdrawals) {
      for (const record of records) expect(authorityOf(record)).toBe(findDemoAccount(proposedBy)?.authority);
      for (const { act, by } of acts) if (act === 'drop' || act === 'uphold') expect(by).not.toBe(proposedBy);
    }
  });
});
