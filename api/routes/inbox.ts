import { Type } from 'typebox';
import { listInbox, markRead, type Reader } from '../../db/queries/inbox.ts';
import type { Role } from '../../domain/case/roles.ts';
import type { App, AppDeps } from '../app-types.ts';
import { audit, auditRead } from '../audit.ts';
import { pageOf } from '../pages.ts';
import { getCaller, getRole } from '../plugins/auth.ts';
import { Problem } from '../problems.ts';
import { IdSchema, InstantSchema, NextCursor, Nullable, OneOf, PageQuery, Strict } from '../schemas/common.ts';
import { IdParams } from '../schemas/reference.ts';
import type { Caller } from '../token.ts';

const READERS = ['applicant', 'officer', 'supervisor', 'admin', 'auditor'] as const satisfies readonly Role[];

const InboxAnswer = Type.Object({
  items: Type.Array(
    Type.Object({
      id: IdSchema,
      kind: Type.String(),
      caseNumber: Type.String(),
      title: Type.String(),
      body: Type.String(),
      desk: Nullable(
        OneOf(
          ['officer', 'supervisor', 'admin', 'auditor'],
          '写给哪一岗位；写给本人为 null · the desk it was written to, null: to the person',
        ),
      ),
      at: InstantSchema,
      readAt: Nullable(InstantSchema),
    }),
  ),
  next: NextCursor,
});

/** 收件箱: what was written to a person, and to the desks they sit at. */
export function inboxRoutes(app: App, { orm, clock }: AppDeps): void {
  app.get(
    '/v1/inbox',
    {
      config: { access: READERS },
      schema: {
        operationId: 'listInbox',
        tags: ['inbox'],
        summary: '收件箱，新者在前 · Notices, newest first',
        querystring: Strict({ unread: Type.Optional(Type.Boolean()), ...PageQuery }),
        response: { 200: InboxAnswer },
      },
    },
    async (request) => {
      const { unread, ...page } = request.query;
      const caller = getCaller(request);
      const now = await clock();
      const em = orm.em.fork();
      const { items, next } = await pageOf(page, (part) =>
        listInbox(em, readerOf(caller), unread === undefined ? {} : { unread }, part),
      );
      await auditRead(em, request, getRole(request), now, {
        action: 'inbox.read',
        objectKind: 'inbox',
        objectId: caller.sub,
        detail: { ids: items.map(({ id }) => id) },
      });
      return { items: items.map(({ deskRole, ...item }) => ({ ...item, desk: deskRole })), next };
    },
  );

  app.post(
    '/v1/inbox/:id/read',
    {
      config: { access: READERS, problems: ['notice-unknown'] },
      schema: {
        operationId: 'markNoticeRead',
        tags: ['inbox'],
        summary: '标为已阅（可重复） · Mark as read; repeating it changes nothing',
        params: IdParams,
        response: { 200: Type.Object({ id: IdSchema, read: Type.Boolean() }) },
      },
    },
    async (request) => {
      const { id } = request.params;
      const now = await clock();
      const found = await orm.em.fork().transactional(async (em) => {
        const isTheirs = await markRead(em, readerOf(getCaller(request)), id, now);
        if (isTheirs)
          audit(em, request, getRole(request), now, { action: 'notice.read', objectKind: 'notice', objectId: id });
        return isTheirs;
      });
      if (!found)
        throw new Problem('notice-unknown', {
          zh: '您的收件箱中没有该通知。',
          en: 'There is no such notice in your inbox.',
        });
      return { id, read: true };
    },
  );
}

function readerOf({ sub, roles, authority }: Caller): Reader {
  const desks: Reader['desks'][number][] = [];
  for (const role of roles) {
    if (role === 'admin' || role === 'auditor') desks.push({ role });
    if ((role === 'officer' || role === 'supervisor') && authority !== null) desks.push({ role, authority });
  }
  return { sub, desks };
}
