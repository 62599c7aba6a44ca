import { IsolationLevel } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { TimelineEvent } from '../../domain/timeline.ts';
import type { Instant } from '../../domain/time.ts';
import { AcceptFirst } from '../entities/accept-first.ts';
import { Authority } from '../entities/authority.ts';
import { CaseFile } from '../entities/case-file.ts';
import { CaseMaterial } from '../entities/case-material.ts';
import { CaseDeadline } from '../entities/deadline.ts';
import { Delivery } from '../entities/delivery.ts';
import { MaterialSupply } from '../entities/material-supply.ts';
import { Notice } from '../entities/notice.ts';
import { PerformanceRecord } from '../entities/performance-result.ts';
import { Subject } from '../entities/subject.ts';
import { TimelineEntry } from '../entities/timeline-entry.ts';

/** A case with all that belongs to it, personal data in clear: the caller masks, and leaves its audit entry. */
export interface CaseDetail {
  readonly file: CaseFile;
  readonly subject: Subject;
  readonly authority: Authority;
  readonly acceptFirst: AcceptFirst;
  /** In the order of the list; each with its hand-ins, oldest first. */
  readonly materials: readonly (CaseMaterial & { readonly supplies: readonly MaterialSupply[] })[];
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

/** The case with this id, all parts as of one moment. Eleven statements, however much has happened. */
export async function findCaseDetail(em: EntityManager, caseId: string): Promise<CaseDetail | null> {
  const snapshot = { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true };
  return em.fork().transactional(async (reader) => {
    const detail = await readDetail(reader, caseId);
    // Nothing was changed: spares comparing, and encrypting anew, all that was read.
    reader.clear();
    return detail;
  }, snapshot);
}

async function readDetail(em: EntityManager, caseId: string): Promise<CaseDetail | null> {
  const file = await em.findOne(CaseFile, { id: caseId });
  if (file === null) return null;
  const materials = await em.find(CaseMaterial, { caseId }, { orderBy: { position: 'asc', code: 'asc' } });
  const supplies = await em.find(MaterialSupply, { caseId }, { orderBy: { receivedAt: 'asc', id: 'asc' } });
  const notices = await em.find(Notice, { caseId }, { orderBy: { at: 'asc', id: 'asc' } });
  const deliveries = await em.find(
    Delivery,
    { noticeId: notices.map(({ id }) => id) },
    { orderBy: { firstAt: 'asc', id: 'asc' } },
  );
  const timeline = await em.find(TimelineEntry, { caseId }, { orderBy: { seq: 'asc' } });
  return {
    file,
    subject: await em.findOneOrFail(Subject, { id: file.subjectId }),
    authority: await em.findOneOrFail(Authority, { id: file.authorityId }),
    acceptFirst: await em.findOneOrFail(AcceptFirst, { caseId }),
    materials: materials.map((material) => ({
      ...material,
      supplies: supplies.filter(({ materialCode }) => materialCode === material.code),
    })),
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
