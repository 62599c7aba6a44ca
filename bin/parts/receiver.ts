/**
 * The demo county's credit service agencies: a server that takes the service's signed pushes for each of them, keeps
 * their copies as files, and shows them on a page. One confirms at once; one is slow and forgetful.
 */
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { isSigned } from '../../api/webhook-signature.ts';
import { CopyKeeper, type PushBody } from './copy-keeper.ts';
import { type DemoAgency, demoAgencies } from './demo-agencies.ts';
import type { RunningService } from './oidc.ts';

export interface ReceiverOptions {
  readonly port: number;
  readonly apiUrl: string;
  readonly folder: string;
  /** How long the forgetful one takes to confirm; 15 seconds if absent. */
  readonly slowMs?: number;
  /** How often it is looked whether a confirmation is due; every second if absent. */
  readonly lookEveryMs?: number;
  /** Milliseconds since 1970, where the present is not this machine's. */
  now?(): number;
}

export interface Receiver extends RunningService {
  /** What an agency keeps, and how it goes on. */
  keeper(code: string): CopyKeeper;
}

const USUAL_SLOW_MS = 15_000;
const USUAL_LOOK_EVERY_MS = 1_000;
const LONGEST_BODY_BYTES = 256 * 1024;

/** Starts it on this machine's own address. `url` is that of the page; an agency's address is `<url>/<its code>`. */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const { port, apiUrl, folder, slowMs = USUAL_SLOW_MS, now = Date.now } = options;
  const { lookEveryMs = USUAL_LOOK_EVERY_MS } = options;
  mkdirSync(folder, { recursive: true });
  const keepers = demoAgencies.map(
    (agency) => new CopyKeeper({ agency, apiUrl, file: join(folder, `${agency.code}.json`), slowMs, now }),
  );
  const server = createServer((request, response) => {
    answer(keepers, request, response, now).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', resolve);
  });
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(async () => {
      for (const keeper of keepers) await keeper.confirmDue();
    });
  }, lookEveryMs);
  return {
    url: `http://localhost:${port}`,
    keeper: (code) => {
      const found = keepers.find(({ agency }) => agency.code === code);
      if (found === undefined) throw new Error(`no agency "${code}"`);
      return found;
    },
    stop: async () => {
      clearInterval(timer);
      await looking;
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function answer(
  keepers: readonly CopyKeeper[],
  request: IncomingMessage,
  response: ServerResponse,
  now: () => number,
): Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  if (request.method === 'GET' && path === '/') return show(response, keepers);
  const keeper = keepers.find(({ agency }) => path === `/${agency.code}`);
  if (request.method !== 'POST' || keeper === undefined) return void response.writeHead(404).end();
  const body = await read(request);
  if (body === null) return void response.writeHead(413).end();
  if (!isOurs(keeper.agency, request, body, now())) return void response.writeHead(401).end();
  const { status, body: said } = keeper.take(JSON.parse(body.toString()) as PushBody);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
}

function isOurs({ outgoingSecret }: DemoAgency, { headers }: IncomingMessage, body: Buffer, now: number): boolean {
  return isSigned({ headers, body, secrets: [outgoingSecret], now: new Date(now).toISOString() });
}

/** The whole body; null where it is too long. */
async function read(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LONGEST_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function show(response: ServerResponse, keepers: readonly CopyKeeper[]): void {
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    })
    .end(page(keepers.map(sectionOf).join('\n')));
}

function sectionOf({ agency, copies, unconfirmed }: CopyKeeper): string {
  const rows = copies.map(
    ({ document, subject, shown, underObjection, asOf }) =>
      `<tr><td>${escape(document)}<td>${escape(subject)}<td>${shown ? '对外提供 shown' : '已停止 ended'}${underObjection === true ? '，异议处理中 under objection' : ''}<td>${escape(asOf)}</tr>`,
  );
  const waiting = unconfirmed === 0 ? '' : `<p>待确认 to be confirmed: ${unconfirmed}</p>`;
  const table =
    rows.length === 0
      ? '<p>没有副本。 No copies.</p>'
      : `<table><tr><th>文书号<th>主体<th>状态<th>最近推送</tr>${rows.join('\n')}</table>`;
  return `<h2>${escape(agency.name)}</h2><p>${escape(agency.about.zh)}。 ${escape(agency.about.en)}.</p>${waiting}${table}`;
}

function page(body: string): string {
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>信用服务机构的副本</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}td,th{padding:.3rem .8rem;text-align:left}</style>
<h1>信用服务机构的副本 <small>Copies kept by credit service agencies (demo)</small></h1>${body}</html>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
