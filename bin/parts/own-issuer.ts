/** An issuer that signs whatever it is told to: for rehearsals with people of their own, and for claims that a decent issuer would not sign. */
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, SignJWT } from 'jose';

export interface OwnIssuer {
  url: string;
  server: Server;
  sign(claims: Record<string, unknown>, header?: { typ?: string | null; kid?: string | null }): Promise<string>;
}

/**
 * Starts one on 127.0.0.1; it publishes two keys and signs with the second.
 * Its tokens hold five minutes of real time, unless the claims say otherwise; close `server` at the end.
 */
export async function ownIssuer(audience: string): Promise<OwnIssuer> {
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
  return {
    url,
    server,
    sign: (claims, { typ = 'at+jwt', kid = 'own' } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ iss: url, aud: audience, iat: now, exp: now + 300, ...claims })
        .setProtectedHeader({ alg: 'RS256', ...(kid === null ? {} : { kid }), ...(typ === null ? {} : { typ }) })
        .sign(key);
    },
  };
}
