import { randomUUID } from 'node:crypto';
import type { Authority } from '../../db/entities/authority.ts';
import { Measure } from '../../db/entities/measure.ts';
import { MeasureCarrier } from '../../db/entities/measure-carrier.ts';
import { CARRIERS_LOCK, carriersOf } from '../../db/queries/measure-executions.ts';
import { MEASURE_FORCE_TEXT } from '../../domain/record/record-text.ts';
import type { App, AppDeps } from '../app-types.ts';
import { startCarrierChange, storeCarrierChange } from '../carrier-changes.ts';
import { languageOf, Problem } from '../problems.ts';
import { getAuthority, isSame, takeTurn, writeReference } from '../reference.ts';
import { CarriersBody, CarriersSchema, MeasureParams } from '../schemas/measure-execution.ts';
import { MeasureList } from '../schemas/record.ts';

/**
 * 惩戒措施清单 (国办发〔2020〕49号（九）): public, so that everybody can see what may be applied and what may not; and who
 * carries each measure out here, as an administrator enters it.
 */
export function measureRoutes(app: App, deps: AppDeps): void {
  const { orm } = deps;
  app.get(
    '/v1/measures',
    {
      config: { access: 'public', calculator: true },
      schema: {
        operationId: 'listMeasures',
        tags: ['public'],
        summary: '失信惩戒措施清单 · The list of measures, each with its legal basis',
        response: { 200: MeasureList },
      },
    },
    async (request) => {
      const language = languageOf(request.headers['accept-language']);
      const em = orm.em.fork();
      const measures = await em.find(Measure, {}, { orderBy: { code: 'asc' } });
      const carriers = await carriersOf(
        em,
        measures.map(({ code }) => code),
      );
      const items = measures.map(({ severities, ourDefaults, ...measure }) => ({
        ...measure,
        leastMonths: measure.leastMonths ?? null,
        mostMonths: measure.mostMonths ?? null,
        termWords: measure.termWords ?? null,
        severities: [...severities],
        ourDefaults: [...ourDefaults],
        forceText: MEASURE_FORCE_TEXT[measure.force][language],
        carriers: (carriers.get(measure.code) ?? []).map(({ authority: { code, name } }) => ({ code, name })),
      }));
      return { items };
    },
  );

  app.put(
    '/v1/measures/:code/carriers',
    {
      config: { access: ['admin'], problems: ['measure-unknown', 'authority-unknown'] },
      schema: {
        operationId: 'putMeasureCarriers',
        tags: ['reference'],
        summary: '录入或修改措施的实施单位 · Enter or change who carries a measure out',
        description:
          '适用于此后录入的记录，随即也适用于现有记录：新指定的单位收到推送；不再实施的单位尚未执行的，不再需要采取，已经执行的，由其反馈，并在措施终止时解除。\n\nCounts for records entered from now on, and is taken to those that stand: who is newly named is asked; of who is named no more what is not applied yet is called off, and what it has applied it feeds back on, and undoes when the measure is over.',
        params: MeasureParams,
        body: CarriersBody,
        response: { 200: CarriersSchema },
      },
    },
    async (request) => {
      const { changeId, ...answer } = await writeReference(deps, request, async (em, at) => {
        const { code: measure } = request.params;
        if ((await em.findOne(Measure, { code: measure })) === null) throw measureUnknown(measure);
        await takeTurn(em, CARRIERS_LOCK, measure);
        const authorities: Authority[] = [];
        for (const code of request.body.authorities) authorities.push(await getAuthority(em, code));
        const standing = await em.find(MeasureCarrier, { measure, endedAt: null });
        const before = ((await carriersOf(em, [measure])).get(measure) ?? []).map(({ authority }) => authority);
        for (const row of standing) if (authorities.every(({ id }) => id !== row.authorityId)) row.endedAt = at;
        for (const { id: authorityId } of authorities)
          if (standing.every((row) => row.authorityId !== authorityId))
            em.create(MeasureCarrier, { id: randomUUID(), measure, authorityId, at, endedAt: null });
        const carriers = authorities
          .map(({ code, name }) => ({ code, name }))
          .sort((a, b) => (a.code < b.code ? -1 : 1));
        const codesOf = (list: readonly { code: string }[]) => list.map(({ code }) => code);
        const detail = { from: codesOf(before), to: codesOf(carriers) };
        const entry = { action: 'measure.put-carriers', objectKind: 'measure', objectId: measure, detail };
        const changeId = isSame(detail.from, detail.to) ? null : storeCarrierChange(em, measure, at);
        return { answer: { measure, carriers, changeId }, entry: changeId === null ? null : entry };
      });
      if (changeId !== null) await startCarrierChange(deps, request, changeId);
      return answer;
    },
  );
}

function measureUnknown(code: string): Problem {
  return new Problem('measure-unknown', {
    zh: `惩戒措施清单中没有“${code}”，请核对代码。`,
    en: `There is no measure "${code}" on the list; check its code.`,
  });
}
