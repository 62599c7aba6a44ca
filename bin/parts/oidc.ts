/**
 * The demo county's identity provider: npm's oidc-provider with demo accounts, so that the API has one way in, with real tokens.
 * Clients: `jiannuo-web` (code + PKCE), `jiannuo-scripts` (password, demo only), and the machines (client credentials).
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { Provider, errors, interactionPolicy } from 'oidc-provider';
import type { Configuration, JWKS, ResourceServer, TokenEndpointGrantContext } from 'oidc-provider';
import { DEMO_PASSWORD, demoMachines, findDemoAccount } from './demo-accounts.ts';
import type { DemoAccount } from './demo-accounts.ts';
import { answerLogin } from './oidc-login.ts';
import { createOidcStore } from './oidc-store.ts';

export interface OidcOptions {
  readonly port: number;
  readonly audience: string;
  /** Signing keys are kept here, so that a token outlives a restart. */
  readonly folder: string;
}

export interface RunningService {
  readonly url: string;
  stop(): Promise<void>;
}

const HOUR = 3_600;

/** Starts the issuer on 127.0.0.1; its address is the issuer name in the tokens. */
export async function startOidc(options: OidcOptions): Promise<RunningService> {
  const issuer = `http://localhost:${options.port}`;
  const provider = new Provider(issuer, configuration(options));
  provider.registerGrantType<{ username?: string; password?: string }>(
    'password',
    (ctx) => grantByPassword(ctx, options.audience),
    ['username', 'password'],
  );
  const answer = provider.callback();
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/interaction/')) void answerLogin(provider, request, response);
    else void answer(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // All loopback addresses: `localhost` is ::1 on some machines.
    server.listen(options.port, 'localhost', resolve);
  });
  return {
    url: issuer,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A resource is named by a URI, the audience by the word that the API expects. */
function resourceOf(audience: string): string {
  return `urn:${audience}`;
}

/** The demo's own clients need no page of consent. */
function loginOnly(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return policy;
}

function api(audience: string): ResourceServer {
  return {
    scope: 'api',
    audience,
    accessTokenTTL: 8 * HOUR,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: 'RS256' } },
  };
}

interface Keys {
  readonly jwks: JWKS;
  readonly cookieKey: string;
}

function keptKeys(folder: string): Keys {
  const path = join(folder, 'oidc-keys.json');
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Keys;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = {
    ...privateKey.export({ format: 'jwk' }),
    kid: randomBytes(6).toString('hex'),
    use: 'sig',
    alg: 'RS256',
  };
  const keys = { jwks: { keys: [key] }, cookieKey: randomBytes(32).toString('base64') } as unknown as Keys;
  writeFileSync(path, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}

function configuration(options: OidcOptions): Configuration {
  const { jwks, cookieKey } = keptKeys(options.folder);
  const shared = {
    token_endpoint_auth_method: 'none',
    application_type: 'native',
    redirect_uris: ['http://localhost/callback', 'http://127.0.0.1/callback'],
  } as const;
  return {
    jwks,
    adapter: createOidcStore(),
    cookies: { keys: [cookieKey] },
    clients: [
      {
        ...shared,
        client_id: 'jiannuo-web',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
      { ...shared, client_id: 'jiannuo-scripts', grant_types: ['password'], redirect_uris: [], response_types: [] },
      ...demoMachines.map((machine) => ({
        client_id: machine.clientId,
        client_secret: machine.clientSecret,
        client_name: machine.name,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
      })),
    ],
    scopes: ['openid', 'profile', 'email', 'offline_access', 'api'],
    claims: { openid: ['sub'], profile: ['name', 'roles', 'authority'], email: ['email'] },
    pkce: { required: () => true },
    clientBasedCORS: () => true,
    interactions: { policy: loginOnly(), url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resourceOf(options.audience),
        useGrantedResource: () => true,
        getResourceServerInfo: () => api(options.audience),
      },
    },
    ttl: {
      AccessToken: 8 * HOUR,
      ClientCredentials: HOUR,
      Grant: 24 * HOUR,
      Interaction: HOUR,
      Session: 24 * HOUR,
      IdToken: HOUR,
      RefreshToken: 24 * HOUR,
    },
    findAccount: (_ctx, sub) => {
      const account = findDemoAccount(sub);
      return account && { accountId: sub, claims: () => ({ sub, ...claimsOf(account) }) };
    },
    extraTokenClaims: (_ctx, token) => {
      const machine = demoMachines.find(({ clientId }) => clientId === token.clientId);
      if (machine) return { roles: machine.roles, authority: machine.authority, name: machine.name };
      const account = 'accountId' in token ? findDemoAccount(token.accountId) : undefined;
      return account && claimsOf(account);
    },
    loadExistingGrant: async (ctx) => {
      const { session, client, provider } = ctx.oidc;
      if (!session?.accountId || !client) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile email offline_access api');
      grant.addResourceScope(resourceOf(options.audience), 'api');
      await grant.save();
      return grant;
    },
    renderError: (ctx, out) => {
      ctx.type = 'json';
      ctx.body = JSON.stringify(out);
    },
  };
}

function claimsOf(account: DemoAccount): Record<string, unknown> {
  const { roles, authority, name, email } = account;
  return { roles, name, email, ...(authority === undefined ? {} : { authority }) };
}

/** One call from name and password to a token, so that scripts need no browser. */
async function grantByPassword(
  ctx: TokenEndpointGrantContext<{ username?: string; password?: string }>,
  audience: string,
): Promise<void> {
  const { provider, client, params } = ctx.oidc;
  const account = findDemoAccount(params.username);
  if (account === undefined || params.password !== DEMO_PASSWORD)
    throw new errors.InvalidGrant('wrong name or password');
  const grant = new provider.Grant({ clientId: client.clientId, accountId: account.sub });
  grant.addResourceScope(resourceOf(audience), 'api');
  const token = new provider.AccessToken({
    accountId: account.sub,
    client,
    grantId: await grant.save(),
    gty: 'password',
    scope: 'api',
  });
  token.resourceServer = new provider.ResourceServer(resourceOf(audience), api(audience));
  ctx.oidc.entity('AccessToken', token);
  ctx.body = {
    access_token: await token.save(),
    expires_in: token.expiration,
    token_type: token.tokenType,
    scope: 'api',
  };
}
