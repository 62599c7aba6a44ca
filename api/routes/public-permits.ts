import { publishedPermitsOf } from '../../db/queries/permits.ts';
import { findSubjectByIdentifier } from '../../db/queries/subject.ts';
import { readCreditCode } from '../../domain/subject/credit-code.ts';
import type { Bilingual } from '../../domain/text.ts';
import type { App, AppDeps } from '../app-types.ts';
import { publicPermit } from '../permit-view.ts';
import { invalidField, languageOf } from '../problems.ts';
import { askedEachTime } from '../public-cache.ts';
import * as schemas from '../schemas/permit.ts';

/** 行政许可公示 (S25): what was granted to an organisation, for anybody, without a token. */
export function publicPermitRoutes(app: App, { orm, clock }: Pick<AppDeps, 'orm' | 'clock'>): void {
  app.get(
    '/v1/public/permits',
    {
      config: { access: 'public', calculator: true },
      schema: {
        operationId: 'listPublicPermits',
        tags: ['public'],
        summary:
          '按统一社会信用代码查询公示的行政许可 · The permits published of an organisation, by its credit code; persons’ are not looked up',
        querystring: schemas.PublicPermitsQuery,
        response: { 200: schemas.PublicPermits },
      },
    },
    async (request, reply) => {
      const { code } = request.query;
      const read = readCreditCode(code);
      if (!read.ok) throw invalidField('/query/code', `code-${read.part}`, read.message);
      const now = await clock();
      askedEachTime(reply);
      const em = orm.em.fork();
      const language = languageOf(request.headers['accept-language']);
      const subject = await findSubjectByIdentifier(em, code);
      const rows = subject?.kind === 'organisation' ? await publishedPermitsOf(em, subject.id) : [];
      const items = rows.map((one) => publicPermit(one, subject?.name ?? '', language));
      return { asOf: now, items, note: items.length === 0 ? NONE[language] : null };
    },
  );
}

const NONE: Bilingual = {
  zh: '本平台没有以该统一社会信用代码公示的行政许可。未在本平台办理、或者事项数据未注明为行政许可的，不在此列。',
  en: 'No permit is published here under this credit code. What was not applied for here, or is not said to be a permit in the data of its procedure, is not listed.',
};
