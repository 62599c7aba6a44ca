import { interviewsOfSubject } from '../../db/queries/interviews-of-subject.ts';
import { findRepresentation } from '../../db/queries/representation.ts';
import { INTERVIEW_RESULT_TEXT } from '../../domain/rectification/rectification-interview.ts';
import {
  INTERVIEW_TEXT,
  interviewOf,
  RECTIFICATION_CLAUSE,
  RECTIFICATION_STATUS_TEXT,
} from '../../domain/rectification/rectification.ts';
import { shanghaiDay } from '../../domain/time.ts';
import type { App, AppDeps } from '../app-types.ts';
import { auditRead } from '../audit.ts';
import { getCaller } from '../plugins/auth.ts';
import { languageOf } from '../problems.ts';
import { getSubject, subjectUnknown } from '../reference.ts';
import { InterviewsAnswer } from '../schemas/interviews.ts';
import { IdParams } from '../schemas/reference.ts';

const AT_THE_DESK = ['officer', 'supervisor', 'auditor'] as const;

/** 约谈记录 (S5): kept together for a subject, whoever called the interviews; who reads them leaves a trace. */
export function interviewRoutes(app: App, { orm, clock }: AppDeps): void {
  app.get(
    '/v1/subjects/:id/interviews',
    {
      config: { access: [...AT_THE_DESK, 'applicant'], problems: ['subject-unknown'] },
      schema: {
        operationId: 'listInterviewsOfSubject',
        tags: ['rectification'],
        summary: '主体的约谈记录 · Interviews of a subject, held or missed',
        description:
          '单位的约谈记录各机关可查；自然人的，仅约谈它的机关、审计人员和本人可查。约谈内容只在整改案件中 · Of an organisation every authority sees all; of a person its own alone. What was said stands in the case only.',
        params: IdParams,
        response: { 200: InterviewsAnswer },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { sub, roles, authority } = getCaller(request);
      const now = await clock();
      const em = orm.em.fork();
      const staff = AT_THE_DESK.find((role) => roles.includes(role));
      const isTheirs = (await findRepresentation(em, sub, id, shanghaiDay(now))) !== null;
      if (staff === undefined && !isTheirs) throw subjectUnknown();
      const { kind } = await getSubject(em, id);
      const seesAll = kind === 'organisation' || isTheirs || staff === 'auditor';
      const interviews = await interviewsOfSubject(em, id, seesAll ? null : (authority ?? ''));
      await auditRead(em, request, staff ?? 'applicant', now, {
        action: 'subject.interviews',
        objectKind: 'subject',
        objectId: id,
      });
      const language = languageOf(request.headers['accept-language']);
      return {
        subjectId: id,
        items: interviews.map(({ rung, ...interview }) => ({
          ...interview,
          statusText: RECTIFICATION_STATUS_TEXT[interview.status][language],
          kind: interviewOf(rung),
          kindText: INTERVIEW_TEXT[interviewOf(rung)][language],
          resultText: INTERVIEW_RESULT_TEXT[interview.result][language],
        })),
        clause: RECTIFICATION_CLAUSE,
        asOf: now,
      };
    },
  );
}
