import type { EntityManager } from '@mikro-orm/postgresql';
import { CreditRecord } from '../../db/entities/record.ts';
import { type Day, type Instant, shanghaiDay } from '../../domain/time.ts';
import type { App, AppDeps } from '../app-types.ts';
import { onceOnly } from '../plugins/idempotency.ts';
import { invalidField, Problem } from '../problems.ts';
import { beforeItsStart, getAuthority, getSubject, isSame, takeTurn, writeReference } from '../reference.ts';
import { IdempotencyHeader } from '../schemas/common.ts';
import { IdParams, RecordBody, RecordSchema, RepairBody, RepairedRecordSchema } from '../schemas/reference.ts';

/** 失信记录: as much of them as the door of accept-first must know. */
export function recordRoutes(app: App, deps: AppDeps): void {
  app.post(
    '/v1/records',
    {
      config: { access: ['admin'], act: 'record.add', problems: ['subject-unknown', 'authority-unknown', 'conflict'] },
      schema: {
        operationId: 'addRecord',
        tags: ['reference'],
        summary: '录入失信记录（供容缺受理核查） · Enter a dishonesty record, for the door of accept-first',
        headers: IdempotencyHeader,
        body: RecordBody,
        response: { 201: RecordSchema },
      },
    },
    (request, reply) =>
      onceOnly(deps, request, reply, { on: 'no-case' }, async ({ newId }) => ({
        status: 201,
        body: await writeReference(deps, request, async (em, at) => {
          const { subjectId, authority, kind, documentNumber, decidedOn, severity, repairedOn = null } = request.body;
          if (repairedOn !== null) checkRepair(repairedOn, decidedOn, at);
          await getSubject(em, subjectId);
          const { id: authorityId } = await getAuthority(em, authority);
          const name = { subjectId, authorityId, documentNumber };
          const fields = { kind, decidedOn, severity, repairedOn };
          await takeTurn(em, 'record', JSON.stringify(name));
          const known = await em.findOne(CreditRecord, name);
          if (known !== null && known.id !== newId && !isSame(pick(known), fields)) {
            throw new Problem('conflict', {
              zh: '该文书号的记录已录入，内容不同。',
              en: 'A record of this document is entered already, with other contents.',
            });
          }
          const row = known ?? em.create(CreditRecord, { id: newId, ...name, ...fields, at });
          const entry =
            known === null
              ? { action: 'record.add', objectKind: 'record', objectId: row.id, detail: { subjectId, severity } }
              : null;
          return { answer: { id: row.id, subjectId, documentNumber }, entry };
        }),
      })),
  );

  app.put(
    '/v1/records/:id/repaired',
    {
      config: { access: ['admin'], problems: ['record-unknown', 'conflict'] },
      schema: {
        operationId: 'putRecordRepaired',
        tags: ['reference'],
        summary: '登记失信记录已修复，一次 · Note that a dishonesty record was repaired, once',
        params: IdParams,
        body: RepairBody,
        response: { 200: RepairedRecordSchema },
      },
    },
    (request) =>
      writeReference(deps, request, async (em, at) => {
        const { id } = request.params;
        const { repairedOn } = request.body;
        await takeTurn(em, 'record-repair', id);
        const { subjectId, documentNumber, decidedOn, repairedOn: known = null } = await getRecord(em, id);
        checkRepair(repairedOn, decidedOn, at);
        const answer = { id, subjectId, documentNumber, repairedOn };
        if (known === repairedOn) return { answer, entry: null };
        if (known !== null) {
          throw new Problem('conflict', {
            zh: `该记录已登记于${known}修复。`,
            en: `The record was repaired on ${known} already.`,
          });
        }
        await em.nativeUpdate(CreditRecord, { id }, { repairedOn });
        const entry = {
          action: 'record.repair',
          objectKind: 'record',
          objectId: id,
          detail: { subjectId, repairedOn },
        };
        return { answer, entry };
      }),
  );
}

async function getRecord(em: EntityManager, id: string): Promise<CreditRecord> {
  const record = await em.findOne(CreditRecord, { id });
  if (record !== null) return record;
  throw new Problem('record-unknown', { zh: '没有该记录，请核对编号。', en: 'There is no such record; check its id.' });
}

function checkRepair(repairedOn: Day, decidedOn: Day, at: Instant): void {
  if (repairedOn < decidedOn) throw beforeItsStart('/repairedOn');
  if (repairedOn <= shanghaiDay(at)) return;
  throw invalidField('/repairedOn', 'in-future', {
    zh: '“/repairedOn”不得晚于今天。',
    en: '"/repairedOn" may not lie in the future.',
  });
}

function pick({ kind, decidedOn, severity, repairedOn }: CreditRecord) {
  return { kind, decidedOn, severity, repairedOn: repairedOn ?? null };
}
