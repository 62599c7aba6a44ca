/** An issuer whose tokens a test makes, for claims that a decent issuer would not sign. */
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, SignJWT } from 'jose';
import { AUDIENCE } from './api.ts';

export interface OwnIssuer {
  url: string;
  server: Server;
  sign(claims: Record<string, unknown>, header?: { typ?: string | null; kid?: string | null }): Promise<string>;
}

/** Starts one; it publishes two keys and signs with the second. */
export async function ownIssuer(): Promise<OwnIssuer> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = {
    ...(await exportJWK(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey)),
    kid: 'older',
    alg: 'RS256',
    use: 'sig',
  };
  const jwk = { ...(await exportJWK(publicKey)), kid: 'own', alg: 'RS256', use: 'sig' };
  let url = '';
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify(
        request.url?.includes('openid') ? { issuer: url, jwks_uri: `${url}/jwks` } : { keys: [other, jwk] },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const key: KeyObject = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const now = Math.floor(Date.now() / 1000);
  return {
    url,
    server,
    sign: (claims, { typ = 'at+jwt', kid = 'own' } = {}) =>
      new SignJWT({ iss: url, aud: AUDIENCE, iat: now, exp: now + 300, ...claims })
        .setProtectedHeader({ alg: 'RS256', ...(kid === null ? {} : { kid }), ...(typ === null ? {} : { typ }) })
        .sign(key),
  };
}
