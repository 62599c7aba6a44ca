import { createHash, randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Static } from 'typebox';
import type { Authority } from '../db/entities/authority.ts';
import { CreditReport } from '../db/entities/credit-report.ts';
import type { Subject } from '../db/entities/subject.ts';
import { drawReportNumber } from '../db/queries/credit-reports.ts';
import { heldOfSubject } from '../db/queries/held-of-subject.ts';
import { loadRules } from '../db/queries/rules.ts';
import { registrationsToRestOn } from '../db/queries/voluntary-registrations.ts';
import { isModelOn } from '../domain/green-channel/green-channel.ts';
import { creditReport, reportValidUntil } from '../domain/report/credit-report.ts';
import { reportPage } from '../domain/report/report-page.ts';
import { listedIn } from '../domain/report/report-standing.ts';
import { ruleSetForCase } from '../domain/rule-sets/index.ts';
import { type Instant, shanghaiDay } from '../domain/time.ts';
import type { ReportBody } from './schemas/credit-report.ts';

/** Crockford's Base32: no letter that a person takes for a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LETTERS = 20;
const GROUP = 5;

/** Where number and code are given into a form; printed after the service's address, and short, for people type it. */
export const CHECK_PAGE_PATH = '/report-check';

/** A code that nobody guesses: 100 random bits, in four groups of five. */
export function newVerificationCode(): string {
  const letters = [...randomBytes(CODE_LETTERS)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
  return inGroups(letters);
}

/**
 * A verification code as people type it from paper: small or full-width letters, blanks or nothing for hyphens, and the
 * letters that the alphabet leaves out for the digits they look like. Null: it is none.
 */
export function readVerificationCode(typed: string): string | null {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (letters.length !== CODE_LETTERS || ![...letters].every((letter) => ALPHABET.includes(letter))) return null;
  return inGroups(letters);
}

/** A report's number as people type it; not checked. */
export function readReportNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/\s/g, '')
    .replace(/\p{Pd}/gu, '-');
}

function inGroups(letters: string): string {
  return letters.match(new RegExp(`.{${GROUP}}`, 'g'))?.join('-') ?? letters;
}

/** SHA-256 in hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

export interface ReportAsked {
  /** The id that a repetition of the request asks with too. */
  readonly id: string;
  readonly subject: Subject;
  readonly issuer: Authority;
  readonly askedBy: string;
  readonly askedAs: CreditReport['askedAs'];
  readonly publicUrl: string;
}

/**
 * Makes a report of what is held at that moment and adds it to the EntityManager's unit of work. Its document, hash and
 * page are made once, here, and never again.
 */
export async function makeReport(
  em: EntityManager,
  body: Static<typeof ReportBody>,
  { id, subject, issuer, askedBy, askedAs, publicUrl }: ReportAsked,
  at: Instant,
): Promise<CreditReport> {
  const today = shanghaiDay(at);
  const rule = await loadRules(em, ruleSetForCase(today).id, today, at);
  const { kind, name, identifier } = subject;
  const held = await heldOfSubject(em, subject.id);
  const question = {
    number: await drawReportNumber(em, today),
    issuer: { code: issuer.code, name: issuer.name },
    issuedAt: at,
    validUntil: reportValidUntil(today, rule),
    subject: { kind, name, identifier },
    range: { from: body.from, until: body.until, fields: body.fields ?? null },
    records: held.records,
    performances: held.performances,
    honours: held.honours.filter((honour) => isModelOn(honour, today)),
    registrations: await registrationsToRestOn(em, subject.id, today),
  };
  const report = creditReport(question);
  const document = JSON.stringify(report);
  const hash = sha256(document);
  const code = newVerificationCode();
  return em.create(CreditReport, {
    id,
    number: report.number,
    subjectId: subject.id,
    authorityId: issuer.id,
    askedBy,
    askedAs,
    proof: askedAs === 'applicant' ? null : (body.proof ?? null),
    periodFrom: body.from,
    periodUntil: body.until,
    issuedAt: at,
    validUntil: report.validUntil,
    code,
    codeHash: sha256(code),
    document,
    page: reportPage(report, { sha256: hash, verificationCode: code, checkAt: `${publicUrl}${CHECK_PAGE_PATH}` }),
    sha256: hash,
    listed: listedIn(question),
  });
}
