import type { EntityManager } from '@mikro-orm/postgresql';
import type { Static } from 'typebox';
import type { Authority } from '../db/entities/authority.ts';
import { Subject } from '../db/entities/subject.ts';
import { findRepresentation } from '../db/queries/representation.ts';
import { findRegistrationTextToSign, type RegistrationTextToSign } from '../db/queries/voluntary-registrations.ts';
import { findWindow } from '../db/queries/window.ts';
import type { Day } from '../domain/time.ts';
import type { RegisteredContent } from '../domain/voluntary-registration/voluntary-registration-info.ts';
import { Problem } from './problems.ts';
import type { RegistrationCorrectionPreviewBody, RegistrationPreviewBody } from './schemas/voluntary-registration.ts';
import type { Caller } from './token.ts';

type Wish = Static<typeof RegistrationPreviewBody>;

/** Whose information it is, and where it is registered. */
export interface RegistrationSetting {
  readonly subject: Subject;
  readonly window: Authority;
}

/** What is said in a body, as it is kept: what was left out is null. */
export function registeredContent(body: Static<typeof RegistrationCorrectionPreviewBody>): RegisteredContent {
  const { category, title, text, party = null, documentNumber = null, on = null, evidence = null } = body;
  return { category, title, text, party, documentNumber, on, evidence };
}

/**
 * Looks up whose information it is: who registers acts for the subject that day.
 * @throws Problem `subject-unknown`, `authority-unknown`
 */
export async function getRegistrationSetting(
  em: EntityManager,
  caller: Caller,
  { subjectId, window: named = null }: Pick<Wish, 'subjectId' | 'window'>,
  today: Day,
): Promise<RegistrationSetting> {
  const subject = await em.findOne(Subject, { id: subjectId });
  if (subject === null || (await findRepresentation(em, caller.sub, subjectId, today)) === null) {
    throw new Problem('subject-unknown', {
      zh: '没有该主体，或您当日不是其代表人，请核对或先登记代表关系。',
      en: 'There is no such subject, or you do not act for it on that day; check it, or have the representation registered first.',
    });
  }
  const window = await findWindow(em, named);
  if (window === null) {
    throw new Problem('authority-unknown', {
      zh: '没有这一窗口，请核对窗口代码。',
      en: 'There is no such window; check its code.',
    });
  }
  return { subject, window };
}

/**
 * The promise of truth to sign, from the standard text in use on a day.
 * @throws Problem `commitment-text-unknown` where none is in use yet
 */
export async function getRegistrationTextToSign(
  em: EntityManager,
  question: { subjectId: string; windowId: string; content: RegisteredContent; validUntil: Day },
  today: Day,
): Promise<RegistrationTextToSign> {
  const toSign = await findRegistrationTextToSign(em, { ...question, standard: { on: today } });
  if (toSign !== null) return toSign;
  throw new Problem('commitment-text-unknown', {
    zh: '主动公示型信用承诺书文本尚未发布，暂不能申报。',
    en: 'There is no standard text of a commitment by self-disclosure yet; nothing can be registered.',
  });
}
