#!/usr/bin/env node
/** The `jiannuo` command. Needs Node 24 (first on the path of npx and of npm scripts). */
import { text } from 'node:stream/consumers';
import { shanghaiDay } from '../domain/time.ts';
import { runCommand } from './commands/run.ts';
import { ReaderGone, sayTo } from './parts/reader-gone.ts';

try {
  const status = await runCommand(process.argv.slice(2), {
    print: sayTo(process.stdout),
    complain: sayTo(process.stderr),
    today: shanghaiDay(new Date().toISOString()),
    readInput: () => text(process.stdin),
  });
  process.exitCode ??= status;
} catch (error) {
  if (!(error instanceof ReaderGone)) throw error;
}
