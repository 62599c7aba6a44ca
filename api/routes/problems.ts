import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { App } from '../app-types.ts';
import { helpHtml, listHtml, unknownHtml } from '../help/html.ts';
import { findHelpPage, HELP_PAGES } from '../help/pages.ts';
import { languageOf, Problem } from '../problems.ts';
import { BilingualSchema, Nullable, OneOf } from '../schemas/common.ts';

const HelpSchema = Type.Object({
  code: Type.String(),
  kind: OneOf(
    ['problem', 'refusal'],
    'problem：错误答复的 code；refusal：refusals 中的 code · the code of an answer, or of one of its refusals',
  ),
  status: Type.Integer(),
  title: BilingualSchema,
  meaning: BilingualSchema,
  whatToDo: BilingualSchema,
  clause: Nullable(Type.String({ description: '依据；没有的为 null · the clauses it rests on' })),
});

const { code, kind, status, title } = HelpSchema.properties;
const ListSchema = Type.Object({ items: Type.Array(Type.Object({ code, kind, status, title })) });

/** What the `type` of a problem, and the code of a refusal, point to; and the list of them. */
export function problemRoutes(app: App): void {
  app.get(
    '/problems',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listProblems',
        tags: ['problems'],
        summary: '错误和不予办理理由的全部代码 · Every code of a problem or a refusal',
        response: {
          200: {
            description: '代码及标题 · The codes, each with its title',
            content: { 'application/json': { schema: ListSchema }, 'text/html': { schema: Type.String() } },
          },
        },
      },
    },
    async (request, reply) => {
      reply.header('vary', 'accept, accept-language').header('cache-control', 'public, max-age=3600');
      if (!wantsHtml(request.headers.accept)) {
        return { items: HELP_PAGES.map((page) => ({ ...page, clause: undefined })) };
      }
      return asPage(reply).send(listHtml(HELP_PAGES, languageOf(request.headers['accept-language'])));
    },
  );

  app.get(
    '/problems/:code',
    {
      config: { access: 'public', problems: ['not-found'] },
      schema: {
        operationId: 'getProblem',
        tags: ['problems'],
        summary: '错误和不予办理理由的说明：含义、怎么办、依据 · What a problem or a refusal means, and what to do',
        description:
          '按 Accept 给出 JSON 或网页，中英文并列。\n\nAs JSON, or as a page where text/html is asked for first; always in both languages.',
        params: Type.Object({
          code: Type.String({
            description: '代码，全部见 /problems · a code; all of them: /problems',
            examples: ['refused-by-rule'],
          }),
        }),
        response: {
          200: {
            description: '说明 · The page',
            content: { 'application/json': { schema: HelpSchema }, 'text/html': { schema: Type.String() } },
          },
          404: { description: '没有这个代码 · No such code', content: { 'text/html': { schema: Type.String() } } },
        },
      },
    },
    async (request, reply) => {
      const { code: asked } = request.params;
      const page = findHelpPage(asked);
      const isHtml = wantsHtml(request.headers.accept);
      const language = languageOf(request.headers['accept-language']);
      reply.header('vary', 'accept, accept-language');
      if (page === null) {
        if (isHtml) return asPage(reply).code(404).send(unknownHtml(asked, language));
        throw unknownCode(asked);
      }
      reply.header('cache-control', 'public, max-age=3600');
      if (!isHtml) return { ...page, clause: page.clause ?? null };
      return asPage(reply).send(helpHtml(page, language));
    },
  );
}

function unknownCode(asked: string): Problem {
  return new Problem('not-found', {
    zh: `没有代码“${asked}”的说明；全部代码见 /problems。`,
    en: `There is no code "${asked}"; all of them are listed at /problems.`,
  });
}

function asPage(reply: FastifyReply): FastifyReply {
  return reply.type('text/html; charset=utf-8').serializer((html: string) => html);
}

/** A browser asks for text/html before all else; whoever does not say gets JSON. */
function wantsHtml(accept: string | undefined): boolean {
  const wanted = (accept ?? '').split(',').map((part) => part.split(';')[0]?.trim().toLowerCase());
  const html = wanted.indexOf('text/html');
  const json = wanted.indexOf('application/json');
  return html >= 0 && (json < 0 || html < json);
}
