import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Issuer, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { enterCounty } from '../support/county.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createTestOrm } from '../support/rows.ts';
import type { Orm } from '../../db/orm.ts';
import { badCommitments } from './bad-commitments.ts';
import { badCreditInformation } from './bad-credit-information.ts';
import { badActs, badTexts, opening } from './bad-inputs.ts';
import { badRecords } from './bad-records.ts';
import { badReferences } from './bad-references.ts';
import { badObjections } from './bad-objections.ts';
import { badReorganisations } from './bad-reorganisations.ts';
import { badRegistrations } from './bad-registrations.ts';
import { badRepairs } from './bad-repairs.ts';
import { badWithdrawals } from './bad-withdrawals.ts';

const SUBJECT = '4d1f8f0e-6a54-4f6e-9a0e-6d2c1b7a9e55';

/** Bad input gets a 4xx with a stable code, and changes nothing at all: every table is counted. */
describe('bad input', () => {
  let database: TestDatabase;
  let issuer: Issuer;
  let api: TestApi;
  let owner: Orm;
  let before: string;

  beforeAll(async () => {
    [database, issuer] = await Promise.all([createTestDatabase(), startIssuer()]);
    owner = createTestOrm(database.ownerUrl).orm;
    const { subjectId } = await enterCounty(owner.em.fork());
    await owner.em.fork().execute('update subject set id = ? where id = ?', [SUBJECT, subjectId]);
    await owner.em.fork().execute(
      `insert into representation (id, person_sub, subject_id, kind, valid_from, proof, at)
       values (gen_random_uuid(), 'zhang', ?, 'agent', '2020-01-01', 'x', '2020-01-01')`,
      [SUBJECT],
    );
    api = await startTestApi(database, issuer);
  });
  afterAll(async () => {
    await api.stop();
    await owner.close();
    await issuer.stop();
    await database.drop();
  });
  beforeEach(async () => {
    before = await contents();
  });

  /** Number of rows and last change of every table. */
  async function contents(): Promise<string> {
    const em = owner.em.fork();
    const tables = await em.execute<{ name: string }[]>(
      "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
    );
    const counts = [];
    for (const { name } of tables) {
      const [row] = await em.execute<{ hash: string }[]>(
        `select count(*) || ':' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as hash from "${name}" t`,
      );
      counts.push(`${name} ${row?.hash}`);
    }
    return counts.join('\n');
  }

  const inputs = [
    ...badTexts(SUBJECT),
    ...badActs(SUBJECT),
    ...badCommitments(SUBJECT),
    ...badReferences(SUBJECT),
    ...badCreditInformation(SUBJECT),
    ...badRecords(SUBJECT),
    ...badReorganisations(SUBJECT),
    ...badObjections(),
    ...badRegistrations(SUBJECT),
    ...badRepairs(SUBJECT),
    ...badWithdrawals(SUBJECT),
  ];

  it.each(inputs)('%s', async (_name, request, expected) => {
    const [status, code, pointer, errorCode] = expected.split(' ');
    const answer = await api.send(request());
    expect({ status: answer.statusCode, type: answer.headers['content-type'] }).toEqual({
      status: Number(status),
      type: 'application/problem+json',
    });
    const problem = answer.json<{ code: string; errors?: { pointer: string; code: string; message: string }[] }>();
    expect(problem.code).toBe(code);
    if (pointer !== undefined)
      expect(problem.errors).toContainEqual(
        expect.objectContaining({ pointer, ...(errorCode === undefined ? {} : { code: errorCode }) }),
      );
    expect(withoutReceipts(await contents())).toBe(withoutReceipts(before));
  });

  /** The receipt of an acting request is kept, with its answer; nothing else may change. */
  function withoutReceipts(text: string): string {
    return text
      .split('\n')
      .filter((line) => !line.startsWith('request_key '))
      .join('\n');
  }

  it('says what is wrong in both languages, naming the field', async () => {
    const zh = await api.send(opening(SUBJECT, { missing: [] }));
    const en = await api.send({ ...opening(SUBJECT, { missing: [] }), headers: { 'accept-language': 'en-GB' } });
    expect(zh.json()).toMatchObject({ errors: [{ message: '“/missing”至少需要1项。' }] });
    expect(en.json()).toMatchObject({ errors: [{ message: '"/missing" needs at least 1.' }] });
  });
});
