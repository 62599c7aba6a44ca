import type { EntityManager } from '@mikro-orm/postgresql';
import type { TimelineEvent } from '../../domain/case/timeline.ts';
import type { Instant } from '../../domain/time.ts';
import { Authority } from '../entities/authority.ts';
import { CaseFile } from '../entities/case-file.ts';
import { CaseDeadline } from '../entities/deadline.ts';
import { Delivery } from '../entities/delivery.ts';
import { Notice } from '../entities/notice.ts';
import { PerformanceRecord } from '../entities/performance-result.ts';
import { Procedure } from '../entities/procedure.ts';
import { Subject } from '../entities/subject.ts';
import { TimelineEntry } from '../entities/timeline-entry.ts';
import { AS_OF_ONE_MOMENT } from '../snapshot.ts';

/** What every kind of case has, personal data in clear: the caller masks, and leaves its audit entry. */
export interface CaseDetail {
  readonly file: CaseFile;
  readonly subject: Subject;
  readonly authority: Authority;
  /** Null for a case that is about no procedure. */
  readonly procedure: { readonly code: string; readonly name: string } | null;
  /** Oldest first. */
  readonly deadlines: readonly CaseDeadline[];
  readonly timeline: readonly TimelineLine[];
  /** Oldest first; each with its deliveries. */
  readonly notices: readonly (Notice & { readonly deliveries: readonly Delivery[] })[];
  readonly performance: PerformanceRecord | null;
}

export interface TimelineLine {
  readonly seq: number;
  readonly at: Instant;
  readonly occurredAt: Instant;
  readonly actorRole: string;
  readonly actorSub: string | null;
  readonly event: TimelineEvent;
}

/**
 * The case with this id, all parts as of one moment; a dozen statements, however much has happened.
 * @param readOwn reads what only its kind has, in the same snapshot
 */
export async function findCaseDetail<T>(
  em: EntityManager,
  caseId: string,
  readOwn: (reader: EntityManager, detail: CaseDetail) => Promise<T>,
): Promise<{ detail: CaseDetail; own: T } | null> {
  return em.fork().transactional(async (reader) => {
    const detail = await readDetail(reader, caseId);
    if (detail === null) return null;
    const own = await readOwn(reader, detail);
    // Nothing was changed: spares comparing, and encrypting anew, all that was read.
    reader.clear();
    return { detail, own };
  }, AS_OF_ONE_MOMENT);
}

async function readDetail(em: EntityManager, caseId: string): Promise<CaseDetail | null> {
  const file = await em.findOne(CaseFile, { id: caseId });
  if (file === null) return null;
  const notices = await em.find(Notice, { caseId }, { orderBy: { at: 'asc', seq: 'asc' } });
  const deliveries = await em.find(
    Delivery,
    { noticeId: notices.map(({ id }) => id) },
    { orderBy: { firstAt: 'asc', id: 'asc' } },
  );
  const procedureId = file.procedureId ?? null;
  const procedure = procedureId === null ? null : await em.findOneOrFail(Procedure, { id: procedureId });
  const timeline = await em.find(TimelineEntry, { caseId }, { orderBy: { seq: 'asc' } });
  return {
    file,
    subject: await em.findOneOrFail(Subject, { id: file.subjectId }),
    authority: await em.findOneOrFail(Authority, { id: file.authorityId }),
    procedure: procedure === null ? null : { code: procedure.code, name: procedure.name },
    deadlines: await em.find(CaseDeadline, { caseId }, { orderBy: { openedAt: 'asc', id: 'asc' } }),
    timeline: timeline.map(({ seq, at, occurredAt, actorRole, actorSub, kind, data }) => ({
      seq,
      at,
      occurredAt,
      actorRole,
      actorSub: actorSub ?? null,
      event: { kind, ...data } as TimelineEvent,
    })),
    notices: notices.map((notice) => ({
      ...notice,
      deliveries: deliveries.filter(({ noticeId }) => noticeId === notice.id),
    })),
    performance: await em.findOne(PerformanceRecord, { caseId }),
  };
}
