import { PerformanceRecord } from '../../db/entities/performance-result.ts';
import { VoluntaryRegistration } from '../../db/entities/voluntary-registration.ts';
import { VoluntaryRegistrationStatement } from '../../db/entities/voluntary-registration-statement.ts';
import { VoluntaryRegistrationVersion } from '../../db/entities/voluntary-registration-version.ts';
import { isOpen } from '../../domain/case/case-kind.ts';
import type { Ledger } from '../../domain/deadline/ledger.ts';
import { shanghaiDay } from '../../domain/time.ts';
import {
  VOLUNTARY_REGISTRATION,
  VOLUNTARY_REGISTRATION_CLAUSE,
  VOLUNTARY_REGISTRATION_WAITS,
  type VoluntaryRegistrationDeadline,
} from '../../domain/voluntary-registration/voluntary-registration.ts';
import {
  doubtDecideByLedger,
  doubtStatementByLedger,
  type OpenedRegistrationStatus,
  REGISTRATION_DEADLINES_IN_STATUS,
  registrationPace,
  validUntilLedger,
  verifyByLedger,
} from '../../domain/voluntary-registration/voluntary-registration-deadlines.ts';
import { REGISTRATION_CATEGORY_TEXT } from '../../domain/voluntary-registration/voluntary-registration-info.ts';
import {
  type NoticedRegistration,
  registrationReminder,
  registrationToDecide,
} from '../../domain/voluntary-registration/voluntary-registration-notices.ts';
import { handlerReminder } from '../../domain/case/desk-notices.ts';
import type { CaseDeadline } from '../../db/entities/deadline.ts';
import type { CaseCourse } from '../case/case-course.ts';
import { beginDeadline, closeDeadline, latestDeadline, runningDeadline } from '../case/case-deadlines.ts';
import { type CaseInHand, note, noticeCase, type ServedCase } from '../case/case-in-hand.ts';
import { serveOfficers } from '../case/serve.ts';

/** One registration inside one transaction. */
export interface RegistrationInHand extends ServedCase {
  registration: VoluntaryRegistration;
  /** The version that counts. */
  current: VoluntaryRegistrationVersion;
  /** In the order in which they were written down. */
  statements: VoluntaryRegistrationStatement[];
  performance: PerformanceRecord | null;
}

/** What the common steps must know of a registration. */
export const voluntaryRegistrationCourse: CaseCourse<RegistrationInHand> = {
  table: VOLUNTARY_REGISTRATION,
  take: takeRegistration,
  paceOf: ({ rule }, { kind }) => registrationPace(kind, rule),
  clauseOf: () => VOLUNTARY_REGISTRATION_CLAUSE,
  reminder: (hand, { kind, due }) =>
    VOLUNTARY_REGISTRATION_WAITS[kind as VoluntaryRegistrationDeadline].remind === 'remind-handler'
      ? handlerReminder(noticeCase(hand), kind, due)
      : registrationReminder(noticeCase(hand), noticedRegistration(hand), kind, due),
};

async function takeRegistration(common: CaseInHand): Promise<RegistrationInHand> {
  const { em, file } = common;
  const caseId = file.id;
  const registration = await em.findOneOrFail(VoluntaryRegistration, { caseId });
  const { version, category } = registration;
  const current = await em.findOneOrFail(VoluntaryRegistrationVersion, { caseId, version });
  return {
    ...common,
    registration,
    current,
    statements: await em.find(VoluntaryRegistrationStatement, { caseId }, { orderBy: { seq: 'asc' } }),
    performance: await em.findOne(PerformanceRecord, { caseId }),
    matter: `自主申报${REGISTRATION_CATEGORY_TEXT[category].zh}信息“${current.content.title}”`,
    applicantEmail: registration.contact.email,
  };
}

/** What was registered, as its notices name it. */
export function noticedRegistration({ registration, current }: RegistrationInHand): NoticedRegistration {
  return { category: registration.category, title: current.content.title };
}

/** Puts the case into a status: the deadlines that belong to it run, the others are closed as they ended. */
export function enterRegistration(hand: RegistrationInHand, status: OpenedRegistrationStatus): void {
  const { file } = hand;
  file.status = status;
  file.closedAt = isOpen(VOLUNTARY_REGISTRATION, status) ? null : hand.now;
  const wanted = REGISTRATION_DEADLINES_IN_STATUS[status];
  for (const kind of Object.keys(VOLUNTARY_REGISTRATION_WAITS) as VoluntaryRegistrationDeadline[]) {
    const state = wanted[kind];
    if (state !== 'running') closeDeadline(hand, kind, state);
    else if (runningDeadline(hand, kind) === null) beginDeadline(hand, kind, ledgerOf(hand, kind));
  }
}

/**
 * The subject's period is over, or it had said all: the case lies at the desk for somebody else than who doubted, and
 * all of the desk is told.
 */
export function awaitDecision(hand: RegistrationInHand): void {
  const { file, registration } = hand;
  enterRegistration(hand, 'awaiting-decision');
  if (file.assignedTo === registration.doubtedBy) file.assignedTo = null;
  const { due: decideBy } = getDeadline(hand, 'voluntary-decide-by');
  note(hand, { kind: 'voluntary-statement-over', decideBy });
  serveOfficers(hand, registrationToDecide(noticeCase(hand), noticedRegistration(hand), decideBy));
}

/** The latest deadline of a kind. Throws where there was none. */
export function getDeadline(hand: RegistrationInHand, kind: VoluntaryRegistrationDeadline): CaseDeadline {
  const row = latestDeadline(hand, kind);
  if (row === null) throw new Error(`Case ${hand.file.number} has no deadline "${kind}"`);
  return row;
}

/** What the subject said to what is doubted now: of this version, and since it was told. */
export function statementsOnDoubt({ registration, statements }: RegistrationInHand): VoluntaryRegistrationStatement[] {
  const { version, doubtedOn = null } = registration;
  return statements.filter((one) => one.version === version && doubtedOn !== null && one.receivedOn >= doubtedOn);
}

function ledgerOf(hand: RegistrationInHand, kind: VoluntaryRegistrationDeadline): Ledger {
  const { registration, current, rule } = hand;
  const signedOn = shanghaiDay(current.signedAt);
  switch (kind) {
    case 'voluntary-verify-by':
      return verifyByLedger(signedOn, rule);
    case 'voluntary-valid-until':
      return validUntilLedger(signedOn, registration.validUntil);
    case 'voluntary-statement-by':
      return doubtStatementByLedger(registration.doubtedOn ?? signedOn, rule);
    case 'voluntary-decide-by': {
      const saidAllOn = registration.saidAllOn ?? null;
      return doubtDecideByLedger(
        saidAllOn ?? getDeadline(hand, 'voluntary-statement-by').due,
        saidAllOn !== null,
        rule,
      );
    }
    default:
      return kind satisfies never;
  }
}
