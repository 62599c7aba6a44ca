import type { PublicityDates } from '../../domain/publicity/publicity-period.ts';
import { publicityDates } from '../../domain/publicity/publicity-period.ts';
import type { Sector } from '../../domain/record/sectors.ts';
import { isSector, SECTORS } from '../../domain/record/sectors.ts';
import { RECORD_KINDS, type RecordKind } from '../../domain/record/record-kind.ts';
import type { Severity } from '../../domain/record/severity.ts';
import { isSeverity, SEVERITIES } from '../../domain/record/severity.ts';
import type { Command } from './command.ts';
import { UsageError } from './command.ts';
import { readDay, readOptions } from './options.ts';

const USAGE = `jiannuo publicity --decided YYYY-MM-DD [--severity ${SEVERITIES.join('|')}]… [--sector ${SECTORS.join('|')}]… [--kind ${RECORD_KINDS.join('|')}] [--published-from YYYY-MM-DD] [--corrected YYYY-MM-DD] [--published] [--json]`;

const OPTIONS = {
  decided: { type: 'string' },
  severity: { type: 'string', multiple: true },
  sector: { type: 'string', multiple: true },
  kind: { type: 'string' },
  'published-from': { type: 'string' },
  corrected: { type: 'string' },
  published: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** `jiannuo publicity`: how long a record is shown and from when repair may be applied for. */
export const publicityCommand: Command = {
  summary: {
    zh: '计算失信信息公示期与最早可申请修复之日',
    en: 'how long a record is shown, and the first day to apply for repair',
  },
  usage: USAGE,
  run(args, { print }) {
    const { values } = readOptions({ args: [...args], options: OPTIONS, strict: true }, USAGE);
    const answer = publicityDates({
      decidedOn: readDay('--decided', values.decided),
      severities: (values.severity ?? []).map(readSeverity),
      sectors: (values.sector ?? []).map(readSector),
      published: values.published === true,
      ...(values.kind === undefined ? {} : { kind: readKind(values.kind) }),
      ...(values['published-from'] === undefined
        ? {}
        : { publishedFrom: readDay('--published-from', values['published-from']) }),
      ...(values.corrected === undefined ? {} : { correctedOn: readDay('--corrected', values.corrected) }),
    });
    if (!answer.ok) throw new UsageError(answer.refusal.code, answer.refusal.text);
    print(values.json === true ? JSON.stringify(asJson(answer, values.published === true)) : asText(answer));
    return 0;
  },
};

function readSeverity(text: string): Severity {
  if (isSeverity(text)) return text;
  throw new UsageError('bad-severity', {
    zh: `--severity 的“${text}”无效，应为 ${SEVERITIES.join('、')} 之一（轻微、一般、严重）。`,
    en: `"${text}" is no severity: give ${SEVERITIES.join(', ')}`,
  });
}

function readKind(text: string): RecordKind {
  const kind = RECORD_KINDS.find((one) => one === text);
  if (kind !== undefined) return kind;
  throw new UsageError('bad-kind', {
    zh: `--kind 的“${text}”无效，应为 ${RECORD_KINDS.join('、')} 之一。`,
    en: `"${text}" is no kind of record: give ${RECORD_KINDS.join(', ')}`,
  });
}

function readSector(text: string): Sector {
  if (isSector(text)) return text;
  throw new UsageError('bad-sector', {
    zh: `--sector 的“${text}”无效，应为 ${SECTORS.join('、')} 之一；其他领域请省略该参数。`,
    en: `"${text}" is no sector with a rule of its own: give ${SECTORS.join(', ')}, or leave it out`,
  });
}

// Only where publishing is a question is it part of the answer.
function asJson({ published, minimumEnds, applyFrom, endsBy, ruleSet }: PublicityDates, asked: boolean): object {
  const dates = { minimumEnds, applyFrom, endsBy, ruleSet };
  return published && !asked ? dates : { published, ...dates };
}

function asText({ minimumEnds, applyFrom, endsBy, ruleSet, explanation }: PublicityDates): string {
  return [
    `最短公示期届满 / minimum ends        ${minimumEnds ?? '–'}`,
    `最早可申请修复 / apply for repair    ${applyFrom ?? '–'}`,
    `公示最后一日   / last day shown      ${endsBy ?? '–'}`,
    `适用规则       / rule set            ${ruleSet}`,
    '',
    ...explanation.map(({ zh }) => zh),
    '',
    ...explanation.map(({ en }) => en),
  ].join('\n');
}
