import type { EntityManager } from '@mikro-orm/postgresql';
import { promisesOfSubject } from '../../db/queries/promises-of-subject.ts';
import { recordsOfSubject, stateOfRecord } from '../../db/queries/records.ts';
import { findRepresentation } from '../../db/queries/representation.ts';
import { loadRules } from '../../db/queries/rules.ts';
import { countsAgainst } from '../../domain/record/record.ts';
import { ruleSetForCase } from '../../domain/rule-sets/index.ts';
import {
  type GradedSubject,
  gradeSubject,
  SUPERVISION_CLAUSE,
  SUPERVISION_GRADE_TEXT,
} from '../../domain/supervision/supervision-grade.ts';
import { addMonths, type Instant, shanghaiDay } from '../../domain/time.ts';
import type { App, AppDeps } from '../app-types.ts';
import { auditRead } from '../audit.ts';
import { getCaller } from '../plugins/auth.ts';
import { languageOf } from '../problems.ts';
import { getSubject, subjectUnknown } from '../reference.ts';
import { IdParams } from '../schemas/reference.ts';
import { SupervisionGradeAnswer } from '../schemas/supervision-grade.ts';

const AT_THE_DESK = ['officer', 'supervisor', 'auditor'] as const;

/** 监管信用等级: never public; who of an authority reads it leaves a trace, the subject sees its own. */
export function supervisionGradeRoutes(app: App, { orm, clock }: AppDeps): void {
  app.get(
    '/v1/subjects/:id/supervision-grade',
    {
      config: { access: [...AT_THE_DESK, 'applicant'], problems: ['subject-unknown'] },
      schema: {
        operationId: 'getSupervisionGrade',
        tags: ['statistics'],
        summary: '监管信用等级、理由和抽查频次 · Supervision grade of a subject, why, and how often it is inspected',
        params: IdParams,
        response: { 200: SupervisionGradeAnswer },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { sub, roles } = getCaller(request);
      const now = await clock();
      const em = orm.em.fork();
      const staff = AT_THE_DESK.find((role) => roles.includes(role));
      const isTheirs = staff !== undefined || (await findRepresentation(em, sub, id, shanghaiDay(now))) !== null;
      if (!isTheirs) throw subjectUnknown();
      const { kind } = await getSubject(em, id);
      // The texts speak of market entities: no natural person is graded.
      const graded = kind === 'organisation' ? await gradeOf(em, id, now) : null;
      await auditRead(em, request, staff ?? 'applicant', now, {
        action: 'subject.supervision-grade',
        objectKind: 'subject',
        objectId: id,
        detail: { grade: graded?.grade ?? null },
      });
      const language = languageOf(request.headers['accept-language']);
      return {
        subjectId: id,
        grade: graded?.grade ?? null,
        gradeText: graded === null ? null : SUPERVISION_GRADE_TEXT[graded.grade][language],
        inspectEveryMonths: graded?.inspectEveryMonths ?? null,
        clause: SUPERVISION_CLAUSE,
        reasons: (graded?.reasons ?? []).map((reason) => ({ ...reason, text: reason.text[language] })),
        rules: [...(graded?.rules ?? [])],
        asOf: now,
      };
    },
  );
}

async function gradeOf(em: EntityManager, subjectId: string, now: Instant): Promise<GradedSubject> {
  const today = shanghaiDay(now);
  const rule = await loadRules(em, ruleSetForCase(today).id, today, now);
  const since = addMonths(today, -rule('supervision.a-within-months').value);
  const { kept, broken } = await promisesOfSubject(em, subjectId, since);
  const records = (await recordsOfSubject(em, subjectId))
    .filter((record) => countsAgainst(stateOfRecord(record, now)))
    .map(({ row }) => row.severity);
  return gradeSubject({ records, broken, kept }, rule);
}
