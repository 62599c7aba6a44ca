import type { EntityManager } from '@mikro-orm/postgresql';
import { Authority } from '../../db/entities/authority.ts';
import { findMessage, listMessages, type MessageItem } from '../../db/queries/message-list.ts';
import type { Sender } from '../../domain/messages/messages.ts';
import type { App, AppDeps } from '../app-types.ts';
import { auditRead } from '../audit.ts';
import { readInstant } from '../formats.ts';
import { receiveMessage, senderRole } from '../messages.ts';
import { pageOf } from '../pages.ts';
import { getCaller, getRole } from '../plugins/auth.ts';
import { type Language, languageOf, Problem } from '../problems.ts';
import {
  MessageByToken,
  MessageListAnswer,
  MessageListQuery,
  MessageReceipt,
  MessageSchema,
  wholeData,
} from '../schemas/messages.ts';
import { IdParams } from '../schemas/reference.ts';

const SENDERS = ['court', 'agency'] as const satisfies readonly Sender[];

/** 消息: what courts and agencies tell the service, and what became of it. */
export function messageRoutes(app: App, deps: AppDeps): void {
  app.post(
    '/v1/messages',
    {
      config: {
        access: SENDERS,
        problems: ['sender-not-allowed', 'event-id-reused', 'case-unknown', 'case-closed'],
      },
      schema: {
        operationId: 'sendMessage',
        tags: ['messages'],
        summary: '法院、机构系统发送消息，每个事件一次 · A message of a court or an agency, once for each event',
        body: MessageByToken,
        response: { 202: MessageReceipt },
      },
    },
    async (request, reply) => {
      const { eventId = '', kind, occurredAt, data } = request.body;
      const sender = await getSender(deps.orm.em.fork(), getCaller(request).authority);
      const receipt = await receiveMessage(deps, request, {
        sender,
        // A slip at the issuer makes no court of an office: both must say so.
        role: getRole(request) === 'court' ? senderRole(sender) : 'agency',
        proof: 'token',
        eventId,
        kind,
        occurredAt: readInstant(occurredAt) ?? occurredAt,
        data: wholeData(kind, data),
      });
      return reply.code(202).send(receipt);
    },
  );

  app.get(
    '/v1/messages/:id',
    {
      config: { access: ['admin', ...SENDERS], problems: ['message-unknown'] },
      schema: {
        operationId: 'getMessage',
        tags: ['messages'],
        summary: '消息的处理结果 · What became of a message',
        params: IdParams,
        response: { 200: MessageSchema },
      },
    },
    async (request) => {
      const found = await findMessage(deps.orm.em.fork(), request.params.id);
      const isTheirs = getRole(request) === 'admin' || found?.sender === getCaller(request).authority;
      if (found === null || !isTheirs) throw unknown();
      return viewOf(found, languageOf(request.headers['accept-language']));
    },
  );

  app.get(
    '/v1/messages',
    {
      config: { access: ['admin', ...SENDERS] },
      schema: {
        operationId: 'listMessages',
        tags: ['messages'],
        summary:
          '消息列表及处理结果：法院、机构系统只见本单位所发 · Messages and what became of them; a sender sees its own',
        description:
          '管理员见全部，无对应案件（`unknown-case`）、案件已办结（`closed-case`）者，以及所告知事项无法登记（`refused`，`outcome.code` 为 `write-refused`）者，须人工处理。以 `eventId` 可查某一事件是否已收到，以 `state=stored` 查尚待处理者。\n\nThe administrator sees all, and looks after those of `unknown-case` and `closed-case`, and of `refused` with the outcome `write-refused`, which could not be recorded. Ask by `eventId` whether one was received, by `state=stored` which still wait.',
        querystring: MessageListQuery,
        response: { 200: MessageListAnswer },
      },
    },
    async (request) => {
      const { limit, cursor, sort, ...asked } = request.query;
      const role = getRole(request);
      const { authority } = getCaller(request);
      // Another's messages are none of a sender's: asked for, the list is empty.
      const isOthers = role !== 'admin' && (authority === null || (asked.sender ?? authority) !== authority);
      if (isOthers) return { items: [], next: null };
      const filter = { ...asked, ...(role === 'admin' || authority === null ? {} : { sender: authority }) };
      const em = deps.orm.em.fork();
      const language = languageOf(request.headers['accept-language']);
      const page = await pageOf(
        { ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) },
        (part) => listMessages(em, filter, { ...part, ...(sort === undefined ? {} : { sort }) }),
      );
      await auditRead(em, request, role, await deps.clock(), {
        action: 'message.list',
        objectKind: 'message-list',
        objectId: filter.state ?? 'all',
        detail: { ids: page.items.map(({ id }) => id) },
      });
      const items = page.items.map((item) => {
        const { sender, reference } = item;
        return { ...viewOf(item, language), sender, reference };
      });
      return { items, next: page.next };
    },
  );
}

/** The authority that a machine's token names. */
async function getSender(em: EntityManager, code: string | null): Promise<Authority> {
  const authority = code === null ? null : await em.findOne(Authority, { code });
  if (authority !== null) return authority;
  throw new Problem('authority-unknown', {
    zh: '凭证所属机关未录入，请联系管理员。',
    en: 'The authority of this token is not entered; tell the administrator.',
  });
}

function viewOf(
  { id, eventId, kind, receivedAt, occurredAt, state, caseNumber, takenAt, outcome }: MessageItem,
  language: Language,
) {
  const said = outcome === null ? null : { ...outcome, text: outcome.text[language] };
  return { id, eventId, kind, receivedAt, occurredAt, state, caseNumber, takenAt, outcome: said };
}

function unknown(): Problem {
  return new Problem('message-unknown', {
    zh: '没有该消息，请核对编号。',
    en: 'There is no such message; check its id.',
  });
}
