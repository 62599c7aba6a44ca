import { calendarCommand } from './calendar.ts';
import { caseKindsCommand } from './case-kinds.ts';
import { codeCommand } from './code.ts';
import type { Command, Surroundings } from './command.ts';
import { UsageError } from './command.ts';
import { deadlineCommand } from './deadline.ts';
import { publicityCommand } from './publicity.ts';
import { scenarioCommand } from './scenario.ts';
import { statisticsCommand } from './statistics.ts';

/** Every subcommand by its name. A new one is a file beside these and a line here. */
const COMMANDS: Readonly<Record<string, Command>> = {
  deadline: deadlineCommand,
  publicity: publicityCommand,
  code: codeCommand,
  'case-kinds': caseKindsCommand,
  calendar: calendarCommand,
  statistics: statisticsCommand,
  scenario: scenarioCommand,
};

/**
 * Runs `jiannuo <args>` and returns the exit status: 0 done, 2 for input that cannot be understood or answered, which is
 * told in one line (and, asked for JSON, as `{"error", "message"}`). `code` has a status of its own, and `scenario` is 1 where
 * something did not come about.
 */
export function runCommand(args: readonly string[], surroundings: Surroundings): number | Promise<number> {
  const [name = '', ...rest] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) return withoutCommand(name, surroundings);
  if (rest.includes('--help') || rest.includes('-h')) {
    surroundings.print(`${command.summary.zh} / ${command.summary.en}\n${command.usage}`);
    return 0;
  }
  const complain = (error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    if (rest.includes('--json')) surroundings.print(JSON.stringify({ error: error.code, message: error.text }));
    surroundings.complain(`✖ ${error.code}: ${error.message}`);
    return name === 'code' ? 1 : 2;
  };
  try {
    const status = command.run(rest, surroundings);
    return typeof status === 'number' ? status : status.catch(complain);
  } catch (error) {
    return complain(error);
  }
}

function withoutCommand(name: string, { print, complain }: Surroundings): number {
  if (['', 'help', '--help', '-h'].includes(name)) {
    const names = Object.entries(COMMANDS);
    print(
      [
        'jiannuo 践诺',
        '',
        ...names.map(([key, { summary }]) => `  ${key.padEnd(10)} ${summary.zh} / ${summary.en}`),
        '',
        ...names.map(([, { usage }]) => usage),
      ].join('\n'),
    );
    return name === '' ? 2 : 0;
  }
  const known = Object.keys(COMMANDS).join(', ');
  complain(`✖ unknown-command: 没有“${name}”这个命令，可用：${known} / no command "${name}"; there are ${known}`);
  return 2;
}
