import { randomBytes } from 'node:crypto';
import type { Static } from 'typebox';
import { WebhookEndpoint } from '../../db/entities/webhook-endpoint.ts';
import { objectionToUrl } from '../../domain/messages/webhook-url.ts';
import type { App, AppDeps } from '../app-types.ts';
import { invalidField, Problem } from '../problems.ts';
import { getAuthority, takeTurn, writeReference } from '../reference.ts';
import { CodeParams } from '../schemas/reference.ts';
import { WebhookBody, WebhookSchema, type WebhookView, WebhookWritten } from '../schemas/webhooks.ts';

/** As many as an HMAC with SHA-256 has use for; Standard Webhooks asks for 24 to 64. */
const SECRET_BYTES = 32;

/** 对接地址: where an authority's system is pushed to, and the secrets of both sides. */
export function webhookEndpointRoutes(app: App, deps: AppDeps): void {
  app.get(
    '/v1/authorities/:code/webhook',
    {
      config: { access: ['admin'], problems: ['authority-unknown', 'webhook-unknown'] },
      schema: {
        operationId: 'getWebhook',
        tags: ['reference'],
        summary: '机关的对接地址 · Where an authority’s system is pushed to',
        params: CodeParams,
        response: { 200: WebhookSchema },
      },
    },
    async (request) => {
      const em = deps.orm.em.fork();
      const { id, code } = await getAuthority(em, request.params.code);
      const endpoint = await em.findOne(WebhookEndpoint, { authorityId: id });
      if (endpoint === null) throw webhookUnknown();
      return viewOf(code, endpoint);
    },
  );

  app.put(
    '/v1/authorities/:code/webhook',
    {
      config: { access: ['admin'], problems: ['authority-unknown'] },
      schema: {
        operationId: 'putWebhook',
        tags: ['reference'],
        summary: '录入或修改对接地址和密钥 · Enter or change where an authority is pushed to, and the secrets',
        description: [
          '推送密钥属于地址：首次录入或换了地址而未写明 `outgoingSecrets` 的，由本系统另行生成，在答复中告知一次，原密钥即时失效。地址不变而省略的，保持不变。需要新旧并用一段时间的，以 `rotate` 生成新密钥（新旧逐一签名），对方换好后再以 `outgoingSecrets` 只写新密钥。对方签名用的密钥（`incomingSecrets`）不随地址变更。',
          'A secret of pushes belongs to its address: entered for the first time, or with another address and no `outgoingSecrets`, the service makes a new one, tells it once in the answer, and the old ones end at once. Left out with the same address they stay. To change a secret without a gap, `rotate` makes a new one beside the newest old one, and every push is signed with both; when the other side has changed over, name the new one alone. The secrets that the other side signs with (`incomingSecrets`) do not change with the address.',
        ].join('\n\n'),
        params: CodeParams,
        body: WebhookBody,
        response: { 200: WebhookWritten },
      },
    },
    (request) =>
      writeReference(deps, request, async (em, at) => {
        const { url, active } = request.body;
        checkUrl(url, deps.webhookOrigins ?? []);
        const { id: authorityId, code } = await getAuthority(em, request.params.code);
        await takeTurn(em, 'webhook', code);
        const known = await em.findOne(WebhookEndpoint, { authorityId });
        const { outgoing, incoming } = secretsOf(request.body, known);
        const secrets = { outgoingSecrets: outgoing.valid, incomingSecrets: incoming.valid };
        const fields = { url, active, ...secrets, updatedAt: at };
        const endpoint = known ?? em.create(WebhookEndpoint, { authorityId, ...fields });
        Object.assign(endpoint, fields);
        const detail = {
          active,
          secretsChanged: outgoing.changed || incoming.changed,
          origin: new URL(url).origin,
        };
        const entry = { action: 'webhook.put', objectKind: 'webhook', objectId: code, detail };
        const told = {
          ...(outgoing.made === null ? {} : { newOutgoingSecret: outgoing.made }),
          ...(incoming.made === null ? {} : { newIncomingSecret: incoming.made }),
        };
        return { answer: { ...viewOf(code, endpoint), ...told }, entry };
      }),
  );
}

interface Secrets {
  valid: string[];
  /** Made here, to be told once. */
  made: string | null;
  changed: boolean;
}

/** @throws Problem `invalid-input` where secrets are named and asked to be made at once */
function secretsOf(
  { url, outgoingSecrets, incomingSecrets, rotate = [] }: Static<typeof WebhookBody>,
  known: WebhookEndpoint | null,
): { outgoing: Secrets; incoming: Secrets } {
  const rotated = (side: 'outgoing' | 'incoming', named: string[] | undefined) => {
    if (!rotate.includes(side)) return false;
    if (named === undefined) return true;
    throw invalidField('/rotate', 'conflict', {
      zh: '密钥已写明的，不能同时要求生成。',
      en: 'Name the secrets, or have one made; not both.',
    });
  };
  // Who listens at another address has no business with the secret of the first.
  const own = known === null || known.url !== url ? [] : known.outgoingSecrets;
  return {
    outgoing: chooseSecrets(outgoingSecrets, own, rotated('outgoing', outgoingSecrets)),
    incoming: chooseSecrets(incomingSecrets, known?.incomingSecrets ?? [], rotated('incoming', incomingSecrets)),
  };
}

/** Those that are named; else those there are, with a new one where there is none or one is asked for. */
function chooseSecrets(named: string[] | undefined, own: readonly string[], rotate: boolean): Secrets {
  if (named !== undefined) return { valid: named, made: null, changed: true };
  if (own.length > 0 && !rotate) return { valid: [...own], made: null, changed: false };
  const made = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
  return { valid: [made, ...own.slice(0, 1)], made, changed: true };
}

/** How many secrets there are, and never what they are. */
function viewOf(authority: string, endpoint: WebhookEndpoint): WebhookView {
  const { url, active, outgoingSecrets, incomingSecrets, updatedAt } = endpoint;
  return {
    authority,
    url,
    active,
    outgoingSecrets: outgoingSecrets.length,
    incomingSecrets: incomingSecrets.length,
    updatedAt,
  };
}

function checkUrl(url: string, origins: readonly string[]): void {
  const objection = objectionToUrl(url, origins);
  if (objection === null) return;
  throw invalidField('/url', objection, {
    zh: '“/url”须为对方系统的 https 地址，不带口令和 # 片段，也不得指向本机。',
    en: '"/url" must be an https address of the other system, without password or fragment, and not on this machine.',
  });
}

function webhookUnknown(): Problem {
  return new Problem('webhook-unknown', {
    zh: '该机关没有对接地址。',
    en: 'No address is entered for this authority.',
  });
}
