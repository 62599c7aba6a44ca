import { Type } from 'typebox';
import type { App } from '../app-types.ts';
import { PROBLEMS, type ProblemCode } from '../problems.ts';
import { BilingualSchema, OneOf } from '../schemas/common.ts';

const CODES = Object.keys(PROBLEMS) as ProblemCode[];

/** What the `type` of a problem points to. */
export function problemRoutes(app: App): void {
  app.get(
    '/problems/:code',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getProblem',
        tags: ['operation'],
        summary: '错误代码说明 · What a problem code means',
        params: Type.Object({ code: OneOf(CODES) }),
        response: { 200: Type.Object({ code: Type.String(), status: Type.Integer(), title: BilingualSchema }) },
      },
    },
    ({ params: { code } }) => ({ code, ...PROBLEMS[code] }),
  );
}
