import { Type } from 'typebox';
import { CreditReport } from '../../db/entities/credit-report.ts';
import { listReports } from '../../db/queries/credit-reports.ts';
import type { QueryGround } from '../../domain/consent/consent.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type { App, AppDeps } from '../app-types.ts';
import { auditRead } from '../audit.ts';
import { makeReport } from '../credit-reports.ts';
import { pageOf } from '../pages.ts';
import { getCaller } from '../plugins/auth.ts';
import { onceOnly } from '../plugins/idempotency.ts';
import { invalidField, languageOf } from '../problems.ts';
import { beforeItsStart, getAuthority, getSubject, writeReference } from '../reference.ts';
import { checkProof, getIssuer, getOwnReport, REPORT_ROLES, reportRole } from '../report-access.ts';
import { IdempotencyHeader } from '../schemas/common.ts';
import * as schemas from '../schemas/credit-report.ts';
import { reportHeads, wholeReport } from '../views/credit-report-view.ts';

/** What a report at the counter rests on, in the log that the subject reads. */
const AT_THE_COUNTER: QueryGround = { kind: 'own-request' };

/** 专项信用报告 (S18): issued at once, and kept as it was issued. */
export function creditReportRoutes(app: App, deps: AppDeps): void {
  const { orm, clock } = deps;

  app.post(
    '/v1/reports',
    {
      config: {
        access: REPORT_ROLES,
        act: 'report.issue',
        problems: ['subject-unknown', 'authority-unknown', 'role-not-allowed'],
      },
      schema: {
        operationId: 'issueCreditReport',
        tags: ['reports'],
        summary: '申请专项信用报告，即时出具 · Ask for a special credit report over a period; it is issued at once',
        description:
          '主体的代表人网上申请，由信用窗口出具；到信用窗口申请的，由窗口工作人员查验身份后出具（`proof`）。列示申请时正在公示的信息和履约结果；未涵盖的内容在报告中写明。\n\nAsked for online by who acts for the subject, and issued by the window; or at the counter of a credit window, by an officer of it who has seen proof of who asks (`proof`). It lists what is published at that moment and what became of promises, and says what it does not cover.',
        headers: IdempotencyHeader,
        body: schemas.ReportBody,
        response: { 201: schemas.ReportSchema },
      },
    },
    (request, reply) =>
      onceOnly(
        deps,
        request,
        reply,
        { on: 'no-case', location: (body) => `/v1/reports/${(body as { number: string }).number}` },
        async ({ newId: id, receivedAt }) => {
          const { body } = request;
          const caller = getCaller(request);
          const today = shanghaiDay(receivedAt);
          checkPeriod(body, today);
          const report = await writeReference(deps, request, async (em, at) => {
            const known = await em.findOne(CreditReport, { id });
            if (known !== null) return { answer: known, entry: null };
            const askedAs = await reportRole(em, caller, body.subjectId, today);
            checkProof(askedAs, body.proof ?? null);
            const issuer = await getIssuer(em, caller, askedAs);
            const subject = await getSubject(em, body.subjectId);
            const { publicUrl } = deps;
            const made = await makeReport(
              em,
              body,
              { id, subject, issuer, askedBy: caller.sub, askedAs, publicUrl },
              at,
            );
            const ground = askedAs === 'applicant' ? {} : { ground: AT_THE_COUNTER };
            const detail = { number: made.number, from: body.from, until: body.until, askedAs, ...ground };
            return {
              answer: made,
              entry: { action: 'report.issue', objectKind: 'subject', objectId: subject.id, detail },
            };
          });
          const language = languageOf(request.headers['accept-language']);
          return { status: 201, body: await wholeReport(orm.em.fork(), report, { now: await clock(), language }) };
        },
      ),
  );

  app.get(
    '/v1/reports',
    {
      config: { access: REPORT_ROLES, problems: ['subject-unknown'] },
      schema: {
        operationId: 'listCreditReports',
        tags: ['reports'],
        summary:
          '主体的专项信用报告，最新的在前 · The reports of a subject, newest first: one’s own, or those one’s authority issued',
        querystring: schemas.ReportListQuery,
        response: { 200: schemas.ReportList },
      },
    },
    async (request) => {
      const { subjectId, ...page } = request.query;
      const caller = getCaller(request);
      const now = await clock();
      const em = orm.em.fork();
      const role = await reportRole(em, caller, subjectId, shanghaiDay(now));
      const authorityId = role === 'applicant' ? null : (await getAuthority(em, caller.authority ?? '')).id;
      const { items, next } = await pageOf(page, (asked) => listReports(em, { subjectId, authorityId }, asked));
      const numbers = items.map(({ number }) => number);
      await auditRead(em, request, role, now, {
        action: 'report.list',
        objectKind: 'subject',
        objectId: subjectId,
        detail: { numbers },
      });
      const language = languageOf(request.headers['accept-language']);
      return { items: await reportHeads(em, subjectId, items, { now, language }), next };
    },
  );

  app.get(
    '/v1/reports/:number',
    {
      config: { access: REPORT_ROLES, problems: ['report-unknown'] },
      schema: {
        operationId: 'getCreditReport',
        tags: ['reports'],
        summary: '一份专项信用报告 · One report, with its verification code',
        params: schemas.ReportParams,
        response: { 200: schemas.ReportSchema },
      },
    },
    async (request) => {
      const now = await clock();
      const em = orm.em.fork();
      const { report, role } = await getOwnReport(em, getCaller(request), request.params.number, now);
      await auditRead(em, request, role, now, readOf(report));
      return await wholeReport(em, report, { now, language: languageOf(request.headers['accept-language']) });
    },
  );

  app.get(
    '/v1/reports/:number/page',
    {
      config: { access: REPORT_ROLES, problems: ['report-unknown'] },
      schema: {
        operationId: 'getCreditReportPage',
        tags: ['reports'],
        summary: '打印件 · The report to print',
        params: schemas.ReportParams,
        response: {
          200: { description: '打印件 · The page', content: { 'text/html': { schema: Type.String() } } },
        },
      },
    },
    async (request, reply) => {
      const now = await clock();
      const em = orm.em.fork();
      const { report, role } = await getOwnReport(em, getCaller(request), request.params.number, now);
      await auditRead(em, request, role, now, readOf(report));
      reply.type('text/html; charset=utf-8').serializer((html: string) => html);
      return report.page;
    },
  );
}

/** @throws Problem `invalid-input`: nobody says today what is not yet */
function checkPeriod({ from, until }: { from: Day; until: Day }, today: Day): void {
  if (until < from) throw beforeItsStart('/until');
  if (until <= today) return;
  throw invalidField('/until', 'in-the-future', {
    zh: '“/until”不得晚于今天，请更正。',
    en: '"/until" may not lie after today; correct it.',
  });
}

function readOf({ subjectId, number }: CreditReport) {
  return { action: 'report.read', objectKind: 'subject', objectId: subjectId, detail: { number } };
}
