import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { AuditEntry } from '../../db/entities/audit-entry.ts';
import { CreditReport } from '../../db/entities/credit-report.ts';
import { standingsOfReports } from '../../db/queries/credit-reports.ts';
import type { ReportDocument } from '../../domain/report/credit-report.ts';
import { type CheckedReport, checkedReportPage, checkForm, unknownReportPage } from '../../domain/report/check-page.ts';
import type { Instant } from '../../domain/time.ts';
import type { App, AppDeps } from '../app-types.ts';
import { CHECK_PAGE_PATH, readReportNumber, readVerificationCode, sha256 } from '../credit-reports.ts';
import { languageOf } from '../problems.ts';
import { reportUnknown } from '../report-access.ts';
import * as schemas from '../schemas/credit-report.ts';
import { checkView } from '../views/credit-report-view.ts';

const PAGE = { 'text/html': { schema: Type.String() } };

/** 核验: whoever was given a report compares it with what was issued, as JSON or on a page; the code is in no address. */
export function reportCheckRoutes(app: App, { orm, clock }: Pick<AppDeps, 'orm' | 'clock'>): void {
  app.post(
    '/v1/public/report-checks',
    {
      config: { access: 'public', calculator: true, problems: ['report-unknown'] },
      schema: {
        operationId: 'checkCreditReport',
        tags: ['public'],
        summary:
          '凭编号和核验码核验专项信用报告，逐项比对 · Check a special credit report by its number and code, neither of them in an address, and compare what it lists',
        body: schemas.CheckBody,
        response: { 200: schemas.CheckAnswer },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const { number, code } = request.body;
      const checked = await findChecked(orm.em.fork(), { number, code }, await clock(), request.id);
      if (checked === null) throw reportUnknown();
      return checkView(checked, languageOf(request.headers['accept-language']));
    },
  );

  app.get(
    CHECK_PAGE_PATH,
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getCreditReportCheckPage',
        tags: ['public'],
        summary: '核验页面，地址印在报告上 · The page on which a report is checked; its address stands on the report',
        response: { 200: { description: '核验页面 · The form', content: PAGE } },
      },
    },
    async (_request, reply) => asPage(reply).send(checkForm(CHECK_PAGE_PATH)),
  );

  app.post(
    CHECK_PAGE_PATH,
    {
      config: { access: 'public', calculator: true, form: true },
      schema: {
        operationId: 'checkCreditReportOnPage',
        tags: ['public'],
        summary: '在页面上核验专项信用报告 · Check a special credit report on the page',
        consumes: ['application/x-www-form-urlencoded'],
        body: schemas.CheckForm,
        response: {
          200: { description: '核验结果和报告内容 · Whether it holds, and what it lists', content: PAGE },
          404: { description: '没有该报告 · No such report', content: PAGE },
        },
      },
    },
    async (request, reply) => {
      const code = readVerificationCode(request.body.code);
      const number = readReportNumber(request.body.number);
      const checked =
        code === null ? null : await findChecked(orm.em.fork(), { number, code }, await clock(), request.id);
      const page = asPage(reply);
      if (checked === null) return page.code(404).send(unknownReportPage(CHECK_PAGE_PATH));
      return page.send(checkedReportPage(checked, CHECK_PAGE_PATH));
    },
  );
}

/** A report by number and code, with its entry in the log, before it is answered; null: there is none. */
async function findChecked(
  em: EntityManager,
  { number, code }: { number: string; code: string },
  now: Instant,
  requestId: string,
): Promise<CheckedReport | null> {
  const report = await em.findOne(CreditReport, { codeHash: sha256(code), number });
  if (report === null) return null;
  await writeCheck(em.fork(), requestId, report, now);
  const [standing] = await standingsOfReports(em, report.subjectId, [report], now);
  if (standing === undefined) throw new Error('a report has a standing');
  // As this service wrote it, under its hash.
  const document = JSON.parse(report.document) as ReportDocument;
  return { document, standing, sha256: report.sha256 };
}

/** The entry of a check by somebody who did not sign in. */
async function writeCheck(em: EntityManager, requestId: string, { subjectId, number }: CreditReport, at: Instant) {
  em.create(AuditEntry, {
    at,
    actorSub: 'public',
    actorRole: 'public',
    authority: null,
    action: 'report.check',
    objectKind: 'subject',
    objectId: subjectId,
    requestId,
    detail: { number },
  });
  await em.flush();
}

function asPage(reply: FastifyReply): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .serializer((html: string) => html);
}
