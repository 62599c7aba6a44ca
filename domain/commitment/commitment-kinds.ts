import type { BarringMeasure } from '../record/in-force.ts';
import type { RectificationTerms } from '../rectification/rectification-terms.ts';
import type { Bilingual } from '../text.ts';

/**
 * The kinds of written commitments (信用承诺) that are followed here.
 * Source: 2025 opinion (15), 国办发〔2019〕35号 (1), 国办发〔2015〕51号 (11); 国发〔2016〕76号 for those of government.
 */
export const COMMITMENT_KINDS = [
  'approval',
  'proof',
  'disclosure',
  'self-discipline',
  'repair',
  'government-contract',
  'government-promise',
  'contract',
] as const;
export type CommitmentKind = (typeof COMMITMENT_KINDS)[number];

/** What the texts say of one kind. */
export interface CommitmentKindTerms {
  readonly name: Bilingual;
  readonly clause: string;
  /** 告知承诺: the matter is decided at once on the promise, and what was promised is checked afterwards. */
  readonly decidedAtOnce: boolean;
  /** Belongs to a procedure, whose authority decides. */
  readonly needsProcedure: boolean;
  /** May be given up before it is completed, at no disadvantage (Shenzhen 57–64). */
  readonly withdrawable: boolean;
  /** The promisor is an authority; its superior and the auditors hear of a promise not kept. */
  readonly byGovernment: boolean;
  /** Anybody may see that it was made (S4); its result only where `resultPublic`. */
  readonly isPublic: boolean;
  readonly resultPublic: boolean;
  /** Who may not promise: with a serious record, or an earlier promise not kept and not made good. */
  readonly barredBy: { readonly seriousRecord: boolean; readonly brokenPromise: boolean };
}

const NOBODY = { seriousRecord: false, brokenPromise: false } as const;
const AS_IN_42 = { seriousRecord: true, brokenPromise: true } as const;

export const COMMITMENT_KIND_TERMS = {
  approval: {
    name: { zh: '审批替代型信用承诺（告知承诺）', en: 'commitment in place of approval' },
    clause: '国办发〔2020〕42号；国办发〔2019〕35号（一）',
    decidedAtOnce: true,
    needsProcedure: true,
    withdrawable: true,
    byGovernment: false,
    isPublic: true,
    resultPublic: false,
    barredBy: AS_IN_42,
  },
  proof: {
    name: { zh: '证明事项告知承诺', en: 'commitment in place of a certificate' },
    clause: '国办发〔2020〕42号',
    decidedAtOnce: true,
    needsProcedure: false,
    withdrawable: true,
    byGovernment: false,
    // A certificate tells of a person's circumstances.
    isPublic: false,
    resultPublic: false,
    barredBy: AS_IN_42,
  },
  disclosure: {
    name: { zh: '主动公示型信用承诺', en: 'commitment by self-disclosure' },
    clause: '国办发〔2019〕35号（一）；国办发〔2015〕51号（十一）',
    decidedAtOnce: false,
    needsProcedure: false,
    withdrawable: false,
    byGovernment: false,
    isPublic: true,
    resultPublic: false,
    barredBy: NOBODY,
  },
  'self-discipline': {
    name: { zh: '行业自律型信用承诺', en: 'commitment of an industry' },
    clause: '国办发〔2019〕35号（一）',
    decidedAtOnce: false,
    needsProcedure: false,
    withdrawable: false,
    byGovernment: false,
    isPublic: true,
    resultPublic: false,
    barredBy: NOBODY,
  },
  repair: {
    name: { zh: '信用修复型信用承诺', en: 'commitment for repair' },
    clause: '信用修复管理办法（国家发展改革委令2025年第36号）；国办发〔2019〕35号（十三）',
    decidedAtOnce: false,
    needsProcedure: false,
    withdrawable: false,
    byGovernment: false,
    isPublic: true,
    resultPublic: false,
    barredBy: NOBODY,
  },
  'government-contract': {
    name: { zh: '政府合同履约', en: 'contract signed by government' },
    clause: '2025年意见（十七）；国发〔2016〕76号',
    decidedAtOnce: false,
    needsProcedure: false,
    withdrawable: false,
    byGovernment: true,
    isPublic: true,
    resultPublic: true,
    barredBy: NOBODY,
  },
  'government-promise': {
    name: { zh: '政府承诺', en: "government's own promise" },
    clause: '2025年意见（十七）；国发〔2016〕76号',
    decidedAtOnce: false,
    needsProcedure: false,
    withdrawable: false,
    byGovernment: true,
    isPublic: true,
    resultPublic: true,
    barredBy: NOBODY,
  },
  contract: {
    name: { zh: '合同履约承诺', en: 'commitment to perform a contract' },
    clause: '国办发〔2019〕35号（五）；2025年意见（十五）',
    decidedAtOnce: false,
    needsProcedure: false,
    withdrawable: false,
    byGovernment: false,
    // What two parties agreed among themselves is theirs to show.
    isPublic: false,
    resultPublic: false,
    barredBy: NOBODY,
  },
} as const satisfies Record<CommitmentKind, CommitmentKindTerms>;

/** The terms of a kind, as its texts give them. */
export function kindTerms(kind: CommitmentKind): CommitmentKindTerms {
  return COMMITMENT_KIND_TERMS[kind];
}

/** The kinds whose commitments anybody may see. */
export const PUBLIC_COMMITMENT_KINDS: readonly CommitmentKind[] = COMMITMENT_KINDS.filter(
  (kind) => COMMITMENT_KIND_TERMS[kind].isPublic,
);

/**
 * The terms under which a procedure takes a commitment in place of its approval (告知承诺), as data of the
 * procedure; `null` for a number: the rule set's default.
 */
export interface ApprovalTerms {
  /** Working days from the decision within which what was promised is checked. */
  checkWithinWorkingDays: number | null;
  /** Working days to rectify what was found untrue, where the officer names no day. */
  rectifyWithinWorkingDays: number | null;
  /** Measures in force under which nothing is decided on a promise; absent: none is read in the place's rule. */
  barringMeasures?: BarringMeasure[];
  /** A promise that was not kept opens a rectification by itself; absent or null: an officer may. */
  rectification?: RectificationTerms | null;
  /** The place's rule that these terms were read in. */
  clause: string;
}
