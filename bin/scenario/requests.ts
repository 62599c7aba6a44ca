/** Operations of the API as steps ask for them: the address from names, the body with references, the text to sign. */
import type { Answer } from './api-session.ts';
import { at, type Handles, StepFault } from './handles.ts';
import { type Operation, unknownOperation } from './operations.ts';
import type { ScenarioPerson } from './people.ts';
import type { Site } from './site.ts';

/** What steps are done with. */
export interface Tools {
  readonly site: Site;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly people: ReadonlyMap<string, ScenarioPerson>;
  readonly handles: Handles;
  /** Ids of the demo county's subjects by their keys; empty without it. */
  readonly subjects: ReadonlyMap<string, string>;
}

/** What a step asks of an operation. */
export interface Asked {
  readonly on?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  /** Who signs; the text is asked for first. */
  readonly sign?: string;
}

/** What was answered, and every code in it that says no. */
export interface Outcome {
  readonly ok: boolean;
  readonly body: unknown;
  readonly codes: readonly string[];
  /** Names that stand where an id was asked for, without their dollar sign; absent: none. */
  readonly bare?: readonly string[];
}

/** @throws StepFault for somebody whom nobody knows */
export function personOf({ people }: Tools, name: string): ScenarioPerson {
  const found = people.get(name);
  if (found !== undefined) return found;
  const names = [...new Set([...people.values()].map((person) => person.name))].join('、');
  throw new StepFault(`没有“${name}”这个人，可用：${names}`, `nobody is called "${name}"; there are ${names}`);
}

/** @throws StepFault for an operation that there is not */
export function operationOf({ operations }: Tools, id: string): Operation {
  const found = operations.get(id);
  if (found !== undefined) return found;
  const { zh, en } = unknownOperation(operations, id);
  throw new StepFault(zh, en);
}

/**
 * Asks for an operation, as somebody.
 * @throws StepFault where the request cannot even be put together
 */
export async function request(
  tools: Tools,
  operation: Operation,
  person: ScenarioPerson,
  asked: Asked,
): Promise<Outcome> {
  if (asked.body !== undefined && operation.bodyFields === null)
    throw new StepFault(
      `“${operation.id}”没有请求体，请删除 body（查询条件写入 params）`,
      `${operation.id} takes no body: leave it out (what is looked for goes into params)`,
    );
  const outcome = await put(tools, operation, person, asked);
  return outcome.ok ? outcome : { ...outcome, bare: bareNames(tools.handles, asked, outcome) };
}

async function put(tools: Tools, operation: Operation, person: ScenarioPerson, asked: Asked): Promise<Outcome> {
  const url = await addressOf(tools, operation, asked);
  const given = (await tools.handles.resolve(asked.body ?? {})) as Record<string, unknown>;
  if (asked.sign === undefined) return await send(tools, operation, person, url, given);
  const signed = await sign(tools, operation, person, { ...asked, body: given, sign: asked.sign });
  return 'unsigned' in signed ? signed.unsigned : await send(tools, operation, person, url, signed.body);
}

async function send(
  { site }: Tools,
  operation: Operation,
  person: ScenarioPerson,
  url: string,
  body: object,
): Promise<Outcome> {
  const sent = operation.bodyFields === null ? undefined : body;
  return outcomeOf(await site.ask(person, operation.method, url, sent));
}

async function addressOf({ handles }: Tools, operation: Operation, { on, params = {} }: Asked): Promise<string> {
  const named = on === undefined ? {} : handles.get(on);
  const given = (await handles.resolve(params)) as Record<string, unknown>;
  for (const name of Object.keys(given)) {
    if (![...operation.pathParameters, ...operation.queryParameters].includes(name))
      throw new StepFault(`“${operation.id}”没有参数“${name}”`, `${operation.id} has no parameter "${name}"`);
  }
  if (on !== undefined && operation.pathParameters.every((name) => given[name] !== undefined))
    throw new StepFault(
      `“${operation.id}”不在某一事项上办理，on 不起作用，请删除`,
      `${operation.id} is not done on anything: leave out "on"`,
    );
  let address = operation.path;
  for (const name of operation.pathParameters) {
    const value = given[name] ?? named[name];
    if (value === undefined)
      throw new StepFault(
        `“${operation.id}”需要 ${name}：请用 on 写明所办事项，或者写入 params`,
        `${operation.id} needs ${name}: name what it is done on with "on", or give it in params`,
      );
    address = address.replace(`{${name}}`, encodeURIComponent(textOf(value)));
  }
  const query = new URLSearchParams();
  for (const name of operation.queryParameters) {
    const values = given[name] === undefined ? [] : [given[name]].flat();
    for (const value of values) query.append(name, textOf(value));
  }
  return query.size === 0 ? address : `${address}?${query.toString()}`;
}

/** The body with the text that its preview shows, signed; or that there is nothing to sign. */
async function sign(
  tools: Tools,
  operation: Operation,
  person: ScenarioPerson,
  { on, params, body, sign: signer }: Asked & { body: Record<string, unknown>; sign: string },
): Promise<{ readonly body: object } | { readonly unsigned: Outcome }> {
  const preview = tools.operations.get(previewOf(operation.id));
  if (preview === undefined || preview.id === operation.id)
    throw new StepFault(`“${operation.id}”没有可签署的文本`, `${operation.id} has no text to sign`);
  const wish = Object.fromEntries(Object.entries(body).filter(([key]) => preview.bodyFields?.includes(key)));
  const address = { ...(on === undefined ? {} : { on }), ...(params === undefined ? {} : { params }) };
  const shown = await send(tools, preview, person, await addressOf(tools, preview, address), wish);
  if (!shown.ok) return { unsigned: shown };
  const text = at(shown.body, ['commitment']) as { version: number; sha256: string } | null;
  if (text === null) return { unsigned: { ...shown, ok: false } };
  const onPaper = !person.roles.includes('applicant');
  const { version, sha256 } = text;
  const letter = { version, sha256, signer, agreed: true, means: onPaper ? 'paper' : 'online' };
  const contact = { name: signer, email: onPaper ? 'paper@example.com' : person.email, phone: null };
  const takesContact = operation.bodyFields?.includes('contact') ?? false;
  return {
    body: {
      ...(takesContact ? { contact } : {}),
      ...(onPaper ? { applicantSub: null } : {}),
      ...body,
      commitment: letter,
    },
  };
}

/** The operation that shows the text to sign: of `openX` it is `previewX`, of any other act `previewActX`. */
function previewOf(operationId: string): string {
  if (operationId.startsWith('open')) return operationId.replace(/^open/, 'preview');
  return `preview${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}`;
}

function outcomeOf({ status, body }: Answer): Outcome {
  const refused = at(body, ['status']) === 'refused';
  return { ok: status < 300 && !refused, body, codes: codesIn(body) };
}

/** Every code of a problem, of its errors, and of refusals wherever they stand in the answer. */
function codesIn(value: unknown, isRefusal = true): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => codesIn(item, isRefusal));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'code' && isRefusal && typeof inner === 'string') return [inner];
    return codesIn(inner, key === 'refusals' || key === 'errors' || key === 'outcome');
  });
}

/** What the API said against it, in words. */
export function wordsOf({ body, bare = [] }: Outcome): string {
  const texts = ['refusals', 'errors'].flatMap((list) => {
    const items = at(body, [list]);
    return Array.isArray(items) ? items.map((item) => textOf(at(item, ['text']) ?? at(item, ['message']))) : [];
  });
  const detail = textOf(at(body, ['detail']) ?? at(body, ['title']) ?? '');
  const hints = bare.map((name) => `“${name}”前缺少 $：写作 $${name}`);
  return [detail, ...texts, ...hints].filter((text) => text !== '').join(' ');
}

/** The same in English, as far as the API's own words are not needed. */
export function codesOf({ codes, bare = [] }: Outcome): string {
  return [codes.join(', '), ...bare.map((name) => `write $${name}, not ${name}`)].join('; ');
}

const NO_ID: readonly string[] = ['not-an-id', 'wrong-form'];

/** What was found to be no id, or no number, and is the name of something: its dollar sign was forgotten. */
function bareNames(handles: Handles, { params, body }: Asked, { body: answer }: Outcome): string[] {
  const errors = at(answer, ['errors']);
  if (!Array.isArray(errors)) return [];
  const values = errors.flatMap((error) => {
    if (!NO_ID.includes(textOf(at(error, ['code'])))) return [];
    const [, ...path] = textOf(at(error, ['pointer'])).split('/');
    return path[0] === 'path' || path[0] === 'query' ? [at(params, path.slice(1))] : [at(body, path)];
  });
  return values.filter((value): value is string => typeof value === 'string' && handles.has(value));
}

/** A value as text: what is no text is written as JSON. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
