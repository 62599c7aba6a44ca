/** What can be done at the API, by name: read from its own description, so that every route can be used in a scenario. */
import type { App } from '../../api/app-types.ts';
import type { Bilingual } from '../../domain/text.ts';
import { near } from './near.ts';

export interface Operation {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  /** With parameters in braces: `/v1/cases/{number}`. */
  readonly path: string;
  /** `中文 · English`. */
  readonly summary: string;
  readonly pathParameters: readonly string[];
  readonly queryParameters: readonly string[];
  /** Names of the body's fields; null where there is no body. */
  readonly bodyFields: readonly string[] | null;
  /** The body's schema, for who asks what it is. */
  readonly body: unknown;
  /** Every name of a field that is described somewhere in its answer; empty where the answer is no JSON. */
  readonly answerFields: ReadonlySet<string>;
}

interface Described {
  operationId?: string;
  summary?: string;
  parameters?: { in: string; name: string }[];
  requestBody?: Content;
  responses?: Record<string, Content>;
}

interface Content {
  content?: Record<string, { schema?: { properties?: object } }>;
}

/** Every operation of the API by its id. */
export async function operationsOf(app: App): Promise<ReadonlyMap<string, Operation>> {
  const { paths } = (await app.inject({ url: '/openapi.json' })).json<{
    paths: Record<string, Record<string, Described>>;
  }>();
  const found = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => operationOf(method, path, described)),
  );
  return new Map(found.map((operation) => [operation.id, operation]));
}

function operationOf(method: string, path: string, described: Described): Operation {
  const { operationId: id = '', summary = '', parameters = [], requestBody, responses = {} } = described;
  const named = (place: string) => parameters.filter((one) => one.in === place).map(({ name }) => name);
  const schema = requestBody?.content?.['application/json']?.schema;
  return {
    id,
    method: method.toUpperCase() as Operation['method'],
    path,
    summary,
    pathParameters: named('path'),
    queryParameters: named('query'),
    bodyFields: schema === undefined ? null : Object.keys(schema.properties ?? {}),
    body: schema,
    answerFields: new Set(
      Object.entries(responses)
        .filter(([status]) => status.startsWith('2'))
        .flatMap(([, { content }]) => fieldsIn(content?.['application/json']?.schema)),
    ),
  };
}

/** Names of fields, however deep they stand. */
function fieldsIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, inner]: [string, unknown]) => [
    ...(key === 'properties' && typeof inner === 'object' && inner !== null ? Object.keys(inner) : []),
    ...fieldsIn(inner),
  ]);
}

/** That there is no such operation, and which may be meant. */
export function unknownOperation(operations: ReadonlyMap<string, Operation>, id: string): Bilingual {
  const meant = near(id, operations.keys());
  const likely =
    meant.length === 0
      ? { zh: '', en: '' }
      : { zh: `，近似的有：${meant.join('、')}`, en: `, did you mean ${meant.join(', ')}` };
  return {
    zh: `没有“${id}”这项操作${likely.zh}；全部操作见 npx jiannuo scenario --acts`,
    en: `there is no operation "${id}"${likely.en}; npx jiannuo scenario --acts lists them`,
  };
}
