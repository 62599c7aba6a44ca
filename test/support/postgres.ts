/** Real PostgreSQL for tests: one server a run, one database a test file, cloned from a migrated template. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { runSql } from '../../bin/parts/database.ts';

/** A database of one test file, with the URL of each role that the service has. */
export interface TestDatabase {
  readonly name: string;
  /** Owner of the tables: migrations, grants, and whatever a test wants to look at. */
  readonly ownerUrl: string;
  /** Role jiannuo_api, with the grants that production gives it. */
  readonly apiUrl: string;
  /** Role jiannuo_worker, likewise. */
  readonly workerUrl: string;
  /** Removes it, open connections included. */
  drop(): Promise<void>;
}

/** What the global setup hands to the test files, as JSON in the environment. */
export interface TestServer {
  readonly superuserUrl: string;
  readonly template: string;
  readonly password: string;
}

/** Environment variable that carries a `TestServer`. */
export const TEST_SERVER_VARIABLE = 'JIANNUO_TEST_POSTGRES';

/**
 * A fresh copy of the migrated template; drop it in `afterAll`.
 * @throws when the file runs in a jest project without PostgreSQL (see jest.config.js)
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = testServer();
  const name = `jiannuo_test_${randomBytes(6).toString('hex')}`;
  await runSql(server.superuserUrl, [
    `create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(server.template)} owner jiannuo`,
  ]);
  return {
    name,
    ownerUrl: urlOf(server, 'jiannuo', name),
    apiUrl: urlOf(server, 'jiannuo_api', name),
    workerUrl: urlOf(server, 'jiannuo_worker', name),
    drop: () => dropTestDatabase(server.superuserUrl, name),
  };
}

/**
 * Removes a database whose name shows that it is a test's.
 * @throws for any other name
 */
export async function dropTestDatabase(superuserUrl: string, name: string): Promise<void> {
  assertTestDatabase(name);
  await runSql(superuserUrl, [`drop database if exists ${pg.escapeIdentifier(name)} with (force)`]);
}

/**
 * Stands between a test and somebody's data.
 * @throws unless the name contains "test"
 */
export function assertTestDatabase(name: string): void {
  if (!name.includes('test'))
    throw new Error(`refusing to touch the database "${name}": its name does not contain "test"`);
}

/** URL of a database as one of the three roles. */
export function urlOf(
  server: TestServer,
  role: 'jiannuo' | 'jiannuo_api' | 'jiannuo_worker',
  database: string,
): string {
  assertTestDatabase(database);
  const url = new URL(server.superuserUrl);
  url.username = role;
  url.password = server.password;
  url.pathname = `/${database}`;
  return url.href;
}

function testServer(): TestServer {
  const json = process.env[TEST_SERVER_VARIABLE];
  if (json === undefined)
    throw new Error(
      'no PostgreSQL in this jest project: put the test into test/workflows, activities, api, db or system',
    );
  return JSON.parse(json) as TestServer;
}
