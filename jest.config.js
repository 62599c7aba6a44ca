/**
 * Five speeds: rules alone; workflows on a skipped clock; activities, database and API on real PostgreSQL; scenario files;
 * the whole system.
 * TZ is fixed so that a slip shows the same everywhere; nothing may rest on it.
 */
process.env['TZ'] = 'Asia/Shanghai';

const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/.jiannuo/'],
};

const onPostgres = {
  globalSetup: '<rootDir>/test/setup/postgres.ts',
  globalTeardown: '<rootDir>/test/setup/running.ts',
};

/** @param {string} name @param {string[]} folders @param {object} extra */
const project = (name, folders, extra = {}) => ({
  ...shared,
  displayName: name,
  testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
  ...extra,
});

export default {
  // Makes jest use worker processes always: a test file that leaks fails to exit there, not in the run.
  workerIdleMemoryLimit: '1GB',
  // Nothing here waits by sleeping; a busy machine may be six times slower than an idle one.
  testTimeout: 120_000,
  testSequencer: '<rootDir>/test/setup/longest-first.ts',
  projects: [
    project('unit', ['domain', 'config', 'bin', 'unit']),
    project('workflows', ['workflows'], onPostgres),
    project('integration', ['activities', 'api', 'db', 'worker'], onPostgres),
    project('scenarios', ['scenarios']),
    project('system', ['system'], onPostgres),
    project('gates', ['gates']),
  ],
};
