import { describe, expect, it } from '@jest/globals';
import { PerformanceRecord } from '../../db/entities/performance-result.ts';
import { RecordHoldRow } from '../../db/entities/record-hold.ts';
import { Representation } from '../../db/entities/representation.ts';
import { getStanding } from '../../db/queries/eligibility.ts';
import { findRepresentation, subjectsRepresentedBy } from '../../db/queries/representation.ts';
import { findSubjectByIdentifier } from '../../db/queries/subject.ts';
import { createRecord } from '../support/records.ts';
import { ENDED, insertCase, insertCounty, NOW } from '../support/rows.ts';
import { useReadWrite } from '../support/read-write.ts';

const db = useReadWrite();

describe('standing at the door', () => {
  it('is clean for a new subject', async () => {
    expect(await getStanding(db.em, db.county.subjectId, NOW)).toEqual({
      unrepairedRecords: [],
      brokenPromises: [],
      openCases: 0,
    });
    expect(db.statements).toHaveLength(2);
  });

  it('counts what still stands, is not kept, open, and of this subject only', async () => {
    const other = await insertCounty(db.write);
    const { authorityId, subjectId } = db.county;
    const enter = (documentNumber: string, rest: Parameters<typeof createRecord>[2] = {}, of = subjectId) =>
      createRecord(db.write, { authorityId, subjectId: of, documentNumber }, rest);
    enter('罚〔2026〕1号');
    enter('罚〔2026〕2号', { endedOn: '2026-08-01', endedHow: 'repaired' });
    enter('罚〔2026〕3号', {}, other.subjectId);
    enter('罚〔2026〕4号', { endsBy: '2026-09-17' });
    enter('罚〔2026〕5号', { endsBy: '2026-09-18' });
    const held = enter('罚〔2026〕6号');
    await db.write.flush();
    db.write.create(RecordHoldRow, {
      recordId: held.id,
      reason: 'objection',
      sourceId: held.id,
      stopsPublicity: true,
      stopsSharing: true,
      stopsMeasures: true,
      from: NOW,
    });
    const [broken, good, kept] = [
      await insertCase(db.write, db.county, ENDED),
      await insertCase(db.write, db.county, ENDED),
      await insertCase(db.write, db.county, ENDED),
    ];
    const result = { subjectId: db.county.subjectId, authorityId: db.county.authorityId, decidedOn: '2026-08-20' };
    db.write.create(PerformanceRecord, { ...result, caseId: broken.id, result: 'not-kept' });
    db.write.create(PerformanceRecord, { ...result, caseId: good.id, result: 'not-kept', madeGoodOn: '2026-09-01' });
    db.write.create(PerformanceRecord, { ...result, caseId: kept.id, result: 'kept' });
    await insertCase(db.write, db.county);
    await insertCase(db.write, db.county);
    await insertCase(db.write, other);
    await insertCase(db.write, db.county, {
      status: 'opening',
      nextKind: null,
      nextDue: null,
      nextAt: null,
      nextProvisional: null,
    });
    const standing = await getStanding(db.em, subjectId, NOW);
    expect({
      ...standing,
      unrepairedRecords: standing.unrepairedRecords.map((one) => one.documentNumber).sort(),
    }).toEqual({
      unrepairedRecords: ['罚〔2026〕1号', '罚〔2026〕5号'],
      brokenPromises: [{ caseNumber: broken.number, decidedOn: '2026-08-20' }],
      openCases: 2,
    });
  });
});

describe('representation', () => {
  it('counts both its first and its last day', async () => {
    const base = { personSub: 'agent-1', subjectId: db.county.subjectId, proof: '委托书', at: NOW };
    db.write.create(Representation, { ...base, kind: 'agent', validFrom: '2026-09-01', validUntil: '2026-09-30' });
    db.write.create(Representation, { ...base, kind: 'legal-representative', validFrom: '2026-09-20' });
    await db.write.flush();
    const kinds = [];
    for (const day of ['2026-08-31', '2026-09-01', '2026-09-19', '2026-09-20', '2026-10-01']) {
      kinds.push(await findRepresentation(db.em, 'agent-1', db.county.subjectId, day));
    }
    expect(kinds).toEqual([null, 'agent', 'agent', 'legal-representative', 'legal-representative']);
    expect(await findRepresentation(db.em, 'agent-2', db.county.subjectId, '2026-09-20')).toBeNull();
    expect(await subjectsRepresentedBy(db.em, 'agent-1', '2026-09-25')).toEqual([db.county.subjectId]);
    expect(await subjectsRepresentedBy(db.em, 'agent-1', '2026-08-31')).toEqual([]);
  });

  it('is of a subject that is found by its code, however typed', async () => {
    expect((await findSubjectByIdentifier(db.em, db.county.identifier.toLowerCase()))?.id).toBe(db.county.subjectId);
    expect(await findSubjectByIdentifier(db.em, '91350100M000100Y43')).toBeNull();
  });
});
