import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Client } from '@temporalio/client';
import type {
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { DestinationStream, Logger } from 'pino';
import type { Role } from '../domain/case/roles.ts';
import type { Instant } from '../domain/time.ts';
import type { ProblemCode } from './problems.ts';
import type { Caller } from './token.ts';

/** The Fastify instance of this API: TypeBox schemas give the types of body, query and path. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  Logger,
  TypeBoxTypeProvider
>;

/** What the API is made of; a test hands in its own. */
export interface AppDeps {
  /** Connected as the API's own database role. */
  orm: MikroORM;
  temporal: { client: Client; taskQueue: string };
  /** The one clock that receipts are stamped by; a rehearsal hands in the test server's. */
  clock: () => Instant | Promise<Instant>;
  /** @throws Problem `token-invalid`, `unavailable` */
  verifyToken: (token: string) => Promise<Caller>;
  /** Address of the service as people see it, without a slash at its end. */
  publicUrl: string;
  logLevel: string;
  /** Where the log goes; standard output if absent. */
  logTo?: DestinationStream;
  /** Other limits than the usual ones. */
  rateLimit?: Partial<Limits>;
  /** Addresses and networks of the proxies in front, whose word on the caller's address is taken. */
  trustedProxies?: readonly string[];
  /** Origins that may be pushed to without TLS, and on this machine. */
  webhookOrigins?: readonly string[];
  /** How long an act may take before its outcome is called unknown. */
  actTimeoutMs?: number;
  /** How long Temporal may take to take over what is stored already; what it has not is left to the sweep. */
  handOverTimeoutMs?: number;
}

/** Most requests a minute. */
export interface Limits {
  /** From one address, whoever asks: what a town hall behind one address needs, and a flood exceeds. */
  address: number;
  /** Of one signed-in person or machine, and of one that signs what it sends. */
  caller: number;
  /** Of these, requests that act: their own bucket, so that a list that is refreshed does not use it up. */
  acts: number;
  /** From one address, of the calculators, which ask for no token. */
  calculators: number;
}

/** Who may call a route. There is no default: a route without one is not registered. */
export type Access = 'public' | readonly [Role, ...Role[]];

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** Problems that this route answers with, beyond those of every route; for the description. */
    problems?: readonly ProblemCode[];
  }
  interface FastifyRequest {
    /** Who is asking; null on public routes only. */
    caller: Caller | null;
  }
}
