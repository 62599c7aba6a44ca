import type { FastifyRequest } from 'fastify';
import { Authority } from '../../db/entities/authority.ts';
import { WebhookEndpoint } from '../../db/entities/webhook-endpoint.ts';
import type { App, AppDeps } from '../app-types.ts';
import { readInstant } from '../formats.ts';
import { receiveMessage, senderRole } from '../messages.ts';
import { Problem } from '../problems.ts';
import { MessageBySignature, MessageReceipt, WebhookHeaders, wholeData } from '../schemas/messages.ts';
import { CodeParams } from '../schemas/reference.ts';
import { isSigned } from '../webhook-signature.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who signed a message; null on every other route. */
    signer: Authority | null;
  }
}

/** 对接: what other systems send signed. */
export function webhookRoutes(app: App, deps: AppDeps): void {
  app.decorateRequest('signer', null);

  app.post(
    '/v1/webhooks/:code',
    {
      config: {
        access: 'public',
        signed: true,
        problems: ['signature-invalid', 'sender-not-allowed', 'event-id-reused', 'case-unknown', 'case-closed'],
      },
      // Before the body is looked at: who cannot sign learns nothing of what would be taken.
      preValidation: async (request) => {
        const { code } = request.params;
        const signer = await findSigner(deps, request, code);
        if (signer === null) throw signatureInvalid();
        const role = senderRole(signer);
        request.signer = signer;
        request.caller = { sub: `webhook/${code}`, roles: [role], authority: code, name: null, email: null };
      },
      schema: {
        operationId: 'sendSignedMessage',
        tags: ['messages'],
        summary:
          '法院、机构系统以签名发送消息（Standard Webhooks） · The same messages, signed instead of with a token',
        params: CodeParams,
        headers: WebhookHeaders,
        body: MessageBySignature,
        response: { 202: MessageReceipt },
      },
    },
    async (request, reply) => {
      const { signer } = request;
      if (signer === null) throw signatureInvalid();
      const { eventId = request.headers['webhook-id'], kind, occurredAt, data } = request.body;
      const receipt = await receiveMessage(deps, request, {
        sender: signer,
        role: senderRole(signer),
        proof: 'signature',
        eventId,
        kind,
        occurredAt: readInstant(occurredAt) ?? occurredAt,
        data: wholeData(kind, data),
      });
      return reply.code(202).send(receipt);
    },
  );
}

/** Who signed a request; null where nobody did whom we know. Why not is not told. */
async function findSigner({ orm, clock }: AppDeps, request: FastifyRequest, code: string): Promise<Authority | null> {
  const em = orm.em.fork();
  const authority = await em.findOne(Authority, { code });
  if (authority === null || request.rawBody === null) return null;
  const endpoint = await em.findOne(WebhookEndpoint, { authorityId: authority.id, active: true });
  if (endpoint === null) return null;
  const { headers, rawBody: body } = request;
  return isSigned({ headers, body, secrets: endpoint.incomingSecrets, now: await clock() }) ? authority : null;
}

function signatureInvalid(): Problem {
  return new Problem(
    'signature-invalid',
    {
      zh: '签名无效：请核对密钥、webhook-id、webhook-timestamp（与标准时间相差不超过5分钟）和未经改动的请求内容。',
      en: 'The signature is not valid: check the secret, webhook-id, webhook-timestamp (within 5 minutes) and that the body is sent as it was signed.',
    },
    { headers: { 'www-authenticate': 'Webhook-Signature' } },
  );
}
