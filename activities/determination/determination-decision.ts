import { randomUUID } from 'node:crypto';
import { Authority } from '../../db/entities/authority.ts';
import { Measure } from '../../db/entities/measure.ts';
import { countUnansweredActs } from '../../db/queries/request-key.ts';
import type { DeterminationOutcome } from '../../domain/determination/determination.ts';
import { type Held, reasonsAgainstDetermining } from '../../domain/determination/determination-decision.ts';
import { reasonsAgainstLeniency } from '../../domain/determination/determination-leniency.ts';
import {
  decidedForDesk,
  determinedNotice,
  droppedNotice,
  governmentDetermined,
  sparedNotice,
} from '../../domain/determination/determination-notices.ts';
import { reasonAgainstDecider, reasonsAgainstNoReason } from '../../domain/hearing/hearing-decision.ts';
import { howToRepair } from '../../domain/record/record-text.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { shanghaiDay } from '../../domain/time.ts';
import type { ActHeader } from '../../workflows/messages/case.ts';
import type { DetermineAct, DropDeterminationAct, SpareAct } from '../../workflows/messages/determination.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { note, noticeCase, SERVICE } from '../case/case-in-hand.ts';
import { lockSubject } from '../case/open-case.ts';
import { serveOfficers, serveSubject } from '../case/serve.ts';
import { reportAbove } from '../case/those-above.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import { getStatementBy, hearingHeldOn } from '../hearing/heard-case.ts';
import { findDecidedBefore } from '../hearing/reopening.ts';
import { applyFromInHand } from '../publicity/publicity-bar.ts';
import { factsInHand, type PublicityInHand } from '../publicity/publicity-course.ts';
import { openPublicity } from '../record/record-entry.ts';
import { namedMeasures } from './determination-completion.ts';
import { ageOfSubject, determinationCourse, type DeterminationInHand, getTold } from './determination-course.ts';
import { enterDetermination, involvedIn } from './determination-moves.ts';
import { reasonsAgainstOrigin } from './determination-origin.ts';
import { standingOfOrganisation, tellWhoAnswersForNothing } from './determination-voided.ts';

/**
 * A second person determines: in this one transaction the subject goes on the record with its measures, the publicity of
 * the record begins, and decision and repair notice are served together (两书同达, 国办发〔2025〕22号).
 */
export function recordDetermined(deps: ActivityDeps, input: ActInput<DetermineAct>): Promise<ActResult> {
  const { document, by } = input.act;
  return act(determinationCourse, deps, input, 'determine', async (hand) => {
    const objection = reasonAgainstDecider(by.sub, involvedIn(hand));
    if (objection !== null) return [objection];
    await lockSubject(hand.em, hand.file.subjectId);
    const list = await hand.em.find(Measure, {});
    const decided = decidedOf(hand, input.act);
    const refusals = [...(await reasonsAgainstOrigin(hand)), ...(await reasonsAgainst(hand, input.act, decided, list))];
    if (refusals.length > 0) return refusals;
    const entered = await enter(hand, document, decided);
    if (Array.isArray(entered)) return entered;

    const { severity, measures } = decided;
    writeDecision(hand, input.act);
    Object.assign(hand.determination, {
      decisionDocument: document,
      leniencyConsidered: input.act.leniencyConsidered ?? null,
      decidedSeverity: severity,
      decidedMeasures: [...measures],
      recordId: entered.record.id,
    });
    end(hand, { kind: 'determined', record: entered.record.id });
    note(hand, { kind: 'determination-made', document, severity, measures: [...measures] });
    const applyFrom = await applyFromInHand(entered);
    const exit = howToRepair({ ...factsInHand(entered), applyFrom }).zh;
    await serveSubject(hand, decisionText(hand, input.act, decided, { publicity: entered, exit }, list));
    serveOfficers(hand, decidedForDesk(noticeCase(hand), 'determined'));
    await tellThoseAbove(hand, decided, document);
    return [];
  });
}

/** A second person spares the subject: nothing is entered, nothing shown, no measure; it stays on this case's file. */
export function recordSpared(deps: ActivityDeps, input: ActInput<SpareAct>): Promise<ActResult> {
  const { ground, reason, by } = input.act;
  return act(determinationCourse, deps, input, 'spare', async (hand) => {
    const objection = reasonAgainstDecider(by.sub, involvedIn(hand));
    if (objection !== null) return [objection];
    const { severity, actOn } = getTold(hand);
    const known = { age: ageOfSubject(hand), severity };
    const refusals = [...reasonsAgainstNoReason({ reason }), ...reasonsAgainstLeniency(ground, known)];
    if (refusals.length > 0) return refusals;
    writeDecision(hand, input.act);
    hand.determination.leniency = ground;
    end(hand, { kind: 'lenient', ground });
    note(hand, { kind: 'determination-spared', ground });
    await serveSubject(hand, sparedNotice(noticeCase(hand), { ground, reason, actOn }));
    serveOfficers(hand, decidedForDesk(noticeCase(hand), 'lenient'));
    await tellWhoAnswersForNothing(hand, 'lenient');
    return [];
  });
}

/** A second person drops it; the subject is told why, but of a draft it never heard. */
export function recordDeterminationDropped(
  deps: ActivityDeps,
  input: ActInput<DropDeterminationAct>,
): Promise<ActResult> {
  const { reason, by } = input.act;
  return act(determinationCourse, deps, input, 'drop', async (hand) => {
    const objection = reasonAgainstDecider(by.sub, involvedIn(hand));
    if (objection !== null) return [objection];
    const refusals = reasonsAgainstNoReason({ reason });
    if (refusals.length > 0) return refusals;
    const kind = hand.determination.madeOn == null ? 'discarded' : 'dropped';
    writeDecision(hand, input.act);
    end(hand, { kind });
    note(hand, { kind: `determination-${kind}` });
    if (kind === 'dropped') await serveSubject(hand, droppedNotice(noticeCase(hand), reason));
    serveOfficers(hand, decidedForDesk(noticeCase(hand), kind));
    // Of a draft nobody who answers for its subject was named yet.
    if (kind === 'dropped') await tellWhoAnswersForNothing(hand, kind);
    return [];
  });
}

function decidedOf(hand: DeterminationInHand, { severity, measures }: DetermineAct): Held {
  const told = getTold(hand);
  return { severity: severity ?? told.severity, measures: measures ?? told.measures };
}

async function reasonsAgainst(
  hand: DeterminationInHand,
  { reason, leniencyConsidered }: DetermineAct,
  decided: Held,
  list: readonly Measure[],
): Promise<Refusal[]> {
  const { em, now, file, rule, calendar, heard } = hand;
  const { due: statementDue, dueAt, openedAt } = getStatementBy(hand);
  const question = {
    now,
    reason,
    age: ageOfSubject(hand),
    leniencyConsidered: leniencyConsidered ?? null,
    before: await findDecidedBefore(hand),
    statementDue,
    writtenOn: shanghaiDay(openedAt),
    waivedOn: heard.waivedOn ?? null,
    unanswered: await countUnansweredActs(em, file.id, { before: dueAt }),
    told: getTold(hand),
    decided,
    list,
    organisation: await standingOfOrganisation(hand),
  };
  return reasonsAgainstDetermining(question, rule('determination.registration-grace-working-days'), calendar);
}

/** The record with its measures and its publicity, by the way that every record is entered; or what speaks against it. */
async function enter(
  hand: DeterminationInHand,
  document: string,
  { severity, measures }: Held,
): Promise<PublicityInHand | Refusal[]> {
  const { file, authority, determination, now } = hand;
  const decidedOn = shanghaiDay(now);
  const { recordKind, summary = null } = determination;
  const entered = await openPublicity(hand, {
    id: randomUUID(),
    subjectId: file.subjectId,
    authority,
    // What is lighter than serious is on no list of the seriously dishonest.
    kind:
      recordKind == null || (recordKind === 'serious-list' && severity !== 'serious') ? 'other-negative' : recordKind,
    documentKind: '失信行为认定决定书',
    documentNumber: document,
    decidedOn,
    severity,
    sector: getTold(hand).sector,
    facts: summary,
    receivedOn: decidedOn,
    publishedFrom: decidedOn,
    // Until when each lasts follows from its row of the list: a determination names no days.
    measures: measures.map((code) => ({ code, from: decidedOn, until: null })),
    toldAbove: true,
  });
  return entered.ok ? entered.publicity : entered.refusals;
}

function decisionText(
  hand: DeterminationInHand,
  { document, reason, leniencyConsidered }: DetermineAct,
  { severity, measures }: Held,
  { publicity, exit }: { publicity: PublicityInHand; exit: string },
  list: readonly Measure[],
) {
  const { document: effective, actOn, facts, basis } = getTold(hand);
  const { record } = publicity;
  const untilOf = (code: string) => publicity.measures.find((one) => one.code === code)?.until ?? null;
  return determinedNotice(noticeCase(hand), {
    document: effective,
    actOn,
    leniencyConsidered: leniencyConsidered ?? null,
    facts,
    basis,
    reason,
    answers: answersOf(hand),
    waived: hand.heard.waivedOn != null,
    hearingOn: hearingHeldOn(hand),
    severity,
    measures: namedMeasures(measures, list).map((named, index) => ({
      ...named,
      until: untilOf(measures[index] ?? ''),
    })),
    decision: document,
    published: record.published,
    endsBy: record.endsBy ?? null,
    exit,
  });
}

/** How what the subject said was reviewed: each review once, for one may answer several statements and the hearing. */
function answersOf({ statements, hearing }: DeterminationInHand): string[] {
  const answers = [...statements, hearing].map((said) => said?.answer ?? '');
  return [...new Set(answers)].filter((answer) => answer !== '');
}

function writeDecision(hand: DeterminationInHand, { reason, by }: ActHeader & { reason: string }): void {
  Object.assign(hand.determination, { decidedBy: by.sub, decidedAt: hand.now, reason });
}

function end(hand: DeterminationInHand, outcome: DeterminationOutcome): void {
  hand.file.outcome = outcome;
  enterDetermination(hand, outcome.kind);
}

/**
 * Dishonesty of an authority is told to the authority above it, and to the auditors.
 * Source: 国发〔2016〕76号, 2025 opinion (17).
 */
async function tellThoseAbove(hand: DeterminationInHand, { severity }: Held, decision: string): Promise<void> {
  const { em, subject } = hand;
  const government = await em.findOne(Authority, { creditCode: subject.identifier });
  if (government === null) return;
  const made = { severity, decision };
  const told = await reportAbove(hand, government, (to) => governmentDetermined(noticeCase(hand), to, made));
  note(hand, { kind: 'determination-superior-told', ...told }, hand.now, SERVICE);
}
