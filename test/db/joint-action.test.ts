import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { RecordMeasureRow } from '../../db/entities/record-measure.ts';
import { jointActionGrants } from '../../db/migrations/2026-11-23-life-of-a-record/joint-action.ts';
import type { Orm } from '../../db/orm.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createRecord } from '../support/records.ts';
import { createTestOrm, insertCounty } from '../support/rows.ts';

const CIPHER = `'k:' || repeat('a', 40)`;
const AT = `'2026-03-03T01:00:00Z'`;
const execution = (columns = '', values = '', measure = 'B08') =>
  `insert into measure_execution (id, record_id, measure, authority_id, direction, round, named, pushed_at${columns})
   values (gen_random_uuid(), :record, '${measure}', :authority, 'apply', 2, true, ${AT}${values})`;
const carrier = (ended: string) =>
  `insert into measure_carrier (id, measure, authority_id, at, ended_at)
   values (gen_random_uuid(), 'B08', :authority, ${AT}, ${ended})`;
const EXECUTED = [`, responded_at, executed_on, executed_at`, `, ${AT}, '2026-03-03', ${AT}`] as const;

/** What the tables themselves refuse, whoever writes: [statement, constraint that says no]. */
const REFUSED = [
  [execution().replace(', 2, true', ', 1, true'), 'measure_execution_round_unique'],
  [execution().replace(', 2, true', ', 0, true'), 'measure_execution_round_counts'],
  [execution().replace(`'apply'`, `'forget'`), 'measure_execution_direction_known'],
  [execution(', held_at', `, ${AT}`).replace(`'apply'`, `'suspend'`), 'measure_execution_held_is_to_do'],
  [execution(`${EXECUTED[0]}, held_at`, `${EXECUTED[1]}, ${AT}`), 'measure_execution_held_is_to_do'],
  [execution('', '', 'A02'), 'measure_execution_measure_fkey'],
  [execution(', executed_on', `, '2026-03-03'`), 'measure_execution_executed_whole'],
  [execution(', executed_on, executed_at', `, '2026-03-03', ${AT}`), 'measure_execution_executed_was_responded'],
  [execution(', fed_back_at', `, ${AT}`), 'measure_execution_fed_back_was_executed'],
  [
    execution(`${EXECUTED[0]}, fed_back_at, called_off_at`, `${EXECUTED[1]}, ${AT}, ${AT}`),
    'measure_execution_fed_back_or_called_off',
  ],
  [execution(', note', `, '已限制投标'`), 'measure_execution_note_encrypted'],
  [execution(', declined_at', `, ${AT}`), 'measure_execution_declined_whole'],
  [
    execution(', declined_at, declined_because', `, ${AT}, ${CIPHER}`).replace(`'apply'`, `'undo'`),
    'measure_execution_declined_is_to_apply',
  ],
  [
    execution(', declined_at, declined_because', `, ${AT}, '不属于本单位'`),
    'measure_execution_declined_because_encrypted',
  ],
  [
    `insert into measure_carrier_change (id, measure, at, finished_at)
     values (gen_random_uuid(), 'B08', ${AT}, '2026-03-02T01:00:00Z')`,
    'measure_carrier_change_started_before_finished',
  ],
  [carrier('null'), 'measure_carrier_standing_unique'],
  [carrier(`'2026-03-02T01:00:00Z'`), 'measure_carrier_ended_after'],
] as const;

describe('joint action in its tables', () => {
  let database: TestDatabase;
  let orm: Orm;
  let owner: pg.Client;
  let ids: Record<string, string>;

  beforeAll(async () => {
    database = await createTestDatabase();
    orm = createTestOrm(database.ownerUrl).orm;
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const em = orm.em.fork();
    const { authorityId: authority, subjectId } = await insertCounty(em);
    const { id: record } = createRecord(em, { authorityId: authority, subjectId, documentNumber: '罚-1' });
    em.create(RecordMeasureRow, {
      id: randomUUID(),
      recordId: record,
      code: 'B08',
      name: '政府采购、招投标限制',
      basis: '保障农民工工资支付条例第48条',
      force: 'mandatory',
      from: '2026-03-03',
      until: null,
      liftedOn: null,
    });
    await em.flush();
    ids = { record, authority };
    await owner.query(told(carrier('null')));
    await owner.query(told(execution(', note', `, ${CIPHER}`).replace(', 2, true', ', 1, true')));
  });
  afterAll(async () => {
    await owner.end();
    await orm.close(true);
    await database.drop();
  });

  const told = (statement: string) => statement.replaceAll(/:(record|authority)\b/g, (_, name) => `'${ids[name]}'`);

  it.each(REFUSED)('%# %s', async (statement, constraint) => {
    await expect(owner.query(told(statement))).rejects.toMatchObject({ constraint });
  });

  it('a carrier that was taken out may be named again', async () => {
    await owner.query(told(carrier(`'2026-03-04T01:00:00Z'`)));
    const { rows } = await owner.query<{ n: number }>('select count(*)::integer as n from measure_carrier');
    expect(rows).toEqual([{ n: 2 }]);
  });

  it('of a record from before, its measures are asked of who determined it', () => {
    expect(jointActionGrants).toContain(`'apply', 1, false, r.at`);
  });
});
