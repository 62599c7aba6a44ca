import type { Pace } from '../case/waits.ts';
import type { DeadlineState, Ledger } from '../deadline/ledger.ts';
import type { RuleAnswer, RuleLookup } from '../deadline/rule-value.ts';
import { workingDaysFrom } from '../hearing/hearing-course.ts';
import type { Bilingual } from '../text.ts';
import { type Day, daysBetween } from '../time.ts';
import {
  VOLUNTARY_REGISTRATION_CLAUSE,
  VOLUNTARY_REGISTRATION_WAITS,
  type VoluntaryRegistrationDeadline,
  type VoluntaryRegistrationStatus,
} from './voluntary-registration.ts';

/**
 * How each deadline stands in each status, if it has begun. While something is in doubt its validity
 * stands still: it neither ends the case before it is decided, nor is anything shown meanwhile.
 */
export const REGISTRATION_DEADLINES_IN_STATUS = {
  unverified: {
    'voluntary-verify-by': 'running',
    'voluntary-valid-until': 'running',
    'voluntary-statement-by': 'closed',
    'voluntary-decide-by': 'closed',
  },
  verified: {
    'voluntary-verify-by': 'met',
    'voluntary-valid-until': 'running',
    'voluntary-statement-by': 'closed',
    'voluntary-decide-by': 'met',
  },
  doubted: {
    'voluntary-verify-by': 'met',
    'voluntary-valid-until': 'closed',
    'voluntary-statement-by': 'running',
    'voluntary-decide-by': 'closed',
  },
  'awaiting-decision': {
    'voluntary-verify-by': 'met',
    'voluntary-valid-until': 'closed',
    'voluntary-statement-by': 'met',
    'voluntary-decide-by': 'running',
  },
  'found-false': {
    'voluntary-verify-by': 'met',
    'voluntary-valid-until': 'closed',
    'voluntary-statement-by': 'met',
    'voluntary-decide-by': 'met',
  },
  withdrawn: {
    'voluntary-verify-by': 'closed',
    'voluntary-valid-until': 'closed',
    'voluntary-statement-by': 'closed',
    'voluntary-decide-by': 'closed',
  },
  expired: {
    'voluntary-verify-by': 'closed',
    'voluntary-valid-until': 'closed',
    'voluntary-statement-by': 'closed',
    'voluntary-decide-by': 'closed',
  },
} as const satisfies Record<
  Exclude<VoluntaryRegistrationStatus, 'opening' | 'never-opened'>,
  Record<VoluntaryRegistrationDeadline, DeadlineState>
>;

export type OpenedRegistrationStatus = keyof typeof REGISTRATION_DEADLINES_IN_STATUS;

/** Verify-by (核实期限): from the day it was registered, or corrected, which is something new to verify. */
export function verifyByLedger(from: Day, rule: RuleLookup): Ledger {
  return ofRule('voluntary-verify-by', REGISTERED, from, rule('voluntary-registration.verify-within-working-days'));
}

/** Valid-until (有效期): the last day that the subject itself named. A validity is over on its day, a day off too. */
export function validUntilLedger(from: Day, validUntil: Day): Ledger {
  const code: VoluntaryRegistrationDeadline = 'voluntary-valid-until';
  const rule = {
    code,
    count: daysBetween(from, validUntil),
    unit: 'calendar-days',
    last: 'period',
    clause: VOLUNTARY_REGISTRATION_CLAUSE,
    isDefault: false,
  } as const;
  return { startEvent: REGISTERED, startDay: from, rule, pauses: [], extensions: [] };
}

/** Statement-by (陈述申辩期限): from the day the subject was told what is doubted. */
export function doubtStatementByLedger(toldOn: Day, rule: RuleLookup): Ledger {
  return ofRule('voluntary-statement-by', TOLD, toldOn, rule('voluntary-registration.statement-within-working-days'));
}

/** Decide-by (决定期限): from the end of the statement period, or the day on which the subject had said all. */
export function doubtDecideByLedger(from: Day, saidAll: boolean, rule: RuleLookup): Ledger {
  const start = saidAll ? SAID_ALL : PERIOD_OVER;
  return ofRule('voluntary-decide-by', start, from, rule('voluntary-registration.decide-within-working-days'));
}

/** The subject is reminded by a rule of its own, the authority as in every case. */
export function registrationPace(kind: string, rule: RuleLookup): Pace {
  const isSubjects = VOLUNTARY_REGISTRATION_WAITS[kind as VoluntaryRegistrationDeadline].remind === 'remind-applicant';
  const reminders = isSubjects
    ? rule('voluntary-registration.reminders-before-working-days')
    : rule('case.officer-reminders-before-working-days');
  return {
    reminderWorkingDays: reminders.value,
    escalateEveryWorkingDays: rule('case.escalate-every-working-days').value,
    reminderHour: rule('case.reminder-hour').value,
  };
}

const REGISTERED = { zh: '自主申报', en: 'registered by the subject' } as const satisfies Bilingual;
const TOLD = { zh: '告知核实疑点', en: 'the subject was told what is doubted' } as const satisfies Bilingual;
const PERIOD_OVER = { zh: '陈述申辩期限届满', en: 'the statement period ended' } as const satisfies Bilingual;
const SAID_ALL = { zh: '当事人陈述完毕', en: 'the subject had said all' } as const satisfies Bilingual;

function ofRule(
  code: VoluntaryRegistrationDeadline,
  startEvent: Bilingual,
  from: Day,
  term: RuleAnswer<number>,
): Ledger {
  return workingDaysFrom(startEvent, from, code, term);
}
