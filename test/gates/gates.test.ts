/** Each gate must refuse one thing made for it: a gate that sees nothing passes, and nobody notices. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CONFIGS = [
  'package.json',
  'tsconfig.json',
  '.oxlintrc.json',
  '.dependency-cruiser.mjs',
  'biome.json',
  'knip.json',
  '.gitignore',
];
const FOLDERS = ['domain', 'workflows/messages', 'activities', 'api', 'worker', 'db', 'bin', 'config', 'test'];

/** A busy machine may take several times as long for the compiler as an idle one. */
const LONGEST_MS = 300_000;

type Files = Readonly<Record<string, string>>;

/** A clean value that any folder may hold. */
const VALUE = 'export const value = 1;\n';

/** A file in `from` that imports a value from `to`. */
const arrow = (from: string, to: string): Files => ({
  [`${from}/importer.ts`]: `import { value } from '${'../'.repeat(from.split('/').length)}${to}/target.ts';\n\nexport const twice = value * 2;\n`,
  [`${to}/target.ts`]: VALUE,
});

describe('each gate refuses what it is there for', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jiannuo-gate-'));
    for (const name of CONFIGS) cpSync(join(ROOT, name), join(folder, name));
    for (const name of FOLDERS) mkdirSync(join(folder, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    spawnSync('git', ['init', '-q'], { cwd: folder });
    write({ 'domain/clean.ts': VALUE });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.each<[script: string, what: string, files: Files, said: RegExp]>([
    ['typecheck', 'a wrong type', { 'workflows/wrong.ts': "export const count: number = 'one';\n" }, /TS2322/],
    [
      'lint',
      'a promise that nobody awaits',
      {
        'activities/floating.ts':
          'async function act(): Promise<void> {}\n\nexport function start(): void {\n  act();\n}\n',
      },
      /no-floating-promises/,
    ],
    [
      'lint',
      'any',
      { 'domain/loose.ts': 'export const loose = (input: any): string => String(input);\n' },
      /no-explicit-any/,
    ],
    [
      'lint',
      'the environment read outside config/',
      { 'api/reads.ts': "export const port = process.env['PORT'];\n" },
      /config\/ is the only reader/,
    ],
    [
      'lint',
      'the clock read by a rule',
      { 'domain/clock.ts': 'export const year = (): number => Date.now();\n' },
      /a rule is given `now`/,
    ],
    [
      'lint',
      'setInterval in a workflow',
      { 'workflows/ticks.ts': 'export function tick(): void {\n  setInterval(() => undefined, 1000);\n}\n' },
      /workflow-no-setinterval/,
    ],
    [
      'lint',
      'a raw Error in a workflow',
      { 'workflows/throws.ts': "export async function run(): Promise<void> {\n  throw new Error('no');\n}\n" },
      /workflow-no-throw-raw-error/,
    ],
    ['lint:layers', 'domain → db', arrow('domain', 'db'), /domain-is-pure[\s\S]*a table in db\//],
    [
      'lint:layers',
      'domain → a package',
      { 'domain/hash.ts': "import { createHash } from 'node:crypto';\n\nexport const hash = createHash;\n" },
      /domain-is-pure/,
    ],
    ['lint:layers', 'workflows → db', arrow('workflows', 'db'), /workflows-are-deterministic/],
    [
      'lint:layers',
      'workflows → an activity itself',
      arrow('workflows', 'activities'),
      /workflows-know-activity-types-only/,
    ],
    ['lint:layers', 'activities → a workflow', arrow('activities', 'workflows'), /activities-serve-workflows/],
    ['lint:layers', 'api → an activity', arrow('api', 'activities'), /api-decides-nothing/],
    ['lint:layers', 'worker → api', arrow('worker', 'api'), /worker-knows-no-http/],
    ['lint:layers', 'db → activities', arrow('db', 'activities'), /db-knows-no-case-procedure/],
    ['lint:layers', 'config → domain', arrow('config', 'domain'), /config-reads-the-environment-only/],
    ['lint:layers', 'the service → a test', arrow('bin', 'test'), /no-test-code-in-the-service/],
    [
      'lint:layers',
      'a cycle',
      {
        'domain/one.ts': "import { two } from './two.ts';\n\nexport const one = (): number => two();\n",
        'domain/two.ts': "import { one } from './one.ts';\n\nexport const two = (): number => one();\n",
      },
      /no-cycle/,
    ],
    ['format:check', 'a line out of shape', { 'domain/shape.ts': 'export const   shape = {a:1}\n' }, /format/i],
    ['deadcode', 'a file that nothing uses', { 'domain/forgotten.ts': VALUE }, /Unused files/],
  ])(
    '%s: %s',
    (script, _what, files, said) => {
      write(files);
      const { status, text } = run(script);
      expect(text).toMatch(said);
      expect(status).not.toBe(0);
    },
    LONGEST_MS,
  );

  it.each(['typecheck', 'lint', 'lint:layers', 'format:check'])(
    '%s: passes what is right',
    (script) => {
      write({ ...arrow('activities', 'db'), ...arrow('api', 'workflows/messages'), ...arrow('workflows', 'domain') });
      const { status, text } = run(script);
      expect({ status, text }).toEqual({ status: 0, text: expect.any(String) });
    },
    LONGEST_MS,
  );

  function write(files: Files): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  }

  function run(script: string): { status: number | null; text: string } {
    const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', script], { cwd: folder, encoding: 'utf8' });
    return { status, text: stdout + stderr };
  }
});
