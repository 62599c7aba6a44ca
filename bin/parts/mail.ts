/** The demo county's mail: an SMTP server that keeps every message as a file, and a page that shows them. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { RunningService } from './oidc.ts';

export interface MailOptions {
  readonly smtpPort: number;
  readonly pagePort: number;
  readonly folder: string;
}

/** Starts both on this machine's own address; `url` is that of the page. */
export async function startMail(options: MailOptions): Promise<RunningService> {
  mkdirSync(options.folder, { recursive: true });
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    hideSTARTTLS: true,
    size: 25_000_000,
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const message = Buffer.concat(chunks);
        const digest = createHash('sha256').update(message).digest('hex').slice(0, 12);
        writeFileSync(join(options.folder, `${Date.now()}-${digest}.eml`), message);
        done(null);
      });
    },
  });
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve) => smtp.listen(options.smtpPort, 'localhost', () => resolve()));
  const page = createServer((request, response) => {
    show(options.folder, request.url ?? '/').then(
      (html) =>
        response
          .writeHead(html === null ? 404 : 200, {
            'content-type': 'text/html; charset=utf-8',
            'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
          })
          .end(html ?? '404'),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    page.once('error', reject);
    page.listen(options.pagePort, 'localhost', resolve);
  });
  return {
    url: `http://localhost:${options.pagePort}`,
    stop: async () => {
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
      await new Promise<void>((resolve) => {
        page.close(() => resolve());
        page.closeAllConnections();
      });
    },
  };
}

const SHOWN = 200;

async function show(folder: string, url: string): Promise<string | null> {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .sort()
    .reverse();
  const name = decodeURIComponent(url.slice(1));
  if (name === '') return await list(folder, names);
  if (!names.includes(name)) return null;
  const mail = await PostalMime.parse(readFileSync(join(folder, name)));
  const to = (mail.to ?? []).map((entry) => entry.address ?? '').join(', ');
  return page(
    mail.subject ?? '',
    `<p><a href="/">← 全部 / all</a></p><h1>${escape(mail.subject ?? '')}</h1>
<p>${escape(mail.from?.address ?? '')} → ${escape(to)}<br>${escape(mail.date ?? '')}</p><pre>${escape(mail.text ?? mail.html ?? '')}</pre>`,
  );
}

async function list(folder: string, names: readonly string[]): Promise<string> {
  const rows = await Promise.all(
    names.slice(0, SHOWN).map(async (name) => {
      const mail = await PostalMime.parse(readFileSync(join(folder, name)));
      const to = (mail.to ?? []).map((entry) => entry.address ?? '').join(', ');
      return `<tr><td>${escape(mail.date ?? '')}<td>${escape(to)}<td><a href="/${encodeURIComponent(name)}">${escape(mail.subject ?? '—')}</a></tr>`;
    }),
  );
  const body =
    rows.length === 0
      ? '<p>还没有邮件。 No mail yet.</p>'
      : `<table><tr><th>时间<th>收件人<th>主题</tr>${rows.join('\n')}</table>`;
  return page('演示邮箱', `<h1>演示邮箱 <small>Demo mail (${names.length})</small></h1>${body}`);
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${escape(title)}</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}td,th{padding:.3rem .8rem;text-align:left}pre{white-space:pre-wrap;font:inherit}</style>${body}</html>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
