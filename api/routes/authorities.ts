import { randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import { Authority } from '../../db/entities/authority.ts';
import { ROLES } from '../../domain/case/roles.ts';
import { readCreditCode } from '../../domain/subject/credit-code.ts';
import type { App, AppDeps } from '../app-types.ts';
import { invalidField, type Problem } from '../problems.ts';
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
      config: { access: ['admin'], problems: ['authority-unknown', 'conflict'] },
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
        const { name, kind, superior = null, creditCode = null } = request.body;
        const { officerMailbox = null, supervisorMailbox = null } = request.body;
        if (creditCode !== null) checkCreditCode(creditCode);
        if (superior === code) throw ownSuperior();
        await takeTurn(em, 'authority', code);
        const superiorId = superior === null ? null : (await getAuthority(em, superior)).id;
        const known = await em.findOne(Authority, { code });
        const fields = { name, kind, superiorId, creditCode, officerMailbox, supervisorMailbox };
        const authority = known ?? em.create(Authority, { id: randomUUID(), code, createdAt: at, ...fields });
        if (known !== null) em.assign(known, fields);
        const entry = { action: 'authority.put', objectKind: 'authority', objectId: code, detail: { kind, superior } };
        return { answer: viewOf(authority, superior), entry };
      }),
  );
}

function ownSuperior(): Problem {
  return invalidField('/superior', 'itself', {
    zh: '“/superior”不得为机关自身。',
    en: '"/superior" is another authority.',
  });
}

/** @throws Problem `invalid-input` */
function checkCreditCode(code: string): void {
  const read = readCreditCode(code);
  if (!read.ok) throw invalidField('/creditCode', `code-${read.part}`, read.message);
}

function viewOf(authority: Authority, superior: string | null) {
  const { code, name, kind, creditCode = null, officerMailbox, supervisorMailbox } = authority;
  return {
    code,
    name,
    kind,
    superior,
    creditCode,
    officerMailbox: officerMailbox ?? null,
    supervisorMailbox: supervisorMailbox ?? null,
  };
}
