import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AuditEntry } from '../../db/entities/audit-entry.ts';
import { Delivery } from '../../db/entities/delivery.ts';
import { Notice } from '../../db/entities/notice.ts';
import { listAudit } from '../../db/queries/audit-list.ts';
import { listOutstandingDeliveries } from '../../db/queries/outstanding-deliveries.ts';
import { createTestOrm, insertCase, NOW } from '../support/rows.ts';
import { walk } from '../support/walk.ts';
import { useReadWrite } from '../support/read-write.ts';

const db = useReadWrite();

describe('lists of the operator and the auditor', () => {
  it('show outstanding deliveries only, oldest first', async () => {
    const { id: caseId, number } = await insertCase(db.write, db.county);
    const noticeId = randomUUID();
    db.write.create(Notice, {
      id: noticeId,
      caseId,
      kind: 'reminder',
      recipientKind: 'person',
      title: '提醒',
      body: '正文',
      at: NOW,
    });
    const mail = (state: 'outstanding' | 'pending' | 'delivered', second: number) =>
      db.write.create(Delivery, {
        noticeId,
        channel: 'mail',
        address: `${state}@example.invalid`,
        state,
        attempts: 5,
        lastError: '550',
        firstAt: `2026-09-18T02:00:0${second}.000Z`,
        ...(state === 'delivered' ? { deliveredAt: NOW } : {}),
      });
    mail('outstanding', 3);
    mail('outstanding', 1);
    mail('pending', 2);
    mail('delivered', 2);
    mail('outstanding', 1);
    await db.write.flush();
    const listed = await walk((cursor) => listOutstandingDeliveries(db.em, { limit: 2, cursor }));
    expect(listed.map(({ firstAt }) => firstAt.slice(17, 19))).toEqual(['01', '01', '03']);
    expect(listed[0]).toMatchObject({
      caseNumber: number,
      address: 'outstanding@example.invalid',
      attempts: 5,
      lastError: '550',
      title: '提醒',
    });
  });

  it('show audit entries newest first, filtered, and the API can add to them', async () => {
    const entry = (action: string, objectId: string, at: string) =>
      db.em.create(AuditEntry, {
        at,
        actorSub: 'officer-1',
        actorRole: 'officer',
        authority: 'a',
        action,
        objectKind: 'case',
        objectId,
        requestId: null,
        detail: { fields: ['name'] },
      });
    const object = randomUUID();
    entry('case.read', object, NOW);
    await db.em.flush();
    entry('case.claim', object, '2026-09-18T02:00:01.000Z');
    entry('case.read', randomUUID(), '2026-09-18T02:00:02.000Z');
    await db.em.flush();
    const actions = async (filter: Parameters<typeof listAudit>[1]) =>
      (await walk((cursor) => listAudit(db.em, filter, { limit: 2, cursor }))).map(({ action }) => action);
    expect(await actions({})).toHaveLength(3);
    expect(await actions({ objectKind: 'case', objectId: object })).toEqual(['case.claim', 'case.read']);
    expect(await actions({ objectId: object, from: '2026-09-18T02:00:01.000Z' })).toEqual(['case.claim']);
    expect(await actions({ objectId: object, before: '2026-09-18T02:00:01.000Z' })).toEqual(['case.read']);
    expect(await actions({ actorSub: 'nobody' })).toEqual([]);
    const { items } = await listAudit(db.em, { objectId: object, action: 'case.read' }, { limit: 1, cursor: null });
    expect(items[0]).toMatchObject({
      at: NOW,
      actorRole: 'officer',
      detail: { fields: ['name'] },
      id: expect.stringMatching(/^\d+$/),
    });
  });

  it('take entries of the worker too', async () => {
    const worker = createTestOrm(db.database.workerUrl).orm;
    const entries = worker.em.fork();
    entries.create(AuditEntry, {
      at: NOW,
      actorSub: 'system',
      actorRole: 'system',
      action: 'case.remind',
      objectKind: 'case',
      objectId: 'x',
      detail: {},
    });
    await entries.flush();
    await worker.close();
    expect((await listAudit(db.em, { actorSub: 'system' }, { limit: 5, cursor: null })).items).toHaveLength(1);
  });
});
