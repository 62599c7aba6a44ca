import { Type } from 'typebox';
import { loadCalendar } from '../../db/queries/calendar.ts';
import { deadlineState } from '../../domain/deadline/deadline.ts';
import { LONGEST_TERM, TERM_UNITS } from '../../domain/deadline/ledger.ts';
import { publicityDates } from '../../domain/publicity/publicity-period.ts';
import { RECORD_KINDS } from '../../domain/record/record-kind.ts';
import { SECTORS } from '../../domain/record/sectors.ts';
import { SEVERITIES } from '../../domain/record/severity.ts';
import type { App, AppDeps } from '../app-types.ts';
import { invalidField, Problem } from '../problems.ts';
import { BilingualSchema, DaySchema, Nullable, OneOf, Strict } from '../schemas/common.ts';
import { CountedDeadlineSchema } from '../schemas/deadline.ts';

const DeadlineQuery = Strict({
  from: DaySchema,
  count: Type.Integer({ minimum: 1, maximum: Math.max(...Object.values(LONGEST_TERM)) }),
  unit: OneOf(TERM_UNITS),
  last: Type.Optional(
    Type.Unsafe<'act' | 'period'>({
      type: 'string',
      enum: ['act', 'period'],
      default: 'act',
      description:
        'act：期限内须完成某事，末日逢休息日顺延；period：持续期间，不顺延 · an act moves off a day off, a period never',
    }),
  ),
});

const PublicityQuery = Strict({
  decided: DaySchema,
  severity: Type.Optional(
    Type.Array(OneOf(SEVERITIES), { maxItems: 20, description: '可重复，按最长者 · repeatable, the longest counts' }),
  ),
  sector: Type.Optional(Type.Array(OneOf(SECTORS), { maxItems: 20 })),
  kind: Type.Optional(OneOf(RECORD_KINDS, '信息种类，缺省为行政处罚 · a penalty, where nothing is said')),
  publishedFrom: Type.Optional(DaySchema),
  corrected: Type.Optional(DaySchema),
  published: Type.Optional(
    Type.Boolean({
      default: false,
      description: '轻微失信信息认定单位认为确有必要公示 · the authority found it necessary to show what is minor',
    }),
  ),
});

const PublicityAnswer = Type.Object({
  published: Type.Boolean(),
  minimumEnds: Nullable(Type.String()),
  applyFrom: Nullable(Type.String()),
  endsBy: Nullable(Type.String()),
  ruleSet: Type.String(),
  explanation: Type.Array(BilingualSchema),
});

/** What anybody may reckon, without a token: the same functions as every case uses. */
export function calculatorRoutes(app: App, { orm }: Pick<AppDeps, 'orm'>): void {
  const config = { access: 'public', calculator: true } as const;

  app.get(
    '/v1/calculator/deadline',
    {
      config,
      schema: {
        operationId: 'calculateDeadline',
        tags: ['calculator'],
        summary: '期限计算 · Reckon a deadline, with every day explained',
        querystring: DeadlineQuery,
        response: { 200: CountedDeadlineSchema },
      },
    },
    async ({ query }) => {
      const { from, count, unit, last = 'act' } = query;
      const longest = LONGEST_TERM[unit];
      if (count > longest) {
        throw invalidField('/query/count', 'too-large', {
          zh: `“/query/count”不得大于${longest}。`,
          en: `"/query/count" must be at most ${longest}.`,
        });
      }
      const rule = { code: 'calculator', count, unit, last, clause: '自定期限', isDefault: false } as const;
      const ledger = {
        startEvent: { zh: '起算日', en: 'start day' },
        startDay: from,
        rule,
        pauses: [],
        extensions: [],
      };
      const deadline = deadlineState(ledger, await loadCalendar(orm.em.fork()));
      if (!deadline.running) throw new Error('a ledger without pauses always runs');
      const { due, dueAt, provisional, calendarVersion, days, explanation } = deadline;
      return { due, dueAt, provisional, calendarVersion, days: [...days], explanation: [...explanation] };
    },
  );

  app.get(
    '/v1/calculator/publicity',
    {
      config: { ...config, problems: ['no-rule-set'] },
      schema: {
        operationId: 'calculatePublicity',
        tags: ['calculator'],
        summary: '公示期计算 · Reckon a publicity period',
        querystring: PublicityQuery,
        response: { 200: PublicityAnswer },
      },
    },
    async ({ query }) => {
      const { decided, severity = [], sector = [], published = false, kind, publishedFrom, corrected } = query;
      const answer = publicityDates({
        decidedOn: decided,
        severities: severity,
        sectors: sector,
        published,
        ...(kind === undefined ? {} : { kind }),
        ...(publishedFrom === undefined ? {} : { publishedFrom }),
        ...(corrected === undefined ? {} : { correctedOn: corrected }),
      });
      if (!answer.ok) throw refusedCalculation(answer.refusal);
      const { ok: _ok, ...dates } = answer;
      return { ...dates, explanation: [...dates.explanation] };
    },
  );
}

function refusedCalculation(refusal: { code: string; clause: string; text: { zh: string; en: string } }): Problem {
  if (refusal.code === 'no-rule-set') return new Problem('no-rule-set', refusal.text, { refusals: [refusal] });
  const pointer = refusal.code === 'severity-missing' ? '/query/severity' : '/query/decided';
  return invalidField(pointer, refusal.code, refusal.text);
}
