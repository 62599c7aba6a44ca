/**
 * Why the service does not push to an address; null where it does. An administrator enters it, but a slip must not make
 * the service knock at doors inside its own network (server-side request forgery, OWASP API7:2023).
 * @param origins that are taken as they are, without TLS and on this machine too: for demonstrations
 */
export function objectionToUrl(text: string, origins: readonly string[]): 'not-a-url' | 'not-https' | 'inside' | null {
  const url = URL.parse(text);
  if (url === null || url.hostname === '' || url.username !== '' || url.password !== '' || url.hash !== '') {
    return 'not-a-url';
  }
  if (origins.includes(url.origin)) return null;
  if (url.protocol !== 'https:') return 'not-https';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isLocalName = /(^|\.)(localhost|local|internal)\.?$/i.test(host);
  return isLocalName || isInsideAddress(host) ? 'inside' : null;
}

/** Where clouds keep their machines' keys, at addresses that are not of the link: Alibaba, Oracle, Amazon. */
const KEY_SERVICES: readonly string[] = ['100.100.100.200', '192.0.0.192', 'fd00:ec2::254'];

/**
 * Whether a literal address means this machine, its own link, or nobody: no system of an authority is there, but a
 * cloud's key service may be. The private networks (10/8 and so on) are where authorities' systems often are.
 */
export function isInsideAddress(address: string): boolean {
  if (KEY_SERVICES.includes(address.toLowerCase())) return true;
  const v4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1];
  if (v4 !== undefined) return /^(0|127|169\.254|22[4-9]|2[3-5]\d)\./.test(v4);
  return address.includes(':') && /^(::1?$|::ffff:|64:ff9b:|fe[89ab]|ff)/i.test(address);
}
