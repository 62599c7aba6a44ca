import { randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import { Authority } from '../../db/entities/authority.ts';
import { ROLES } from '../../domain/roles.ts';
import type { App, AppDeps } from '../app-types.ts';
import { getAuthority, takeTurn, writeReference } from '../reference.ts';
import { AuthorityBody, AuthoritySchema, CodeParams } from '../schemas/reference.ts';

/** 主管部门: who handles cases or receives their effects. */
export function authorityRoutes(app: App, deps: AppDeps): void {
  app.get(
    '/v1/authorities',
    {
      config: { access: ROLES },
      schema: {
        operationId: 'listAuthorities',
        tags: ['reference'],
        summary: '机关列表 · Authorities',
        response: { 200: Type.Object({ items: Type.Array(AuthoritySchema) }) },
      },
    },
    async () => {
      const all = await deps.orm.em.fork().findAll(Authority, { orderBy: { code: 'asc' } });
      const codes = new Map(all.map(({ id, code }) => [id, code]));
      return { items: all.map((authority) => viewOf(authority, codes.get(authority.superiorId ?? '') ?? null)) };
    },
  );

  app.put(
    '/v1/authorities/:code',
    {
      config: { access: ['admin'], problems: ['authority-unknown'] },
      schema: {
        operationId: 'putAuthority',
        tags: ['reference'],
        summary: '录入或修改机关 · Enter or change an authority',
        params: CodeParams,
        body: AuthorityBody,
        response: { 200: AuthoritySchema },
      },
    },
    (request) =>
      writeReference(deps, request, async (em, at) => {
        const { code } = request.params;
        const { name, kind, superior = null, officerMailbox = null, supervisorMailbox = null } = request.body;
        await takeTurn(em, 'authority', code);
        const superiorId = superior === null ? null : (await getAuthority(em, superior)).id;
        const known = await em.findOne(Authority, { code });
        const fields = { name, kind, superiorId, officerMailbox, supervisorMailbox };
        const authority = known ?? em.create(Authority, { id: randomUUID(), code, createdAt: at, ...fields });
        if (known !== null) em.assign(known, fields);
        const entry = { action: 'authority.put', objectKind: 'authority', objectId: code, detail: { kind, superior } };
        return { answer: viewOf(authority, superior), entry };
      }),
  );
}

function viewOf({ code, name, kind, officerMailbox, supervisorMailbox }: Authority, superior: string | null) {
  return {
    code,
    name,
    kind,
    superior,
    officerMailbox: officerMailbox ?? null,
    supervisorMailbox: supervisorMailbox ?? null,
  };
}
