import { randomUUID } from 'node:crypto';
import { RecordDeclaration } from '../../db/entities/record-declaration.ts';
import { withdrawalNeedsProof } from '../../domain/case/desk-refusals.ts';
import { declarationRegisteredNotice, type RegisteredWords } from '../../domain/publicity/declaration-notices.ts';
import {
  DECLARATION_CLAUSE,
  DECLARATION_NEEDS_PROOF,
  type DeclarationEnding,
  NO_DECLARATION,
  reasonAgainstOlderWords,
  reasonsAgainstDeclaration,
} from '../../domain/record/declaration.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type { DeclareAct, WithdrawDeclarationAct } from '../../workflows/messages/publicity.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { reasonsAgainstReceived } from '../case/received.ts';
import { serveSubject } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import { tellCopyHolders } from '../record/record-effects.ts';
import { publicityCourse, type PublicityInHand, rowsOf, stateInHand } from './publicity-course.ts';

/**
 * The subject says something beside its record (本人声明), by itself or on a paper that an officer registers; what it said
 * before is kept, and shown no more. Whoever keeps a copy is told at once.
 */
export function recordDeclaration(deps: ActivityDeps, input: ActInput<DeclareAct>): Promise<ActResult> {
  return act(publicityCourse, deps, input, 'declare', async (hand) => {
    const { text, by, receivedAt } = input.act;
    const said = await wordsOf(hand, input.act, DECLARATION_NEEDS_PROOF);
    const refusals = [...said.refusals, ...reasonsAgainstDeclaration(text, hand.rule, shanghaiDay(hand.now))];
    if (refusals.length > 0) return refusals;
    const { on, onPaper, paper } = said;
    const replaces = endStanding(said, hand, 'replaced');
    // Of one record one statement stands: the other is put away first.
    await hand.em.flush();
    hand.em.create(RecordDeclaration, {
      id: randomUUID(),
      recordId: hand.record.id,
      body: text,
      bySub: by.sub,
      at: hand.now,
      receivedOn: on,
      onPaper,
      endedAt: null,
      endedHow: null,
      endedOn: null,
    });
    note(hand, { kind: 'declaration-made', replaces, onPaper, on }, receivedAt);
    if (paper !== null) await tellRegistered(hand, { on, text, paper });
    await tellCopies(hand, replaces ? 'declaration-replaced' : 'declaration-made');
    return [];
  });
}

/** The subject takes back what it said; the desk only writes down what it was handed on paper. */
export function recordDeclarationWithdrawal(
  deps: ActivityDeps,
  input: ActInput<WithdrawDeclarationAct>,
): Promise<ActResult> {
  return act(publicityCourse, deps, input, 'withdraw-declaration', async (hand) => {
    const { receivedAt } = input.act;
    const said = await wordsOf(hand, input.act, withdrawalNeedsProof(DECLARATION_CLAUSE, SUBJECT));
    const { on, onPaper, paper } = said;
    if (said.refusals.length > 0) return said.refusals;
    if (!endStanding(said, hand, 'withdrawn')) return [NO_DECLARATION];
    note(hand, { kind: 'declaration-withdrawn', onPaper, on }, receivedAt);
    if (paper !== null) await tellRegistered(hand, { on, text: null, paper });
    await tellCopies(hand, 'declaration-withdrawn');
    return [];
  });
}

const SUBJECT = { zh: '当事人', en: 'subject' };

/** What the subject says, once it is known when it came in and what was said before it. */
interface Words {
  /** The day on which it came in. */
  on: Day;
  onPaper: boolean;
  /** What the paper is that the desk registers them from; null: the subject speaks itself, or none is named. */
  paper: string | null;
  refusals: Refusal[];
  standing: RecordDeclaration | null;
}

/** @param unproven the refusal of what the desk registers for the subject without naming its paper */
async function wordsOf(
  hand: PublicityInHand,
  act: DeclareAct | WithdrawDeclarationAct,
  unproven: Refusal,
): Promise<Words> {
  const { by, reason = null, receivedAt, receivedOn = null } = act;
  const before = await hand.em.find(RecordDeclaration, { recordId: hand.record.id });
  const on = receivedOn ?? shanghaiDay(receivedAt);
  const days = before.flatMap((one) => [one.receivedOn, one.endedOn ?? one.receivedOn]);
  const onPaper = by.role !== 'applicant';
  const paper = onPaper && reason !== null && reason.trim() !== '' ? reason : null;
  const older = reasonAgainstOlderWords(on, days);
  return {
    on,
    onPaper,
    paper,
    refusals: [
      ...(onPaper && paper === null ? [unproven] : []),
      ...reasonsAgainstReceived({ by, receivedAt, receivedOn }, hand.calendar, hand.rule),
      ...(older === null ? [] : [older]),
    ],
    standing: before.find(({ endedAt }) => endedAt == null) ?? null,
  };
}

function endStanding({ standing, on }: Words, { now }: PublicityInHand, how: DeclarationEnding): boolean {
  if (standing === null) return false;
  Object.assign(standing, { endedAt: now, endedHow: how, endedOn: on });
  return true;
}

async function tellRegistered(hand: PublicityInHand, words: Omit<RegisteredWords, 'documentNumber'>): Promise<void> {
  const { documentNumber } = hand.record;
  await serveSubject(hand, declarationRegisteredNotice(noticeCase(hand), { documentNumber, ...words }));
}

/** What is shown nowhere has no copy that could lag behind: when it is shown again, it is told with all that is said beside it. */
async function tellCopies(hand: PublicityInHand, how: string): Promise<void> {
  if (!stateInHand(hand).published) return;
  await hand.em.flush();
  await tellCopyHolders(hand, rowsOf(hand), 'record.declaration-changed', how, shanghaiDay(hand.now));
}
