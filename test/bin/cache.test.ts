import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkFile, checkFolder, makeStaging, placeFile, placeFolder } from '../../bin/parts/cache.mjs';
import { ensureTemporalCli, temporalCliPath } from '../../bin/parts/temporal-cli.mjs';

/** No host here: what would be downloaded is not. */
const CLOSED = 'http://127.0.0.1:1/';

describe('the cache of what is fetched once', () => {
  let folder: string;
  const before = { PATH: process.env['PATH'], XDG_CACHE_HOME: process.env['XDG_CACHE_HOME'] };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jiannuo-cache-'));
    process.env['XDG_CACHE_HOME'] = folder;
    process.env['PATH'] = join(folder, 'tools');
  });
  afterEach(async () => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await rm(folder, { recursive: true, force: true });
  });

  it('knows a file that was cut short', async () => {
    const staging = await makeStaging('test');
    const to = join(folder, 'bin', 'tool');
    await writeFile(join(staging, 'tool'), 'x'.repeat(1000));
    await placeFile(join(staging, 'tool'), to);
    await expect(checkFile(to)).resolves.toBe('whole');
    await truncate(to, 500);
    await expect(checkFile(to)).resolves.toBe('broken');
    await expect(checkFile(`${to}-other`)).resolves.toBe('missing');
  });

  it('knows a folder in which a file is missing or changed', async () => {
    const to = join(folder, 'server');
    const place = async (): Promise<void> => {
      const staging = await makeStaging('test');
      await mkdir(join(staging, 'jars'));
      await writeFile(join(staging, 'jars', 'one.jar'), 'one');
      await writeFile(join(staging, 'jars', 'two.jar'), 'two');
      await placeFolder(staging, to);
    };
    await place();
    await expect(checkFolder(to)).resolves.toBe('whole');
    await rm(join(to, 'jars', 'two.jar'));
    await expect(checkFolder(to)).resolves.toBe('broken');
    await place();
    await writeFile(join(to, 'jars', 'one.jar'), 'on');
    await expect(checkFolder(to)).resolves.toBe('broken');
  });

  it('clears away what a start that was killed left behind', async () => {
    const abandoned = join(folder, 'jiannuo', 'staging', 'temporal-go-999999999-abcd');
    await mkdir(abandoned, { recursive: true });
    const staging = await makeStaging('test');
    await expect(checkFolder(abandoned)).resolves.toBe('missing');
    await expect(checkFolder(staging)).resolves.toBe('broken');
  });

  it('without Go, download or Temporal: one line that says what to install', async () => {
    const error = await ensureTemporalCli({ downloadHost: CLOSED }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(/^[^\n]*安装 Temporal CLI 或 Go[^\n]*install the Temporal CLI or Go[^\n]*$/),
    });
  });

  it('a cached Temporal that does not run is built again, and a build that fails is one line', async () => {
    await tool(
      'go',
      'case "$1" in version) echo go version go1.99.0 test/test;; *) echo "dial tcp: no route to host" >&2; exit 1;; esac',
    );
    await mkdir(join(temporalCliPath(), '..'), { recursive: true });
    await writeFile(temporalCliPath(), 'not a program', { mode: 0o755 });
    const error = await ensureTemporalCli({ downloadHost: CLOSED }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(/^[^\n]*编译失败：dial tcp: no route to host[^\n]*GOPROXY[^\n]*$/),
    });
    await expect(checkFile(temporalCliPath())).resolves.toBe('missing');
  });

  it('what Go has built comes into the cache whole, and is used the next time', async () => {
    const built = '#!/bin/sh\necho temporal version test\n';
    await tool(
      'go',
      `case "$1" in version) echo go version go1.99.0 test/test;; *) printf '${built.replaceAll('\n', '\\n')}' > "$GOBIN/temporal"; /bin/chmod +x "$GOBIN/temporal";; esac`,
    );
    await expect(ensureTemporalCli({ downloadHost: CLOSED })).resolves.toBe(temporalCliPath());
    await expect(readFile(temporalCliPath(), 'utf8')).resolves.toBe(built);
    await rm(join(folder, 'tools', 'go'));
    await expect(ensureTemporalCli({ downloadHost: CLOSED })).resolves.toBe(temporalCliPath());
  });

  async function tool(name: string, script: string): Promise<void> {
    await mkdir(join(folder, 'tools'), { recursive: true });
    await writeFile(join(folder, 'tools', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
});
