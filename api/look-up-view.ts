import type { EntityManager } from '@mikro-orm/postgresql';
import type { Static } from 'typebox';
import type { CaseFile } from '../db/entities/case-file.ts';
import type { Subject } from '../db/entities/subject.ts';
import type { LookUp } from '../db/entities/look-up.ts';
import { lookUpsOfCase } from '../db/queries/look-ups.ts';
import { recordsInForce } from '../db/queries/records-in-force.ts';
import { mayBeDecided } from '../domain/case/case-kind.ts';
import { getCaseTable } from '../domain/case/case-kinds.ts';
import type { QueryGround } from '../domain/consent/consent.ts';
import { groundOfLookUp, NOTHING_TO_DECIDE } from '../domain/consent/look-up-ground.ts';
import { adviceOnMeasures, type BarringMeasure, type RecordInForce } from '../domain/record/in-force.ts';
import { RECORD_KIND_TEXT } from '../domain/record/record-kind.ts';
import { MEASURE_FORCE_TEXT } from '../domain/record/record-text.ts';
import { SEVERITY_TEXT } from '../domain/record/severity.ts';
import type { Instant } from '../domain/time.ts';
import type { VisibleCase } from './case-access.ts';
import { type Language, refusalText } from './problems.ts';
import type { LookUpSchema, StandingSchema } from './schemas/look-up.ts';
import type { Caller } from './token.ts';

/** What is in force of a case's subject, and what was when somebody decided, as far as one person may see it. */
export interface LookUps {
  /** Null: not shown to this person, or nothing can be decided in this status. */
  inForce: RecordInForce[] | null;
  /** On what the desk reads what others have determined of a natural person; null: it does not, or it is none. */
  ground: QueryGround | null;
  /** Whether there is more than is shown: `inForce` is what the desk's own authority has determined. */
  isWithheld: boolean;
  /** Oldest first. */
  made: LookUp[];
}

/**
 * Reads them in the snapshot of the case: at the desks of the case what is in force as long as something may still be
 * decided, and the look-ups of their own people; auditors see all look-ups. An applicant sees none of it here.
 */
export async function readLookUps(
  em: EntityManager,
  { file, subject }: { file: CaseFile; subject: Pick<Subject, 'kind'> },
  { visible, caller, now }: { visible: VisibleCase; caller: Caller; now: Instant },
): Promise<LookUps> {
  const isDesk = visible.roles.some((role) => role === 'officer' || role === 'supervisor');
  const isAuditor = visible.roles.includes('auditor');
  // Who only carries a measure of another's record out decides nothing on it.
  const decidesHere = visible.head.kind === 'repair' || caller.authority === visible.head.authority;
  const made = isDesk || isAuditor ? await lookUpsOfCase(em, file.id) : [];
  const table = getCaseTable(file.kind);
  const all =
    isDesk && decidesHere && mayBeDecided(table, file.status) ? await recordsInForce(em, file.subjectId, now) : null;
  const ground = subject.kind === 'person' ? groundOfLookUp(table, file.status, file.number) : null;
  const isFree = subject.kind !== 'person' || ground !== null;
  const inForce = all?.filter(({ authority }) => isFree || authority.code === caller.authority) ?? null;
  return {
    inForce,
    ground: inForce === null ? null : ground,
    // The same whether there is something or not: who may not look is not told that either.
    isWithheld: inForce !== null && !isFree,
    // Who decided at another authority is that authority's own affair.
    made: made.filter(({ authority = null }) => isAuditor || authority === null || authority === caller.authority),
  };
}

/** Both as the case shows them. */
export function lookUpView(
  { inForce, isWithheld, made }: LookUps,
  barring: readonly BarringMeasure[],
  language: Language,
): { standing: Static<typeof StandingSchema> | null; lookUps: Static<typeof LookUpSchema>[] } {
  return {
    standing:
      inForce === null
        ? null
        : {
            records: inForce.map((record) => recordView(record, language)),
            advice: adviceOnMeasures(inForce, barring).map((one) => ({ ...one, text: one.text[language] })),
            withheld: isWithheld ? refusalText(NOTHING_TO_DECIDE, language) : null,
          },
    lookUps: made.map(({ act, at, actorSub, actorRole, authority = null, found }) => ({
      act,
      at,
      by: actorSub,
      role: actorRole,
      authority,
      found: found.map(({ measures, ...record }) => ({ ...record, measures: [...measures] })),
    })),
  };
}

function recordView({ recordId: id, kind, severity, measures, ...rest }: RecordInForce, language: Language) {
  return {
    ...rest,
    id,
    kind,
    kindText: RECORD_KIND_TEXT[kind][language],
    severity,
    severityText: SEVERITY_TEXT[severity].name[language],
    measures: measures.map(({ code, name, basis, force, until }) => ({
      code,
      name,
      basis,
      force,
      forceText: MEASURE_FORCE_TEXT[force][language],
      until,
    })),
  };
}
