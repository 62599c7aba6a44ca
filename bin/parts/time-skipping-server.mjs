/**
 * Fetches and compiles the time-skipping test server: Temporal's own, from Maven Central, under a launcher of ours
 * that can start at any instant. It lies in the user's cache.
 */
import { mkdir, open, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { delimiter, join } from 'node:path';
import { cacheFolder, checkFolder, makeStaging, placeFolder } from './cache.mjs';
import { lastLine, runTool } from './run-tool.mjs';
import { StartError, say } from './say.mjs';

const VERSION = '1.38.0';
const LAUNCHER = new URL('./TimeSkippingServer.java', import.meta.url);
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>jiannuo</groupId><artifactId>time-skipping-server</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies><dependency>
    <groupId>io.temporal</groupId><artifactId>temporal-test-server</artifactId><version>${VERSION}</version>
  </dependency></dependencies>
</project>
`;

/** A changed launcher is a new entry in the cache. */
async function folderPath() {
  const launcher = createHash('sha256')
    .update(await readFile(LAUNCHER))
    .digest('hex')
    .slice(0, 8);
  return join(cacheFolder(), `time-skipping-server-${VERSION}-${launcher}`);
}

/**
 * A jar is a zip: cut short, it has lost the directory at its end.
 * @param {string} path
 */
async function isWholeZip(path) {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, 65_557));
    await file.read(tail, 0, tail.length, size - tail.length);
    return tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6])) >= 0;
  } finally {
    await file.close();
  }
}

/** @param {string} staging */
async function copyJars(staging) {
  await writeFile(join(staging, 'pom.xml'), POM);
  const { code, output, missing } = await runTool(
    'mvn',
    ['-B', '-q', 'dependency:copy-dependencies', '-DoutputDirectory=jars', '-DincludeScope=runtime'],
    { cwd: staging },
  );
  if (missing) {
    throw new StartError(
      '找不到 mvn：有 JDK 而无法取得测试服务器，请安装 Maven 3.8 以上',
      'mvn not found: there is a JDK, but the test server cannot be fetched; install Maven 3.8 or later',
    );
  }
  if (code !== 0) {
    const reason = lastLine(output.split('\n').find((line) => line.includes('[ERROR]')) ?? output);
    throw new StartError(
      `测试服务器下载失败：${reason}；请检查网络或 Maven 设置后重试`,
      `fetching the test server failed: ${reason}; check the network or Maven's settings and try again`,
    );
  }
  for (const name of await readdir(join(staging, 'jars'))) {
    if (!(await isWholeZip(join(staging, 'jars', name)))) {
      throw new StartError(
        `下载的 ${name} 不完整：请从 ~/.m2/repository 删除该文件后重试`,
        `${name} is cut short: delete it from ~/.m2/repository and try again`,
      );
    }
  }
}

/** @param {string} staging */
async function compileLauncher(staging) {
  const source = join(staging, 'TimeSkippingServer.java');
  await writeFile(source, await readFile(LAUNCHER));
  await mkdir(join(staging, 'classes'));
  const { code, output } = await runTool('javac', [
    '-cp',
    join(staging, 'jars', '*'),
    '-d',
    join(staging, 'classes'),
    source,
  ]);
  if (code !== 0) {
    throw new StartError(
      `测试服务器启动器编译失败：${lastLine(output)}；请使用 JDK 11 以上`,
      `compiling the test server's launcher failed: ${lastLine(output)}; use a JDK of 11 or later`,
    );
  }
}

/**
 * The arguments after `java` that run the server; the instant at which its clock starts follows them.
 * @param {string} folder
 */
function javaArguments(folder) {
  return [
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-Xshare:auto',
    '-Xmx512m',
    '-cp',
    [join(folder, 'classes'), join(folder, 'jars', '*')].join(delimiter),
    'TimeSkippingServer',
  ];
}

/**
 * The time-skipping server, fetched and compiled if it is not here yet.
 * @returns {Promise<{ kind: 'java', args: string[] } | { kind: 'sdk-download' }>} `java`: arguments to which port and
 *   start instant are added; `sdk-download`: no JDK here, the SDK fetches its own, which knows the present time only
 * @throws {StartError}
 */
export async function ensureTimeSkippingServer() {
  const compiler = await runTool('javac', ['-version']);
  if (compiler.missing) return { kind: 'sdk-download' };
  const folder = await folderPath();
  const state = await checkFolder(folder);
  if (state === 'broken') {
    say(
      `缓存中的测试服务器已损坏，现重新获取（${folder}）`,
      `the cached test server is damaged and is fetched again (${folder})`,
    );
  }
  if (state !== 'whole') {
    say('测试服务器：由 Maven 获取，约 25 秒，仅首次', 'test server: fetched by Maven, about 25 s, once only');
    const staging = await makeStaging('time-skipping');
    try {
      await copyJars(staging);
      await compileLauncher(staging);
      await placeFolder(staging, folder);
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  }
  return { kind: 'java', args: javaArguments(folder) };
}
