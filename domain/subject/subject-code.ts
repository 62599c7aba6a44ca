import type { WrongCode } from './code-shape.ts';
import type { CreditCode } from './credit-code.ts';
import { readCreditCode } from './credit-code.ts';
import type { ResidentId } from './resident-id.ts';
import { readResidentId } from './resident-id.ts';
import type { Day } from '../time.ts';

/**
 * Reads the code of any subject: an organisation's credit code or a person's identity number (国发〔2015〕33号: the
 * credit code of a natural person is the identity number). Both have 18 characters; what is valid as either is that,
 * and what is neither is answered for the kind it looks like.
 */
export function readSubjectCode(text: string, today: Day): CreditCode | ResidentId | WrongCode {
  const creditCode = readCreditCode(text);
  if (creditCode.ok) return creditCode;
  const residentId = readResidentId(text, today);
  return residentId.ok || looksLikeResidentId(text) ? residentId : creditCode;
}

// 17 digits with a year of birth in the seventh place: in a credit code four such digits there would be chance.
function looksLikeResidentId(text: string): boolean {
  return /^[0-9]{6}(18|19|20)[0-9]{2}[0-9]{7}[0-9Xx]$/.test(text) || /^[0-9]{15}$/.test(text);
}
