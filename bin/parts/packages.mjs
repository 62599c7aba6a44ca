/** Installs the npm packages when node_modules is not what package-lock.json says. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lastLine, runTool } from './run-tool.mjs';
import { StartError, elapsedSeconds, say } from './say.mjs';

/**
 * Whether every package of the lock file is there in its version. Compared by content, not by date:
 * a fresh checkout touches the lock file without changing it.
 * @param {string} root
 */
async function isComplete(root) {
  try {
    const wanted = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')).packages;
    const found = JSON.parse(await readFile(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages;
    const packages = process.platform === 'linux' ? Object.entries(wanted) : directPackages(wanted);
    return packages.every(([path, entry]) => {
      if (path === '' || (entry.optional && found[path] === undefined)) return true;
      return found[path]?.version === entry.version && existsSync(join(root, path, 'package.json'));
    });
  } catch {
    return false;
  }
}

/**
 * @param {Record<string, any>} wanted
 * @returns {[string, any][]} what package.json itself names
 */
function directPackages(wanted) {
  const names = Object.keys({ ...wanted['']?.dependencies, ...wanted['']?.devDependencies });
  return names.map((name) => [`node_modules/${name}`, wanted[`node_modules/${name}`]]);
}

/**
 * The lock file holds the native packages for Linux. Elsewhere npm looks up its own, with the exact versions of package.json.
 * @type {readonly string[]}
 */
const INSTALL = process.platform === 'linux' ? ['ci'] : ['install', '--no-package-lock'];

/**
 * Runs `npm ci` if needed, with a line every ten seconds.
 * @param {string} root
 * @throws {StartError}
 */
export async function installPackages(root) {
  if (await isComplete(root)) return;
  say('正在安装 npm 软件包，约一分钟，仅首次', 'installing the npm packages, about a minute, once only');
  const began = elapsedSeconds();
  const ticker = setInterval(() => {
    const passed = elapsedSeconds() - began;
    say(`npm：安装中（${passed} 秒）`, `npm: installing (${passed} s)`);
  }, 10_000);
  const npm = process.env['npm_execpath'];
  const [command, args] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  try {
    const { code, output, missing } = await runTool(
      command,
      [...args, ...INSTALL, '--no-audit', '--no-fund', '--loglevel=error'],
      { cwd: root },
    );
    if (missing) {
      throw new StartError(
        '找不到 npm：请安装带 npm 的 Node 20 以上',
        'npm not found: install Node 20 or later with npm',
      );
    }
    if (code !== 0) {
      const reason =
        output.split('\n').find((line) => /npm error (?!code|A complete|errno|syscall)/i.test(line)) ??
        lastLine(output);
      throw new StartError(
        `npm 软件包安装失败：${reason.trim()}；请检查网络或 npm 源后重试`,
        `installing the npm packages failed: ${reason.trim()}; check the network or the npm registry and try again`,
      );
    }
  } finally {
    clearInterval(ticker);
  }
  say('npm：安装完成', 'npm: installed');
}

/**
 * The Node 24 that npm's package `node` brings, or this one if it is new enough.
 * @param {string} root
 * @returns {Promise<string>}
 * @throws {StartError}
 */
export async function installedNode(root) {
  const path = join(root, 'node_modules/.bin/node');
  const { code, output } = await runTool(path, ['--version'], { timeoutMs: 20_000 });
  if (code === 0 && Number(/^v(\d+)/.exec(output)?.[1]) >= 24) return path;
  if (Number(process.versions.node.split('.')[0]) === 24) return process.execPath;
  throw new StartError(
    '软件包中的 Node 24 不可用：请删除 node_modules 后重试（其安装脚本须获准运行，见 package.json 的 allowScripts）',
    'the packaged Node 24 does not run: delete node_modules and try again (its install script must run, see allowScripts in package.json)',
  );
}
