import type { EntityManager } from '@mikro-orm/postgresql';
import { Authority } from '../db/entities/authority.ts';
import { CreditRecord } from '../db/entities/record.ts';
import { findRepresentation } from '../db/queries/representation.ts';
import { findWindow } from '../db/queries/window.ts';
import { AUTHORITY_ROLES, type Role } from '../domain/case/roles.ts';
import type { Day } from '../domain/time.ts';
import { invalidField, Problem } from './problems.ts';
import type { Caller } from './token.ts';

/** What is asked of an objection before it is handed to its workflow. */
export interface ObjectionWish {
  recordId: string;
  to?: 'window' | 'authority';
  window?: string | null;
  receivedOn?: Day | null;
  applicantSub?: string | null;
}

/** In which role the caller hands it in, and which window passes it on. */
export interface ObjectionSetting {
  role: Role;
  /** Code; null: handed in at the authority that determined the record. */
  window: string | null;
  applicantSub: string | null;
}

/**
 * Looks up where an objection goes. Who acts for the subject objects online, at the window or at the authority itself;
 * one on paper is registered by the people of a window, or of the authority that determined the record.
 * @throws Problem `record-unknown`, `role-not-allowed`, `authority-unknown`, `invalid-input`
 */
export async function getObjectionSetting(
  em: EntityManager,
  caller: Caller,
  wish: ObjectionWish,
  today: Day,
): Promise<ObjectionSetting> {
  const record = await em.findOne(CreditRecord, { id: wish.recordId });
  const atDesk = caller.roles.find((role) => AUTHORITY_ROLES.some((own) => own === role));
  if (atDesk !== undefined) {
    if (record === null) throw recordUnknown();
    return await onPaper(em, caller, atDesk, record, wish, today);
  }
  const isTheirs = record !== null && (await findRepresentation(em, caller.sub, record.subjectId, today)) !== null;
  // A record of somebody else's does not exist for them.
  if (!isTheirs) throw recordUnknown();
  if ((wish.applicantSub ?? null) !== null) throw paperOnly('/applicantSub');
  if ((wish.receivedOn ?? null) !== null) throw paperOnly('/receivedOn');
  return { role: 'applicant', window: await windowFor(em, wish), applicantSub: caller.sub };
}

async function onPaper(
  em: EntityManager,
  caller: Caller,
  role: Role,
  record: CreditRecord,
  { applicantSub = null, receivedOn = null }: ObjectionWish,
  today: Day,
): Promise<ObjectionSetting> {
  const own = caller.authority === null ? null : await em.findOne(Authority, { code: caller.authority });
  const isWindow = own?.kind === 'window';
  if (own === null || (!isWindow && own.id !== record.authorityId)) {
    throw new Problem('role-not-allowed', {
      zh: '纸质异议由信用修复窗口或者认定单位的工作人员登记。',
      en: 'An objection on paper is registered by the people of a window, or of the authority that determined the record.',
    });
  }
  if (applicantSub !== null) {
    const acts = await findRepresentation(em, applicantSub, record.subjectId, receivedOn ?? today);
    if (acts === null) {
      throw invalidField('/applicantSub', 'not-representing', {
        zh: '“/applicantSub”当日不是该主体的代表人，请核对，或先登记代表关系。',
        en: '"/applicantSub" does not act for the subject on that day; check it, or register the representation first.',
      });
    }
  }
  return { role, window: isWindow ? own.code : null, applicantSub };
}

/** Where there is no window it goes to the authority itself (国办发〔2025〕22号: either way). */
async function windowFor(
  em: EntityManager,
  { to = 'window', window: named = null }: ObjectionWish,
): Promise<string | null> {
  if (to === 'authority') return null;
  const window = await findWindow(em, named);
  if (window === null && named !== null) {
    throw new Problem('authority-unknown', {
      zh: '没有这一窗口，请核对窗口代码。',
      en: 'There is no such window; check its code.',
    });
  }
  return window?.code ?? null;
}

function recordUnknown(): Problem {
  return new Problem('record-unknown', {
    zh: '没有该信息，或者您当日不是其主体的代表人，请核对或先登记代表关系。',
    en: 'There is no such record, or you do not act for its subject on that day; check it, or have the representation registered first.',
  });
}

function paperOnly(pointer: string): Problem {
  return invalidField(pointer, 'paper-only', {
    zh: `“${pointer}”仅用于登记纸质异议，请删除。`,
    en: `"${pointer}" is for objections on paper only; remove it.`,
  });
}
