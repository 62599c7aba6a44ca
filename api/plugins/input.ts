import type { App } from '../app-types.ts';
import { checkTexts, createValidatorCompiler } from '../input.ts';
import { Problem } from '../problems.ts';
import { parseStrictJson } from '../strict-json.ts';

/** What may come in at all: JSON read strictly, checked without coercion, and no text that cannot be kept. */
export function input(app: App): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, readBody(body as Buffer));
    } catch (error) {
      done(error as Error, undefined);
    }
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
