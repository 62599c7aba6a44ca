import type { FastifyRequest } from 'fastify';
import type { StatisticsQuestion } from '../db/queries/statistics/period.ts';
import { addDays, type Day, type Instant, shanghaiDay } from '../domain/time.ts';
import { getCaller } from './plugins/auth.ts';
import { invalidField, Problem } from './problems.ts';

/** Who reads figures, and the lists behind them. */
export const READERS = ['auditor', 'admin', 'supervisor'] as const;

/** What a figure is asked for, as the query says it. */
export interface Asked {
  readonly from?: Day;
  readonly before?: Day;
  readonly authority?: string;
}

/**
 * What is asked for, narrowed to what the caller may see: this year until today, unless asked otherwise.
 * @throws Problem `invalid-input`, `role-not-allowed`
 */
export function readQuestion(request: FastifyRequest<{ Querystring: Asked }>, now: Instant): StatisticsQuestion {
  const today = shanghaiDay(now);
  const { from = `${today.slice(0, 4)}-01-01`, before = addDays(today, 1) } = request.query;
  if (before <= from) {
    throw invalidField('/query/before', 'not-after-from', {
      zh: '“before”应晚于“from”。',
      en: '"before" is later than "from".',
    });
  }
  return { from, before, authority: authorityFor(request, request.query.authority ?? null) };
}

/** A supervisor asks for their own authority; auditors and administrators for any, or all. */
function authorityFor(request: FastifyRequest, asked: string | null): string | null {
  const { roles, authority } = getCaller(request);
  if (roles.includes('auditor') || roles.includes('admin')) return asked;
  if (authority !== null && (asked === null || asked === authority)) return authority;
  throw new Problem('role-not-allowed', {
    zh: '主管人员只能查询本机关的统计。',
    en: 'A supervisor reads the figures of their own authority only.',
  });
}
