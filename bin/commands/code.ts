import type { CreditCode } from '../../domain/subject/credit-code.ts';
import type { ResidentId } from '../../domain/subject/resident-id.ts';
import { readSubjectCode } from '../../domain/subject/subject-code.ts';
import type { Command } from './command.ts';
import { oneLine } from './command.ts';
import { readOptions } from './options.ts';

const USAGE = 'jiannuo code CODE [--json]';
const OPTIONS = { json: { type: 'boolean' } } as const;

/** `jiannuo code`: 0 and what the code is, or 1 and which part of it is wrong. */
export const codeCommand: Command = {
  summary: { zh: '校验统一社会信用代码或身份号码', en: 'check a credit code or an identity number' },
  usage: USAGE,
  run(args, { print, complain, today }) {
    const { values, positionals } = readOptions({ args: [...args], options: OPTIONS, allowPositionals: true }, USAGE);
    const [code] = positionals;
    if (code === undefined || positionals.length > 1) {
      complain(
        `✖ 请给出一个代码（含空格时请加引号）。用法：${USAGE} / give one code (quoted if it has blanks): ${USAGE}`,
      );
      return 1;
    }
    const answer = readSubjectCode(code, today);
    if (values.json === true) print(JSON.stringify(answer));
    else if (answer.ok) print(asText(answer));
    if (answer.ok) return 0;
    complain(`✖ ${answer.part}: ${oneLine(answer.message)}`);
    return 1;
  },
};

function asText(answer: CreditCode | ResidentId): string {
  const warnings = answer.warnings.map(({ message }) => `⚠ ${oneLine(message)}`);
  if (answer.scheme === 'resident-id')
    return [`✔ 身份号码 / identity number: ${oneLine(answer.kind)}`, ...warnings].join('\n');
  return [
    `✔ 统一社会信用代码 / unified social credit code: ${oneLine(answer.kind)}`,
    `  登记管理部门 / registered by     ${oneLine(answer.registrationAuthority)}`,
    `  登记机关行政区划 / place         ${answer.region}`,
    `  组织机构代码 / organisation code ${answer.organisationCode}`,
    ...warnings,
  ].join('\n');
}
