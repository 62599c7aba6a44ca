import { setTimeout } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { claimRequest, findAnswer, giveBack, type StoredAnswer, storeAnswer } from '../../db/queries/request-key.ts';
import type { Instant } from '../../domain/time.ts';
import type { App, AppDeps } from '../app-types.ts';
import { type ActIds, actIds, requestHash } from '../ids.ts';
import { type Language, languageOf, Problem, type ProblemCode, PROBLEMS, problemBody } from '../problems.ts';
import { getCaller } from './auth.ts';
import { toProblem } from './errors.ts';

const LEASE_MS = 30_000;
const GIVE_BACK_AFTER_MS = [0, 50, 200, 800];
const LONGEST_RETRY_AFTER_SECONDS = 5;
const JSON_TYPE = 'application/json; charset=utf-8';
const PROBLEM_TYPE = 'application/problem+json';
/** A bare token, or a string of structured fields (RFC 8941) as draft-07 writes it. */
const KEY = /^(?:"([\x21\x23-\x5b\x5d-\x7e]{1,200})"|([A-Za-z0-9][A-Za-z0-9._~:/+=-]{0,199}))$/;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The act of a route that must not be done twice; such a route asks for an Idempotency-Key. */
    act?: string;
  }
}

/** What a handler that acts is given. */
export interface ActReceipt extends ActIds {
  /** When the service first saw this request: the receipt of the act, however often it is repeated. */
  receivedAt: Instant;
  /** The request was taken up before and its answer was never stored. */
  resumed: boolean;
}

/** What an act answers with when it is done. */
export interface ActSuccess {
  status: 200 | 201;
  body: object;
}

/** Answers `idempotency-key-required` before anything is looked at; the rest is `onceOnly`'s. */
export function idempotency(app: App): void {
  app.addHook('preValidation', async (request) => {
    if (request.routeOptions.config.act !== undefined) readKey(request);
  });
}

/**
 * Runs an act once for each (caller, key) and answers every repetition with the same bytes: first the key is taken
 * with a lease, then the act is done, then its answer is stored, success or problem alike, a failure that repeating
 * would only repeat among them. An outcome that is not known gives the lease back; that of an API that died runs out. Either way the repetition resumes with the same ids.
 * `on`: the case that the act is on, or that it opens one, or neither. `location` is read from a stored success.
 * @throws Problem `in-progress`, `idempotency-key-reused`, and what the act throws
 */
export async function onceOnly(
  { orm, clock }: Pick<AppDeps, 'orm' | 'clock'>,
  request: FastifyRequest,
  reply: FastifyReply,
  { on, location }: { on: { caseId: string } | 'new-case' | 'no-case'; location?: (body: unknown) => string },
  act: (receipt: ActReceipt) => Promise<ActSuccess>,
): Promise<never> {
  const { id, act: name, bodyHash } = identityOf(request);
  const ids = actIds(id.caller, id.key);
  const now = await clock();
  const leaseUntil = new Date(Date.parse(now) + LEASE_MS).toISOString();
  const caseId = on === 'no-case' ? null : on === 'new-case' ? ids.newId : on.caseId;
  const giveLeaseBack = () => insistently(() => giveBack(orm.em.fork(), id, leaseUntil));
  const claim = await claimRequest(orm.em.fork(), { ...id, bodyHash, act: name, caseId, now, leaseUntil }).catch(
    async (error: unknown) => {
      // It may have been claimed all the same: the connection can break after the commit.
      await giveLeaseBack();
      throw error;
    },
  );
  if (claim.state === 'in-progress') throw inProgress(claim.leaseUntil, now);
  if (claim.state === 'other-body') throw reused();
  if (claim.state === 'answered') return send(reply, claim, location);
  const { receivedAt, repeated } = claim;
  try {
    const answer = await answerOf(request, reply, () => act({ ...ids, receivedAt, resumed: repeated }));
    return send(reply, await storeAnswer(orm.em.fork(), id, answer, await clock()), location);
  } catch (error) {
    await giveLeaseBack();
    throw error;
  }
}

/**
 * Answers a request that was answered before, as it was then; false: it was not. For who may not see the case any more,
 * since by this very act it went on to others: nothing that was acknowledged is lost.
 */
export async function answeredBefore(
  { orm }: Pick<AppDeps, 'orm'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  const { id, bodyHash } = identityOf(request);
  const answer = await findAnswer(orm.em.fork(), id, bodyHash);
  if (answer !== null) send(reply, answer);
  return answer !== null;
}

/** By what a repetition of a request is known: whose it is and its key, the act, and what is asked for. */
function identityOf(request: FastifyRequest): { id: { caller: string; key: string }; act: string; bodyHash: string } {
  const { act } = request.routeOptions.config;
  if (act === undefined) throw new Error('a route that acts needs config.act');
  const id = { caller: getCaller(request).sub, key: readKey(request) };
  return { id, act, bodyHash: requestHash(act, request.params, request.body) };
}

/**
 * What broke a request's connection often breaks the next ones too. Never throws: where nothing helps, the lease
 * runs out by itself, and the first error is the one to tell.
 */
async function insistently(work: () => Promise<void>): Promise<void> {
  for (const pauseMs of GIVE_BACK_AFTER_MS) {
    await setTimeout(pauseMs);
    try {
      return await work();
    } catch {
      continue;
    }
  }
}

/** The answer as it will be stored; throws where the outcome is not known. */
async function answerOf(
  request: FastifyRequest,
  reply: FastifyReply,
  act: () => Promise<ActSuccess>,
): Promise<StoredAnswer> {
  try {
    const { status, body } = await act();
    const text = reply.code(status).type(JSON_TYPE).serialize(body);
    if (typeof text !== 'string') throw new Error('an answer that is no text cannot be stored');
    return { status, body: text, problem: false };
  } catch (error) {
    const problem = toProblem(error, request);
    const { status } = PROBLEMS[problem.code];
    if (status >= 500 && problem.extras.isFinal !== true) throw problem;
    return {
      status,
      body: JSON.stringify(problemBody(problem, languageOf(request.headers['accept-language']), request.id)),
      problem: true,
    };
  }
}

function send(
  reply: FastifyReply,
  { status, body, problem }: StoredAnswer,
  location?: (body: unknown) => string,
): never {
  if (status === 201 && location !== undefined) reply.header('location', location(JSON.parse(body)));
  if (problem) reply.header('content-language', languageOfProblem(body));
  // A handler returns the reply it has sent; its text was made by the route's own serializer, so no type is left to check.
  return reply
    .code(status)
    .header('content-type', problem ? PROBLEM_TYPE : JSON_TYPE)
    .send(Buffer.from(body, 'utf8')) as never;
}

/** The language that a stored problem was first told in; whoever repeats the request gets the same bytes. */
function languageOfProblem(body: string): Language {
  const { code, title } = JSON.parse(body) as { code: ProblemCode; title: string };
  return PROBLEMS[code].title.en === title ? 'en' : 'zh';
}

function readKey(request: FastifyRequest): string {
  const header = request.headers['idempotency-key'];
  if (header === undefined || header === '') {
    throw new Problem('idempotency-key-required', {
      zh: '请在 Idempotency-Key 请求头中提供本次请求的唯一编号（例如 UUID）；重新提交时使用同一编号。',
      en: 'Send a unique Idempotency-Key (a UUID, for example); use the same one when you send the request again.',
    });
  }
  const [, quoted, bare] = (typeof header === 'string' ? KEY.exec(header) : null) ?? [];
  const key = quoted ?? bare;
  if (key !== undefined) return key;
  throw new Problem('idempotency-key-invalid', {
    zh: 'Idempotency-Key 应为带引号的字符串或 UUID，最长200个字符。',
    en: 'The Idempotency-Key must be a quoted string or a bare token such as a UUID, at most 200 characters.',
  });
}

function inProgress(leaseUntil: Instant, now: Instant): Problem {
  const seconds = Math.ceil((Date.parse(leaseUntil) - Date.parse(now)) / 1000);
  return new Problem(
    'in-progress',
    {
      zh: '同一请求正在处理，请稍后以同一 Idempotency-Key 查询结果。',
      en: 'The same request is being processed; ask again shortly with the same Idempotency-Key.',
    },
    { retryAfterSeconds: Math.min(Math.max(1, seconds), LONGEST_RETRY_AFTER_SECONDS) },
  );
}

function reused(): Problem {
  return new Problem('idempotency-key-reused', {
    zh: '此 Idempotency-Key 已用于内容不同的请求，请为新请求换一个编号。',
    en: 'This Idempotency-Key was used for a different request; take a new one.',
  });
}
