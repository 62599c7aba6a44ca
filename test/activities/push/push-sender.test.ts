import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPushSender, outsideOnly, PushRefused, type SendPush } from '../../../activities/push/push-sender.ts';
import { isSigned } from '../../../api/webhook-signature.ts';
import { SECRET } from '../../support/pushes.ts';

const AT = '2026-09-18T02:00:00.000Z';

/** Against a real server on this machine, which a setting allows. */
describe('sending a push', () => {
  let server: Server;
  let origin: string;
  let send: SendPush;
  let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void;
  const asked: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => answer(request, response, Buffer.concat(chunks).toString()));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    send = createPushSender({ origins: [origin] });
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    asked.length = 0;
  });

  const push = (change: Partial<Parameters<SendPush>[0]> = {}) =>
    send({ url: `${origin}/pushes`, id: 'push-1', at: AT, body: '{"type":"信"}', secrets: [SECRET], ...change });

  it('posts the body as it is, signed, and takes a confirmation from the answer', async () => {
    let seen = { signed: false, type: '', body: '' };
    answer = ({ headers }, response, body) => {
      const signed = isSigned({ headers, body: Buffer.from(body), secrets: [SECRET], now: AT });
      seen = { signed, type: headers['content-type'] ?? '', body };
      response.end('{"confirmed":true,"receipt":"copy\\n 1"}');
    };
    expect(await push()).toEqual({ confirmed: true, receipt: 'copy 1' });
    expect(seen).toEqual({ signed: true, type: 'application/json', body: '{"type":"信"}' });
  });

  it.each([
    [200, 'OK', 'HTTP 200'],
    [204, '', 'HTTP 204'],
    [202, '{"confirmed":"yes","receipt":"r"}', 'r'],
    [202, '{"confirmed":true}', 'HTTP 202'],
    [200, '{"confirmed":true,"receipt":"\\u0007"}', 'HTTP 200'],
    [200, '[1]', 'HTTP 200'],
    [200, 'null', 'HTTP 200'],
  ])('takes %i %s as received and not confirmed', async (status, text, receipt) => {
    answer = (_request, response) => response.writeHead(status).end(text);
    expect(await push()).toEqual({ confirmed: false, receipt });
  });

  it('cuts a receipt that is too long', async () => {
    answer = (_request, response) => response.end(JSON.stringify({ confirmed: true, receipt: 'x'.repeat(1000) }));
    expect((await push()).receipt).toHaveLength(200);
  });

  it.each([400, 401, 404, 429, 500, 503])('fails on %i, to be tried again', async (status) => {
    answer = (_request, response) => response.writeHead(status).end('{"confirmed":true,"receipt":"r"}');
    const error = await push().catch((fault: unknown) => fault);
    expect(error).toMatchObject({ message: `HTTP ${status}` });
    expect(error).not.toBeInstanceOf(PushRefused);
  });

  it('takes 410 as a refusal for good', async () => {
    answer = (_request, response) => response.writeHead(410).end();
    await expect(push()).rejects.toBeInstanceOf(PushRefused);
  });

  it.each([301, 302, 307, 308])('follows no redirect: %i', async (status) => {
    answer = (_request, response) => response.writeHead(status, { location: `${origin}/elsewhere` }).end();
    await expect(push()).rejects.toThrow(`HTTP ${status}`);
    expect(asked).toEqual(['/pushes']);
  });

  it('reads an answer only so far', async () => {
    answer = (_request, response) => {
      response.writeHead(200);
      response.end(Buffer.alloc(1024 * 1024, 'x'));
    };
    await expect(push()).rejects.toThrow('answer too long');
  });

  it('fails in a word where the connection breaks, before the answer or in it', async () => {
    answer = (request) => request.socket.destroy();
    await expect(push()).rejects.toThrow(/^(ECONNRESET|connection lost)$/);
    answer = (request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setImmediate(() => request.socket.destroy());
    };
    await expect(push()).rejects.toThrow(/^(ECONNRESET|connection lost)$/);
    const url = 'http://127.0.0.1:1/';
    const nobody = createPushSender({ origins: ['http://127.0.0.1:1'] });
    await expect(nobody({ url, id: 'x', at: AT, body: '{}', secrets: [SECRET] })).rejects.toThrow('ECONNREFUSED');
  });

  it('gives up on a system that does not answer within its time', async () => {
    answer = () => undefined;
    const hurried = createPushSender({ origins: [origin], timeoutMs: 50 });
    const waiting = hurried({ url: `${origin}/pushes`, id: 'x', at: AT, body: '{}', secrets: [SECRET] });
    await expect(waiting).rejects.toThrow('timeout');
  });

  it.each(['http://example.cn/', 'https://localhost/', 'https://127.0.0.1/', 'https://169.254.169.254/'])(
    'goes nowhere inside, and nowhere without TLS: %s',
    async (url) => {
      await expect(push({ url })).rejects.toBeInstanceOf(PushRefused);
    },
  );

  it.each([{}, { all: true }])('connects to no address of this machine, whatever its name: %j', async (options) => {
    const code = await new Promise((resolve) => {
      outsideOnly('localhost', options, (error) => resolve(error?.code));
    });
    expect(code).toBe('inside');
  });
});
