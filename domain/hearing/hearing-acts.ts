import type { ActsOfRoles } from '../case/case-kind.ts';
import { AUTHORITY_ROLES, SUBJECT_OR_DESK } from '../case/roles.ts';

/**
 * The subject is heard from the first notice until the decision. Dropped the case can be at any time: that harms nobody.
 * Source: 国办发〔2020〕49号（八）; 行政处罚法第四十四、四十五条.
 */
export const HEARD = {
  state: SUBJECT_OR_DESK,
  'ask-hearing': SUBJECT_OR_DESK,
  drop: AUTHORITY_ROLES,
} as const satisfies ActsOfRoles;
