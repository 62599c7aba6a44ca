import type { EntityManager } from '@mikro-orm/postgresql';
import { Authority } from '../db/entities/authority.ts';
import { CreditReport } from '../db/entities/credit-report.ts';
import { findRepresentation } from '../db/queries/representation.ts';
import { findWindow } from '../db/queries/window.ts';
import { AUTHORITY_ROLES, SUBJECT_OR_DESK } from '../domain/case/roles.ts';
import { type Day, type Instant, shanghaiDay } from '../domain/time.ts';
import { invalidField, Problem } from './problems.ts';
import { getAuthority, subjectUnknown } from './reference.ts';
import type { Caller } from './token.ts';

/** Who has to do with reports. */
export const REPORT_ROLES = SUBJECT_OR_DESK;
export type ReportRole = (typeof REPORT_ROLES)[number];

/**
 * As whom somebody has to do with a subject's reports: who acts for it comes first.
 * @throws Problem `subject-unknown`
 */
export async function reportRole(
  em: EntityManager,
  caller: Caller,
  subjectId: string,
  today: Day,
): Promise<ReportRole> {
  const actsFor =
    caller.roles.includes('applicant') && (await findRepresentation(em, caller.sub, subjectId, today)) !== null;
  if (actsFor) return 'applicant';
  const desk = AUTHORITY_ROLES.find((role) => caller.roles.includes(role));
  if (desk === undefined) throw subjectUnknown();
  return desk;
}

/**
 * Who issues: the window online, and at its own counter. A report says what is not public, promises among it; an officer
 * of any other authority queries that by consent or on a basis in law (国办发〔2020〕49号（十四）), and not by a report.
 * @throws Problem `authority-unknown`, `role-not-allowed`
 */
export async function getIssuer(em: EntityManager, caller: Caller, askedAs: ReportRole): Promise<Authority> {
  if (askedAs !== 'applicant') {
    const own = await getAuthority(em, caller.authority ?? '');
    if (own.kind === 'window') return own;
    throw notAWindow();
  }
  const window = await findWindow(em, null);
  if (window !== null) return window;
  throw new Problem('authority-unknown', {
    zh: '尚未录入信用窗口，暂不能网上出具；请到窗口办理，或告知管理员。',
    en: 'No window is entered, so no report can be issued online; ask at a counter, or tell the administrator.',
  });
}

/** @throws Problem `invalid-input`: at the counter nobody gets a report without having shown who they are */
export function checkProof(askedAs: ReportRole, proof: string | null): void {
  if (askedAs === 'applicant' && proof !== null) {
    throw invalidField('/proof', 'paper-only', {
      zh: '“/proof”仅用于窗口办理，请删除。',
      en: '"/proof" is for the counter only; remove it.',
    });
  }
  if (askedAs !== 'applicant' && proof === null) {
    throw invalidField('/proof', 'required', {
      zh: '窗口出具的，请在“/proof”填写查验的身份证明及委托书。',
      en: 'At the counter give in "/proof" what was shown by whoever asks.',
    });
  }
}

/** A report for who acts for its subject, or for the people of who issued it. @throws Problem `report-unknown` */
export async function getOwnReport(
  em: EntityManager,
  caller: Caller,
  number: string,
  now: Instant,
): Promise<{ report: CreditReport; role: ReportRole }> {
  const report = await em.findOne(CreditReport, { number });
  if (report === null) throw reportUnknown();
  const role = await reportRole(em, caller, report.subjectId, shanghaiDay(now)).catch(() => null);
  if (role === 'applicant') return { report, role };
  const { code } = await em.findOneOrFail(Authority, { id: report.authorityId });
  if (role === null || code !== caller.authority) throw reportUnknown();
  return { report, role };
}

export function reportUnknown(): Problem {
  return new Problem('report-unknown', {
    zh: '没有该报告，请核对编号和核验码。',
    en: 'There is no such report; check its number and code.',
  });
}

function notAWindow(): Problem {
  return new Problem('role-not-allowed', {
    zh: '专项信用报告由本人网上申请，或者到信用窗口申请出具；本单位不是信用窗口，请告知申请人。',
    en: 'A report is asked for online, or at the counter of a credit window; yours is none: tell whoever asks.',
  });
}
