/** What a scenario begins with beyond the demo county: entered through the API, like all of it. */
import { officialYears } from '../demo/calendar.ts';
import { demoAccounts } from '../parts/demo-accounts.ts';
import { demoAgencies } from '../parts/demo-agencies.ts';
import { demoSubjects } from '../demo/subjects.ts';
import { namesOfSubject } from './demo-names.ts';
import type { Scenario } from './format.ts';
import { at, StepFault } from './handles.ts';
import { ADMIN } from './people.ts';
import { agencyAddress } from './site.ts';
import { codesOf, operationOf, type Outcome, personOf, request, type Tools, wordsOf } from './requests.ts';

type Say = (path: readonly (string | number)[], fault: StepFault) => void;

const REPRESENTED_FROM = '2013-01-01';
/** 32 bytes that anybody may read: nobody signs anything in a scenario. */
const OWN_SECRET = `whsec_${Buffer.from('a secret of no system at all'.padEnd(32, '.')).toString('base64')}`;

/** Enters it, in the order in which one thing needs another; whether all of it could be. */
export async function enterGround(tools: Tools, scenario: Scenario, say: Say): Promise<boolean> {
  const entry = new GroundEntry(tools, say);
  nameDemo(tools, scenario);
  await entry.calendar(scenario);
  await entry.all('authorities', scenario.authorities, (code, body) => entry.put('putAuthority', { code }, body));
  await entry.all('agencies', scenario.agencies, (code) => entry.agency(code, scenario));
  await entry.all('procedures', scenario.procedures, (code, body) => entry.procedure(code, body));
  await entry.all('subjects', scenario.subjects, async (name, { kind = 'organisation', ...subject }) => {
    const outcome = await entry.put('putSubject', {}, { kind, ...subject });
    tools.handles.set(name, { id: at(outcome.body, ['id']), ...subject });
    return outcome;
  });
  await entry.all('people', scenario.people, (name) => entry.person(name, scenario));
  await entry.all('records', scenario.records, async (name, { by, body }) => {
    const outcome = await request(tools, operationOf(tools, 'enterRecord'), personOf(tools, by), { body });
    tools.handles.set(name, outcome.body);
    return outcome;
  });
  await tools.site.settle();
  return entry.isWhole;
}

/** Subjects and people of the demo county, by every name that a file may call them. */
function nameDemo({ handles, subjects }: Tools, { county = 'demo' }: Scenario): void {
  if (county !== 'demo') return;
  for (const { sub, name, email } of demoAccounts)
    for (const called of [sub, name]) handles.set(called, { sub, name, email });
  for (const subject of demoSubjects) {
    const { key, identifier, name } = subject;
    for (const called of namesOfSubject(subject)) handles.set(called, { id: subjects.get(key), identifier, name });
  }
}

class GroundEntry {
  isWhole = true;
  readonly #tools: Tools;
  readonly #say: Say;

  constructor(tools: Tools, say: Say) {
    this.#tools = tools;
    this.#say = say;
  }

  /** Enters each of a list; what the API says no to is told with its line. */
  async all<T>(
    list: string,
    entries: Readonly<Record<string, T>> | undefined,
    enter: (key: string, entry: T) => Promise<Outcome>,
  ): Promise<void> {
    for (const [key, entry] of Object.entries(entries ?? {})) {
      try {
        const outcome = await enter(key, entry);
        if (outcome.ok) continue;
        const codes = outcome.codes.join('、');
        this.#fail(
          [list, key],
          new StepFault(`未能录入（${codes}）：${wordsOf(outcome)}`, `it was not entered (${codesOf(outcome)})`),
        );
      } catch (error) {
        if (!(error instanceof StepFault)) throw error;
        this.#fail([list, key], error);
      }
    }
  }

  async put(operation: string, params: Record<string, string>, body: object): Promise<Outcome> {
    return await request(this.#tools, operationOf(this.#tools, operation), ADMIN, { params, body });
  }

  /** Those of the demo county have their address already. */
  async agency(code: string, { county = 'demo' }: Scenario): Promise<Outcome> {
    const isKnown = county === 'demo' && demoAgencies.some((agency) => agency.code === code);
    if (isKnown) return { ok: true, body: null, codes: [] };
    const secrets = { outgoingSecrets: [OWN_SECRET], incomingSecrets: [OWN_SECRET] };
    return await this.put('putWebhook', { code }, { url: agencyAddress(code), active: true, ...secrets });
  }

  async procedure(code: string, { text, ...body }: Record<string, unknown>): Promise<Outcome> {
    const outcome = await this.put('putProcedure', { code }, body);
    if (!outcome.ok || text === undefined) return outcome;
    return await this.put('addProcedureCommitmentText', { code }, { text, validFrom: REPRESENTED_FROM });
  }

  /** Who acts for a subject is entered with them. */
  async person(name: string, { people = {} }: Scenario): Promise<Outcome> {
    const { for: subjects = [], as: kind = 'legal-representative' } = people[name] ?? {};
    const { sub, email } = personOf(this.#tools, name);
    this.#tools.handles.set(name, { sub, name, email });
    let outcome: Outcome = { ok: true, body: null, codes: [] };
    for (const subject of subjects) {
      const { id: subjectId } = this.#tools.handles.get(subject);
      const body = { personSub: sub, subjectId, kind, validFrom: REPRESENTED_FROM, proof: '情景文件所列' };
      outcome = await this.put('putRepresentation', {}, body);
      if (!outcome.ok) return outcome;
    }
    return outcome;
  }

  /** The official years up to one of them, and years of one's own, which come in their place. */
  async calendar({ calendar = 'official' }: Scenario): Promise<void> {
    if (calendar === 'official') return;
    const { until = 0, years = {} } = calendar;
    for (const { year, body } of officialYears()) {
      if (year > until || Object.hasOwn(years, String(year))) continue;
      await this.all('calendar', { until: body }, (_key, days) =>
        this.put('putCalendar', { year: String(year) }, days),
      );
    }
    for (const [year, body] of Object.entries(years))
      await this.all('calendar', { years: body }, (_key, days) => this.put('putCalendar', { year }, days));
  }

  #fail(path: readonly string[], fault: StepFault): void {
    this.isWhole = false;
    this.#say(path, fault);
  }
}
