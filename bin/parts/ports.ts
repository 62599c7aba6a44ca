/** Ports and processes: a free port for tests, and who holds one that should be free. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { StartError } from './say.mjs';

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const port = await tryPort(0, '127.0.0.1');
  if (port === null) throw new Error('no free port on 127.0.0.1');
  return port;
}

/**
 * @param port must be free on this machine
 * @param variable the one that chooses another
 * @throws StartError naming the port, who holds it if that can be known, and the variable
 */
export async function requireFreePort(port: number, variable: string, part: string): Promise<void> {
  if ((await tryPort(port, '127.0.0.1')) !== null && (await tryPort(port, '::1')) !== null) return;
  const holder = holderOf(port);
  throw new StartError(
    `${part} 所需端口 ${port} 已被占用${holder === '' ? '' : `（${holder}）`}：请停止占用者，或设置 ${variable} 改用其他端口`,
    `port ${port} for ${part} is in use${holder === '' ? '' : ` by ${holder}`}: stop that, or set ${variable} to another port`,
  );
}

/** The command line of a running process, or '' if there is none. */
export function commandOf(pid: number): string {
  if (!Number.isInteger(pid) || pid <= 0) return '';
  try {
    if (existsSync('/proc/self/cmdline'))
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return output('ps', ['-p', String(pid), '-o', 'args=']);
  } catch {
    return '';
  }
}

/** The port that was bound and released, or null if it is taken. A machine without IPv6 counts as free there. */
function tryPort(port: number, host: string): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? null : port),
    );
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}

function holderOf(port: number): string {
  const pid = holderPid(port);
  return pid === null ? '' : `pid ${pid}, ${commandOf(pid).slice(0, 80)}`;
}

function holderPid(port: number): number | null {
  const ways: readonly (() => string | undefined)[] = [
    () => /^(\d+)/.exec(output('lsof', ['-t', '-nP', `-iTCP:${port}`, '-sTCP:LISTEN']))?.[1],
    () => /pid=(\d+)/.exec(output('ss', ['-Hltnp', `sport = :${port}`]))?.[1],
  ];
  for (const way of ways) {
    try {
      const pid = way();
      if (pid !== undefined) return Number(pid);
    } catch {
      // Not installed here, or not allowed to look.
    }
  }
  return null;
}

function output(command: string, args: readonly string[]): string {
  return execFileSync(command, [...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 5_000,
  }).trim();
}
