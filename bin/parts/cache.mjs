/** The user's cache of what is fetched or built once: a file or folder comes in whole, with its checksum, or not at all. */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The cache folder: `$XDG_CACHE_HOME/jiannuo`, else `~/.cache/jiannuo`. */
export function cacheFolder() {
  const base = process.env['XDG_CACHE_HOME'];
  return join(base ? base : join(homedir(), '.cache'), 'jiannuo');
}

/**
 * A fresh folder inside the cache, on the same disk as the final place so that a rename is atomic.
 * @param {string} label
 * @returns {Promise<string>}
 */
export async function makeStaging(label) {
  const base = join(cacheFolder(), 'staging');
  await clearAbandoned(base);
  const folder = join(base, `${label}-${process.pid}-${randomBytes(4).toString('hex')}`);
  await mkdir(folder, { recursive: true });
  return folder;
}

/**
 * Removes what a start that was killed left behind; the last but one part of the name is its pid.
 * @param {string} base
 */
async function clearAbandoned(base) {
  for (const name of await readdir(base).catch(() => /** @type {string[]} */ ([]))) {
    const pid = Number(name.split('-').at(-2));
    if (!isRunning(pid)) await rm(join(base, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * SHA-256 of a file, in hex, read as a stream.
 * @param {string} path
 * @returns {Promise<string>}
 */
export async function sha256(path) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

/** @param {string} path */
const checksumPath = (path) => `${path}.sha256`;

/**
 * Moves a finished file to its place and writes its checksum beside it.
 * @param {string} from
 * @param {string} to
 */
export async function placeFile(from, to) {
  await mkdir(join(to, '..'), { recursive: true });
  const sum = await sha256(from);
  await rm(checksumPath(to), { force: true });
  await rename(from, to);
  await writeFile(checksumPath(to), `${sum}\n`);
}

/**
 * Whether a cached file is there and whole. `unknown`: there, but placed by hand without a checksum.
 * @param {string} path
 * @returns {Promise<'missing' | 'whole' | 'broken' | 'unknown'>}
 */
export async function checkFile(path) {
  if (!existsSync(path)) return 'missing';
  if (!existsSync(checksumPath(path))) return 'unknown';
  const expected = (await readFile(checksumPath(path), 'utf8')).trim();
  return expected === (await sha256(path)) ? 'whole' : 'broken';
}

/**
 * Records a file placed by hand as whole, once something else has proved it.
 * @param {string} path
 */
export async function trustFile(path) {
  await writeFile(checksumPath(path), `${await sha256(path)}\n`);
}

/**
 * Removes a cached file with its checksum.
 * @param {string} path
 */
export async function dropFile(path) {
  await rm(path, { force: true });
  await rm(checksumPath(path), { force: true });
}

const MANIFEST = 'manifest.json';

/**
 * Every file below a folder with its checksum, the manifest itself left out.
 * @param {string} folder
 * @returns {Promise<Record<string, string>>}
 */
async function folderSums(folder) {
  const entries = await readdir(folder, { recursive: true });
  /** @type {Record<string, string>} */
  const sums = {};
  for (const name of entries.sort()) {
    const path = join(folder, name);
    if (name !== MANIFEST && (await stat(path)).isFile()) sums[name] = await sha256(path);
  }
  return sums;
}

/**
 * Moves a finished folder to its place, with a manifest of its files.
 * @param {string} from
 * @param {string} to
 */
export async function placeFolder(from, to) {
  await writeFile(join(from, MANIFEST), JSON.stringify(await folderSums(from), null, 1));
  await mkdir(join(to, '..'), { recursive: true });
  await rm(to, { recursive: true, force: true });
  await rename(from, to).catch(async (error) => {
    // Another start was faster: its folder is as good as ours.
    if (!existsSync(join(to, MANIFEST))) throw error;
    await rm(from, { recursive: true, force: true });
  });
}

/**
 * Whether a cached folder is there and every file in it is the one that was placed.
 * @param {string} folder
 * @returns {Promise<'missing' | 'whole' | 'broken'>}
 */
export async function checkFolder(folder) {
  if (!existsSync(folder)) return 'missing';
  try {
    const expected = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8'));
    const found = await folderSums(folder);
    return JSON.stringify(expected) === JSON.stringify(found) ? 'whole' : 'broken';
  } catch {
    return 'broken';
  }
}
