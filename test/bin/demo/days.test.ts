import { describe, expect, it } from '@jest/globals';
import type { DemoApplication } from '../../../bin/demo/application.ts';
import { demoApplications } from '../../../bin/demo/applications.ts';
import type { DemoDays } from '../../../bin/demo/days.ts';
import { demoProcedures } from '../../../bin/demo/procedures.ts';
import {
  registrationGraceLedger,
  supplyByLedger,
  verifyByLedger,
  paceOf,
} from '../../../domain/accept-first/accept-first-deadlines.ts';
import { supplyByWorkingDays } from '../../../domain/accept-first/accept-first-door.ts';
import { reminderInstants } from '../../../domain/case/waits.ts';
import { addWorkingDays } from '../../../domain/deadline/calendar.ts';
import { computeDeadline } from '../../../domain/deadline/deadline.ts';
import type { Deadline, Ledger } from '../../../domain/deadline/ledger.ts';
import { ruleSetForCase } from '../../../domain/rule-sets/index.ts';
import { type RuleLookup, ruleValue } from '../../../domain/deadline/rule-value.ts';
import type { Day } from '../../../domain/time.ts';
import { CALENDAR } from '../../domain/calendar-data.ts';
import { daysAt, MOMENTS } from '../../support/demo-moments.ts';

/** Steps at one instant are spread over so many minutes. */
const SPREAD_MS = 15 * 60_000;

interface Planned {
  application: DemoApplication;
  receivedOn: Day;
  wanted: Day;
  supplyBy: Deadline;
  grace: Deadline;
  rule: RuleLookup;
}

/** Every application on paper, with the dates that the service will reckon for it. */
function planned(days: DemoDays): Planned[] {
  return demoApplications.flatMap((application) => {
    const { way } = application;
    if ('online' in way) return [];
    const procedure = procedureOf(application);
    const wanted = days.at(way.due);
    const term = supplyByWorkingDays(procedure, rulesOn(wanted)) ?? 0;
    const receivedOn = days.receiptFor(wanted, term);
    const rule = rulesOn(receivedOn);
    const supplyBy = reckon(supplyByLedger(procedure, receivedOn, rule));
    const grace = reckon(registrationGraceLedger(procedure, supplyBy.due, rule));
    return [{ application, receivedOn, wanted, supplyBy, grace, rule }];
  });
}

const PROCEDURES = demoProcedures();

function procedureOf({ procedure }: DemoApplication) {
  const found = PROCEDURES.find(({ code }) => code === procedure);
  if (found === undefined) throw new Error(`no procedure "${procedure}"`);
  return found;
}

function rulesOn(day: Day): RuleLookup {
  return (code) => ruleValue(ruleSetForCase(day), code, [], day);
}

function reckon(ledger: Ledger): Deadline {
  return computeDeadline(ledger, CALENDAR);
}

describe.each(MOMENTS)('on %s (%s)', (_name, moment) => {
  const now = Date.parse(moment);
  const instant = new Date(now).toISOString();
  const spread = new Date(now - SPREAD_MS).toISOString();
  const ask = (): Promise<DemoDays> => daysAt(now);

  it('every paper application is due on the day it is meant to be', async () => {
    for (const { wanted, supplyBy, receivedOn } of planned(await ask())) {
      expect(supplyBy.due).toBe(wanted);
      expect(receivedOn < instant.slice(0, 10)).toBe(true);
    }
  });

  it('what ends has ended for certain: both dates are over and neither is provisional', async () => {
    const ended = planned(await ask()).filter(
      ({ application }) => application.acts.some((act) => 'await' in act) || application.intended.status === 'ended',
    );
    expect(ended.length).toBeGreaterThanOrEqual(6);
    for (const { supplyBy, grace } of ended) {
      expect([supplyBy.provisional, grace.provisional]).toEqual([false, false]);
      expect(grace.dueAt <= spread).toBe(true);
    }
  });

  it('what waits for the registration of receipts still waits', async () => {
    const waiting = planned(await ask()).filter(
      ({ application }) => application.intended.status === 'awaiting-registration',
    );
    expect(waiting).toHaveLength(1);
    for (const { supplyBy, grace } of waiting) {
      expect(supplyBy.provisional).toBe(false);
      expect(supplyBy.dueAt <= spread).toBe(true);
      expect(grace.provisional || grace.dueAt > instant).toBe(true);
    }
  });

  it('what is still to be supplied is not due yet, and its reminder has gone out where one is meant to', async () => {
    const open = planned(await ask()).filter(({ application }) => application.intended.status === 'awaiting-materials');
    expect(open.length).toBeGreaterThanOrEqual(3);
    for (const { application, supplyBy, receivedOn, rule } of open) {
      expect(supplyBy.dueAt > instant).toBe(true);
      const [first] = reminderInstants(
        { startDay: receivedOn, ...supplyBy },
        paceOf(procedureOf(application), 'supply-by', rule),
        CALENDAR,
      );
      if (application.intended.timeline?.includes('reminded'))
        expect(first !== undefined && first <= spread).toBe(true);
    }
  });

  it('receipts lie after the application, in time, and where an officer may write them down', async () => {
    const days = await ask();
    for (const { application, receivedOn, supplyBy, rule } of planned(days)) {
      for (const act of application.acts) {
        if (!('receivedOn' in act) || act.receivedOn === undefined) continue;
        const { receivedOn: place } = act;
        const day = 'afterReceipt' in place ? days.after(receivedOn, place.afterReceipt) : days.at(place);
        expect(day > receivedOn && day <= supplyBy.due).toBe(true);
        const earliest = addWorkingDays(CALENDAR, days.today, -rule('case.backdating-by-officer-working-days').value);
        if (act.by === 'ma') expect(day >= earliest).toBe(true);
      }
    }
  });

  it('nobody has verified for so long that the supervisor was told', async () => {
    const days = await ask();
    const [silent] = planned(days).filter(({ application }) => application.intended.timeline?.includes('escalated'));
    if (silent === undefined) throw new Error('no application shows an escalation');
    const { application, rule } = silent;
    const verifyBy = reckon(verifyByLedger(procedureOf(application), days.at({ ago: 6 }), rule));
    expect(verifyBy.dueAt <= spread).toBe(true);
  });

  it('the extension stays within a month of the application', async () => {
    const days = await ask();
    const [extended] = planned(days).filter(({ application }) => application.intended.timeline?.includes('extended'));
    if (extended === undefined) throw new Error('no application shows an extension');
    const { application, receivedOn, rule, supplyBy } = extended;
    const act = application.acts.find((one) => 'until' in one);
    if (act === undefined || !('until' in act)) throw new Error('no extension');
    const until = days.at(act.until);
    const extension = { until, reason: '', clause: '', by: '', on: days.today };
    const ledger = supplyByLedger(procedureOf(application), receivedOn, rule);
    expect(until > supplyBy.due).toBe(true);
    expect(reckon({ ...ledger, extensions: [extension] }).due).toBe(until);
  });
});
