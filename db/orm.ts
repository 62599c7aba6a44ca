import { type EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Pool, PoolClient } from 'pg';
import type { FieldKeys } from './encryption.ts';
import { entities } from './entities/all.ts';
import { fieldKeysExtension } from './types.ts';

export type Orm = MikroORM;
export type { EntityManager };

export interface OrmOptions {
  /** `postgres://` address of the role that this process acts as. */
  readonly url: string;
  readonly keys: FieldKeys;
  /** Most connections at once. */
  readonly poolSize: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  /** How long it waits for a connection, a new one or one of the pool; three seconds if absent. */
  readonly connectTimeoutMs?: number;
  /** Called with the text of each statement, for tests that count them. Parameters are not in it. */
  readonly onStatement?: (sql: string) => void;
}

// Instants are read as UTC; a statement or a transaction that hangs gives its connection back.
const SESSION = '-c TimeZone=UTC -c statement_timeout=15s -c idle_in_transaction_session_timeout=60s';

/** A person waits no longer to hear that the database is away. */
const CONNECT_TIMEOUT_MS = 3000;

/**
 * An ORM over all tables. It connects at the first statement; close it with `orm.close()`.
 * Work on a fork: `orm.em.fork()`, one for each request or activity.
 */
export function createOrm(options: OrmOptions): Orm {
  const { url, keys, poolSize, applicationName, connectTimeoutMs = CONNECT_TIMEOUT_MS, onStatement } = options;
  return new MikroORM({
    clientUrl: url,
    entities,
    extensions: [fieldKeysExtension(keys)],
    pool: { min: 0, max: poolSize },
    driverOptions: {
      application_name: applicationName,
      options: SESSION,
      connectionTimeoutMillis: connectTimeoutMs,
      onPoolCreated: giveBackWhatIsLost,
    },
    forceUtcTimezone: true,
    // Statements carry their values inline, personal data among them: nothing of them is ever logged.
    debug: false,
    ...(onStatement === undefined
      ? {}
      : {
          onQuery: (sql: string) => {
            onStatement(sql);
            return sql;
          },
        }),
  });
}

/**
 * A connection that breaks in a transaction is given back to the pool here: Kysely gives one back only after a commit
 * or a rollback that succeeded, so that each would cost a place of the pool until the process is started anew.
 */
function giveBackWhatIsLost(pool: Pool): void {
  const inUse = new WeakSet<PoolClient>();
  pool.on('acquire', (client) => inUse.add(client));
  pool.on('release', (_error, client) => inUse.delete(client));
  pool.on('connect', (client) => {
    client.once('end', () => {
      if (!inUse.has(client)) return;
      client.release(true);
      // Who held it may still give it back, once its own failure has come through.
      client.release = () => undefined;
    });
  });
}
