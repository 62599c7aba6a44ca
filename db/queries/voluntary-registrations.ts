import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Day } from '../../domain/time.ts';
import type { RegistrationStandingNow, ReportRegistration } from '../../domain/report/report-registrations.ts';
import type { VoluntaryRegistrationStatus } from '../../domain/voluntary-registration/voluntary-registration.ts';
import {
  mayBeRestedOn,
  type RegisteredContent,
  type RegistrationCategory,
} from '../../domain/voluntary-registration/voluntary-registration-info.ts';
import { signedRegistrationText } from '../../domain/voluntary-registration/voluntary-registration-text.ts';
import { Authority } from '../entities/authority.ts';
import { CaseFile } from '../entities/case-file.ts';
import { Subject } from '../entities/subject.ts';
import { VoluntaryRegistration } from '../entities/voluntary-registration.ts';
import { VoluntaryRegistrationVersion } from '../entities/voluntary-registration-version.ts';
import { findStandardText } from './commitment-texts.ts';
import { select } from './sql.ts';

/** The exact promise of truth that is signed with a registration, and its SHA-256 in hex. */
export interface RegistrationTextToSign {
  version: number;
  text: string;
  sha256: string;
}

export interface RegistrationSigningQuestion {
  subjectId: string;
  /** Id of the authority where it is registered. */
  windowId: string;
  content: RegisteredContent;
  validUntil: Day;
  /** One version of the standard text, or the one in use on a day. */
  standard: { version: number } | { on: Day };
}

/**
 * The text that is signed with what a subject registers of itself, from the standard text of a commitment by
 * self-disclosure; null where it has no such version, or none is in use yet. The preview shows it and the registration
 * checks it: one place for both. Three statements.
 */
export async function findRegistrationTextToSign(
  em: EntityManager,
  { subjectId, windowId, content, validUntil, standard }: RegistrationSigningQuestion,
): Promise<RegistrationTextToSign | null> {
  const row = await findStandardText(em, 'disclosure', standard);
  if (row === null) return null;
  const { name: subjectName } = await em.findOneOrFail(Subject, { id: subjectId });
  const { name: windowName } = await em.findOneOrFail(Authority, { id: windowId });
  const text = signedRegistrationText(row.text, { subjectName, windowName, content, validUntil });
  return { version: row.version, text, sha256: createHash('sha256').update(text, 'utf8').digest('hex') };
}

/** A registration with the version that counts. */
export interface RegistrationRows {
  readonly file: CaseFile;
  readonly registration: VoluntaryRegistration;
  readonly current: VoluntaryRegistrationVersion;
}

/** The registrations of a subject that have not ended, newest first. Three statements. */
export async function openRegistrationsOf(em: EntityManager, subjectId: string): Promise<RegistrationRows[]> {
  const open = { subjectId, kind: 'voluntary-registration', closedAt: null } as const;
  const files = await em.find(CaseFile, open, { orderBy: { openedAt: 'desc', id: 'desc' } });
  return await withVersions(em, files);
}

/** What a subject registered that evaluation and reports may rest on, on a day. Four statements. */
export async function registrationsToRestOn(
  em: EntityManager,
  subjectId: string,
  today: Day,
): Promise<ReportRegistration[]> {
  const open = await openRegistrationsOf(em, subjectId);
  const authorities = await em.find(Authority, { id: open.map(({ file }) => file.authorityId) });
  return open.flatMap(({ file, registration, current }) => {
    const { validUntil, version, category, verifiedOn } = registration;
    const status = file.status as VoluntaryRegistrationStatus;
    if (verifiedOn == null || !mayBeRestedOn({ status, validUntil }, today)) return [];
    const authority = authorities.find(({ id }) => id === file.authorityId)?.name ?? '';
    const { title } = current.content;
    return [{ id: file.id, version, caseNumber: file.number, authority, category, title, verifiedOn, validUntil }];
  });
}

/** These registrations, whatever became of them, in the order of the files. Two statements. */
async function withVersions(em: EntityManager, files: readonly CaseFile[]): Promise<RegistrationRows[]> {
  const caseId = files.map(({ id }) => id);
  const registrations = await em.find(VoluntaryRegistration, { caseId });
  const versions = await em.find(VoluntaryRegistrationVersion, { caseId });
  return files.flatMap((file) => {
    const registration = registrations.find((row) => row.caseId === file.id);
    const current = versions.find((row) => row.caseId === file.id && row.version === registration?.version);
    return registration === undefined || current === undefined ? [] : [{ file, registration, current }];
  });
}

/**
 * Number of an open registration of the subject with the same category and title; null where there is none. Titles are
 * encrypted, so they are compared here.
 */
export async function findSameRegistration(
  em: EntityManager,
  subjectId: string,
  { category, title }: { category: RegistrationCategory; title: string },
): Promise<string | null> {
  const open = await openRegistrationsOf(em, subjectId);
  const same = open.find(({ registration, current }) => {
    return registration.category === category && current.content.title.trim() === title.trim();
  });
  return same?.file.number ?? null;
}

/** Number of a registration of the subject that was found false and not made good; null: there is none. One statement. */
export async function findFalseRegistration(em: EntityManager, subjectId: string): Promise<string | null> {
  const [row] = await select<{ number: string }>(
    em,
    `select c.number from case_file c join performance_result p on p.case_id = c.id
     where c.subject_id = ?::uuid and c.kind = 'voluntary-registration' and c.status = 'found-false'
       and p.result = 'not-kept' and p.made_good_on is null
     order by c.closed_at, c.id limit 1`,
    [subjectId],
  );
  return row?.number ?? null;
}

/** All that a subject ever registered of itself, as it stands now. One statement. */
export async function registrationsOfSubject(em: EntityManager, subjectId: string): Promise<RegistrationStandingNow[]> {
  return await select<RegistrationStandingNow>(
    em,
    `select c.id, r.version, c.status, r.valid_until as "validUntil",
       to_char(greatest((greatest(c.closed_at, v.signed_at) at time zone 'Asia/Shanghai')::date, r.doubted_on),
         'YYYY-MM-DD') as "changedOn"
     from case_file c join voluntary_registration r on r.case_id = c.id
     join voluntary_registration_version v on v.case_id = c.id and v.version = r.version
     where c.subject_id = ?::uuid and c.kind = 'voluntary-registration' order by c.id`,
    [subjectId],
  );
}
