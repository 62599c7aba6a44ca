import type { CaseDeadline } from '../../db/entities/deadline.ts';
import { CaseFile } from '../../db/entities/case-file.ts';
import { isOver, measuresLeft } from '../../domain/record/record.ts';
import type { RepairDeadline } from '../../domain/repair/repair-waits.ts';
import {
  repairCompletionEndedNotice,
  repairDecideOnWhatThereIs,
  repairHandlerReminder,
  repairRecordEndedNotice,
  repairSilenceNotice,
} from '../../domain/repair/repair-notices.ts';
import { repairPauseOver } from '../../domain/repair/repair-desk-notices.ts';
import { type Day, type Instant, lastMomentOf, shanghaiDay } from '../../domain/time.ts';
import { escalationsDue } from '../../domain/case/waits.ts';
import { repairPartWorkflowId } from '../../workflows/messages/repair.ts';
import { type CaseState, whereItStands } from '../case/case-course.ts';
import { waitOf } from '../case/case-deadlines.ts';
import { note, SERVICE, takeInHand } from '../case/case-in-hand.ts';
import {
  countReminders,
  numberOfReport,
  remindApplicant,
  reportProvisional,
  step,
  type StepInput,
} from '../case/case-steps.ts';
import { findRecord } from '../record/record-effects.ts';
import { answerByOf, closeClock } from './repair-clocks.ts';
import {
  deskOfPart,
  type ItemInHand,
  noticeOfPart,
  type PartInHand,
  partCourse,
  partOfDeadline,
  repairCourse,
  type RepairInHand,
} from './repair-course.ts';
import { decideItem, endPart, undecided } from './repair-endings.ts';
import { backToAcceptance } from './repair-completions.ts';
import { resume } from './repair-pauses.ts';
import { serveApplicant, serveHandler, serveSupervisors } from '../case/serve.ts';
import { type ActivityDeps, readCase } from '../case/transaction.ts';

/** A step that a part takes by itself, at an instant of its own. */
export interface PartStepInput extends StepInput {
  partId: string;
}

/** Where one authority's part stands in the stored rows: `next` is null once it has ended. Writes nothing. */
export async function takeUpRepairPart(
  deps: ActivityDeps,
  { caseId, partId, now }: { caseId: string; partId: string; now: Instant },
): Promise<CaseState | null> {
  return await readCase(deps, caseId, async (em) => {
    if ((await em.count(CaseFile, { id: caseId })) === 0) return null;
    const hand = await repairCourse.take(await takeInHand(em, caseId, SERVICE, now));
    // What the application's own steps made is started by its own workflow.
    return { ...(await whereItStands(partCourse(partId), hand)), deliveries: [] };
  });
}

export function remindOfCompletion(deps: ActivityDeps, input: PartStepInput): Promise<CaseState> {
  return remindApplicant(partCourse(input.partId), deps, input);
}

export function reportProvisionalOfPart(deps: ActivityDeps, input: PartStepInput): Promise<CaseState> {
  return reportProvisional(partCourse(input.partId), deps, input);
}

export function remindAuthority(deps: ActivityDeps, input: PartStepInput): Promise<CaseState> {
  return partStep(deps, input, (hand, part, deadline) => {
    const wait = waitKind(deadline);
    countReminders(partCourse(input.partId), hand, deadline);
    note(hand, { kind: 'repair-reminded', authority: part.authority.code, wait, due: deadline.due });
    serveHandler(hand, repairHandlerReminder(noticeOfPart(hand, part), wait, deadline.due), deskOfPart(part));
  });
}

/**
 * An authority is silent: its supervisor is told, again and again, and the applicant reads it. Nothing is decided, but
 * that there is nothing left to answer where the records have ended in another way meanwhile.
 */
export function escalateToAuthority(deps: ActivityDeps, input: PartStepInput): Promise<CaseState> {
  return partStep(deps, input, async (hand, part, deadline) => {
    if (await endsWithItsRecords(hand, part)) return;
    const wait = waitKind(deadline);
    const { due } = deadline;
    const pace = repairCourse.paceOf(hand, deadline);
    const silence = { kind: 'repair-silent', authority: part.authority.code, wait, due } as const;
    const times = await numberOfReport(hand, silence);
    deadline.escalationsSent = escalationsDue(waitOf(deadline), pace, hand.calendar, hand.now);
    note(hand, { ...silence, times });
    const file = noticeOfPart(hand, part);
    serveSupervisors(hand, repairSilenceNotice(file, wait, due, times), deskOfPart(part));
    serveHandler(hand, repairHandlerReminder(file, wait, due), deskOfPart(part));
  });
}

/** The applicant did not complete in time: the clock of the authority goes on, and it decides on what there is. */
export function endCompletion(deps: ActivityDeps, input: PartStepInput): Promise<CaseState> {
  return partStep(deps, input, (hand, part, { due }) => {
    closeClock(hand, part, 'complete-by', 'missed', hand.now);
    backToAcceptance(hand, part, pauseEnd(due, hand.now));
    const { code, name } = part.authority;
    note(hand, { kind: 'repair-completion-ended', authority: code, due });
    serveApplicant(hand, repairCompletionEndedNotice(noticeOfPart(hand, part), name, due), part.authority);
    serveHandler(hand, repairDecideOnWhatThereIs(noticeOfPart(hand, part), due), deskOfPart(part));
  });
}

/** The time told for a hearing or a check is over: the clock goes on by itself. */
export function endPauseOfPart(deps: ActivityDeps, input: PartStepInput): Promise<CaseState> {
  return partStep(deps, input, (hand, part, { due }) => {
    resume(hand, part, pauseEnd(due, hand.now));
    const { due: answerBy } = answerByOf(hand, part);
    serveHandler(hand, repairPauseOver(noticeOfPart(hand, part), due, answerBy), deskOfPart(part));
  });
}

function partStep(
  deps: ActivityDeps,
  input: PartStepInput,
  write: (hand: RepairInHand, part: PartInHand, deadline: CaseDeadline) => void | Promise<void>,
): Promise<CaseState> {
  return step(partCourse(input.partId), deps, input, async (hand, deadline) => {
    await write(hand, partOfDeadline(hand, deadline), deadline);
    // The part is the one that takes this step: it need not be told of it.
    const own = repairPartWorkflowId(input.partId);
    hand.tell.splice(0, hand.tell.length, ...hand.tell.filter((workflowId) => workflowId !== own));
  });
}

/** Annulled, corrected or run out: what became of its records elsewhere leaves a part nothing to answer. */
async function endsWithItsRecords(hand: RepairInHand, part: PartInHand): Promise<boolean> {
  const over: string[] = [];
  const byRecord = (a: ItemInHand, b: ItemInHand) => (a.row.recordId < b.row.recordId ? -1 : 1);
  for (const item of undecided(part).sort(byRecord)) {
    const { state, facts, measures } = await findRecord(hand, item.row.recordId);
    // One that ran out may have a measure left, which an answer still lifts.
    const isLeft = measuresLeft(facts, measures, shanghaiDay(hand.now)).length > 0;
    if (!isOver(state.state) || isLeft) continue;
    decideItem(hand, item, 'ended');
    note(hand, { kind: 'repair-record-ended', authority: part.authority.code, record: item.row.recordId });
    over.push(item.documentNumber);
  }
  if (over.length > 0) {
    serveApplicant(hand, repairRecordEndedNotice(noticeOfPart(hand, part), part.authority.name, over), part.authority);
  }
  if (undecided(part).length > 0) return false;
  endPart(hand, part, { status: 'answered', clocks: 'closed' }, hand.now);
  // The application may have ended with it.
  hand.tell.push(hand.file.workflowId);
  return true;
}

function waitKind({ kind }: CaseDeadline): RepairDeadline {
  return kind as RepairDeadline;
}

/** The last moment of the day on which a pause ended, however late its timer fired. */
function pauseEnd(due: Day, now: Instant): Instant {
  const end = lastMomentOf(due);
  return end < now ? end : now;
}
