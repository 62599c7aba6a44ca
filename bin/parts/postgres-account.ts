/** PostgreSQL refuses to run as root: whose account it runs under, and where that account can reach. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StartError } from './say.mjs';

/** An account of the system, by number. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account to run under: null when we are not root; else `postgres`, made if there is none.
 * @throws StartError when it cannot be made
 */
export function accountForPostgres(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const found = lookUp();
  if (found !== null) return found;
  spawnSync('groupadd', ['--system', 'postgres']);
  spawnSync('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres']);
  const made = lookUp();
  if (made !== null) return made;
  throw new StartError(
    'PostgreSQL 不能以 root 运行，且无法新建 postgres 账户：请改用普通用户，或设置 DATABASE_URL',
    'PostgreSQL cannot run as root and the account postgres could not be made: use an ordinary user, or set DATABASE_URL',
  );
}

/** Where root keeps what another account must reach, when the checkout lies in a closed folder such as /root. */
const OPEN_BASE = '/var/lib/jiannuo';

/** The same folder if the account can enter it, else a copy that it can. */
export function reachableForAccount(folder: string, account: Account | null): string {
  if (account === null || isOpen(folder)) return folder;
  const copy = join(openBase(), `postgres-${fingerprint(`${folder} ${statSync(folder).mtimeMs}`)}`);
  if (!existsSync(copy)) {
    const staging = `${copy}.${process.pid}`;
    cpSync(folder, staging, { recursive: true, verbatimSymlinks: true });
    renameSync(staging, copy);
  }
  return copy;
}

/** A place for data: `preferred` if the account can get there, else one that stands for it. */
export function dataFolderForAccount(preferred: string, account: Account | null): string {
  if (account === null || isOpen(dirname(preferred))) return preferred;
  return join(openBase(), `data-${fingerprint(preferred)}`);
}

function openBase(): string {
  mkdirSync(OPEN_BASE, { recursive: true, mode: 0o755 });
  return isOpen(OPEN_BASE) ? OPEN_BASE : tmpdir();
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Whether others may pass through every folder on the way. */
function isOpen(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function lookUp(): Account | null {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })),
    );
    return uid === undefined || gid === undefined ? null : { uid, gid };
  } catch {
    return null;
  }
}
