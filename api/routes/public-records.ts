import type { EntityManager } from '@mikro-orm/postgresql';
import type { Static } from 'typebox';
import type { Subject } from '../../db/entities/subject.ts';
import { findRecordRows, recordsOfSubject } from '../../db/queries/records.ts';
import { findSubjectByIdentifier } from '../../db/queries/subject.ts';
import { readCreditCode } from '../../domain/subject/credit-code.ts';
import { readResidentId } from '../../domain/subject/resident-id.ts';
import type { Bilingual } from '../../domain/text.ts';
import { type Day, type Instant, shanghaiDay } from '../../domain/time.ts';
import type { App, AppDeps } from '../app-types.ts';
import { invalidField, type Language, languageOf, Problem } from '../problems.ts';
import { askedEachTime } from '../public-cache.ts';
import { type NamedRecord, nameRecords, publicView } from '../record-view.ts';
import * as schemas from '../schemas/record.ts';
import { PublicWithdrawalSchema } from '../schemas/record-withdrawal.ts';
import { IdParams } from '../schemas/reference.ts';
import { publicWithdrawal } from '../withdrawal-view.ts';

/**
 * 公示 (S17): what anybody may look up, without a token, and what was taken back with the reasons. Computed at reading, so
 * that no timer shows either too long.
 */
export function publicRecordRoutes(app: App, { orm, clock }: Pick<AppDeps, 'orm' | 'clock'>): void {
  const config = { access: 'public', calculator: true } as const;

  app.get(
    '/v1/public/records',
    {
      config,
      schema: {
        operationId: 'listPublicRecords',
        tags: ['public'],
        summary: '按统一社会信用代码查询公示的失信信息 · What is published of an organisation, by its credit code',
        querystring: schemas.PublicRecordsQuery,
        response: { 200: schemas.PublicRecords },
      },
    },
    async (request, reply) => {
      const { code } = request.query;
      const read = readCreditCode(code);
      if (!read.ok) throw invalidField('/query/code', `code-${read.part}`, read.message);
      const now = await clock();
      askedEachTime(reply);
      const em = orm.em.fork();
      const subject = await findSubjectByIdentifier(em, code);
      return await published(em, subject, now, languageOf(request.headers['accept-language']), NONE_UNDER_CODE);
    },
  );

  app.post(
    '/v1/public/record-queries',
    {
      config,
      schema: {
        operationId: 'queryPublicRecordsOfPerson',
        tags: ['public'],
        summary:
          '按身份号码和姓名查询公示的失信信息（号码不写入网址） · What is published of a person, by number and name, neither of them in an address',
        body: schemas.PersonQuery,
        response: { 200: schemas.PublicRecords },
      },
    },
    async (request, reply) => {
      const { identifier, name } = request.body;
      const now = await clock();
      reply.header('cache-control', 'no-store');
      checkPersonsNumber(identifier, shanghaiDay(now));
      const em = orm.em.fork();
      const found = await findSubjectByIdentifier(em, identifier);
      // Who does not know both learns nothing: not even whether there is such a person.
      const subject = found?.name === name.trim() ? found : null;
      return await published(em, subject, now, languageOf(request.headers['accept-language']), NONE_UNDER_NAME);
    },
  );

  app.get(
    '/v1/public/records/:id',
    {
      config: { ...config, problems: ['record-unknown'] },
      schema: {
        operationId: 'getPublicRecord',
        tags: ['public'],
        summary: '公示的失信信息 · One published record',
        params: IdParams,
        response: { 200: schemas.PublicRecord },
      },
    },
    async (request, reply) => {
      const now = await clock();
      askedEachTime(reply);
      const record = await findNamedRecord(orm.em.fork(), request.params.id);
      const shown = record && publicView(record, now, languageOf(request.headers['accept-language']));
      if (shown === null) {
        throw new Problem('record-unknown', {
          zh: '没有公示中的该信息。',
          en: 'No such record is published.',
        });
      }
      return shown;
    },
  );

  app.get(
    '/v1/public/record-withdrawals/:id',
    {
      config: { ...config, problems: ['record-unknown'] },
      schema: {
        operationId: 'getPublicWithdrawal',
        tags: ['public'],
        summary:
          '公示信息的撤回说明，以该信息的编号查询 · Why a published record was taken back, by the id that the record had',
        params: IdParams,
        response: { 200: PublicWithdrawalSchema },
      },
    },
    async (request, reply) => {
      const now = await clock();
      askedEachTime(reply);
      const record = await findNamedRecord(orm.em.fork(), request.params.id);
      const said = record && publicWithdrawal(record, now, languageOf(request.headers['accept-language']));
      if (said === null) {
        throw new Problem('record-unknown', {
          zh: '没有公开中的该信息的撤回说明。',
          en: 'Nothing is said in public of such a record being taken back.',
        });
      }
      return said;
    },
  );
}

const NONE_UNDER_CODE: Bilingual = {
  zh: '目前没有以该统一社会信用代码公示的失信信息。本结果不是信用证明。',
  en: 'Nothing is published under this credit code at present. This is not a certificate.',
};

/** The same for a person nobody knows, for a name that is not theirs, and for one of whom nothing is published. */
const NONE_UNDER_NAME: Bilingual = {
  zh: '目前没有以该号码和姓名公示的失信信息；号码与姓名不符的，也如此显示，请核对。本结果不是信用证明。',
  en: 'Nothing is published under this number and name at present; a name that does not go with the number is answered the same way, so check both. This is not a certificate.',
};

/** @throws Problem `invalid-input`: a slip of the hand must not read as "nothing is published" */
function checkPersonsNumber(identifier: string, today: Day): void {
  const read = readResidentId(identifier, today);
  if (read.ok) return;
  if (readCreditCode(identifier).ok) {
    throw invalidField('/identifier', 'code-of-organisation', {
      zh: '这是单位的统一社会信用代码，请以 GET /v1/public/records?code=… 查询；此处请填写公民身份号码。',
      en: 'This is the credit code of an organisation: ask GET /v1/public/records?code=…; here give the identity number of a person.',
    });
  }
  throw invalidField('/identifier', `code-${read.part}`, read.message);
}

async function findNamedRecord(em: EntityManager, id: string): Promise<NamedRecord | null> {
  const rows = await findRecordRows(em, id);
  const [record = null] = rows === null ? [] : await nameRecords(em, [rows]);
  return record;
}

async function published(
  em: EntityManager,
  subject: Subject | null,
  now: Instant,
  language: Language,
  none: Bilingual,
): Promise<Static<typeof schemas.PublicRecords>> {
  const records = subject === null ? [] : await nameRecords(em, await recordsOfSubject(em, subject.id));
  const items = records.flatMap((record) => publicView(record, now, language) ?? []);
  const withdrawals = records.flatMap((record) => publicWithdrawal(record, now, language) ?? []);
  return { asOf: now, items, withdrawals, note: items.length === 0 ? none[language] : null };
}
