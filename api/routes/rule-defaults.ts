import { RuleDefault } from '../../db/entities/rule-default.ts';
import { loadRuleOverrides } from '../../db/queries/rules.ts';
import { ruleSetForCase } from '../../domain/rule-sets/index.ts';
import { reasonAgainstOverride, type RuleOverride } from '../../domain/deadline/rule-value.ts';
import { isSectorOverride, reasonAgainstSectorOverride } from '../../domain/record/sector-override.ts';
import { shanghaiDay } from '../../domain/time.ts';
import type { App, AppDeps } from '../app-types.ts';
import { getCaller } from '../plugins/auth.ts';
import { onceOnly } from '../plugins/idempotency.ts';
import { Problem } from '../problems.ts';
import { takeTurn, writeReference } from '../reference.ts';
import { IdempotencyHeader } from '../schemas/common.ts';
import { RuleDefaultBody, RuleDefaultList, RuleDefaultSchema } from '../schemas/reference.ts';

/** 规则缺省值: numbers that the texts leave open, each set from a day on, none ever changed. */
export function ruleDefaultRoutes(app: App, deps: AppDeps): void {
  app.get(
    '/v1/rule-defaults',
    {
      config: { access: ['admin', 'auditor', 'supervisor', 'officer'] },
      schema: {
        operationId: 'listRuleDefaults',
        tags: ['reference'],
        summary: '已设定的规则缺省值 · The defaults that were set',
        response: { 200: RuleDefaultList },
      },
    },
    async () => ({ items: (await loadRuleOverrides(deps.orm.em.fork())).map(viewOf) }),
  );

  app.post(
    '/v1/rule-defaults',
    {
      config: { access: ['admin'], act: 'rule-default.add', problems: ['refused-by-rule'] },
      schema: {
        operationId: 'addRuleDefault',
        tags: ['reference'],
        summary: '自某日起设定规则缺省值 · Set a default from a day on',
        headers: IdempotencyHeader,
        body: RuleDefaultBody,
        response: { 201: RuleDefaultSchema },
      },
    },
    (request, reply) =>
      onceOnly(deps, request, reply, { on: 'no-case' }, async ({ newId: id }) => ({
        status: 201,
        body: await writeReference(deps, request, async (em, at) => {
          const { rule, value, validFrom, reason } = request.body;
          const override: RuleOverride = { rule, value, from: validFrom, by: getCaller(request).sub, reason };
          await takeTurn(em, 'rule-default', rule);
          // The same row again, from a request whose answer was lost.
          if ((await em.findOne(RuleDefault, { id })) !== null) return { answer: viewOf(override), entry: null };
          const judge = isSectorOverride(rule) ? reasonAgainstSectorOverride : reasonAgainstOverride;
          const refusal = judge(ruleSetForCase(validFrom), override, shanghaiDay(at));
          if (refusal !== null) throw new Problem('refused-by-rule', refusal.text, { refusals: [refusal] });
          em.create(RuleDefault, { id, rule, value, validFrom, enteredBy: override.by, reason, at });
          const entry = {
            action: 'rule-default.add',
            objectKind: 'rule',
            objectId: rule,
            detail: { value, validFrom },
          };
          return { answer: viewOf(override), entry };
        }),
      })),
  );
}

function viewOf({ rule, value, from, by, reason }: RuleOverride) {
  return { rule, value: typeof value === 'number' ? value : [...value], validFrom: from, by, reason };
}
