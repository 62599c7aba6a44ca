/** The layers: what each folder may import. Each message says where the code belongs instead. */

/** @param {string} name @param {string} from @param {object} to @param {string} comment @param {object} [fromMore] */
const never = (name, from, to, comment, fromMore = {}) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, ...fromMore },
  to,
});

export default {
  forbidden: [
    never(
      'domain-is-pure',
      '^domain/',
      { pathNot: ['^domain/', '(^|/)node_modules/temporal-(polyfill|spec|utils)/'] },
      'domain/ imports domain/ only (and temporal-polyfill): a side effect belongs in activities/, a table in db/, a wait in workflows/.',
    ),
    never(
      'workflows-are-deterministic',
      '^workflows/',
      { pathNot: ['^workflows/', '^domain/', '^activities/', '(^|/)node_modules/@temporalio/(workflow|common)/'] },
      'workflows/ replay: whatever reads a clock, a file, the network or the database belongs in activities/.',
    ),
    never(
      'workflows-know-activity-types-only',
      '^workflows/',
      { path: '^activities/', dependencyTypesNot: ['type-only'] },
      'use `import type` of an activity and call it through workflows/proxies.ts; shared code belongs in domain/.',
    ),
    never(
      'activities-serve-workflows',
      '^activities/',
      { path: '^(workflows|api|worker|bin|web|config|test)/', pathNot: '^workflows/messages/' },
      'activities/ import domain/, db/ and workflows/messages/; what they need from outside is handed to their factory by worker/.',
    ),
    never(
      'api-decides-nothing',
      '^api/',
      { path: '^(workflows|activities|worker|bin|web|test)/', pathNot: '^workflows/messages/' },
      'api/ imports workflows/messages/, domain/, db/ and config/: a decision belongs in activities/ with its rule in domain/.',
    ),
    never(
      'worker-knows-no-http',
      '^worker/',
      { path: '^(api|bin|web|test)/' },
      'worker/ connects and runs workflows and activities: a route belongs in api/, a command in bin/.',
    ),
    never(
      'db-knows-no-case-procedure',
      '^db/',
      { path: '^(workflows|activities|api|worker|bin|web|config|test)/' },
      'db/ imports domain types only: a decision belongs in domain/ or activities/, the address of the database is an argument.',
    ),
    never(
      'config-reads-the-environment-only',
      '^config/',
      { path: '^(domain|workflows|activities|api|worker|db|bin|web|test)/' },
      'config/ imports nothing of ours: what acts on a setting belongs where it acts.',
    ),
    never(
      'web-knows-the-contract-only',
      '^web/',
      { path: '^(domain|workflows|activities|api|worker|db|bin|config|test)/' },
      'web/ imports the types generated from the OpenAPI: a rule belongs in domain/, reached over the API.',
    ),
    never(
      'no-test-code-in-the-service',
      '^(domain|workflows|activities|api|worker|db|bin|config|web)/',
      { path: '^test/' },
      'what the service needs does not belong in test/.',
    ),
    never('no-cycle', '', { circular: true }, 'split what both need into a third file.'),
    never('no-unresolved', '', { couldNotResolve: true }, 'the imported file or package is not there.'),
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
    },
    reporterOptions: { text: { highlightFocused: false } },
  },
};
