import type { AcceptFirstStatus, AcceptFirstTerms } from './accept-first.ts';
import type { Refusal } from '../refusal.ts';
import type { Role } from '../case/roles.ts';
import { type Day, type Instant, shanghaiDay } from '../time.ts';

export const SUPPLY_MEANS = ['online', 'counter', 'post'] as const;
export type SupplyMeans = (typeof SUPPLY_MEANS)[number];

/** A hand-in as it is written down: by the applicant online, or by an officer who registers a paper. */
export interface HandIn {
  means: SupplyMeans;
  /** When the service received the act. */
  receivedAt: Instant;
  /** For a paper only: the day it reached the authority; may lie before `receivedAt`, never after. */
  receivedOn: Day | null;
  /** For a posted paper: the postmark. */
  dispatchedOn: Day | null;
  by: Role;
}

/**
 * The day on which a hand-in counts as made: online the day the service received it, at the counter the
 * day of receipt, by post the arrival or the dispatch as the procedure's data say.
 * Source: 税务总局公告2022年第26号 (post: dispatch); a county rule (arrival).
 */
export function countsOn(handIn: HandIn, terms: Pick<AcceptFirstTerms, 'receiptByPost'>): Day {
  const received = handIn.receivedOn ?? shanghaiDay(handIn.receivedAt);
  if (handIn.means === 'online') return shanghaiDay(handIn.receivedAt);
  if (handIn.means === 'post' && terms.receiptByPost === 'dispatch') return handIn.dispatchedOn ?? received;
  return received;
}

export interface BackdatingLimit {
  /** The earliest receipt an officer may write down today; an earlier one is a supervisor's. */
  officerFrom: Day;
  clause: string;
}

/**
 * What speaks against writing a receipt down with these days: never the future, far back only by a
 * supervisor, a dispatch not after the arrival; what comes online, or from an applicant, counts when it comes.
 */
export function reasonsAgainstReceipt(handIn: HandIn, limit: BackdatingLimit): Refusal[] {
  const today = shanghaiDay(handIn.receivedAt);
  const received = handIn.receivedOn ?? today;
  const refusals: Refusal[] = [];
  if (handIn.by === 'applicant' && handIn.means !== 'online') {
    refusals.push(
      receiptRefusal('receipt-by-officer-only', limit.clause, {
        zh: '线下或邮寄提交的材料由工作人员登记；网上提交请选择“网上”。',
        en: 'Papers handed in or posted are registered by an officer; choose "online" for your own hand-in.',
      }),
    );
  }
  if (handIn.receivedOn !== null && (handIn.by === 'applicant' || handIn.means === 'online')) {
    refusals.push(
      receiptRefusal('receipt-day-on-paper-only', limit.clause, {
        zh: '收件日由工作人员为窗口、邮寄收到的纸质材料填写；网上提交以系统收到之日为准，请删去收件日。',
        en: 'A day of receipt is given by an officer, for a paper; what comes online counts when it comes. Leave the day out.',
      }),
    );
  }
  if (handIn.dispatchedOn !== null && handIn.means !== 'post') {
    refusals.push(
      receiptRefusal('dispatch-by-post-only', limit.clause, {
        zh: '只有邮寄的材料才有寄出日，请改为“邮寄”或删去寄出日。',
        en: 'Only what was posted has a day of dispatch; choose "post" or leave the day out.',
      }),
    );
  }
  if (received > today || (handIn.dispatchedOn !== null && handIn.dispatchedOn > today)) {
    refusals.push(
      receiptRefusal('receipt-in-future', limit.clause, {
        zh: '收件日、寄出日不得晚于今天，请核对日期。',
        en: 'A receipt or dispatch day may not lie in the future; check the date.',
      }),
    );
  }
  if (handIn.dispatchedOn !== null && handIn.dispatchedOn > received) {
    refusals.push(
      receiptRefusal('dispatch-after-receipt', limit.clause, {
        zh: '寄出日不得晚于收件日，请核对邮戳。',
        en: 'The day of dispatch may not be after the day of receipt; check the postmark.',
      }),
    );
  }
  if (handIn.by === 'officer' && received < limit.officerFrom) {
    refusals.push(
      receiptRefusal('backdating-needs-supervisor', limit.clause, {
        zh: `收件日早于${limit.officerFrom}的，须由主管人员登记。`,
        en: `A receipt before ${limit.officerFrom} is registered by a supervisor.`,
      }),
    );
  }
  return refusals;
}

function receiptRefusal(code: string, clause: string, text: Refusal['text']): Refusal {
  return { code, clause, text };
}

/** The refusal of a hand-in that counts on a day after the supply-by date. */
export function suppliedLate(day: Day, due: Day, clause: string): Refusal {
  return {
    code: 'supplied-late',
    clause,
    text: {
      zh: `补交期限为${due}，本次提交计为${day}，已逾期，未予登记。期限内已送达窗口的，请携凭证到窗口登记。`,
      en: `The supply-by date was ${due}; this counts as handed in on ${day} and is late, nothing was recorded. If it reached the counter in time, have it registered there with the proof.`,
    },
  };
}

/** Where each missing material stands, by its latest hand-in in time. */
export const MATERIAL_STANDINGS = ['missing', 'handed-in', 'accepted', 'wrong'] as const;
export type MaterialStanding = (typeof MATERIAL_STANDINGS)[number];

/** Where one missing material stands; `supplies` are its hand-ins in the order in which they were written down. */
export function standingOf(
  supplies: readonly { inTime: boolean; verdict?: 'accepted' | 'wrong' | null | undefined }[],
): MaterialStanding {
  const last = supplies.findLast(({ inTime }) => inTime);
  return last === undefined ? 'missing' : (last.verdict ?? 'handed-in');
}

/** How the supply-by date stands at a moment: still running, over but receipts may yet be registered, or past both. */
export type SupplyPhase = 'running' | 'registration' | 'over';

/**
 * The status that follows from the materials and the date alone, whatever the order in which acts and
 * timers arrived. Everything right: decision; everything handed in: verification; otherwise the date decides.
 */
export function statusOfMaterials(
  standings: readonly MaterialStanding[],
  phase: SupplyPhase,
): Extract<
  AcceptFirstStatus,
  'awaiting-materials' | 'awaiting-registration' | 'awaiting-verification' | 'awaiting-decision' | 'ended'
> {
  if (standings.every((standing) => standing === 'accepted')) return 'awaiting-decision';
  if (standings.every((standing) => standing === 'accepted' || standing === 'handed-in'))
    return 'awaiting-verification';
  if (phase === 'running') return 'awaiting-materials';
  return phase === 'registration' ? 'awaiting-registration' : 'ended';
}
