import type { Instant } from '../../domain/time.ts';

const NINE = '09:00';

/** The instant of what a scenario writes: '2026-09-18 14:30' in Shanghai; a day alone means nine in the morning. */
export function instantOf(when: string): Instant {
  const [day = '', time = NINE] = when.split(' ');
  const instant = new Date(`${day}T${time}:00+08:00`);
  return Number.isNaN(instant.getTime()) ? 'no instant' : instant.toISOString();
}

const SHOWN = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** An instant as a scenario writes it: '2026-09-18 14:30', in Shanghai. */
export function shownInstant(instant: Instant): string {
  return SHOWN.format(new Date(instant));
}

/** Whether an instant is in the minute, or on the day, that a scenario names. */
export function isWithin(instant: Instant, when: string): boolean {
  return shownInstant(instant).startsWith(when);
}
