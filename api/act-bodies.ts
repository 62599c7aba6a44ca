import type { Static } from 'typebox';
import type { SupplyAct, VerifyAct, DecideAct } from '../workflows/messages/accept-first.ts';
import type { ActHeader } from '../workflows/messages/case.ts';
import type { ReopenHearingAct } from '../workflows/messages/hearing.ts';
import { invalidField, type Problem } from './problems.ts';
import type { DecideBody, SupplyBody, VerifyBody } from './schemas/accept-first.ts';
import type { ReopenHearingBody } from './schemas/hearing.ts';

type Particulars<A extends ActHeader> = Omit<A, keyof ActHeader>;

/**
 * A hand-in as it is passed on; days that its means cannot have are refused here, where the form alone shows it.
 * @throws Problem `invalid-input`
 */
export function handIn({
  items,
  means,
  receivedOn = null,
  dispatchedOn = null,
}: Static<typeof SupplyBody>): Particulars<SupplyAct> {
  if (dispatchedOn !== null && means !== 'post') throw postOnly();
  if (receivedOn !== null && means === 'online') throw paperDay();
  return {
    items: items.map(({ material, reference = null }) => ({ material, reference })),
    means,
    receivedOn,
    dispatchedOn,
  };
}

/**
 * A paper of the subject that is written down after it was decided, as it is passed on.
 * @throws Problem `invalid-input`: only what was posted has a day of dispatch
 */
export function lateRegistered({
  text = null,
  evidence = null,
  asksHearing = false,
  means,
  receivedOn,
  dispatchedOn = null,
  reason,
}: Static<typeof ReopenHearingBody>): Particulars<ReopenHearingAct> {
  if (dispatchedOn !== null && means !== 'post') throw postOnly();
  return { text, evidence, asksHearing, means, receivedOn, dispatchedOn, reason };
}

/** @throws Problem `invalid-input` where an applicant names the day on which the authority received a paper */
export function refuseApplicantsReceipt(carried: object): void {
  if ('receivedOn' in carried && carried.receivedOn !== null) throw paperDay();
}

/** @throws Problem `invalid-input`: who is told that a paper is wrong is told why */
export function verdicts({ items }: Static<typeof VerifyBody>): Particulars<VerifyAct> {
  const index = items.findIndex(({ verdict, reason = null }) => verdict === 'wrong' && reason === null);
  if (index >= 0) throw reasonRequired(`/items/${index}/reason`);
  return { items: items.map(({ material, verdict, reason = null }) => ({ material, verdict, reason })) };
}

/** @throws Problem `invalid-input`: a refusal gives its reason (行政许可法 38) */
export function decision({
  granted,
  reason = null,
  document = null,
  decidedOn = null,
}: Static<typeof DecideBody>): Particulars<DecideAct> {
  if (!granted && reason === null) throw reasonRequired('/reason');
  return { granted, reason, document, decidedOn };
}

/** A day of dispatch that the means cannot have. */
export function postOnly(): Problem {
  return invalidField('/dispatchedOn', 'post-only', {
    zh: '“/dispatchedOn”仅用于邮寄的材料，请删除或将 means 改为 post。',
    en: '"/dispatchedOn" is for what was posted; remove it, or set means to post.',
  });
}

/** A day of receipt that only a paper has. */
export function paperDay(): Problem {
  return invalidField('/receivedOn', 'paper-only', {
    zh: '“/receivedOn”仅用于工作人员登记窗口或邮寄收到的材料，请删除。',
    en: '"/receivedOn" is for officers who register papers from the counter or the post; remove it.',
  });
}

/** A "no" to somebody that says not why. */
export function reasonRequired(pointer: string): Problem {
  return invalidField(pointer, 'required', {
    zh: `“${pointer}”必须填写：请说明理由。`,
    en: `"${pointer}" is required: say why.`,
  });
}
