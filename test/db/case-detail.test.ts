import type { EntityManager } from '@mikro-orm/postgresql';
import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CaseStep } from '../../db/entities/case-step.ts';
import { CaseDeadline } from '../../db/entities/deadline.ts';
import { Delivery } from '../../db/entities/delivery.ts';
import { MaterialSupply } from '../../db/entities/material-supply.ts';
import { Notice } from '../../db/entities/notice.ts';
import { TimelineEntry } from '../../db/entities/timeline-entry.ts';
import { getAcceptFirstDetail } from '../../db/queries/accept-first-detail.ts';
import { findCaseDetail } from '../../db/queries/case-detail.ts';
import { findCaseHead } from '../../db/queries/case-head.ts';
import { findStepResult } from '../../db/queries/case-step.ts';
import { ENDED, insertCase, insertDetails, NOW, TERMS } from '../support/rows.ts';
import { useReadWrite } from '../support/read-write.ts';

const db = useReadWrite();

const readOwn = (reader: EntityManager, { file: { id } }: { file: { id: string } }) => getAcceptFirstDetail(reader, id);

describe('case detail', () => {
  async function fill(caseId: string, times: number): Promise<void> {
    for (let seq = 1; seq <= times; seq += 1) {
      const actor = { actorRole: 'applicant', actorSub: 'person-1' };
      db.write.create(TimelineEntry, {
        caseId,
        seq,
        at: NOW,
        occurredAt: NOW,
        kind: 'reminded',
        ...actor,
        data: { wait: 'supply-by', due: '2026-09-25' },
      });
      db.write.create(MaterialSupply, {
        caseId,
        seq,
        materialCode: 'lease',
        receivedOn: '2026-09-18',
        receivedAt: NOW,
        means: 'online',
        registeredBy: 'person-1',
        inTime: true,
        reference: `闽A-${seq}`,
        actId: `act-${seq}`,
      });
      const noticeId = randomUUID();
      db.write.create(Notice, {
        id: noticeId,
        caseId,
        kind: 'missing-materials',
        recipientKind: 'person',
        recipientSub: 'person-1',
        title: '通知',
        body: `正文${seq}`,
        at: NOW,
      });
      db.write.create(Delivery, {
        noticeId,
        channel: 'mail',
        address: 'a@example.invalid',
        state: 'pending',
        firstAt: NOW,
      });
    }
    db.write.create(CaseDeadline, {
      caseId,
      kind: 'supply-by',
      authorityId: db.county.authorityId,
      ledger: {
        startEvent: 'x',
        startDay: '2026-09-18',
        rule: { code: 'supply-by', count: 5, unit: 'working-days', last: 'act', clause: 'x', isDefault: false },
        pauses: [],
        extensions: [],
      },
      due: '2026-09-25',
      dueAt: '2026-09-25T16:00:00.000Z',
      provisional: false,
      calendarVersion: '2026-2026.1',
      state: 'running',
      openedAt: NOW,
      round: 0,
    });
    await db.write.flush();
  }

  it('has all parts of one case and of no other, in a number of statements that does not grow', async () => {
    const [small, large] = [await insertCase(db.write, db.county), await insertCase(db.write, db.county)];
    for (const [{ id }, times] of [
      [small, 1],
      [large, 12],
    ] as const) {
      await insertDetails(db.write, db.county, id);
      await fill(id, times);
    }
    await findCaseDetail(db.em, small.id, readOwn);
    const forSmall = db.statements.length;
    db.statements.length = 0;
    const { detail, own } = (await findCaseDetail(db.em, large.id, readOwn)) ?? {};
    expect(db.statements.length).toBe(forSmall);
    expect(db.statements.filter((sql) => sql.startsWith('select'))).toHaveLength(13);
    expect(detail).toMatchObject({
      file: { number: large.number, nextDue: '2026-09-25' },
      subject: { identifier: db.county.identifier },
      procedure: { code: expect.any(String) },
      performance: null,
    });
    expect(own).toMatchObject({
      acceptFirst: {
        signer: '张三',
        contact: { email: 'zhang@example.invalid' },
        procedureData: { acceptFirst: TERMS },
      },
    });
    expect(own?.materials.map(({ code, supplies }) => [code, supplies.length])).toEqual([
      ['form', 0],
      ['lease', 12],
    ]);
    expect(own?.materials[1]?.supplies.map(({ reference }) => reference)).toContain('闽A-12');
    expect(detail?.timeline.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(detail?.timeline[0]).toEqual({
      seq: 1,
      at: NOW,
      occurredAt: NOW,
      actorRole: 'applicant',
      actorSub: 'person-1',
      event: { kind: 'reminded', wait: 'supply-by', due: '2026-09-25' },
    });
    expect(
      detail?.notices.every(
        ({ body, deliveries }) => body.startsWith('正文') && deliveries[0]?.address === 'a@example.invalid',
      ),
    ).toBe(true);
    expect(detail?.deadlines[0]?.ledger.rule.count).toBe(5);
  });

  it('is null for an unknown case', async () => {
    expect(await findCaseDetail(db.em, randomUUID(), readOwn)).toBeNull();
    expect(await findCaseHead(db.em, 'JN-2026-999999')).toBeNull();
  });

  it('has a head without personal data', async () => {
    const { id, number } = await insertCase(db.write, db.county, { ...ENDED, applicantSub: 'person-1' });
    expect(await findCaseHead(db.em, number)).toEqual({
      id,
      number,
      kind: 'accept-first',
      workflowId: `accept-first/${id}`,
      status: 'withdrawn',
      closed: true,
      authority: db.county.authorityCode,
      subjectId: db.county.subjectId,
      applicantSub: 'person-1',
      partAuthorities: [],
      assignedTo: null,
      version: 1,
    });
    expect(db.statements).toHaveLength(1);
  });

  it('keeps the answer of a step for a case that has closed', async () => {
    const { id } = await insertCase(db.write, db.county, ENDED);
    db.write.create(CaseStep, { caseId: id, key: 'act-1', result: { accepted: true }, at: NOW });
    await db.write.flush();
    expect(await findStepResult(db.em, id, 'act-1')).toEqual({ accepted: true });
    expect(await findStepResult(db.em, id, 'act-2')).toBeNull();
  });
});
