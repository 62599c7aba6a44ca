import { Type } from 'typebox';
import { type AuditFilter, listAudit } from '../../db/queries/audit-list.ts';
import { listOutstandingDeliveries } from '../../db/queries/outstanding-deliveries.ts';
import type { App, AppDeps } from '../app-types.ts';
import { auditRead } from '../audit.ts';
import { readInstant } from '../formats.ts';
import { pageOf } from '../pages.ts';
import {
  DaySchema,
  IdSchema,
  InstantSchema,
  Line,
  LONGEST,
  NextCursor,
  Nullable,
  OneOf,
  PageQuery,
  Strict,
} from '../schemas/common.ts';

const DeliveriesAnswer = Type.Object({
  items: Type.Array(
    Type.Object({
      id: IdSchema,
      caseNumber: Type.String(),
      channel: OneOf(['mail', 'push']),
      noticeId: Nullable(IdSchema),
      noticeKind: Nullable(Type.String()),
      title: Nullable(Type.String()),
      push: Nullable(
        Type.Object({
          id: IdSchema,
          kind: Type.String(),
          authority: Type.String(),
          confirmBy: Nullable(DaySchema),
          receivedAt: Nullable(InstantSchema),
        }),
      ),
      address: Type.String(),
      attempts: Type.Integer(),
      lastError: Nullable(Type.String()),
      firstAt: InstantSchema,
    }),
  ),
  next: NextCursor,
});

const AuditQuery = Strict({
  actorSub: Type.Optional(Line(LONGEST.name)),
  authority: Type.Optional(Line(LONGEST.code)),
  action: Type.Optional(Line(LONGEST.code)),
  objectKind: Type.Optional(Line(LONGEST.code)),
  objectId: Type.Optional(Line(LONGEST.name)),
  from: Type.Optional(InstantSchema),
  before: Type.Optional(InstantSchema),
  ...PageQuery,
});

const AuditAnswer = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      at: InstantSchema,
      actorSub: Type.String(),
      actorRole: Type.String(),
      authority: Nullable(Type.String()),
      action: Type.String(),
      objectKind: Type.String(),
      objectId: Type.String(),
      requestId: Nullable(Type.String()),
      detail: Type.Object({}, { additionalProperties: true }),
    }),
  ),
  next: NextCursor,
});

/** What operators chase and auditors check. */
export function operationRoutes(app: App, { orm, clock }: AppDeps): void {
  app.get(
    '/v1/deliveries',
    {
      config: { access: ['admin'] },
      schema: {
        operationId: 'listOutstandingDeliveries',
        tags: ['operation'],
        summary:
          '未能送达、未获确认，须人工催办的通知和推送 · Notices and pushes that were given up on and must be chased',
        querystring: Strict(PageQuery),
        response: { 200: DeliveriesAnswer },
      },
    },
    async (request) => {
      const em = orm.em.fork();
      const page = await pageOf(request.query, (part) => listOutstandingDeliveries(em, part));
      const detail = { ids: page.items.map(({ id }) => id) };
      await auditRead(em, request, 'admin', await clock(), {
        action: 'delivery.list',
        objectKind: 'delivery-list',
        objectId: 'outstanding',
        detail,
      });
      return page;
    },
  );

  app.get(
    '/v1/audit',
    {
      config: { access: ['auditor'] },
      schema: {
        operationId: 'listAudit',
        tags: ['operation'],
        summary: '审计记录，新者在前 · Audit entries, newest first',
        querystring: AuditQuery,
        response: { 200: AuditAnswer },
      },
    },
    async (request) => {
      const { limit, cursor, from, before, ...exact } = request.query;
      const bounds = { ...instant('from', from), ...instant('before', before) };
      const filter: AuditFilter = { ...exact, ...bounds };
      const em = orm.em.fork();
      const page = await pageOf(
        { ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) },
        (part) => listAudit(em, filter, part),
      );
      await auditRead(em, request, 'auditor', await clock(), {
        action: 'audit.read',
        objectKind: 'audit',
        objectId: 'list',
        detail: { ...exact, ...bounds },
      });
      return page;
    },
  );
}

/** With its offset in the query, in UTC in the filter. */
function instant<Name extends string>(name: Name, text: string | undefined): Partial<Record<Name, string>> {
  const value = text === undefined ? null : readInstant(text);
  return value === null ? {} : ({ [name]: value } as Partial<Record<Name, string>>);
}
