import type { FastifyRequest } from 'fastify';
import type { Role } from '../../domain/case/roles.ts';
import type { Access, App, AppDeps } from '../app-types.ts';
import { Problem } from '../problems.ts';
import type { Caller } from '../token.ts';

/**
 * Who is asking, and whether the route is theirs. Deny by default: a route that does not say who may call it
 * is refused at registration, so that the service does not start with it.
 */
export function auth(app: App, { verifyToken }: Pick<AppDeps, 'verifyToken'>): void {
  app.decorateRequest('caller', null);
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.access === undefined) {
      throw new Error(`${String(method)} ${url} does not say who may call it: set config.access`);
    }
  });
  app.addHook('onRequest', async (request, reply) => {
    const { access } = request.routeOptions.config;
    if (request.is404 || access === undefined || access === 'public') return;
    reply.header('cache-control', 'no-store');
    request.caller = await verifyToken(bearerToken(request));
    if (!mayCall(request.caller, access)) {
      throw new Problem('forbidden', { zh: '您的角色无权使用此功能。', en: 'Your role may not use this.' });
    }
  });
}

/** The caller of a route that is not public. */
export function getCaller(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Error('a public route has no caller');
  return request.caller;
}

/** The strongest of the caller's roles that the route lets in: in it they write, and are audited. */
export function getRole(request: FastifyRequest): Role {
  const { access } = request.routeOptions.config;
  const role = getCaller(request).roles.find(
    (own) => access !== undefined && access !== 'public' && access.includes(own),
  );
  if (role === undefined) throw new Error('the route let in a caller without a role of its own');
  return role;
}

function mayCall(caller: Caller, access: Exclude<Access, 'public'>): boolean {
  return caller.roles.some((role) => access.includes(role));
}

function bearerToken(request: FastifyRequest): string {
  const [, token] = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (token !== undefined) return token;
  throw new Problem(
    'unauthenticated',
    {
      zh: '请先登录，并在 Authorization 中提供 Bearer 凭证。',
      en: 'Sign in and send a Bearer token in Authorization.',
    },
    { headers: { 'www-authenticate': 'Bearer' } },
  );
}
