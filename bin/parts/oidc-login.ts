/** The login page of the demo issuer: a list of people to click. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { demoAccounts, findDemoAccount } from './demo-accounts.ts';

/** Shows the list, or takes the choice and returns to the client. */
export async function answerLogin(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    if (request.method !== 'POST') {
      await provider.interactionDetails(request, response);
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(request.url ?? ''));
      return;
    }
    const chosen = new URLSearchParams(await bodyOf(request)).get('sub') ?? undefined;
    const account = findDemoAccount(chosen);
    const result = account === undefined ? { error: 'access_denied' } : { login: { accountId: account.sub } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  } catch {
    response
      .writeHead(400, { 'content-type': 'text/plain; charset=utf-8' })
      .end('登录已过期，请返回重试 / this login has run out, go back and try again\n');
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > 10_000) throw new Error('body too long');
  }
  return body;
}

function page(action: string): string {
  const rows = demoAccounts
    .map(
      ({ sub, name, about }) =>
        `<li><button name="sub" value="${sub}"><b>${name}</b> <span>${about.zh} · ${about.en}</span></button></li>`,
    )
    .join('\n');
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>践诺演示登录</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}ul{list-style:none;padding:0}
button{width:100%;text-align:left;font:inherit;padding:.5rem 1rem;margin:.2rem 0;border:1px solid #767676;border-radius:.4rem;background:#fff;cursor:pointer}
button:hover,button:focus{background:#eef4ff}span{color:#444}</style>
<h1>以谁的身份登录？ <small>Log in as</small></h1><p>演示账户，仅用于本机。 Demo accounts, for this machine only.</p>
<form method="post" action="${action.replaceAll('"', '')}"><ul>${rows}</ul></form></html>`;
}
