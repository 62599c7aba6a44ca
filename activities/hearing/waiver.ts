import { waivedNotice } from '../../domain/hearing/hearing-notices.ts';
import { reasonAgainstRegisteringWaiver, reasonsAgainstWaiving, waiverWords } from '../../domain/hearing/waiver.ts';
import type { Day } from '../../domain/time.ts';
import type { WaiveAct } from '../../workflows/messages/hearing.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { note } from '../case/case-in-hand.ts';
import { serveSubject } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import { getStatementBy, heading, type HeardCase, type HearingCourse, isHearingPending } from './heard-case.ts';
import { endHearing, receiptOf } from './hearings.ts';

/**
 * The subject says by itself, or on a signed paper that an officer registers, that it has nothing (more) to say and
 * asks for no hearing: its period ends with it, and somebody else than the proposer decides.
 */
export function recordWaiver<H extends HeardCase>(
  of: HearingCourse<H>,
  deps: ActivityDeps,
  input: ActInput<WaiveAct>,
): Promise<ActResult> {
  const { text, by, receivedAt } = input.act;
  return act(of.course, deps, input, 'waive', async (hand) => {
    const receipt = receiptOf(hand, input.act);
    if ('refusals' in receipt) return receipt.refusals;
    const { day, onPaper } = receipt;
    const { heard } = hand;
    const objection = onPaper ? reasonAgainstRegisteringWaiver(by.sub, of.involved(hand)) : null;
    if (objection !== null) return [objection];
    const refusals = reasonsAgainstWaiving(day, heard.servedOn ?? day, spokenOn(hand));
    if (refusals.length > 0) return refusals;
    // Who gives up its hearing before it was held: what is left of the period is counted, and given up with it.
    const declaration = waiverWords(text);
    if (isHearingPending(hand))
      endHearing(of, hand, { result: 'given-up', on: day, minutes: declaration, declaration }, by.sub);
    const { due } = getStatementBy(hand);
    Object.assign(heard, { waivedOn: day, waiver: declaration, waiverRegisteredBy: by.sub });
    const statements = hand.statements.length;
    const hearingAsked = hand.hearing !== null;
    note(hand, of.event({ kind: 'heard-waived', on: day, onPaper, statements }), receivedAt);
    of.goOn(hand);
    await serveSubject(hand, waivedNotice(...heading(of, hand), { on: day, statements, hearingAsked }, due));
    return [];
  });
}

function spokenOn({ statements, hearing }: HeardCase): Day[] {
  const days = statements.map(({ receivedOn }) => receivedOn);
  return hearing === null ? days : [...days, hearing.askedOn];
}
