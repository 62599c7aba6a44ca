import type { EntityManager } from '@mikro-orm/postgresql';
import { Subject } from '../db/entities/subject.ts';
import { findCommitmentText, type ProcedureDetail } from '../db/queries/procedures.ts';
import { findRepresentation } from '../db/queries/representation.ts';
import { loadRules } from '../db/queries/rules.ts';
import { findTextToSign, type TextToSign } from '../db/queries/text-to-sign.ts';
import { AUTHORITY_ROLES, type Role } from '../domain/case/roles.ts';
import type { RuleLookup } from '../domain/deadline/rule-value.ts';
import { ruleSetForCase } from '../domain/rule-sets/index.ts';
import type { Day, Instant } from '../domain/time.ts';
import { invalidField, Problem } from './problems.ts';
import { getProcedure } from './reference.ts';
import type { Caller } from './token.ts';

/** What an application is about, looked up, and the role in which the caller hands it in. */
export interface ApplicationSetting {
  procedure: ProcedureDetail;
  subject: Subject;
  role: Role;
  rule: RuleLookup;
  receivedOn: Day;
}

export interface Wish {
  procedure: string;
  subjectId: string;
  missing: string[];
  /** On paper only, all three. */
  receivedOn?: Day | null;
  noticeHandedOn?: Day | null;
  applicantSub?: string | null;
}

/**
 * Looks up what an application is about. An applicant acts for the subject on the day on which they ask, and names
 * no other: who ceased to act yesterday sees nothing. A paper application is registered by the people of the
 * procedure's authority.
 * @throws Problem `invalid-input` (an applicant's field that only paper has), `procedure-unknown`, `subject-unknown`, `role-not-allowed`
 */
export async function getApplicationSetting(
  em: EntityManager,
  caller: Caller,
  wish: Wish,
  onPaper: boolean | null,
  { receivedOn, receivedAt }: { receivedOn: Day; receivedAt: Instant },
): Promise<ApplicationSetting> {
  const procedure = await getProcedure(em, wish.procedure);
  const role = roleAtDoor(caller, procedure.authority.code, onPaper);
  if (role === 'applicant') refusePaperFields(wish);
  const subject = await em.findOne(Subject, { id: wish.subjectId });
  const isTheirs =
    role !== 'applicant' || (await findRepresentation(em, caller.sub, wish.subjectId, receivedOn)) !== null;
  if (subject === null || !isTheirs) {
    throw new Problem('subject-unknown', {
      zh: '没有该主体，或您当日不是其代表人，请核对或先登记代表关系。',
      en: 'There is no such subject, or you do not act for it on that day; check it, or have the representation registered first.',
    });
  }
  const rule = await loadRules(em, ruleSetForCase(receivedOn).id, receivedOn, receivedAt);
  return { procedure, subject, role, rule, receivedOn };
}

/**
 * The role in which an application is handed in: the applicant's own online, or its people's at the authority's desk.
 * @throws Problem `role-not-allowed`
 */
export function roleAtDoor(caller: Caller, authority: string, onPaper: boolean | null): Role {
  const atDesk = caller.roles.find(
    (role) => AUTHORITY_ROLES.some((own) => own === role) && caller.authority === authority,
  );
  if (onPaper !== false && atDesk !== undefined) return atDesk;
  if (onPaper !== true && caller.roles.includes('applicant')) return 'applicant';
  throw new Problem('role-not-allowed', {
    zh: '网上申请由申请人本人提交；纸质申请由该事项主管部门的工作人员登记。',
    en: "An application online is the applicant's own; one on paper is registered by the people of the procedure's authority.",
  });
}

/**
 * The text that is signed with this application, from the standard text in use on the day of receipt.
 * @throws Problem `commitment-text-unknown`
 */
export async function getTextToSign(
  em: EntityManager,
  setting: ApplicationSetting,
  missing: readonly string[],
): Promise<TextToSign> {
  const { procedure, subject, rule, receivedOn } = setting;
  const standard = await findCommitmentText(em, procedure.id, { on: receivedOn });
  const question = { procedureId: procedure.id, terms: procedure.terms, rule, subjectId: subject.id, missing };
  const toSign = standard === null ? null : await findTextToSign(em, { ...question, version: standard.version });
  if (toSign !== null) return toSign;
  throw new Problem('commitment-text-unknown', {
    zh: '该事项尚未发布承诺书文本，暂不能容缺受理。',
    en: 'The procedure has no commitment text yet; it cannot be accepted first.',
  });
}

/** @throws Problem `commitment-text-changed` unless this text is the one that was signed */
export function assertSigned(signed: { version: number; sha256: string }, current: TextToSign): void {
  if (signed.version === current.version && signed.sha256 === current.sha256) return;
  throw new Problem('commitment-text-changed', {
    zh: '承诺书内容与您签署的不一致（版本、材料或期限已变更），请重新预览并签署。',
    en: 'The commitment is not the text you signed (its version, materials or term changed); preview and sign it again.',
  });
}

/** What only a paper application may carry; refused before anything is looked up by it. */
export function refusePaperFields({
  applicantSub = null,
  receivedOn = null,
  noticeHandedOn = null,
}: Pick<Wish, 'applicantSub' | 'receivedOn' | 'noticeHandedOn'>): void {
  if (applicantSub !== null) throw paperOnly('/applicantSub');
  if (noticeHandedOn !== null) throw paperOnly('/noticeHandedOn');
  if (receivedOn !== null) throw paperOnly('/receivedOn');
}

/** To whom a paper application may be given: a slip here would show the case to a stranger. */
export async function checkApplicant(
  em: EntityManager,
  { receivedOn }: Pick<ApplicationSetting, 'receivedOn'>,
  { applicantSub = null, subjectId }: Pick<Wish, 'applicantSub' | 'subjectId'>,
): Promise<void> {
  if (applicantSub === null || (await findRepresentation(em, applicantSub, subjectId, receivedOn)) !== null) return;
  throw invalidField('/applicantSub', 'not-representing', {
    zh: '“/applicantSub”当日不是该主体的代表人，请核对，或先登记代表关系。',
    en: '"/applicantSub" does not act for the subject on that day; check it, or register the representation first.',
  });
}

function paperOnly(pointer: string): Problem {
  return invalidField(pointer, 'paper-only', {
    zh: `“${pointer}”仅用于登记纸质申请，请删除。`,
    en: `"${pointer}" is for applications on paper only; remove it.`,
  });
}
