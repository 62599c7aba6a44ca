import type { Refusal } from '../refusal.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';
import { canChange, PERMIT_STATE_TEXT, type PermitChangeKind, permitState } from './permit.ts';

/** What an authority writes down of a permit outside of its case; a promise is withdrawn in the case only. */
export const ENTERED_CHANGES = ['revoked', 'annulled', 'cancelled', 'restored'] as const satisfies PermitChangeKind[];
export type EnteredChange = (typeof ENTERED_CHANGES)[number];

const CLAUSE = '行政许可法第六十九条、第七十条；国办发〔2015〕51号（十八）';

export interface PermitChangeQuestion {
  readonly decidedOn: Day;
  /** It was granted on a promise that is still followed: what becomes of it is decided in that case first. */
  readonly followed: boolean;
  /** In the order in which they were written down. */
  readonly changes: readonly { kind: PermitChangeKind; on: Day }[];
  readonly change: { readonly kind: EnteredChange; readonly on: Day };
  readonly today: Day;
}

/**
 * What speaks against writing down that a permit was revoked (撤销), annulled, cancelled (注销) or that this was undone:
 * a day to come or before what went before, or a state that cannot change so. Source: 行政许可法第69、70条; the days are ours.
 */
export function reasonsAgainstPermitChange(question: PermitChangeQuestion): Refusal[] {
  const { decidedOn, followed, changes, change, today } = question;
  const { state, since } = permitState(changes);
  const from = since ?? decidedOn;
  const refusals: Refusal[] = [];
  if (change.on > today) {
    refusals.push(
      refusal('permit-change-in-future', {
        zh: '变动日期不得晚于今天，请核对日期。',
        en: 'The day may not lie in the future; check it.',
      }),
    );
  }
  if (change.on < from) {
    refusals.push(
      refusal('permit-change-too-early', {
        zh: `变动日期不得早于此前的决定或者变动（${from}），请核对日期。`,
        en: `The day lies before the decision or the last change (${from}); check it.`,
      }),
    );
  }
  if (!canChange(state, change.kind)) {
    const { zh, en } = PERMIT_STATE_TEXT[state];
    refusals.push(
      refusal('permit-not-so', {
        zh: `该许可的状态为“${zh}”，不能作此变动。`,
        en: `The permit is "${en}" and cannot change so.`,
      }),
    );
  }
  if (followed) {
    refusals.push(
      refusal('permit-decided-in-case', {
        zh: '凭承诺作出的许可仍在核查、跟踪：是否撤销，请在该承诺案件中决定；已注销或者被撤销的，请先在该案件中解除承诺，再录入。',
        en: 'It was granted on a promise that is still followed: decide in that case whether it is revoked; if it was cancelled or annulled, release the promise there first.',
      }),
    );
  }
  return refusals;
}

function refusal(code: string, text: Bilingual): Refusal {
  return { code, clause: CLAUSE, text };
}
