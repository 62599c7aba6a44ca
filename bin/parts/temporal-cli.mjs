/**
 * Finds the Temporal CLI, whose dev server runs the cases of `npm start` and of the system tests.
 * In this order: PATH, our cache, the SDK's own download, a build with Go.
 */
import { readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cacheFolder, checkFile, dropFile, makeStaging, placeFile, trustFile } from './cache.mjs';
import { lastLine, reachable, runTool } from './run-tool.mjs';
import { StartError, elapsedSeconds, say } from './say.mjs';

const VERSION = 'v1.5.1';
const GO_MODULE = `github.com/temporalio/cli/cmd/temporal@${VERSION}`;
const DOWNLOAD_HOST = 'https://temporal.download/';
/** Packages that the build compiles; only for the progress line. */
const GO_PACKAGES = 1300;

/** Where the cache keeps the binary. */
export function temporalCliPath() {
  return join(cacheFolder(), 'bin', `temporal-${VERSION}`);
}

/**
 * Whether the program at `path` is a Temporal CLI that runs here.
 * @param {string} path
 */
async function answers(path) {
  const { code, output } = await runTool(path, ['--version'], { timeoutMs: 20_000 });
  return code === 0 && output.startsWith('temporal version');
}

/** @returns {Promise<string | null>} the cached binary, if it is whole and runs; a broken one is removed */
async function fromCache() {
  const path = temporalCliPath();
  const state = await checkFile(path);
  if (state === 'missing') return null;
  if (state !== 'broken' && (await answers(path))) {
    if (state === 'unknown') await trustFile(path);
    return path;
  }
  say(
    `缓存中的 Temporal 已损坏，现重新获取（${path}）`,
    `the cached Temporal is damaged and is fetched again (${path})`,
  );
  await dropFile(path);
  return null;
}

/**
 * The SDK's own download: seconds where the internet is open.
 * @param {Promise<void>} installed node_modules is complete
 * @param {string} host where it comes from
 * @returns {Promise<string | null>}
 */
async function fromSdk(installed, host) {
  if (!(await reachable(host))) return null;
  await installed;
  say('Temporal：正在下载', 'Temporal: downloading');
  const staging = await makeStaging('temporal-sdk');
  try {
    const { TestWorkflowEnvironment } = createRequire(join(process.cwd(), 'package.json'))('@temporalio/testing');
    const environment = await TestWorkflowEnvironment.createLocal({
      server: { executable: { type: 'cached-download', downloadDir: staging, version: VERSION } },
    });
    await environment.teardown();
    const name = (await readdir(staging)).find((entry) => entry.startsWith('temporal'));
    if (name === undefined) return null;
    await placeFile(join(staging, name), temporalCliPath());
    return temporalCliPath();
  } catch {
    return null;
  }
}

/** @returns {Promise<string>} */
async function fromGo() {
  const { missing, output: version } = await runTool('go', ['version']);
  if (missing) {
    throw new StartError(
      '找不到 Temporal，也无法下载：请安装 Temporal CLI 或 Go 1.23 以上（https://go.dev/dl），或设置 TEMPORAL_ADDRESS',
      'no Temporal here and no download: install the Temporal CLI or Go 1.23 or later (https://go.dev/dl), or set TEMPORAL_ADDRESS',
    );
  }
  say(
    `Temporal：无法下载，改用 ${version.split(' ')[2] ?? 'Go'} 编译 ${VERSION}；仅首次需要，约 2–4 分钟`,
    `Temporal: no download, so ${VERSION} is built with Go; once only, about 2 to 4 minutes`,
  );
  const staging = await makeStaging('temporal-go');
  let fetched = 0;
  let compiled = 0;
  const began = elapsedSeconds();
  const ticker = setInterval(() => {
    const passed = elapsedSeconds() - began;
    say(
      `Temporal：已下载 ${fetched} 个模块，已编译约 ${compiled}/${GO_PACKAGES} 个包（${passed} 秒）`,
      `Temporal: ${fetched} modules fetched, about ${compiled}/${GO_PACKAGES} packages compiled (${passed} s)`,
    );
  }, 10_000);
  try {
    const { code, output } = await runTool('go', ['install', '-v', GO_MODULE], {
      cwd: staging,
      env: { GOBIN: staging },
      onLine: (line) => {
        if (line.startsWith('go: downloading')) fetched += 1;
        else if (/^[\w./-]+$/.test(line)) compiled += 1;
      },
    });
    const built = join(staging, 'temporal');
    if (code !== 0 || !(await answers(built))) {
      throw new StartError(
        `Temporal 编译失败：${lastLine(output)}；请检查网络或 GOPROXY 后重试`,
        `building Temporal failed: ${lastLine(output)}; check the network or GOPROXY and try again`,
      );
    }
    await placeFile(built, temporalCliPath());
  } finally {
    clearInterval(ticker);
    await rm(staging, { recursive: true, force: true });
  }
  say('Temporal：编译完成', 'Temporal: built');
  return temporalCliPath();
}

/**
 * The Temporal CLI, fetched or built if it is not here yet.
 * @param {{ installed?: Promise<void>, downloadHost?: string }} [options] `installed`: settles when node_modules is complete
 * @returns {Promise<string>} path, or `temporal` where PATH has one
 * @throws {StartError} when no way leads to one
 */
export async function ensureTemporalCli(options = {}) {
  if (await answers('temporal')) return 'temporal';
  return (
    (await fromCache()) ??
    (await fromSdk(options.installed ?? Promise.resolve(), options.downloadHost ?? DOWNLOAD_HOST)) ??
    (await fromGo())
  );
}
