import type { Ledger } from '../deadline/ledger.ts';
import type { RuleLookup } from '../deadline/rule-value.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/**
 * 行政许可公示: what anybody may look up of an application that was granted. Source: 国办发〔2015〕51号（十八）,
 * 国发〔2016〕33号（十七）, 国办发〔2019〕35号（十五）: permits and penalties are published within 7 working days of the decision.
 */

/** Why something that was granted is not published. */
export const PERMIT_WITHHELD = ['not-said', 'not-a-permit', 'person'] as const;
export type PermitWithheld = (typeof PERMIT_WITHHELD)[number];

export const PERMIT_WITHHELD_TEXT = {
  'not-said': {
    zh: '事项数据未注明是否属于行政许可，不予公示',
    en: 'the data of the procedure do not say whether it is an administrative permit; it is not published',
  },
  'not-a-permit': {
    zh: '该事项不属于行政许可，不予公示',
    en: 'the procedure is no administrative permit; it is not published',
  },
  person: {
    zh: '被许可人为自然人，本平台不提供按代码查询',
    en: 'it was granted to a natural person, whose permits are not looked up by a code here',
  },
} as const satisfies Record<PermitWithheld, Bilingual>;

/**
 * Why a grant is not published; null: it is. Of what the data do not say nothing is published: shown by mistake, a
 * filing or a certificate would read as a permit, and nobody could take back that it was read.
 */
export function reasonToWithhold(
  isPermit: boolean | null,
  subjectKind: 'organisation' | 'person',
): PermitWithheld | null {
  if (isPermit === null) return 'not-said';
  if (!isPermit) return 'not-a-permit';
  return subjectKind === 'person' ? 'person' : null;
}

/** By when a permit is published, from the day of the decision (国办发〔2015〕51号（十八）and others). */
export function publishPermitByLedger(decidedOn: Day, rule: RuleLookup): Ledger {
  const code = 'publication.decisions-within-working-days';
  const { value: count, clause, isDefault } = rule(code);
  return {
    startEvent: { zh: '准予行政许可决定作出之日', en: 'day on which the permit was granted' },
    startDay: decidedOn,
    rule: { code, count, unit: 'working-days', last: 'act', clause, isDefault },
    pauses: [],
    extensions: [],
  };
}

/** What became of a permit since: `withdrawn` is its holder's own doing, `restored` undoes the change before it. */
export const PERMIT_CHANGES = ['revoked', 'withdrawn', 'annulled', 'cancelled', 'restored'] as const;
export type PermitChangeKind = (typeof PERMIT_CHANGES)[number];

export const PERMIT_STATES = ['granted', 'revoked', 'withdrawn', 'annulled', 'cancelled'] as const;
export type PermitState = (typeof PERMIT_STATES)[number];

export const PERMIT_STATE_TEXT = {
  granted: { zh: '已准予', en: 'granted' },
  revoked: { zh: '已撤销', en: 'revoked' },
  withdrawn: { zh: '承诺撤回，许可终止', en: 'over: its holder withdrew the promise' },
  annulled: { zh: '复议或诉讼中被撤销、确认违法或无效', en: 'annulled on reconsideration or by a court' },
  cancelled: { zh: '已注销', en: 'cancelled' },
} as const satisfies Record<PermitState, Bilingual>;

/**
 * How a permit stands, by all that became of it in the order in which it was written down. One that is over stays
 * published as over, with its day: who looks it up must learn that it counts no more. Asked at every reading.
 */
export function permitState(changes: readonly { kind: PermitChangeKind; on: Day }[]): {
  readonly state: PermitState;
  /** Day of the last change; null: there was none. */
  readonly since: Day | null;
} {
  const last = changes.at(-1);
  if (last === undefined) return { state: 'granted', since: null };
  return { state: last.kind === 'restored' ? 'granted' : last.kind, since: last.on };
}

/** Whether a permit in this state can change so: what is over is not over again, and only another's doing is undone. */
export function canChange(state: PermitState, kind: PermitChangeKind): boolean {
  if (kind === 'restored') return state === 'revoked' || state === 'annulled' || state === 'cancelled';
  return state === 'granted';
}
