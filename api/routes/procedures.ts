import { createHash, randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Static } from 'typebox';
import { CommitmentText } from '../../db/entities/commitment-text.ts';
import { Measure } from '../../db/entities/measure.ts';
import { Procedure } from '../../db/entities/procedure.ts';
import { ProcedureMaterial } from '../../db/entities/procedure-material.ts';
import {
  findCommitmentText,
  findProcedure,
  listProcedures,
  type ProcedureDetail,
} from '../../db/queries/procedures.ts';
import { ROLES } from '../../domain/case/roles.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import type { App, AppDeps } from '../app-types.ts';
import { pageOf } from '../pages.ts';
import { onceOnly } from '../plugins/idempotency.ts';
import { invalidField, Problem } from '../problems.ts';
import { checkIfMatch, getAuthority, getProcedure, isSame, takeTurn, writeReference } from '../reference.ts';
import { IdempotencyHeader } from '../schemas/common.ts';
import * as schemas from '../schemas/reference.ts';

type Body = Static<typeof schemas.ProcedureBody>;

/** 政务服务事项: what may be applied for, with its terms, materials and commitment texts. */
export function procedureRoutes(app: App, deps: AppDeps): void {
  const { orm, clock } = deps;

  app.get(
    '/v1/procedures',
    {
      config: { access: ROLES },
      schema: {
        operationId: 'listProcedures',
        tags: ['reference'],
        summary: '事项列表 · Procedures',
        querystring: schemas.ProcedureListQuery,
        response: { 200: schemas.ProcedureList },
      },
    },
    async ({ query: { authority, ...page } }) =>
      pageOf(page, (request) => listProcedures(orm.em.fork(), authority === undefined ? {} : { authority }, request)),
  );

  app.get(
    '/v1/procedures/:code',
    {
      config: { access: ROLES, problems: ['procedure-unknown'] },
      schema: {
        operationId: 'getProcedure',
        tags: ['reference'],
        summary: '事项 · A procedure',
        params: schemas.CodeParams,
        response: { 200: schemas.ProcedureSchema },
      },
    },
    async ({ params }, reply) => {
      const procedure = await getProcedure(orm.em.fork(), params.code);
      reply.header('etag', `"${procedure.version}"`);
      return viewOf(procedure);
    },
  );

  app.put(
    '/v1/procedures/:code',
    {
      config: { access: ['admin'], problems: ['authority-unknown', 'version-changed'] },
      schema: {
        operationId: 'putProcedure',
        tags: ['reference'],
        summary: '录入或修改事项（在办案件不受影响） · Enter or change a procedure; running cases keep theirs',
        headers: schemas.IfMatchHeader,
        params: schemas.CodeParams,
        body: schemas.ProcedureBody,
        response: { 200: schemas.ProcedureSchema },
      },
    },
    async (request, reply) => {
      checkMaterials(request.body);
      checkGreenChannel(request.body);
      const { code } = request.params;
      const stored = await writeReference(deps, request, async (em, at) => {
        await checkBarringMeasures(em, request.body);
        await takeTurn(em, 'procedure', code);
        const known = await findProcedure(em, code);
        checkIfMatch(request, known?.version ?? null);
        if (
          known !== null &&
          isSame(bodyOf(known), { commitmentTerms: null, greenChannel: null, isPermit: null, ...request.body })
        )
          return { answer: known, entry: null };
        const version = await store(em, code, request.body, known, at);
        // The answer is read while it is this change's turn.
        await em.flush();
        return {
          answer: await getProcedure(em, code),
          entry: { action: 'procedure.put', objectKind: 'procedure', objectId: code, detail: { version } },
        };
      });
      reply.header('etag', `"${stored.version}"`);
      return viewOf(stored);
    },
  );

  app.post(
    '/v1/procedures/:code/commitment-texts',
    {
      config: { access: ['admin'], act: 'commitment-text.add', problems: ['procedure-unknown'] },
      schema: {
        operationId: 'addProcedureCommitmentText',
        tags: ['reference'],
        summary: '发布新版承诺书文本 · Publish a new version of the commitment text',
        headers: IdempotencyHeader,
        params: schemas.CodeParams,
        body: schemas.CommitmentTextBody,
        response: { 201: schemas.CommitmentTextSchema },
      },
    },
    (request, reply) =>
      onceOnly(deps, request, reply, { on: 'no-case' }, async ({ newId: id }) => ({
        status: 201,
        body: await writeReference(deps, request, async (em) => {
          const { code } = request.params;
          const { text, validFrom } = request.body;
          const { id: procedureId } = await getProcedure(em, code);
          await takeTurn(em, 'commitment-text', code);
          const before = await em.findOne(CommitmentText, { id });
          // The same text again, from a request whose answer was lost.
          if (before !== null) return { answer: textView(before), entry: null };
          const newest = await em.findOne(CommitmentText, { procedureId }, { orderBy: { version: 'desc' } });
          // A text that is in use already is no new version.
          if (newest !== null && newest.text === text && newest.validFrom === validFrom)
            return { answer: textView(newest), entry: null };
          const sha256 = createHash('sha256').update(text, 'utf8').digest('hex');
          const added = em.create(CommitmentText, {
            id,
            procedureId,
            version: (newest?.version ?? 0) + 1,
            text,
            sha256,
            validFrom,
          });
          const entry = {
            action: 'commitment-text.add',
            objectKind: 'procedure',
            objectId: code,
            detail: { version: added.version, sha256 },
          };
          return { answer: textView(added), entry };
        }),
      })),
  );

  app.get(
    '/v1/procedures/:code/commitment-text',
    {
      config: { access: ROLES, problems: ['procedure-unknown', 'commitment-text-unknown'] },
      schema: {
        operationId: 'getProcedureCommitmentText',
        tags: ['reference'],
        summary: '现行承诺书标准文本 · The standard commitment text in use today',
        params: schemas.CodeParams,
        response: { 200: schemas.CommitmentTextSchema },
      },
    },
    async ({ params }) => {
      const em = orm.em.fork();
      const { id } = await getProcedure(em, params.code);
      const text = await findCommitmentText(em, id, { on: shanghaiDay(await clock()) });
      if (text === null)
        throw new Problem('commitment-text-unknown', {
          zh: '该事项尚未发布承诺书文本。',
          en: 'The procedure has no commitment text yet.',
        });
      return textView(text);
    },
  );
}

function checkMaterials({ materials }: Body): void {
  const index = materials.findIndex(({ kind, mayBeMissing }) => kind === 'main' && mayBeMissing);
  if (index < 0) return;
  const pointer = `/materials/${index}/mayBeMissing`;
  throw invalidField(pointer, 'main-material', {
    zh: `“${pointer}”：主要材料不得容缺。`,
    en: `"${pointer}": a main material may not be missing.`,
  });
}

/** @throws Problem `invalid-input`: only a secondary material of the list may be supplied later, in the green channel too */
function checkGreenChannel({ materials, greenChannel = null }: Body): void {
  const codes = greenChannel?.mayAlsoBeMissing ?? [];
  const index = codes.findIndex((code) => materials.find((one) => one.code === code)?.kind !== 'secondary');
  if (index < 0) return;
  const pointer = `/greenChannel/mayAlsoBeMissing/${index}`;
  throw invalidField(pointer, 'not-secondary', {
    zh: `“${pointer}”：“${codes[index]}”不是该事项的次要材料，不得后补。`,
    en: `"${pointer}": "${codes[index]}" is no secondary material of this procedure; it cannot be supplied later.`,
  });
}

/** @throws Problem `invalid-input` for a measure that is not on the list */
async function checkBarringMeasures(em: EntityManager, { acceptFirst, commitmentTerms }: Body): Promise<void> {
  const named = [
    ...(acceptFirst?.barringMeasures ?? []).map(({ code }, index) => ({
      code,
      at: `/acceptFirst/barringMeasures/${index}`,
    })),
    ...(commitmentTerms?.barringMeasures ?? []).map(({ code }, index) => ({
      code,
      at: `/commitmentTerms/barringMeasures/${index}`,
    })),
  ];
  if (named.length === 0) return;
  const known = await em.find(Measure, { code: named.map(({ code }) => code) });
  const wrong = named.find(({ code }) => !known.some((measure) => measure.code === code));
  if (wrong === undefined) return;
  const pointer = `${wrong.at}/code`;
  throw invalidField(pointer, 'measure-not-on-list', {
    zh: `“${pointer}”：惩戒措施清单中没有“${wrong.code}”。`,
    en: `"${pointer}": "${wrong.code}" is not on the list of measures.`,
  });
}

/** Writes the procedure and its whole list of materials; returns its new version. */
async function store(
  em: EntityManager,
  code: string,
  body: Body,
  known: ProcedureDetail | null,
  at: Instant,
): Promise<number> {
  const { authority, materials, commitmentTerms = null, greenChannel = null, isPermit = null, ...rest } = body;
  const fields = {
    ...rest,
    commitmentTerms,
    greenChannel,
    isPermit,
    authorityId: (await getAuthority(em, authority)).id,
    updatedAt: at,
  };
  const id = known?.id ?? randomUUID();
  const version = (known?.version ?? 0) + 1;
  if (known === null) await em.insert(Procedure, { id, code, version, ...fields });
  // The materials are part of the version, though they stand in a table of their own.
  else await em.nativeUpdate(Procedure, { id }, { ...fields, version });
  await em.nativeDelete(ProcedureMaterial, { procedureId: id });
  materials.forEach((material, position) => em.create(ProcedureMaterial, { procedureId: id, position, ...material }));
  return version;
}

function bodyOf(procedure: ProcedureDetail) {
  const { authority, terms, commitmentTerms, basis } = procedure;
  const { name, handlingDays, acceptFirst, materials, greenChannel = null, isPermit = null } = terms;
  return {
    authority: authority.code,
    name,
    handlingDays,
    acceptFirst,
    commitmentTerms,
    greenChannel: greenChannel && { ...greenChannel, mayAlsoBeMissing: [...greenChannel.mayAlsoBeMissing] },
    isPermit,
    basis,
    materials: [...materials],
  };
}

function viewOf(procedure: ProcedureDetail) {
  const { authority, version, updatedAt, terms } = procedure;
  return {
    ...bodyOf(procedure),
    code: terms.code,
    authority: { code: authority.code, name: authority.name },
    version,
    updatedAt,
  };
}

function textView({ version, text, sha256, validFrom }: CommitmentText) {
  return { version, text, sha256, validFrom };
}
