import { listOpenDuties } from '../../db/queries/open-duties.ts';
import { RECORD_KIND_TEXT } from '../../domain/record/record-kind.ts';
import { SECTOR_TEXT } from '../../domain/record/sectors.ts';
import { SEVERITY_TEXT } from '../../domain/record/severity.ts';
import { shanghaiDay } from '../../domain/time.ts';
import type { App, AppDeps } from '../app-types.ts';
import { pageOf } from '../pages.ts';
import { getCaller } from '../plugins/auth.ts';
import { languageOf } from '../problems.ts';
import { OpenDutiesList, OpenDutiesQuery } from '../schemas/open-duties.ts';

const AT_THE_DESK = ['officer', 'supervisor'] as const;

/** 期满义务未履行: what an authority has still to see to of the records whose maximum has passed. */
export function openDutiesRoutes(app: App, { orm, clock }: AppDeps): void {
  app.get(
    '/v1/open-duties',
    {
      config: { access: [...AT_THE_DESK, 'auditor'] },
      schema: {
        operationId: 'listOpenDuties',
        tags: ['publicity'],
        summary:
          '公示期满而义务尚未登记履行的记录，届满早者在前 · Records past their maximum with duties open, the longest first',
        querystring: OpenDutiesQuery,
        response: { 200: OpenDutiesList },
      },
    },
    async (request) => {
      const { roles, authority: own } = getCaller(request);
      const { state = 'all', missing, sector, authority, ...page } = request.query;
      const language = languageOf(request.headers['accept-language']);
      const today = shanghaiDay(await clock());
      // At a desk one sees one's own authority's; an auditor everything.
      const whose = AT_THE_DESK.some((role) => roles.includes(role)) && own !== null ? own : authority;
      const question = {
        state,
        ...(missing === undefined ? {} : { missing }),
        ...(sector === undefined ? {} : { sector }),
        ...(whose === undefined ? {} : { authority: whose }),
      };
      const { items, next } = await pageOf(page, (part) => listOpenDuties(orm.em.fork(), question, part, today));
      const texts = items.map((item) => ({
        ...item,
        kindText: RECORD_KIND_TEXT[item.kind][language],
        severityText: SEVERITY_TEXT[item.severity].name[language],
        sectorText: SECTOR_TEXT[item.sector][language],
      }));
      return { items: texts, next };
    },
  );
}
