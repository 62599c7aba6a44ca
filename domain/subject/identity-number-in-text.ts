import type { Day } from '../time.ts';
import { readResidentId } from './resident-id.ts';

/**
 * Whether a text that everybody will read holds the identity number of a person, also one that is spaced or written in
 * full width (国办发〔2020〕49号（十三）).
 */
export function holdsIdentityNumber(words: string, today: Day): boolean {
  const plain = words.normalize('NFKC').replace(/(?<=\d)[\s-]+(?=[\dXx])/g, '');
  const candidates = plain.match(/(?<!\d)\d{17}[\dXx](?!\d)/g) ?? [];
  return candidates.some((candidate) => readResidentId(candidate.toUpperCase(), today).ok);
}
