/** Moments at which somebody may load the demo county for the first time, and its days as they are then. */
import type { Session } from '../../bin/demo/api-client.ts';
import { DemoDays } from '../../bin/demo/days.ts';
import { calculateDeadline } from '../../domain/deadline/calculator.ts';
import { CALENDAR } from '../domain/calendar-data.ts';

export const MOMENTS = [
  ['a Saturday', '2026-11-21T04:00:00Z'],
  ['a Monday morning', '2026-11-23T00:30:00Z'],
  ['a Monday at noon', '2026-11-23T04:00:00Z'],
  ['five past midnight', '2026-11-23T16:05:00Z'],
  ['one to midnight', '2026-11-24T15:59:00Z'],
  ['the National Day holiday', '2026-10-03T04:00:00Z'],
  ['a make-up workday', '2026-10-10T04:00:00Z'],
  ['the Spring Festival', '2026-02-19T04:00:00Z'],
  ['New Year', '2026-01-01T04:00:00Z'],
  ['the last loaded day', '2026-12-31T04:00:00Z'],
  ['the day after it', '2027-01-01T04:00:00Z'],
  ['months without a calendar', '2027-03-01T04:00:00Z'],
  ['years without a calendar', '2029-06-15T04:00:00Z'],
] as const;

/** The public calculator, as the API offers it. */
const calculator: Pick<Session, 'get'> = {
  get: async <T>(path: string): Promise<T> => {
    const query = new URL(path, 'http://localhost').searchParams;
    const question = {
      from: query.get('from') ?? '',
      count: Number(query.get('count')),
      unit: 'working-days',
      last: 'act',
    } as const;
    const answer = calculateDeadline(question, CALENDAR);
    if (!answer.ok) throw new Error(answer.refusal.code);
    return answer.deadline as T;
  },
};

const asked = new Map<number, Promise<DemoDays>>();

/** The days of the county, asked for at `now` (milliseconds since 1970) with the calendar of the test data. */
export function daysAt(now: number): Promise<DemoDays> {
  const days = asked.get(now) ?? DemoDays.ask(calculator as Session, '2026-12-31', now);
  asked.set(now, days);
  return days;
}
