import { listLateEntries } from '../../db/queries/statistics/publication.ts';
import { PUBLISHED_KIND_TEXT } from '../../domain/statistics/published.ts';
import type { App, AppDeps } from '../app-types.ts';
import { auditRead } from '../audit.ts';
import { pageOf } from '../pages.ts';
import { getRole } from '../plugins/auth.ts';
import { languageOf } from '../problems.ts';
import { LateEntriesAnswer, LateEntriesQuery } from '../schemas/statistics.ts';
import { READERS, readQuestion } from '../statistics-question.ts';

/** 逾期录入: which decisions came later than they were to be published. Source: 国办发〔2015〕51号（十八）. */
export function lateEntriesRoutes(app: App, { orm, clock }: AppDeps): void {
  app.get(
    '/v1/statistics/publication/late',
    {
      config: { access: READERS, problems: ['role-not-allowed'] },
      schema: {
        operationId: 'listLateEntries',
        tags: ['statistics'],
        summary: '逾期录入的决定，应公示日早者在前 · Decisions entered later than they were to be published',
        querystring: LateEntriesQuery,
        response: { 200: LateEntriesAnswer },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const now = await clock();
      const asked = readQuestion(request, now);
      const language = languageOf(request.headers['accept-language']);
      const em = orm.em.fork();
      const page = await pageOf(
        { ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) },
        (part) => listLateEntries(em, asked, part),
      );
      await auditRead(em, request, getRole(request), now, {
        action: 'record.list-late',
        objectKind: 'record-list',
        objectId: asked.authority ?? 'all',
        detail: { ids: page.items.map(({ recordId, number }) => recordId ?? number) },
      });
      const items = page.items.map((item) => ({ ...item, kindText: PUBLISHED_KIND_TEXT[item.kind][language] }));
      return { items, next: page.next };
    },
  );
}
