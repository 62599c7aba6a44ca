import { objectionTo } from '../../domain/case/case-kind.ts';
import { withdrawalNeedsProof } from '../../domain/case/desk-refusals.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { REPAIR } from '../../domain/repair/repair.ts';
import { repairWithdrawnForDesk, repairWithdrawnNotice } from '../../domain/repair/repair-notices.ts';
import type { WithdrawRepairAct } from '../../workflows/messages/repair.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import {
  deskOfPart,
  noticeOfPart,
  openParts,
  type PartInHand,
  repairCourse,
  type RepairInHand,
} from './repair-course.ts';
import { decideItem, endPart, undecided } from './repair-endings.ts';
import { serveApplicant, serveHandler } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';

const NOTICE_22 = '国办发〔2025〕22号';

/**
 * The applicant takes back what is not yet answered, at no disadvantage. The people of the window only write down what
 * was asked for on paper; those of the authorities cannot withdraw what they are to answer.
 */
export function recordRepairWithdrawal(deps: ActivityDeps, input: ActInput<WithdrawRepairAct>): Promise<ActResult> {
  const { by, reason, authorities, receivedAt } = input.act;
  const onPaper = by.role !== 'applicant';
  return act(
    repairCourse,
    deps,
    input,
    'withdraw',
    (hand) => {
      if (onPaper && (reason ?? '').trim() === '') return [withdrawalNeedsProof(NOTICE_22)];
      const wanted = openParts(hand).filter(({ authority }) => authorities?.includes(authority.code) ?? true);
      if (wanted.length === 0) return [nothingToWithdraw];
      const codes = wanted.map(({ authority }) => authority.code);
      note(hand, { kind: 'repair-withdrawn', authorities: codes, onPaper }, receivedAt);
      const names = wanted.map(({ authority }) => authority.name);
      serveApplicant(hand, repairWithdrawnNotice(noticeCase(hand), names));
      for (const part of wanted) withdrawPart(hand, part, receivedAt);
      return [];
    },
    ({ file, authority }) => {
      const objection = objectionTo(REPAIR, 'withdraw', by, {
        status: file.status,
        assignedTo: file.assignedTo ?? null,
      });
      return objection ?? (onPaper && by.authority !== authority.code ? 'role' : null);
    },
  );
}

/** Records of the part that were answered before stay as they were answered. */
function withdrawPart(hand: RepairInHand, part: PartInHand, at: string): void {
  const left = undecided(part);
  for (const item of left) decideItem(hand, item, 'withdrawn');
  serveHandler(hand, repairWithdrawnForDesk(noticeOfPart(hand, part)), deskOfPart(part));
  const status = left.length < part.items.length ? 'answered' : 'withdrawn';
  endPart(hand, part, { status, clocks: 'closed' }, at);
}

const nothingToWithdraw: Refusal = {
  code: 'nothing-to-withdraw',
  clause: NOTICE_22,
  text: {
    zh: '所列单位的部分均已办结，没有可撤回的内容。',
    en: 'Every part named has ended; there is nothing left to withdraw.',
  },
};
