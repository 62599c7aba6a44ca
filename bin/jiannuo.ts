#!/usr/bin/env node
/** The `jiannuo` command. Needs Node 24 (first on the path of npx and of npm scripts). */
import { shanghaiDay } from '../domain/time.ts';
import { runCommand } from './commands/run.ts';

process.exitCode = runCommand(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  today: shanghaiDay(new Date().toISOString()),
});
