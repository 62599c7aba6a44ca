import { existsSync } from 'node:fs';
import { type Command, oneLine, type Surroundings, UsageError } from './command.ts';
import { readOptions } from './options.ts';

const USAGE = 'jiannuo scenario FILE.yaml… [--json] | --acts [NAME…] | --kinds | --rows FILE… | --schema';

const OPTIONS = {
  json: { type: 'boolean' },
  acts: { type: 'boolean' },
  kinds: { type: 'boolean' },
  rows: { type: 'boolean' },
  schema: { type: 'boolean' },
} as const;

/**
 * `jiannuo scenario`: plays scenario files on the real service with its clock moved by hand; see docs/scenarios.md.
 * What it needs is loaded only here: the other commands answer at once.
 */
export const scenarioCommand: Command = {
  summary: { zh: '按情景文件演练政策', en: 'rehearse policy by scenario files' },
  usage: USAGE,
  async run(args, surroundings) {
    const { values, positionals } = readOptions({ args: [...args], options: OPTIONS, allowPositionals: true }, USAGE);
    if (values.schema === true) return await printSchema(surroundings);
    if (values.kinds === true) return await printKinds(surroundings);
    if (values.acts === true) return await printActs(positionals, surroundings);
    if (positionals.length === 0)
      throw new UsageError('file-missing', { zh: `请给出情景文件，用法：${USAGE}`, en: 'give a scenario file' });
    const lost = positionals.find((file) => !existsSync(file));
    if (lost !== undefined)
      throw new UsageError('file-unknown', { zh: `没有文件“${lost}”`, en: `there is no file "${lost}"` });
    if (values.rows === true) return await printRows(positionals, surroundings);
    return await play(positionals, values.json === true, surroundings);
  },
};

async function printSchema({ print }: Surroundings): Promise<number> {
  const { scenarioSchemaText } = await import('../scenario/format.ts');
  print(scenarioSchemaText().trimEnd());
  return 0;
}

async function printKinds({ print }: Surroundings): Promise<number> {
  const { kindLines } = await import('../scenario/kinds.ts');
  print(kindLines().join('\n'));
  return 0;
}

async function printRows(files: readonly string[], { print }: Surroundings): Promise<number> {
  const { rowsTable } = await import('../scenario/rows.ts');
  print(rowsTable(files));
  return 0;
}

/** Every operation with its summary; of those that are named, also the body. */
async function printActs(names: readonly string[], { print, complain }: Surroundings): Promise<number> {
  const [{ describedOperations }, { unknownOperation }] = await Promise.all([
    import('../scenario/describe.ts'),
    import('../scenario/operations.ts'),
  ]);
  const operations = await describedOperations();
  const unknown = names.filter((name) => !operations.has(name));
  for (const name of unknown) complain(`✖ ${oneLine(unknownOperation(operations, name))}`);
  for (const { id, method, path, summary, body, queryParameters } of operations.values()) {
    if (names.length > 0 && !names.includes(id)) continue;
    print(`${id.padEnd(32)} ${summary}`);
    if (names.length === 0) continue;
    print(`  ${method} ${path}${queryParameters.length === 0 ? '' : ` ?${queryParameters.join(' ')}`}`);
    if (body !== undefined) print(JSON.stringify(body, null, 2));
  }
  return unknown.length === 0 ? 0 : 1;
}

async function play(files: readonly string[], json: boolean, { print, complain }: Surroundings): Promise<number> {
  const [{ ScenarioStage }, { complaintLines, reportOn, timelineLines }] = await Promise.all([
    import('../scenario/stage.ts'),
    import('../scenario/report.ts'),
  ]);
  const stage = await ScenarioStage.start();
  const reports = [];
  try {
    for (const file of files) {
      const report = await reportOn(stage, file);
      reports.push(report);
      if (!json) for (const line of timelineLines(report)) print(line);
      for (const line of complaintLines(report)) complain(line);
    }
  } finally {
    await stage.stop();
  }
  const failed = reports.filter(({ ok }) => !ok).length;
  if (json) print(JSON.stringify(reports, null, 2));
  else
    print(
      `\n${reports.length - failed} 个情景相符，${failed} 个不符 / ${reports.length - failed} as expected, ${failed} not`,
    );
  return failed === 0 ? 0 : 1;
}
