import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import type { App, AppDeps, Limits } from '../app-types.ts';
import { Problem } from '../problems.ts';
import { getCaller } from './auth.ts';

const USUAL: Limits = { address: 2400, caller: 1200, acts: 300, calculators: 120 };

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A route without a token that costs something to answer. */
    calculator?: boolean;
  }
}

type Check = ReturnType<App['createRateLimit']>;

/**
 * How often somebody may ask. By address before the token is read; after that by the token's subject, so that people
 * behind one proxy do not stand in each other's way; on a signed route by the signer, once the signature has proved to
 * be theirs: who only claims to be a court uses up nothing of the court's. Call `byCaller` after `auth` is registered.
 */
export async function limits(
  app: App,
  { rateLimit: own = {} }: Pick<AppDeps, 'rateLimit'>,
): Promise<{ byCaller(): void }> {
  const most = { ...USUAL, ...own };
  await app.register(rateLimit, { global: false });
  // By the plugin's own key an address of IPv6 is its network: whoever has one has all of them.
  const byAddress = (max: number): Check => app.createRateLimit({ max, timeWindow: '1 minute' });
  const bySubject = (max: number): Check =>
    app.createRateLimit({ max, timeWindow: '1 minute', keyGenerator: (request) => getCaller(request).sub });
  const address = byAddress(most.address);
  const calculators = byAddress(most.calculators);
  const caller = bySubject(most.caller);
  const acts = bySubject(most.acts);

  app.addHook('onRequest', async (request) => {
    await take(address, request);
    if (request.routeOptions.config.calculator === true) await take(calculators, request);
  });
  return {
    byCaller() {
      app.addHook('onRequest', async (request) => {
        // Undefined for the pages of /docs, which are registered before there is a caller.
        if (!request.caller) return;
        await take(request.routeOptions.config.act === undefined ? caller : acts, request);
      });
      app.addHook('onRoute', (route) => {
        if (route.config?.signed !== true) return;
        // After the route's own, which looks at the signature.
        route.preValidation = [route.preValidation ?? [], (request: FastifyRequest) => take(caller, request)].flat();
      });
    },
  };
}

async function take(check: Check, request: FastifyRequest): Promise<void> {
  const answer = await check(request);
  if (answer.isAllowed || !answer.isExceeded) return;
  const seconds = Math.max(1, answer.ttlInSeconds);
  throw new Problem(
    'too-many-requests',
    { zh: `请求过于频繁，请${seconds}秒后再试。`, en: `Too many requests; try again in ${seconds} s.` },
    { retryAfterSeconds: seconds },
  );
}
