import { type EntityManager, MikroORM } from '@mikro-orm/postgresql';
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
  /** Called with the text of each statement, for tests that count them. Parameters are not in it. */
  readonly onStatement?: (sql: string) => void;
}

// Instants are read as UTC; a statement or a transaction that hangs gives its connection back.
const SESSION = '-c TimeZone=UTC -c statement_timeout=15s -c idle_in_transaction_session_timeout=60s';

/** For a connection, a new one or one of the pool: a person waits no longer to hear that the database is away. */
const CONNECT_TIMEOUT_MS = 3000;

/**
 * An ORM over all tables. It connects at the first statement; close it with `orm.close()`.
 * Work on a fork: `orm.em.fork()`, one for each request or activity.
 */
export function createOrm({ url, keys, poolSize, applicationName, onStatement }: OrmOptions): Orm {
  return new MikroORM({
    clientUrl: url,
    entities,
    extensions: [fieldKeysExtension(keys)],
    pool: { min: 0, max: poolSize },
    driverOptions: { application_name: applicationName, options: SESSION, connectionTimeoutMillis: CONNECT_TIMEOUT_MS },
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
