import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { VoluntaryRegistrationVersion } from '../../db/entities/voluntary-registration-version.ts';
import type { RegistrationTextToSign } from '../../db/queries/voluntary-registrations.ts';
import type { Day } from '../../domain/time.ts';
import {
  registeredNotice,
  registrationToVerify,
} from '../../domain/voluntary-registration/voluntary-registration-notices.ts';
import type { RegistrationApplication } from '../../workflows/messages/voluntary-registration.ts';
import { noticeCase } from '../case/case-in-hand.ts';
import { serveApplicant, serveHandler } from '../case/serve.ts';
import { getDeadline, noticedRegistration, type RegistrationInHand } from './voluntary-registration-course.ts';

/** Nobody has looked at this version yet. */
export const NOTHING_FOUND = {
  verifiedOn: null,
  verifiedBy: null,
  verification: null,
  doubtedOn: null,
  doubtedBy: null,
  doubt: null,
  doubtEvidence: null,
  saidAllOn: null,
} as const;

/** Keeps what was said, and the exact promise that it is true. */
export function addVersion(
  em: EntityManager,
  caseId: string,
  version: number,
  signed: Pick<RegistrationApplication, 'by' | 'receivedAt' | 'content' | 'validUntil' | 'commitment'>,
  toSign: RegistrationTextToSign,
): VoluntaryRegistrationVersion {
  const { by, receivedAt, content, validUntil, commitment } = signed;
  return em.create(VoluntaryRegistrationVersion, {
    id: randomUUID(),
    caseId,
    version,
    content,
    validUntil,
    commitmentVersion: toSign.version,
    commitmentText: toSign.text,
    commitmentSha256: toSign.sha256,
    signer: commitment.signer,
    signedAt: receivedAt,
    signedBy: by.sub,
  });
}

/** Tells subject and desk what is registered now; answers the dates that were told. */
export function tellRegistered(hand: RegistrationInHand, corrected: boolean): { validUntil: Day; verifyBy: Day } {
  const { due: validUntil } = getDeadline(hand, 'voluntary-valid-until');
  const { due: verifyBy } = getDeadline(hand, 'voluntary-verify-by');
  const registration = noticedRegistration(hand);
  serveApplicant(hand, registeredNotice(noticeCase(hand), registration, { corrected, validUntil, verifyBy }));
  serveHandler(hand, registrationToVerify(noticeCase(hand), registration, verifyBy));
  return { validUntil, verifyBy };
}
