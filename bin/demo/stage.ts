/** What every story of the walkthrough is told with, and what it reads back in more than one place. */
import { addMonths, type Day, type Instant, shanghaiDay } from '../../domain/time.ts';
import { StartError } from '../parts/say.mjs';
import { eventually, type Session } from './api-client.ts';
import type { CaseTables } from './case-sql.ts';
import type { Story } from './story.ts';

/** Everybody and everything that a story needs. */
export interface Stage {
  readonly story: Story;
  readonly tables: CaseTables;
  /** Somebody of the county, by account or machine; null: anybody. */
  as(who: string | null): Session;
  /** A key of its own for each act of this telling. */
  key(act: string): string;
  /** Tells this telling from others: part of document numbers. */
  readonly telling: string;
}

/** How long an effect that follows by itself may take. */
const PATIENCE_SECONDS = 60;

/** The service's present: the demo may run on a clock of its own. */
export async function presentOf(stage: Stage, code: string): Promise<Instant> {
  const { asOf } = await stage.as(null).get<{ asOf: Instant }>(`/v1/public/records?code=${code}`);
  return asOf;
}

/** The same date so many months before the service's today. */
export function monthsBefore(now: Instant, months: number): Day {
  return addMonths(shanghaiDay(now), -months);
}

/** The id of a subject of the demo county, as one of its people sees it. */
export async function findSubject(person: Session, name: string): Promise<string> {
  const { items } = await person.get<{ items: readonly { id: string; name: string }[] }>('/v1/subjects');
  const own = items.find((item) => item.name === name);
  if (own === undefined)
    throw new StartError(
      `演示县中没有“${name}”：请用 npm start -- --reset 重新录入`,
      'the demo county is not loaded: start afresh with npm start -- --reset',
    );
  return own.id;
}

/** Waits until what is read is what was wanted, then says so; what it is instead ends the story. */
export async function comesToHold(
  { story }: Stage,
  where: 'API' | 'SQL',
  what: string,
  read: () => Promise<unknown>,
  wanted: unknown,
): Promise<void> {
  const should = JSON.stringify(wanted);
  let found: unknown;
  await eventually(
    PATIENCE_SECONDS,
    async () => {
      found = await read();
      return JSON.stringify(found) === should ? true : null;
    },
    () => ({
      zh: `${where} ${what}：${PATIENCE_SECONDS} 秒内应为 ${should}，实为 ${JSON.stringify(found)}`,
      en: `this effect does not come to hold: expected ${should}, found ${JSON.stringify(found)}`,
    }),
  );
  story.holds(where, what, found, wanted);
}
