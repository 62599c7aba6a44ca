import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type TSchema, Type } from 'typebox';
import type { StatisticsQuestion } from '../../db/queries/statistics/period.ts';
import { FIGURE_DEFINITIONS, type Figure } from '../../domain/statistics/figures.ts';
import type { Instant } from '../../domain/time.ts';
import type { App, AppDeps } from '../app-types.ts';
import { type Column, csvOf } from '../csv.ts';
import { type Language, languageOf } from '../problems.ts';
import * as schemas from '../schemas/statistics.ts';
import { type Asked, READERS, readQuestion } from '../statistics-question.ts';
import { keptRates, onTimeRates, outstanding, publications, repairDurations } from '../statistics.ts';

type Answered<Row> = { authority: { code: string; name: string } } & Row;

/** What is asked, narrowed to what the caller may see. */
interface Question {
  readonly asked: StatisticsQuestion;
  readonly now: Instant;
  readonly language: Language;
}

/** How a figure is asked for and told. */
interface FigureRoute {
  readonly figure: Figure;
  readonly operationId: string;
  readonly summary: string;
  /** Whether it is of a period; else of this moment. */
  readonly ofPeriod: boolean;
  readonly answer: TSchema;
  readonly read: (em: EntityManager, question: Question) => Promise<{ items: readonly object[]; csv: string }>;
}

const FIGURES: readonly FigureRoute[] = [
  figureOf('kept-rate', {
    operationId: 'getKeptRate',
    summary: '践诺率，按机关和案件种类 · Kept rate of promises, by authority and kind of case',
    ofPeriod: true,
    answer: schemas.KeptRateAnswer,
    columns: ['kind', 'kept', 'notKept', 'madeGood', 'rate', 'withheld'],
    rows: (em, { asked, now }) => keptRates(em, asked, now),
  }),
  figureOf('on-time', {
    operationId: 'getOnTimeRate',
    summary: '按期办理率，按机关和环节 · How much is done in time, by authority and step',
    ofPeriod: true,
    answer: schemas.OnTimeAnswer,
    columns: ['step', 'stepText', 'inTime', 'late', 'rate'],
    rows: (em, { asked, now, language }) => onTimeRates(em, asked, now, language),
  }),
  figureOf('outstanding', {
    operationId: 'getOutstanding',
    summary: '逾期未办，按机关和环节 · What is overdue and not done, by authority and step',
    ofPeriod: false,
    answer: schemas.OutstandingAnswer,
    columns: ['step', 'stepText', 'count', 'oldestDue'],
    rows: (em, { asked, now, language }) => outstanding(em, asked.authority, now, language),
  }),
  figureOf('publication', {
    operationId: 'getPublicationRate',
    summary: '决定按期公示率，按机关 · How much of what was decided was published in time, by authority',
    ofPeriod: true,
    answer: schemas.PublicationAnswer,
    columns: ['inTime', 'late', 'rate'],
    rows: (em, { asked }) => publications(em, asked),
  }),
  figureOf('repair-duration', {
    operationId: 'getRepairDuration',
    summary: '信用修复办理时长，按机关 · How long repairs take, by authority',
    ofPeriod: true,
    answer: schemas.RepairDurationAnswer,
    columns: ['ended', 'medianWorkingDays', 'ninetiethWorkingDays', 'withheld'],
    rows: (em, { asked, now }) => repairDurations(em, asked, now),
  }),
];

/** 统计: how promises and repairs are carried out, reckoned from the rows at every reading. */
export function statisticsRoutes(app: App, { orm, clock }: AppDeps): void {
  for (const { figure, operationId, summary, ofPeriod, answer, read } of FIGURES) {
    app.get(
      `/v1/statistics/${figure}`,
      {
        config: { access: READERS, problems: ['role-not-allowed'] },
        schema: {
          operationId,
          tags: ['statistics'],
          summary,
          querystring: ofPeriod ? schemas.StatisticsQuery : schemas.OutstandingQuery,
          response: { 200: answers(answer) },
        },
      },
      async (request, reply) => {
        const question = questionOf(request, await clock());
        const { items, csv } = await read(orm.em.fork(), question);
        if (request.query.format === 'csv') return asCsv(reply, csv);
        const { from, before } = question.asked;
        return { ...headOf(figure, question), ...(ofPeriod ? { from, before } : {}), items };
      },
    );
  }
}

/** A figure with the columns of its table, after those of the authority. */
function figureOf<Row extends object>(
  figure: Figure,
  {
    columns,
    rows,
    ...route
  }: Pick<FigureRoute, 'operationId' | 'summary' | 'ofPeriod' | 'answer'> & {
    readonly columns: readonly (keyof Row & string)[];
    readonly rows: (em: EntityManager, question: Question) => Promise<readonly Answered<Row>[]>;
  },
): FigureRoute {
  const table: Column<Answered<Row>>[] = [
    { name: 'authority', value: ({ authority }) => authority.code },
    { name: 'authorityName', value: ({ authority }) => authority.name },
    ...columns.map((name) => ({ name, value: (row: Answered<Row>) => row[name] as string | number | boolean | null })),
  ];
  return {
    figure,
    ...route,
    read: async (em, question) => {
      const items = await rows(em, question);
      return { items, csv: csvOf(table, items) };
    },
  };
}

function questionOf(request: FastifyRequest<{ Querystring: Asked }>, now: Instant): Question {
  return { asked: readQuestion(request, now), now, language: languageOf(request.headers['accept-language']) };
}

/** What stands above every answer. */
function headOf(figure: Figure, { now, language }: Question) {
  const { name, clause, counts } = FIGURE_DEFINITIONS[figure];
  return { figure, name: name[language], clause, counts: counts[language], asOf: now };
}

function answers<Schema extends TSchema>(schema: Schema) {
  return {
    description: '统计结果 · The figures',
    content: { 'application/json': { schema }, 'text/csv': { schema: Type.String() } },
  };
}

function asCsv(reply: FastifyReply, table: string): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8')
    .serializer((text: string) => text)
    .send(table);
}
