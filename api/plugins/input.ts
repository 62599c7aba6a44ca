import { errorCodes } from 'fastify';
import type { App } from '../app-types.ts';
import { checkTexts, createValidatorCompiler } from '../input.ts';
import { Problem } from '../problems.ts';
import { parseStrictJson } from '../strict-json.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The bytes of the body are kept beside what they say: they are what was signed. */
    signed?: boolean;
    /** It takes what a form of a page sends. */
    form?: boolean;
  }
  interface FastifyRequest {
    rawBody: Buffer | null;
  }
}

/** What may come in at all: JSON read strictly, on a page what its form sends, checked without coercion, and no text that cannot be kept. */
export function input(app: App): void {
  app.removeAllContentTypeParsers();
  app.decorateRequest('rawBody', null);
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      if (request.routeOptions.config.signed === true) request.rawBody = body as Buffer;
      done(null, readBody(body as Buffer));
    } catch (error) {
      done(error as Error, undefined);
    }
  });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (request, body, done) => {
    if (request.routeOptions.config.form === true) done(null, Object.fromEntries(new URLSearchParams(String(body))));
    else done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(), undefined);
  });
  app.setValidatorCompiler(createValidatorCompiler());
  app.addHook('preValidation', async (request) => {
    checkTexts(request.params, '/path');
    checkTexts(request.query, '/query');
    checkTexts(request.headers, '/headers');
    checkTexts(request.body, '');
    // An act without particulars may be sent without a body.
    if (request.body == null && request.routeOptions.schema?.body !== undefined) request.body = {};
  });
}

function readBody(body: Buffer): unknown {
  if (body.length > 0) return parseStrictJson(body);
  throw new Problem('invalid-json', { zh: '缺少请求内容，请以 JSON 提交。', en: 'The body is missing; send JSON.' });
}
