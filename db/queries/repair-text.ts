import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { recordsInLetter, signedRepairText } from '../../domain/repair/repair-commitment.ts';
import type { Day } from '../../domain/time.ts';
import { Authority } from '../entities/authority.ts';
import { CommitmentStandardText } from '../entities/commitment-standard-text.ts';
import { Subject } from '../entities/subject.ts';
import type { RecordToRepair } from './repair-door.ts';

/** The exact text that is signed with an application for repair, and its SHA-256 in hex. */
export interface RepairTextToSign {
  version: number;
  text: string;
  sha256: string;
}

export interface RepairSigningQuestion {
  subjectId: string;
  windowId: string;
  /** What is applied for, in its order, as it stands at the door. */
  records: readonly Pick<RecordToRepair, 'row' | 'authority' | 'question'>[];
  /** One version, or the one in use on a day. */
  standard: { version: number } | { on: Day };
}

/**
 * The text that is signed for those of these records that it is about (`recordsInLetter`); null where the standard text
 * has no such version, or none is in use yet. The preview shows it and the opening checks it: one place for both. Three statements.
 */
export async function findRepairTextToSign(
  em: EntityManager,
  { subjectId, windowId, records, standard }: RepairSigningQuestion,
): Promise<RepairTextToSign | null> {
  const which = 'version' in standard ? { version: standard.version } : { validFrom: { $lte: standard.on } };
  const [text] = await em.find(
    CommitmentStandardText,
    { kind: 'repair', ...which },
    { orderBy: { validFrom: 'desc', version: 'desc' }, limit: 1 },
  );
  if (text === undefined) return null;
  const listed = recordsInLetter(records).map(({ row, authority }) => {
    return { documentNumber: row.documentNumber, authorityName: authority.name, decidedOn: row.decidedOn };
  });
  const window = await em.findOneOrFail(Authority, { id: windowId });
  const { name } = await em.findOneOrFail(Subject, { id: subjectId });
  const signed = signedRepairText(text.text, { subjectName: name, windowName: window.name, records: listed });
  return { version: text.version, text: signed, sha256: createHash('sha256').update(signed, 'utf8').digest('hex') };
}
