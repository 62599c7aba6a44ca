import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  escalationsDue,
  nextStep,
  type Pace,
  provisionalReportsDue,
  reminderInstants,
  remindersDue,
  type RunningWait,
  spreadWake,
} from '../../../domain/case/waits.ts';
import { ACCEPT_FIRST_WAITS } from '../../../domain/accept-first/accept-first.ts';
import { dayKind } from '../../../domain/deadline/calendar.ts';
import { endOfDay, shanghaiDay } from '../../../domain/time.ts';
import { CALENDAR } from '../calendar-data.ts';

const PACE: Pace = { reminderWorkingDays: [3, 1], escalateEveryWorkingDays: 3, reminderHour: 9 };

const courseOf = ({ kind }: RunningWait) => ACCEPT_FIRST_WAITS[kind as keyof typeof ACCEPT_FIRST_WAITS];

/** Nine in the morning in Shanghai. */
const nine = (day: string): string => `${day}T01:00:00.000Z`;

function wait(change: Partial<RunningWait> = {}): RunningWait {
  const due = change.due ?? '2026-03-16';
  return {
    kind: 'supply-by',
    startDay: '2026-03-02',
    due,
    dueAt: endOfDay(due),
    provisional: false,
    remindersSent: 0,
    escalationsSent: 0,
    ...change,
  };
}
const next = (...waits: RunningWait[]) => {
  const step = nextStep(waits, courseOf, () => PACE, CALENDAR);
  return step === null ? null : `${step.step} ${step.at}`;
};

describe('reminders', () => {
  it.each([
    ['three working days before, and one', '2026-03-02', '2026-03-16', ['2026-03-11', '2026-03-13']],
    ['over the Spring Festival, on the make-up Saturday', '2026-02-02', '2026-02-25', ['2026-02-13', '2026-02-24']],
    ['over National Day', '2026-09-18', '2026-10-09', ['2026-09-29', '2026-10-08']],
    ['not on the day the term began, nor before', '2026-03-11', '2026-03-16', ['2026-03-13']],
    ['none where the term is shorter than every reminder', '2026-03-13', '2026-03-16', []],
    ['none for a term of one day', '2026-03-16', '2026-03-17', []],
  ] as const)('%s', (_name, startDay, due, days) => {
    expect(reminderInstants(wait({ startDay, due }), PACE, CALENDAR)).toEqual(days.map(nine));
  });

  it('go out on working days at nine in the morning, before the date, in order, whatever the date', () => {
    for (let day = Date.parse('2026-01-05'); day < Date.parse('2026-12-01'); day += 86_400_000) {
      const due = new Date(day).toISOString().slice(0, 10);
      const instants = reminderInstants(wait({ startDay: '2025-06-01', due }), PACE, CALENDAR);
      expect(instants).toHaveLength(2);
      expect([...instants].sort()).toEqual(instants);
      for (const at of instants) {
        expect(dayKind(CALENDAR, shanghaiDay(at)).working).toBe(true);
        expect(at.slice(10)).toBe('T01:00:00.000Z');
        expect(at < endOfDay(due)).toBe(true);
      }
    }
  });

  it('on the day itself, where the procedure wants one', () => {
    const pace = { ...PACE, reminderWorkingDays: [1, 0] };
    expect(reminderInstants(wait(), pace, CALENDAR)).toEqual(['2026-03-13', '2026-03-16'].map(nine));
  });

  it('that were missed count as one: all planned until now are done', () => {
    const of = (now: string) => remindersDue(wait(), PACE, CALENDAR, now);
    expect(
      [nine('2026-03-10'), nine('2026-03-11'), nine('2026-03-12'), nine('2026-03-13'), nine('2026-03-20')].map(of),
    ).toEqual([0, 1, 1, 2, 2]);
  });
});

describe('what was missed while the service was down', () => {
  it.each([
    ['2026-03-16T16:00:00.000Z', 1],
    ['2026-03-19T15:59:59.999Z', 1],
    ['2026-03-19T16:00:00.000Z', 2],
    ['2026-03-24T15:59:59.999Z', 2],
    ['2026-03-24T16:00:00.000Z', 3],
  ])('escalations at %s: %d are told as one, and the next lies ahead', (now, expected) => {
    const silent = wait({ kind: 'verify-by', remindersSent: 2 });
    const count = escalationsDue(silent, PACE, CALENDAR, now);
    expect(count).toBe(expected);
    const step = nextStep([{ ...silent, escalationsSent: count }], courseOf, () => PACE, CALENDAR);
    expect(Date.parse(step?.at ?? '')).toBeGreaterThan(Date.parse(now));
  });

  it.each([0, -3])(
    'an interval of %d working days never makes a second escalation at one instant',
    (escalateEveryWorkingDays) => {
      const pace = { ...PACE, escalateEveryWorkingDays };
      const silent = wait({ kind: 'decide-by', remindersSent: 2 });
      expect(escalationsDue(silent, pace, CALENDAR, silent.dueAt)).toBe(1);
      expect(nextStep([{ ...silent, escalationsSent: 1 }], courseOf, () => pace, CALENDAR)?.at).toBe(
        endOfDay('2026-03-17'),
      );
    },
  );

  it.each([
    ['2026-03-16T16:00:00.000Z', 1],
    ['2026-03-17T15:59:59.999Z', 1],
    ['2026-03-17T16:00:00.000Z', 2],
    ['2026-03-26T16:00:00.000Z', 11],
  ])('reports of a provisional date at %s: %d, and the next lies ahead', (now, expected) => {
    const provisional = wait({ provisional: true, remindersSent: 2 });
    const count = provisionalReportsDue(provisional, now);
    expect(count).toBe(expected);
    const step = nextStep([{ ...provisional, escalationsSent: count }], courseOf, () => PACE, CALENDAR);
    expect(Date.parse(step?.at ?? '')).toBeGreaterThan(Date.parse(now));
  });
});

describe('the next step', () => {
  it('of the supply-by date: the reminders, then the date', () => {
    expect(next(wait())).toBe(`remind-applicant ${nine('2026-03-11')}`);
    expect(next(wait({ remindersSent: 1 }))).toBe(`remind-applicant ${nine('2026-03-13')}`);
    expect(next(wait({ remindersSent: 2 }))).toBe('close-supply 2026-03-16T16:00:00.000Z');
    expect(next(wait({ startDay: '2026-03-13' }))).toBe('close-supply 2026-03-16T16:00:00.000Z');
  });

  it('of the registration of receipts: its end, and nobody is reminded', () => {
    expect(next(wait({ kind: 'registration-grace' }))).toBe('end-unsupplied 2026-03-16T16:00:00.000Z');
  });

  it.each(['verify-by', 'decide-by'] as const)(
    'of %s: the reminders, then the supervisor, again every three working days',
    (kind) => {
      expect(next(wait({ kind }))).toBe(`remind-handler ${nine('2026-03-11')}`);
      const silent = { kind, remindersSent: 2 } as const;
      expect(next(wait(silent))).toBe('escalate 2026-03-16T16:00:00.000Z');
      expect(next(wait({ ...silent, escalationsSent: 1 }))).toBe(`escalate ${endOfDay('2026-03-19')}`);
      expect(next(wait({ ...silent, escalationsSent: 2 }))).toBe(`escalate ${endOfDay('2026-03-24')}`);
    },
  );

  it.each(['supply-by', 'registration-grace'] as const)(
    'of a provisional %s is never adverse: the administrator is told, day after day',
    (kind) => {
      const passed = { kind, provisional: true, remindersSent: 2, due: '2027-01-04' } as const;
      expect(next(wait(passed))).toBe('report-provisional 2027-01-04T16:00:00.000Z');
      expect(next(wait({ ...passed, escalationsSent: 2 }))).toBe('report-provisional 2027-01-06T16:00:00.000Z');
    },
  );

  it('of several waits is the earliest, whatever their order; of none, none', () => {
    const waits = [wait({ remindersSent: 2 }), wait({ kind: 'verify-by', due: '2026-03-10', remindersSent: 2 })];
    expect(next(...waits)).toBe(`escalate ${endOfDay('2026-03-10')}`);
    expect(next(...waits.toReversed())).toBe(next(...waits));
    expect(next()).toBeNull();
  });
});

describe('waking', () => {
  const at = '2026-03-16T16:00:00.000Z';
  const ids = Array.from({ length: 500 }, (_, index) =>
    createHash('sha256').update(String(index)).digest('hex').slice(0, 32),
  );

  it('is spread over the window, the same for a case each time, never before the instant', () => {
    const wakes = ids.map((id) => Date.parse(spreadWake(at, id, 900)) - Date.parse(at));
    expect(wakes).toEqual(ids.map((id) => Date.parse(spreadWake(at, id, 900)) - Date.parse(at)));
    expect(Math.min(...wakes)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...wakes)).toBeLessThan(900_000);
    const thirds = [0, 1, 2].map((third) => wakes.filter((wake) => Math.floor(wake / 300_000) === third).length);
    for (const count of thirds) expect(count).toBeGreaterThan(100);
  });

  it('is at the instant itself where no window is wanted', () => {
    expect(spreadWake(at, 'any', 0)).toBe(at);
  });
});
