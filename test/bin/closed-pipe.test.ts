import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const pathOf = (file: string) => fileURLToPath(new URL(`../../bin/${file}`, import.meta.url));

/** Runs Node with nobody to read what it says: as `… | head` once head has had enough. */
async function unread(...args: string[]): Promise<{ status: number; complaints: string }> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  const [complaints, [status]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  return { status, complaints };
}

describe('a command whose reader has gone', () => {
  it.each([['case-kinds'], ['help'], ['deadline', '--from', '2026-09-18', '--months', '1']])(
    'ends as a closed pipe ends one, and says nothing: %s',
    async (...args) => {
      expect(await unread(pathOf('jiannuo.ts'), ...args)).toEqual({ status: 141, complaints: '' });
    },
  );

  it('is unwound at its next line, so that it stops what it has started', async () => {
    const script = `
      import { ReaderGone, sayTo } from ${JSON.stringify(pathOf('parts/reader-gone.ts'))};
      import { setImmediate } from 'node:timers/promises';
      const say = sayTo(process.stdout);
      try {
        for (let lines = 0; lines < 1000; lines += 1) {
          say('a line');
          await setImmediate();
        }
        process.stderr.write('never told');
      } catch (error) {
        process.stderr.write(String(error instanceof ReaderGone));
      }`;
    expect(await unread('--input-type=module', '--eval', script)).toEqual({ status: 141, complaints: 'true' });
  });
});
