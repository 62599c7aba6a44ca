import { describe, expect, it } from '@jest/globals';
import type { DemoCommitment, DemoObligation } from '../../../bin/demo/commitment.ts';
import { demoCommitments } from '../../../bin/demo/commitments.ts';
import type { DemoDays } from '../../../bin/demo/days.ts';
import { demoProcedures } from '../../../bin/demo/procedures.ts';
import { demoRepresentations } from '../../../bin/demo/subjects.ts';
import { findDemoAccount } from '../../../bin/parts/demo-accounts.ts';
import { afterEventLedger, fulfilRegistrationLedger } from '../../../domain/commitment/commitment-deadlines.ts';
import { reasonsAgainstObligations } from '../../../domain/commitment/commitment-door.ts';
import { computeDeadline } from '../../../domain/deadline/deadline.ts';
import type { ObligationText } from '../../../domain/commitment/obligation.ts';
import { ruleSetForCase } from '../../../domain/rule-sets/index.ts';
import { type RuleLookup, ruleValue } from '../../../domain/deadline/rule-value.ts';
import type { Day } from '../../../domain/time.ts';
import { CALENDAR } from '../../domain/calendar-data.ts';
import { daysAt, MOMENTS } from '../../support/demo-moments.ts';

function receivedOn({ way }: DemoCommitment, days: DemoDays): Day {
  return 'registeredBy' in way && way.receivedOn !== undefined ? days.at(way.receivedOn) : days.today;
}

function textOf({ code, title, quantity, term }: DemoObligation, days: DemoDays): ObligationText {
  const words = { code, title, content: null, evidence: null, quantity: quantity ?? null };
  if (term === 'approval') return { ...words, event: null, term: { kind: 'approval' } };
  if ('due' in term) return { ...words, event: null, term: { kind: 'day', due: days.at(term.due) } };
  const { event, count, unit, expectedBy } = term;
  return { ...words, event, term: { kind: 'event', count, unit, expectedBy: days.at(expectedBy) } };
}

describe.each(MOMENTS)('commitments on %s (%s)', (_name, moment) => {
  const ask = (): Promise<DemoDays> => daysAt(Date.parse(moment));

  it('every promise can be written down', async () => {
    const days = await ask();
    for (const commitment of demoCommitments) {
      const obligations = commitment.obligations.map((obligation) => textOf(obligation, days));
      const promisedOn = receivedOn(commitment, days);
      const { kind } = commitment;
      expect(reasonsAgainstObligations({ kind, obligations, promisedOn, today: days.today })).toEqual([]);
    }
  });

  it('what runs from an event that was reported late has passed for certain, and what was in time is', async () => {
    const days = await ask();
    for (const commitment of demoCommitments.filter(({ key }) => key === 'kept-in-part')) {
      const promisedOn = receivedOn(commitment, days);
      for (const act of commitment.acts) {
        if (act.act !== 'report-event') continue;
        const eventOn = days.at(act.on);
        expect(eventOn >= promisedOn).toBe(true);
        const { term } = textOf(getObligation(commitment, act.obligation), days);
        if (term.kind !== 'event') throw new Error(`${act.obligation} has no event`);
        const rule: RuleLookup = (code) => ruleValue(ruleSetForCase(promisedOn), code, [], promisedOn);
        const date = computeDeadline(afterEventLedger(term, eventOn, null, CALENDAR, rule), CALENDAR);
        const grace = computeDeadline(fulfilRegistrationLedger(date.due, rule), CALENDAR);
        expect([date.provisional, grace.provisional]).toEqual([false, false]);
        expect(grace.due < days.today).toBe(true);
        for (const report of commitment.acts) {
          if (report.act !== 'report' || report.obligation !== act.obligation) continue;
          expect(report.receivedOn !== undefined && days.at(report.receivedOn) <= date.due).toBe(true);
        }
      }
    }
  });
});

function getObligation({ obligations }: DemoCommitment, code: string): DemoObligation {
  const found = obligations.find((obligation) => obligation.code === code);
  if (found === undefined) throw new Error(`no obligation "${code}"`);
  return found;
}

describe('who promises, and who follows it', () => {
  it('promises of a subject are told apart by their titles, obligations by their codes', () => {
    const names = demoCommitments.map(({ subject, title }) => `${subject} ${title}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { obligations, acts } of demoCommitments) {
      const codes = obligations.map(({ code }) => code);
      expect(new Set(codes).size).toBe(codes.length);
      for (const act of acts) if ('obligation' in act && act.act !== 'amend') expect(codes).toContain(act.obligation);
    }
  });

  it('people of the authority act on a commitment, or who acts for the promisor', () => {
    for (const { authority, subject, acts, way } of demoCommitments) {
      for (const by of [...acts.map((act) => act.by), 'online' in way ? way.online : way.registeredBy]) {
        const isOfTheDesk = findDemoAccount(by)?.authority === authority;
        const isPromisors = demoRepresentations.some((one) => one.person === by && one.subject === subject);
        expect(isOfTheDesk || isPromisors).toBe(true);
      }
    }
  });

  it('a promise in place of an approval is one that the procedure of that authority takes', () => {
    const procedures = demoProcedures();
    for (const { procedure, authority } of demoCommitments) {
      if (procedure === undefined) continue;
      const found = procedures.find(({ code }) => code === procedure);
      expect(found?.authority).toBe(authority);
      expect(found?.commitmentTerms).not.toBeNull();
    }
  });
});
