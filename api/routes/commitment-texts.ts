import { createHash } from 'node:crypto';
import type { Static } from 'typebox';
import { CommitmentStandardText } from '../../db/entities/commitment-standard-text.ts';
import { findStandardText, listStandardTexts } from '../../db/queries/commitment-texts.ts';
import { publicCommitmentsOf, type PublicCommitmentRows } from '../../db/queries/public-commitments.ts';
import { obligationFacts } from '../../db/queries/obligation-facts.ts';
import { findSubjectByIdentifier } from '../../db/queries/subject.ts';
import { COMMITMENT } from '../../domain/commitment/commitment.ts';
import { isOpen } from '../../domain/case/case-kind.ts';
import { kindTerms } from '../../domain/commitment/commitment-kinds.ts';
import { readCreditCode } from '../../domain/subject/credit-code.ts';
import { OBLIGATION_STANDING_TEXT, standingOf } from '../../domain/commitment/obligation.ts';
import { performanceText } from '../../domain/case/performance.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type { App, AppDeps } from '../app-types.ts';
import { onceOnly } from '../plugins/idempotency.ts';
import { invalidField, type Language, languageOf } from '../problems.ts';
import { askedEachTime } from '../public-cache.ts';
import { takeTurn, writeReference } from '../reference.ts';
import * as schemas from '../schemas/commitment-texts.ts';
import { IdempotencyHeader } from '../schemas/common.ts';
import { dateOfObligation } from '../views/commitment-view.ts';

/** 标准承诺文本与承诺公开 (S4): the standard texts by kind, and what anybody may see of the promises made. */
export function commitmentTextRoutes(app: App, deps: AppDeps): void {
  addRoute(app, deps);
  publicRoutes(app, deps);
}

function addRoute(app: App, deps: AppDeps): void {
  app.post(
    '/v1/commitment-texts',
    {
      config: { access: ['admin'], act: 'commitment-standard-text.add' },
      schema: {
        operationId: 'addStandardCommitmentText',
        tags: ['reference'],
        summary: '发布新版标准承诺文本 · Publish a new version of a kind’s standard text',
        headers: IdempotencyHeader,
        body: schemas.StandardTextBody,
        response: { 201: schemas.StandardTextSchema },
      },
    },
    (request, reply) =>
      onceOnly(deps, request, reply, { on: 'no-case' }, async ({ newId: id }) => {
        const { kind, title, text, validFrom } = request.body;
        const language = languageOf(request.headers['accept-language']);
        const today = shanghaiDay(await deps.clock());
        const stored = await writeReference(deps, request, async (em) => {
          await takeTurn(em, 'commitment-standard-text', kind);
          const before = await em.findOne(CommitmentStandardText, { id });
          // The same text again, from a request whose answer was lost.
          if (before !== null) return { answer: before, entry: null };
          const newest = await em.findOne(CommitmentStandardText, { kind }, { orderBy: { version: 'desc' } });
          // A text that is in use already is no new version.
          if (newest?.text === text && newest.validFrom === validFrom) return { answer: newest, entry: null };
          const sha256 = createHash('sha256').update(text, 'utf8').digest('hex');
          const version = (newest?.version ?? 0) + 1;
          const added = em.create(CommitmentStandardText, { id, kind, version, title, text, sha256, validFrom });
          const detail = { version, sha256 };
          const entry = {
            action: 'commitment-standard-text.add',
            objectKind: 'commitment-kind',
            objectId: kind,
            detail,
          };
          return { answer: added, entry };
        });
        const inUse = await findStandardText(deps.orm.em.fork(), kind, { on: today });
        return { status: 201, body: textView(stored, inUse?.version === stored.version, language) };
      }),
  );
}

function publicRoutes(app: App, { orm, clock }: AppDeps): void {
  const config = { access: 'public', calculator: true } as const;

  app.get(
    '/v1/public/commitment-texts',
    {
      config,
      schema: {
        operationId: 'listPublicCommitmentTexts',
        tags: ['public'],
        summary: '标准承诺文本，各版本 · The standard texts of commitments, every version',
        querystring: schemas.StandardTextsQuery,
        response: { 200: schemas.StandardTexts },
      },
    },
    async (request, reply) => {
      const now = await clock();
      const { kind } = request.query;
      const texts = await listStandardTexts(orm.em.fork(), kind === undefined ? {} : { kind });
      const language = languageOf(request.headers['accept-language']);
      reply.header('vary', 'accept-language');
      return {
        asOf: now,
        items: texts.map((text) => textView(text, isInUse(text, texts, shanghaiDay(now)), language)),
      };
    },
  );

  app.get(
    '/v1/public/commitments',
    {
      config,
      schema: {
        operationId: 'listPublicCommitments',
        tags: ['public'],
        summary: '按统一社会信用代码查询公开的承诺 · The public commitments of an organisation, by its credit code',
        querystring: schemas.PublicCommitmentsQuery,
        response: { 200: schemas.PublicCommitments },
      },
    },
    async (request, reply) => {
      const { code } = request.query;
      const read = readCreditCode(code);
      if (!read.ok) throw invalidField('/query/code', `code-${read.part}`, read.message);
      const now = await clock();
      const em = orm.em.fork();
      const subject = await findSubjectByIdentifier(em, code);
      const isOrganisation = subject?.kind === 'organisation';
      const rows = isOrganisation ? await publicCommitmentsOf(em, subject.id) : [];
      const language = languageOf(request.headers['accept-language']);
      askedEachTime(reply);
      return { asOf: now, items: rows.map((one) => publicView(one, subject?.name ?? '', language)) };
    },
  );
}

type Shown = Static<typeof schemas.PublicCommitments>['items'][number];

/** What everybody sees: that it was promised, what and by when; what became of it only where that is public too. */
function publicView(rows: PublicCommitmentRows, promisor: string, language: Language): Shown {
  const { file, commitment, authorityName, standardText, performance } = rows;
  const { name, clause, resultPublic } = kindTerms(commitment.kind);
  return {
    number: file.number,
    kind: commitment.kind,
    kindText: name[language],
    clause,
    title: commitment.title,
    promisor,
    authority: authorityName,
    signedOn: shanghaiDay(commitment.signedAt),
    standardText: { version: standardText.version, sha256: standardText.sha256 },
    state: isOpen(COMMITMENT, file.status) ? 'running' : 'ended',
    obligations: rows.obligations.map((obligation) => ({
      title: obligation.title,
      due: dateOfObligation(obligation, rows.deadlines)?.due ?? null,
      standingText: resultPublic
        ? OBLIGATION_STANDING_TEXT[standingOf(obligationFacts(obligation, rows.reports))][language]
        : null,
    })),
    result:
      !resultPublic || performance === null
        ? null
        : {
            result: performance.result,
            text: performanceText(performance.result, performance.madeGoodOn ?? null)[language],
            decidedOn: performance.decidedOn,
            madeGoodOn: performance.madeGoodOn ?? null,
          },
  };
}

/** Of a kind's versions that have begun, the newest is in use. */
function isInUse(text: CommitmentStandardText, all: readonly CommitmentStandardText[], today: Day): boolean {
  const begun = all.filter(({ kind, validFrom }) => kind === text.kind && validFrom <= today);
  return begun.length > 0 && text.version === Math.max(...begun.map(({ version }) => version));
}

function textView(
  { kind, version, title, text, sha256, validFrom }: CommitmentStandardText,
  inUse: boolean,
  language: Language,
): Static<typeof schemas.StandardTextSchema> {
  const { name, clause } = kindTerms(kind);
  return { kind, kindText: name[language], clause, version, title, text, sha256, validFrom, inUse };
}
