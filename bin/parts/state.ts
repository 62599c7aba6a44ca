/** The folder `.jiannuo/`: what a start keeps for the next one, and the lock that only one start holds. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateFolder } from '../../config/start.ts';
import { commandOf } from './ports.ts';
import { accountForPostgres, dataFolderForAccount } from './postgres-account.ts';
import { StartError } from './say.mjs';

const ROOT = stateFolder();

/** Every path that a start uses. */
export const paths = {
  root: ROOT,
  secrets: join(ROOT, 'secrets.json'),
  lock: join(ROOT, 'run.json'),
  logs: join(ROOT, 'logs'),
  postgres: join(ROOT, 'postgres'),
  temporalDatabase: join(ROOT, 'temporal.db'),
  mail: join(ROOT, 'mail'),
  receiver: join(ROOT, 'receiver'),
  demoLoaded: join(ROOT, 'demo-loaded'),
} as const;

/** Made once; whoever has them can read the local database and what is encrypted in it. */
export interface Secrets {
  readonly superuserPassword: string;
  readonly ownerPassword: string;
  readonly apiPassword: string;
  readonly workerPassword: string;
  readonly dataKeys: string;
  readonly indexKey: string;
}

/** The kept secrets, made at the first start. */
export function loadSecrets(): Secrets {
  if (existsSync(paths.secrets)) {
    try {
      return JSON.parse(readFileSync(paths.secrets, 'utf8')) as Secrets;
    } catch {
      throw new StartError(
        `${paths.secrets} 已损坏，原有数据无法解密：请恢复该文件，或用 npm start -- --reset 从头开始`,
        `${paths.secrets} is damaged and the data kept cannot be read without it: restore it, or start afresh with npm start -- --reset`,
      );
    }
  }
  const password = (): string => randomBytes(24).toString('base64url');
  const key = (): string => randomBytes(32).toString('base64');
  const secrets: Secrets = {
    superuserPassword: password(),
    ownerPassword: password(),
    apiPassword: password(),
    workerPassword: password(),
    dataKeys: `k1:${key()}`,
    indexKey: key(),
  };
  writeFileSync(paths.secrets, JSON.stringify(secrets, null, 1), { mode: 0o600 });
  return secrets;
}

/** Forgets all cases, accounts' keys and mail of the embedded parts. */
export function forgetState(): void {
  rmSync(dataFolderForAccount(paths.postgres, accountForPostgres()), { recursive: true, force: true });
  rmSync(ROOT, { recursive: true, force: true });
}

interface Lock {
  readonly pid: number;
  readonly watchdogPid: number;
}

/**
 * Makes sure that no other start runs here; waits for one that was killed to be cleared away.
 * @throws StartError when one runs
 */
export async function awaitLock(): Promise<void> {
  const lock = readLock();
  if (lock === null) return;
  if (commandOf(lock.pid).includes('bin/start.ts')) {
    throw new StartError(
      `践诺已在此目录运行（pid ${lock.pid}）：请先在其终端按 Ctrl-C，或执行 kill ${lock.pid}`,
      `jiannuo already runs in this folder (pid ${lock.pid}): press Ctrl-C in its terminal first, or kill ${lock.pid}`,
    );
  }
  for (let tries = 0; tries < 1_200 && commandOf(lock.watchdogPid).includes('watchdog'); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  rmSync(paths.lock, { force: true });
}

/**
 * Takes the lock for this process.
 * @throws StartError when another start was faster
 */
export function takeLock(watchdogPid: number): void {
  mkdirSync(paths.logs, { recursive: true });
  setLogsAside();
  const lock: Lock = { pid: process.pid, watchdogPid };
  try {
    writeFileSync(paths.lock, JSON.stringify(lock), { flag: 'wx' });
  } catch {
    throw new StartError(
      '另一个 npm start 正在此目录启动，请稍候',
      'another npm start is just starting in this folder; wait for it',
    );
  }
}

/** Each start writes its own logs; those of the one before stay beside them. */
function setLogsAside(): void {
  for (const name of readdirSync(paths.logs)) {
    if (name.endsWith('.log')) renameSync(join(paths.logs, name), join(paths.logs, `${name}.1`));
  }
}

export function releaseLock(): void {
  if (readLock()?.pid === process.pid) rmSync(paths.lock, { force: true });
}

function readLock(): Lock | null {
  try {
    return JSON.parse(readFileSync(paths.lock, 'utf8')) as Lock;
  } catch {
    return null;
  }
}
