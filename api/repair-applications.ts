import type { EntityManager } from '@mikro-orm/postgresql';
import type { Authority } from '../db/entities/authority.ts';
import { Subject } from '../db/entities/subject.ts';
import { type RecordToRepair, recordsToRepair } from '../db/queries/repair-door.ts';
import { findRepairTextToSign, type RepairTextToSign } from '../db/queries/repair-text.ts';
import { findRepresentation } from '../db/queries/representation.ts';
import { loadRules } from '../db/queries/rules.ts';
import { findWindow } from '../db/queries/window.ts';
import type { RepairMaterialKind } from '../domain/repair/repair-door.ts';
import { AUTHORITY_ROLES, type Role } from '../domain/case/roles.ts';
import type { RuleLookup } from '../domain/deadline/rule-value.ts';
import { ruleSetForCase } from '../domain/rule-sets/index.ts';
import type { Day, Instant } from '../domain/time.ts';
import { invalidField, Problem } from './problems.ts';
import type { Caller } from './token.ts';

/** What an application for repair is about, looked up, and the role in which the caller hands it in. */
export interface RepairSetting {
  subject: Subject;
  window: Authority;
  role: Role;
  rule: RuleLookup;
  records: RecordToRepair[];
  toSign: RepairTextToSign;
  receivedOn: Day;
}

export interface RepairWish {
  subjectId: string;
  recordIds: string[];
  window?: string | null;
  materials?: { kind: RepairMaterialKind; recordId?: string | null }[];
  /** On paper only, both. */
  receivedOn?: Day | null;
  applicantSub?: string | null;
}

/**
 * Looks up what an application is about. An applicant acts for the subject (itself, legal representative, agent,
 * administrator) on the day on which they ask; a paper application is registered by the people of a window.
 * @throws Problem `invalid-input`, `authority-unknown`, `subject-unknown`, `record-unknown`, `role-not-allowed`, `commitment-text-unknown`
 */
export async function getRepairSetting(
  em: EntityManager,
  caller: Caller,
  wish: RepairWish,
  onPaper: boolean | null,
  { receivedOn, receivedAt }: { receivedOn: Day; receivedAt: Instant },
): Promise<RepairSetting> {
  const { window, role } = await atWindow(em, caller, wish, onPaper);
  if (role === 'applicant') refusePaperFields(wish);
  const { subjectId, recordIds, materials = [] } = wish;
  const subject = await em.findOne(Subject, { id: subjectId });
  const isTheirs = role !== 'applicant' || (await findRepresentation(em, caller.sub, subjectId, receivedOn)) !== null;
  if (subject === null || !isTheirs) {
    throw new Problem('subject-unknown', {
      zh: '没有该主体，或您当日不是其本人、法定代表人、代理人或者管理人，请核对或先登记代表关系。',
      en: 'There is no such subject, or you do not act for it on that day; check it, or have the representation registered first.',
    });
  }
  const given = materials.map(({ kind, recordId = null }) => ({ kind, recordId }));
  const records = await recordsToRepair(em, subjectId, recordIds, given, receivedOn);
  if (records.length < recordIds.length) throw recordUnknown();
  const toSign = await findRepairTextToSign(em, {
    subjectId,
    windowId: window.id,
    records,
    standard: { on: receivedOn },
  });
  if (toSign === null) throw noText();
  const rule = await loadRules(em, ruleSetForCase(receivedOn).id, receivedOn, receivedAt);
  return { subject, window, role, rule, records, toSign, receivedOn };
}

/** @throws Problem `commitment-text-changed` unless this text is the one that was signed */
export function assertRepairSigned(signed: { version: number; sha256: string }, current: RepairTextToSign): void {
  if (signed.version === current.version && signed.sha256 === current.sha256) return;
  throw new Problem('commitment-text-changed', {
    zh: '承诺书内容与您签署的不一致（文本版本已变更，或者符合申请条件的信息已变更），请重新预览并签署。',
    en: 'The commitment is not the text you signed (its version changed, or which of the records pass); preview and sign it again.',
  });
}

/** To whom a paper application may be given: a slip here would show the case to a stranger. */
export async function checkRepairApplicant(
  em: EntityManager,
  { receivedOn }: Pick<RepairSetting, 'receivedOn'>,
  { applicantSub = null, subjectId }: RepairWish,
): Promise<void> {
  if (applicantSub === null || (await findRepresentation(em, applicantSub, subjectId, receivedOn)) !== null) return;
  throw invalidField('/applicantSub', 'not-representing', {
    zh: '“/applicantSub”当日不是该主体的代表人，请核对，或先登记代表关系。',
    en: '"/applicantSub" does not act for the subject on that day; check it, or register the representation first.',
  });
}

async function atWindow(
  em: EntityManager,
  caller: Caller,
  { window: named = null }: RepairWish,
  onPaper: boolean | null,
): Promise<{ window: Authority; role: Role }> {
  const own = caller.authority === null ? null : await findWindow(em, caller.authority);
  const atDesk = caller.roles.find((role) => AUTHORITY_ROLES.some((deskRole) => deskRole === role));
  if (onPaper !== false && own !== null && atDesk !== undefined) return { window: own, role: atDesk };
  if (onPaper === true || !caller.roles.includes('applicant')) {
    throw new Problem('role-not-allowed', {
      zh: '网上申请由申请人本人提交；纸质申请由信用修复窗口的工作人员登记。',
      en: "An application online is the applicant's own; one on paper is registered by the people of a window.",
    });
  }
  const window = await findWindow(em, named);
  if (window !== null) return { window, role: 'applicant' };
  throw new Problem('authority-unknown', {
    zh: '没有这一信用修复窗口，请核对窗口代码。',
    en: 'There is no such window for repair; check its code.',
  });
}

/** What only a paper application may carry; refused before anything is looked up by it. */
function refusePaperFields({ applicantSub = null, receivedOn = null }: RepairWish): void {
  if (applicantSub !== null) throw paperOnly('/applicantSub');
  if (receivedOn !== null) throw paperOnly('/receivedOn');
}

function paperOnly(pointer: string): Problem {
  return invalidField(pointer, 'paper-only', {
    zh: `“${pointer}”仅用于登记纸质申请，请删除。`,
    en: `"${pointer}" is for applications on paper only; remove it.`,
  });
}

function recordUnknown(): Problem {
  return new Problem('record-unknown', {
    zh: '所列信息中有不存在或者不属于该主体的，请核对。',
    en: 'A record that is named does not exist, or is not of this subject; check the list.',
  });
}

function noText(): Problem {
  return new Problem('commitment-text-unknown', {
    zh: '信用修复承诺书文本尚未发布，暂不能申请。',
    en: 'There is no standard text of the commitment for repair yet; no application can be taken.',
  });
}
