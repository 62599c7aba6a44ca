import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { AUTHORITY_ROLES, ROLES, type Role } from '../domain/roles.ts';
import { Problem } from './problems.ts';

/** Who a token says is asking. */
export interface Caller {
  sub: string;
  roles: readonly Role[];
  /** Code of the authority of an officer, a supervisor or a machine client; null for everybody else. */
  authority: string | null;
  name: string | null;
  email: string | null;
}

const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'];
const CLOCK_TOLERANCE_SECONDS = 5;

/**
 * Checks access tokens against an OIDC issuer: signature by the issuer's published keys, issuer, audience, times.
 * The keys' address is asked from the issuer at the first token, so that the API starts without it.
 */
export function createTokenVerifier({
  issuer,
  audience,
}: {
  issuer: string;
  audience: string;
}): (token: string) => Promise<Caller> {
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;
  return async (token) => {
    keys ??= createRemoteJWKSet(await findKeys(issuer));
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['sub', 'exp', 'iat'],
      });
      return toCaller(payload);
    } catch (error) {
      throw isTokenFault(error) ? tokenInvalid() : issuerUnavailable();
    }
  };
}

async function findKeys(issuer: string): Promise<URL> {
  try {
    const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(5000),
    });
    const metadata = (await answer.json()) as { issuer?: unknown; jwks_uri?: unknown };
    if (metadata.issuer !== issuer) throw new Error('the metadata are of another issuer');
    return new URL(String(metadata.jwks_uri));
  } catch {
    throw issuerUnavailable();
  }
}

/** A fault of the token; all else (keys that cannot be fetched) is no fault of the caller. */
function isTokenFault(error: unknown): boolean {
  const ofKeys = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid;
  return error instanceof errors.JOSEError && !ofKeys && error.code !== 'ERR_JOSE_GENERIC';
}

function toCaller(claims: JWTPayload): Caller {
  const { sub, roles, authority, name, email } = claims;
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  const known = ROLES.filter((role) => Array.isArray(roles) && roles.includes(role));
  const ofAuthority = text(authority);
  return {
    sub: text(sub) ?? fail(),
    // Without an authority there is nothing an officer could be the officer of.
    roles: known.filter((role) => ofAuthority !== null || !AUTHORITY_ROLES.some((own) => own === role)),
    authority: ofAuthority,
    name: text(name),
    email: text(email),
  };
}

function fail(): never {
  throw new errors.JWTClaimValidationFailed('no sub', {}, 'sub', 'invalid');
}

function tokenInvalid(): Problem {
  return new Problem(
    'token-invalid',
    { zh: '登录凭证无效或已过期，请重新登录。', en: 'The token is not valid or has expired; sign in again.' },
    { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } },
  );
}

function issuerUnavailable(): Problem {
  return new Problem(
    'unavailable',
    { zh: '身份认证服务暂不可用，请稍后再试。', en: 'The identity provider cannot be reached; try again shortly.' },
    { retryAfterSeconds: 5 },
  );
}
