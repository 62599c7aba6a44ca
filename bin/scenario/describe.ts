/** The API's description without anything behind it: for who writes a scenario and asks what can be done. */
import { Client, Connection } from '@temporalio/client';
import { buildApp } from '../../api/app.ts';
import { Problem } from '../../api/problems.ts';
import { createOrm } from '../../db/orm.ts';
import { type Operation, operationsOf } from './operations.ts';

const NOBODY = 'postgres://nobody@127.0.0.1:1/nothing';

/** Every operation by its name. Connects to nothing. */
export async function describedOperations(): Promise<ReadonlyMap<string, Operation>> {
  const keys = { dataKeys: [{ id: 'none', key: Buffer.alloc(32) }], indexKey: Buffer.alloc(32) } as const;
  const orm = createOrm({
    url: NOBODY,
    keys: { ...keys, dataKeys: [keys.dataKeys[0]] },
    poolSize: 1,
    applicationName: 'describe',
  });
  const connection = Connection.lazy({ address: '127.0.0.1:1', interceptors: [] });
  const app = await buildApp({
    orm,
    temporal: { client: new Client({ connection }), taskQueue: 'nobody' },
    clock: () => new Date(0).toISOString(),
    verifyToken: () => {
      throw new Problem('unauthenticated', { zh: '仅供查阅接口说明', en: 'for its description only' });
    },
    publicUrl: 'http://localhost',
    logLevel: 'silent',
  });
  await app.ready();
  try {
    return await operationsOf(app);
  } finally {
    await app.close();
    await orm.close();
    await connection.close();
  }
}
