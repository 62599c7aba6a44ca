import { type CaseTable, isAwaitingAuthority, isOpen } from '../case/case-kind.ts';
import type { Refusal } from '../refusal.ts';
import type { QueryGround } from './consent.ts';
import { CASES_OF_THE_PERSON } from './query-bases.ts';

/**
 * On what the desk of a case may read what other authorities have determined of a natural person, before it decides:
 * because it handles what the person asked for, or because a decision waits for it now. Null: on nothing; that something
 * could be decided is no reason to look. Source: 国办发〔2020〕49号（四）（十四）; 国发〔2016〕33号（十八）.
 */
export function groundOfLookUp(table: CaseTable, status: string, number: string): QueryGround | null {
  if (!isOpen(table, status)) return null;
  if (CASES_OF_THE_PERSON.some((kind) => kind === table.kind)) {
    return { kind: 'statutory', basis: 'own-case', reference: number };
  }
  if (!isAwaitingAuthority(table, status)) return null;
  return { kind: 'statutory', basis: 'look-up-before-approval', reference: number };
}

/** Why a desk sees only what its own authority has determined of a person. */
export const NOTHING_TO_DECIDE: Refusal = {
  code: 'consent-required',
  clause: '国办发〔2020〕49号（四）（十四）；国发〔2016〕33号（十八）',
  text: {
    zh: '本件目前没有等待作出的决定，只列出本机关作出的记录；确需查询其他机关的，请到失信记录（GET /v1/records）写明目的或者法定依据。',
    en: 'No decision waits in this case now, so only your own authority’s records are listed; if you need those of others, query the records (GET /v1/records) with your purpose or a basis in law.',
  },
};
