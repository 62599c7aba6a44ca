import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose';
import { AUTHORITY_ROLES, type Role } from '../domain/case/roles.ts';
import { Problem } from './problems.ts';

/** Who a token says is asking. */
export interface Caller {
  sub: string;
  /** The strongest first. */
  roles: readonly Role[];
  /** Code of the authority of an officer, a supervisor or a machine client; null for everybody else. */
  authority: string | null;
  name: string | null;
  email: string | null;
}

/** Which tokens of an issuer are meant for this API. */
export interface TokenRules {
  issuer: string;
  audience: string;
  /** `typ` in the token's header: `at+jwt` (RFC 9068) unless given; `any` where the issuer writes none. */
  tokenType?: string;
  /** A scope that the token must have; none if absent or empty. */
  scope?: string;
}

const ANY_TYPE = 'any';
const MACHINE_ROLES = ['court', 'agency'] as const satisfies readonly Role[];

/** Who may do a thing in two roles does it, and is audited, in the first of these. */
const BY_STRENGTH = [
  'admin',
  'supervisor',
  'officer',
  'applicant',
  'court',
  'agency',
  'auditor',
] as const satisfies readonly Role[];

const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'];
const CLOCK_TOLERANCE_SECONDS = 5;

/**
 * Checks access tokens against an OIDC issuer: signature by the issuer's published keys, type, issuer, audience, times,
 * scope. An ID token is not taken for an access token.
 * The keys' address is asked from the issuer at the first token, so that the API starts without it.
 */
export function createTokenVerifier({
  issuer,
  audience,
  tokenType = 'at+jwt',
  scope = '',
}: TokenRules): (token: string) => Promise<Caller> {
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;
  return async (token) => {
    keys ??= createRemoteJWKSet(await findKeys(issuer));
    try {
      const payload = await verify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['sub', 'exp', 'iat'],
        ...(tokenType === ANY_TYPE ? {} : { typ: tokenType }),
      });
      if (scope !== '' && !scopesOf(payload).includes(scope)) throw claimFault('scope');
      return toCaller(payload);
    } catch (error) {
      throw isTokenFault(error) ? tokenInvalid() : issuerUnavailable();
    }
  };
}

/** An issuer may publish several keys and name none in its tokens: each that fits is tried. */
async function verify(
  token: string,
  keys: ReturnType<typeof createRemoteJWKSet>,
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, keys, options)).payload;
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    for await (const key of error) {
      try {
        return (await jwtVerify(token, key, options)).payload;
      } catch (fault) {
        if (!(fault instanceof errors.JWSSignatureVerificationFailed)) throw fault;
      }
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}

function scopesOf({ scope }: JWTPayload): string[] {
  return typeof scope === 'string' ? scope.split(' ') : [];
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
  const { roles, authority, name, email } = claims;
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  const known = BY_STRENGTH.filter((role) => Array.isArray(roles) && roles.includes(role));
  const ofAuthority = text(authority);
  const sub = text(claims.sub);
  if (sub === null) throw claimFault('sub');
  // By client credentials a client speaks for itself (RFC 9068 2.2): a machine, and no person's role is its.
  const isMachine = sub === text(claims['client_id']) || sub === text(claims['azp']);
  return {
    sub,
    // Without an authority there is nothing an officer, or a court's machine, could be of.
    roles: known.filter(
      (role) => isOneOf(MACHINE_ROLES, role) === isMachine && (ofAuthority !== null || !isOfAuthority(role)),
    ),
    authority: ofAuthority,
    name: text(name),
    email: text(email),
  };
}

function isOfAuthority(role: Role): boolean {
  return isOneOf(AUTHORITY_ROLES, role) || isOneOf(MACHINE_ROLES, role);
}

function isOneOf(roles: readonly Role[], role: Role): boolean {
  return roles.includes(role);
}

function claimFault(claim: string): Error {
  return new errors.JWTClaimValidationFailed(`no such ${claim}`, {}, claim, 'invalid');
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
