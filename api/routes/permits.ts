import type { EntityManager } from '@mikro-orm/postgresql';
import { CaseFile } from '../../db/entities/case-file.ts';
import { PermitChange } from '../../db/entities/permit-change.ts';
import { findPermit, lockPermit, type PermitRows } from '../../db/queries/permits.ts';
import { findRepresentation } from '../../db/queries/representation.ts';
import { RECUSAL } from '../../domain/case/recusal.ts';
import { reasonsAgainstPermitChange } from '../../domain/permit/permit-change.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type { App, AppDeps } from '../app-types.ts';
import { permitOfCase } from '../permit-view.ts';
import { getCaller } from '../plugins/auth.ts';
import { onceOnly } from '../plugins/idempotency.ts';
import { languageOf, Problem } from '../problems.ts';
import { writeReference } from '../reference.ts';
import { IdempotencyHeader } from '../schemas/common.ts';
import * as schemas from '../schemas/permit.ts';
import { IdParams } from '../schemas/reference.ts';
import type { Caller } from '../token.ts';

/** 许可变动 (S25): what became of a permit outside of its case, written down by a supervisor of who granted it. */
export function permitRoutes(app: App, deps: AppDeps): void {
  app.post(
    '/v1/permits/:id/changes',
    {
      config: {
        access: ['supervisor'],
        act: 'permit.change',
        problems: ['permit-unknown', 'refused-by-rule'],
      },
      schema: {
        operationId: 'changePermit',
        tags: ['reference'],
        summary:
          '录入许可的撤销、注销、复议或诉讼中被撤销，或者恢复 · Enter that a permit was revoked, cancelled, annulled or restored',
        headers: IdempotencyHeader,
        params: IdParams,
        body: schemas.PermitChangeBody,
        response: { 200: schemas.PermitAnswer },
      },
    },
    (request, reply) =>
      onceOnly(deps, request, reply, { on: 'no-case' }, async ({ newId, receivedAt }) => {
        const { kind, on, document, reason } = request.body;
        const { id: permitId } = request.params;
        const caller = getCaller(request);
        const today = shanghaiDay(receivedAt);
        await writeReference(deps, request, async (em, at) => {
          await lockPermit(em, permitId);
          const rows = await getPermitOf(em, permitId, caller);
          // The same change again, from a request whose answer was lost.
          if (rows.changes.some(({ id }) => id === newId)) return { answer: null, entry: null };
          const reasons = await reasonsAgainst(em, rows, { kind, on }, caller, today);
          const [first] = reasons;
          if (first !== undefined) throw new Problem('refused-by-rule', first.text, { refusals: reasons });
          const seq = rows.changes.length + 1;
          em.create(PermitChange, { id: newId, permitId, seq, kind, on, document, reason, by: caller.sub, at });
          const entry = { action: 'permit.change', objectKind: 'permit', objectId: permitId, detail: { kind, on } };
          return { answer: null, entry };
        });
        const rows = await getPermitOf(deps.orm.em.fork(), permitId, caller);
        const body = permitOfCase(rows, languageOf(request.headers['accept-language']));
        return { status: 200, body };
      }),
  );
}

async function reasonsAgainst(
  em: EntityManager,
  { permit, changes }: PermitRows,
  change: Parameters<typeof reasonsAgainstPermitChange>[0]['change'],
  { sub }: Caller,
  today: Day,
): Promise<Refusal[]> {
  if ((await findRepresentation(em, sub, permit.subjectId, today)) !== null) return [RECUSAL];
  const { closedAt } = await em.findOneOrFail(CaseFile, { id: permit.caseId });
  const followed = permit.onPromise && closedAt == null;
  return reasonsAgainstPermitChange({ decidedOn: permit.decidedOn, followed, changes, change, today });
}

/** @throws Problem `permit-unknown`, told alike of one that is not there and of another authority's */
async function getPermitOf(em: EntityManager, id: string, { authority }: Caller): Promise<PermitRows> {
  const rows = await findPermit(em, id);
  if (rows !== null && rows.authority.code === authority) return rows;
  throw new Problem('permit-unknown', {
    zh: '没有该许可，或者不是贵单位准予的。',
    en: 'There is no such permit, or another authority granted it.',
  });
}
