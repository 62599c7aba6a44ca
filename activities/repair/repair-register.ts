import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Repair } from '../../db/entities/repair.ts';
import { RepairItem } from '../../db/entities/repair-item.ts';
import { RepairPart } from '../../db/entities/repair-part.ts';
import type { RecordToRepair } from '../../db/queries/repair-door.ts';
import { partTerms } from '../../domain/repair/repair-deadlines.ts';
import { isForCourt } from '../../domain/repair/repair-door.ts';
import { sectorRules } from '../../domain/record/sector-rules.ts';
import type { Sector } from '../../domain/record/sectors.ts';
import { repairWorkflowId } from '../../workflows/messages/repair.ts';
import { note, SERVICE, takeInHand } from '../case/case-in-hand.ts';
import { fileCase, signedColumns } from '../case/open-case.ts';
import { repairCourse, type RepairInHand } from './repair-course.ts';
import { keepMaterials } from './repair-completions.ts';
import type { AtWindow } from './repair-window.ts';

/** Writes the application as it came in: its parts, one for each authority, and its records. */
export async function register(em: EntityManager, door: AtWindow): Promise<RepairInHand> {
  const { caseId, application, now, receivedOn, window, capacity, toSign } = door;
  const onPaper = application.by.role !== 'applicant';
  const file = {
    id: caseId,
    kind: 'repair' as const,
    workflowId: repairWorkflowId(caseId),
    status: 'opening',
    subjectId: application.subjectId,
    authorityId: window.id,
    applicantSub: application.applicantSub,
    receivedOn,
  };
  await fileCase(em, file, now);
  const signed = signedColumns(application, toSign);
  em.create(Repair, { caseId, representation: capacity, commitmentVersion: toSign.version, ...signed });
  writeParts(em, door);
  await em.flush();
  const hand = await repairCourse.take(
    await takeInHand(em, caseId, application.by, now, application.requestId ?? null),
  );
  const { id: actId, receivedAt, recordIds } = application;
  await keepMaterials(hand, application.materials, { partId: null, actId, receivedAt });
  note(hand, { kind: 'repair-applied', on: receivedOn, onPaper, records: recordIds }, receivedAt);
  return hand;
}

function writeParts(em: EntityManager, door: AtWindow): void {
  const partOf = new Map<string, string>();
  for (const records of byAuthority(door.forwarded)) {
    const id = randomUUID();
    writePart(em, door, { id, position: partOf.size, records });
    partOf.set(records[0].authority.id, id);
  }
  for (const { row, authority } of door.forwarded) {
    writeItem(em, door, { recordId: row.id, partId: partOf.get(authority.id) ?? null });
  }
  for (const { row, refusals } of door.refused) {
    const decided = { outcome: 'refused-at-door', decidedAt: door.now, decidedBy: SERVICE.sub } as const;
    writeItem(em, door, { recordId: row.id, partId: null, refusals, ...decided });
  }
}

type Records = readonly [RecordToRepair, ...RecordToRepair[]];

function writePart(
  em: EntityManager,
  { caseId, now, receivedOn, rule }: AtWindow,
  { id, position, records }: { id: string; position: number; records: Records },
): void {
  const withCourt = records.some(({ row }) => isForCourt(row, receivedOn));
  const sectors = records.map(({ row }) => row.sector) as [Sector, ...Sector[]];
  const terms = partTerms(sectors, receivedOn, rule);
  em.create(RepairPart, {
    id,
    caseId,
    authorityId: records[0].authority.id,
    position,
    status: withCourt ? 'with-court' : 'awaiting-acceptance',
    withCourt,
    ownSystem: sectors.some((sector) => sectorRules(sector, receivedOn).ownSystem),
    assignedTo: null,
    // A court accepts nothing: what it is asked for is answered from receipt.
    terms: withCourt ? { ...terms, answerFrom: 'receipt' } : terms,
    forwardedAt: now,
    acceptedOn: null,
    completionAskedOn: null,
    completionItems: null,
    completedOn: null,
    pauses: [],
    extensions: [],
    reason: null,
    clause: null,
    whatToDo: null,
    closedAt: null,
  });
}

function writeItem(
  em: EntityManager,
  { caseId, application }: AtWindow,
  item: { recordId: string; partId: string | null } & Partial<
    Pick<RepairItem, 'outcome' | 'refusals' | 'decidedAt' | 'decidedBy'>
  >,
): void {
  em.create(RepairItem, {
    id: randomUUID(),
    caseId,
    position: application.recordIds.indexOf(item.recordId),
    outcome: null,
    refusals: [],
    reason: null,
    clause: null,
    whatToDo: null,
    earliest: null,
    decidedAt: null,
    decidedBy: null,
    ...item,
  });
}

/** The records that pass, by the authority that determined them, in the order of the application. */
function byAuthority(records: readonly RecordToRepair[]): Records[] {
  const groups = new Map<string, [RecordToRepair, ...RecordToRepair[]]>();
  for (const record of records) {
    const group = groups.get(record.authority.id);
    if (group === undefined) groups.set(record.authority.id, [record]);
    else group.push(record);
  }
  return [...groups.values()];
}
