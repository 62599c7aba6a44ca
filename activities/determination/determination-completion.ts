import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Determination } from '../../db/entities/determination.ts';
import { Measure } from '../../db/entities/measure.ts';
import { Subject } from '../../db/entities/subject.ts';
import { findStandingDetermination } from '../../db/queries/standing-determination.ts';
import { computeDeadline } from '../../domain/deadline/deadline.ts';
import { noticeServeByLedger } from '../../domain/determination/determination-course.ts';
import {
  type Completion,
  type CompletionQuestion,
  reasonsAgainstCompletion,
  type ResponsiblePerson,
} from '../../domain/determination/determination-door.ts';
import {
  DETERMINATION_WORDS,
  determinationNotice,
  type NoticeMeasure,
} from '../../domain/determination/determination-notices.ts';
import { toServeNotice } from '../../domain/hearing/hearing-notices.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type { CompleteAct } from '../../workflows/messages/determination.ts';
import { DETERMINATION_WORKFLOW, determinationWorkflowId } from '../../workflows/messages/determination.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { writeDown } from '../case/case-course.ts';
import { beginDeadline, runningDeadline } from '../case/case-deadlines.ts';
import { audit, note, noticeCase, takeInHand } from '../case/case-in-hand.ts';
import { fileCase, lockSubject } from '../case/open-case.ts';
import { serveHandler, serveSubject } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import {
  ageOfSubject,
  determinationCourse,
  type DeterminationInHand,
  getTold,
  termsOf,
} from './determination-course.ts';
import { goOnDetermination } from './determination-moves.ts';
import { reasonsAgainstOrigin } from './determination-origin.ts';

/**
 * An officer completes the draft: from now on the subject knows what is held against it, and so does every person who
 * answers for it, each in a case of their own (国发〔2016〕33号（十四）).
 */
export function recordCompletion(deps: ActivityDeps, input: ActInput<CompleteAct>): Promise<ActResult> {
  const { completion, by, receivedAt } = input.act;
  return act(determinationCourse, deps, input, 'complete', async (hand) => {
    const madeOn = shanghaiDay(receivedAt);
    await lockAll(hand.em, [hand.file.subjectId, ...completion.responsible.map(({ subjectId }) => subjectId)]);
    const list = await hand.em.find(Measure, {});
    const refusals = [...(await reasonsAgainstOrigin(hand)), ...(await reasonsAgainst(hand, completion, madeOn, list))];
    if (refusals.length > 0) return refusals;
    const actOn = completion.actOn ?? hand.determination.actOn ?? null;
    const told = { ...toldColumns(completion, madeOn, by.sub), actOn };
    // First, for what this step has begun to write is flushed with them.
    for (const person of completion.responsible) await openForPerson(hand, told, person, list);
    Object.assign(hand.determination, told, { measures: [...completion.measures] });
    noteCompleted(hand, completion.responsible.length);
    goOnDetermination(hand);
    await tell(hand, list);
    return [];
  });
}

async function reasonsAgainst(
  { em, file, subject, determination }: DeterminationInHand,
  completion: Completion,
  today: Day,
  list: readonly Measure[],
): Promise<Refusal[]> {
  const ids = completion.responsible.map(({ subjectId }) => subjectId);
  const found = (subjectId: string) =>
    findStandingDetermination(em, { subjectId, documentNumber: completion.document.number, except: file.id });
  const sameDocument = await found(file.subjectId);
  const known = await em.find(Subject, { id: { $in: ids } });
  const persons: CompletionQuestion['persons'][number][] = [];
  for (const { id, kind } of known) persons.push({ id, kind, sameDocument: await found(id) });
  const draftedActOn = determination.actOn ?? null;
  return reasonsAgainstCompletion({ completion, draftedActOn, today, list, subject, persons, sameDocument });
}

/** Two completions that name the same people wait for each other, always in the same order. */
async function lockAll(em: EntityManager, subjects: readonly string[]): Promise<void> {
  for (const id of [...new Set(subjects)].sort()) await lockSubject(em, id);
}

type ToldColumns = ReturnType<typeof toldColumns> & { actOn: Day | null };

function toldColumns(completion: Completion, madeOn: Day, completedBy: string) {
  const { document, facts, summary, basis, recordKind, sector, severity } = completion;
  return {
    madeOn,
    completedBy,
    documentKind: document.kind,
    documentNumber: document.number,
    documentIssuedOn: document.issuedOn,
    documentIssuer: document.issuer,
    documentReference: document.reference,
    documentSha256: document.sha256,
    documentLaw: document.law,
    facts,
    summary,
    basis,
    recordKind,
    sector,
    severity,
  };
}

/** The case of a person who answers for the organisation: told, heard and decided by itself. */
async function openForPerson(
  hand: DeterminationInHand,
  told: ToldColumns,
  { subjectId, responsibility, asNamed, measures }: ResponsiblePerson,
  list: readonly Measure[],
): Promise<void> {
  const { em, now, by, requestId, file, rule, calendar } = hand;
  const caseId = randomUUID();
  const ledger = noticeServeByLedger(told.madeOn, rule);
  const serveBy = computeDeadline(ledger, calendar);
  const workflowId = determinationWorkflowId(caseId);
  const opened = {
    id: caseId,
    kind: 'determination' as const,
    workflowId,
    status: 'awaiting-service',
    subjectId,
    authorityId: file.authorityId,
    receivedOn: told.madeOn,
    assignedTo: by.sub,
    nextKind: 'serve-by',
    nextDue: serveBy.due,
    nextAt: serveBy.dueAt,
    nextProvisional: serveBy.provisional,
  };
  await fileCase(em, opened, now);
  const { draftFacts, draftClause = null, proposedBy = null } = hand.determination;
  const origin = { organisationCaseId: file.id, responsibility, asNamed };
  const draft = { draftedOn: told.madeOn, draftFacts, draftClause, proposedBy };
  em.create(Determination, { caseId, ...draft, ...told, ...origin, measures: [...measures] });
  await em.flush();
  const own = await determinationCourse.take(await takeInHand(em, caseId, by, now, requestId));
  beginDeadline(own, 'serve-by', ledger);
  note(own, { kind: 'determination-of-person', of: file.number, responsibility });
  noteCompleted(own, 0);
  await tell(own, list);
  audit(own, 'determination.open', { of: file.number });
  await writeDown(determinationCourse, own);
  hand.deliveries.push(...own.deliveries.splice(0));
  hand.starts.push({ workflow: DETERMINATION_WORKFLOW, workflowId, caseId });
}

function noteCompleted(hand: DeterminationInHand, persons: number): void {
  const { document, severity, measures } = getTold(hand);
  note(hand, {
    kind: 'determination-completed',
    document: document.number,
    severity,
    measures: [...measures],
    persons,
  });
}

/** 事先告知: to the subject; and to the handler, who serves it with means, day and proof. */
async function tell(hand: DeterminationInHand, list: readonly Measure[]): Promise<void> {
  const { document, actOn, facts, basis, severity, measures, madeOn } = getTold(hand);
  const { responsibility = null, asNamed = null } = hand.determination;
  const organisation = await nameOfOrganisation(hand);
  const person =
    responsibility === null || asNamed === null || organisation === null
      ? null
      : { responsibility, asNamed, organisation };
  const told = {
    document,
    actOn,
    underAge: ageOfSubject(hand) === 'under-age',
    facts,
    basis,
    severity,
    measures: namedMeasures(measures, list),
    statementDays: termsOf(hand).statement.value,
    person,
  };
  await serveSubject(hand, determinationNotice(noticeCase(hand), told));
  const due = runningDeadline(hand, 'serve-by')?.due ?? madeOn;
  serveHandler(hand, toServeNotice(DETERMINATION_WORDS, noticeCase(hand), due));
}

async function nameOfOrganisation({ em, organisation }: DeterminationInHand): Promise<string | null> {
  return organisation === null ? null : await nameOf(em, organisation.subjectId);
}

async function nameOf(em: EntityManager, id: string): Promise<string> {
  return (await em.findOneOrFail(Subject, { id })).name;
}

/** The measures as notices name them, in the order of the decision. */
export function namedMeasures(codes: readonly string[], list: readonly Measure[]): NoticeMeasure[] {
  return codes.map((code) => {
    const row = list.find((one) => one.code === code);
    return { name: row?.name ?? code, basis: row?.basis ?? '' };
  });
}
