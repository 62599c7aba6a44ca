import { randomUUID } from 'node:crypto';
import type { Static } from 'typebox';
import { Representation } from '../../db/entities/representation.ts';
import { Subject } from '../../db/entities/subject.ts';
import { findRepresentation, subjectsRepresentedBy } from '../../db/queries/representation.ts';
import { findSubjectByIdentifier, identifierIndex } from '../../db/queries/subject.ts';
import type { CodeWarning } from '../../domain/subject/code-shape.ts';
import { readCreditCode } from '../../domain/subject/credit-code.ts';
import { maskSubject } from '../../domain/record/masking.ts';
import { readResidentId } from '../../domain/subject/resident-id.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type { App, AppDeps } from '../app-types.ts';
import { auditRead } from '../audit.ts';
import { getCaller } from '../plugins/auth.ts';
import { invalidField, languageOf, Problem } from '../problems.ts';
import { beforeItsStart, getSubject, takeTurn, writeReference } from '../reference.ts';
import * as schemas from '../schemas/reference.ts';

const READERS = ['admin', 'supervisor', 'officer', 'auditor', 'applicant'] as const;

/** 信用主体: whose credit it is, who acts for them, and what the door of accept-first must know of them. */
export function subjectRoutes(app: App, deps: AppDeps): void {
  const { orm, clock } = deps;

  app.put(
    '/v1/subjects',
    {
      config: { access: ['admin', 'supervisor', 'officer'], problems: ['role-not-allowed', 'conflict'] },
      schema: {
        operationId: 'putSubject',
        tags: ['reference'],
        summary: '录入主体，按代码查重；改名由管理员办理 · Enter a subject, one for each code; only an admin renames',
        body: schemas.SubjectBody,
        response: { 200: schemas.SubjectEntered },
      },
    },
    async (request) => {
      const { kind, identifier, name } = request.body;
      const warnings = checkIdentifier(request.body, shanghaiDay(await clock()));
      const mayRename = getCaller(request).roles.includes('admin');
      const subject = await writeReference(deps, request, async (em, at) => {
        const index = identifierIndex(em, identifier);
        await takeTurn(em, 'subject', index);
        const known = await findSubjectByIdentifier(em, identifier);
        // Who enters a code learns whether it was there: that is a look-up, whatever comes of it.
        const isSameSubject = known !== null && known.kind === kind && known.name === name;
        if (known !== null && (isSameSubject || !mayRename)) {
          const lookUp = { action: 'subject.look-up', objectKind: 'subject', objectId: known.id };
          return { answer: isSameSubject ? known : null, entry: lookUp };
        }
        const answer =
          known ??
          em.create(Subject, { id: randomUUID(), kind, identifier, identifierIndex: index, name, createdAt: at });
        if (known !== null) em.assign(known, { kind, name });
        return {
          answer,
          entry: {
            action: 'subject.put',
            objectKind: 'subject',
            objectId: answer.id,
            detail: { kind, renamed: known !== null },
          },
        };
      });
      if (subject === null) {
        throw new Problem('role-not-allowed', {
          zh: '该代码已录入，名称不一致；更名由管理员办理。',
          en: 'This code is entered under another name; an admin renames.',
        });
      }
      const language = languageOf(request.headers['accept-language']);
      return {
        ...viewOf(maskSubject({ ...subject })),
        warnings: warnings.map(({ code, message }) => ({ code, message: message[language] })),
      };
    },
  );

  app.get(
    '/v1/subjects',
    {
      config: { access: ['applicant'] },
      schema: {
        operationId: 'listMySubjects',
        tags: ['reference'],
        summary: '我今日可代表的主体 · The subjects I act for today',
        response: { 200: schemas.SubjectList },
      },
    },
    async (request) => {
      const now = await clock();
      const em = orm.em.fork();
      const ids = await subjectsRepresentedBy(em, getCaller(request).sub, shanghaiDay(now));
      const subjects = await em.find(Subject, { id: ids }, { orderBy: { createdAt: 'asc', id: 'asc' } });
      await auditRead(em, request, 'applicant', now, {
        action: 'subject.list',
        objectKind: 'subject-list',
        objectId: 'own',
        detail: { ids },
      });
      return { items: subjects.map(viewOf) };
    },
  );

  app.get(
    '/v1/subjects/:id',
    {
      config: { access: READERS, problems: ['subject-unknown'] },
      schema: {
        operationId: 'getSubject',
        tags: ['reference'],
        summary: '主体（个人信息遮盖） · A subject, masked',
        params: schemas.IdParams,
        response: { 200: schemas.SubjectSchema },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { sub, roles } = getCaller(request);
      const now = await clock();
      const em = orm.em.fork();
      // Whoever may see every subject needs to act for none, though they have the role of an applicant too.
      const staff = roles.find((own) => own !== 'applicant' && READERS.some((reader) => reader === own));
      const isTheirs = staff !== undefined || (await findRepresentation(em, sub, id, shanghaiDay(now))) !== null;
      if (!isTheirs)
        throw new Problem('subject-unknown', {
          zh: '没有该主体，或您不是其代表人。',
          en: 'There is no such subject, or you do not act for it.',
        });
      const subject = await getSubject(em, id);
      await auditRead(em, request, staff ?? 'applicant', now, {
        action: 'subject.read',
        objectKind: 'subject',
        objectId: id,
      });
      return viewOf(maskSubject({ ...subject }));
    },
  );

  app.put(
    '/v1/representations',
    {
      config: { access: ['admin'], problems: ['subject-unknown'] },
      schema: {
        operationId: 'putRepresentation',
        tags: ['reference'],
        summary: '录入或修改代表关系 · Enter or change who acts for a subject',
        body: schemas.RepresentationBody,
        response: { 200: schemas.RepresentationSchema },
      },
    },
    (request) =>
      writeReference(deps, request, async (em, at) => {
        const { personSub, subjectId, kind, validFrom, validUntil = null, proof } = request.body;
        checkPeriod(validFrom, validUntil);
        await getSubject(em, subjectId);
        const name = { personSub, subjectId, kind, validFrom };
        await takeTurn(em, 'representation', JSON.stringify(name));
        const known = await em.findOne(Representation, name);
        const row = known ?? em.create(Representation, { id: randomUUID(), ...name, validUntil, proof, at });
        if (known !== null) em.assign(known, { validUntil, proof });
        const entry = {
          action: 'representation.put',
          objectKind: 'representation',
          objectId: row.id,
          detail: { subjectId, kind, validFrom, validUntil },
        };
        return { answer: { id: row.id, ...name, validUntil, proof }, entry };
      }),
  );
}

function viewOf({
  id,
  kind,
  identifier,
  name,
}: Pick<Subject, 'id' | 'kind' | 'identifier' | 'name'>): Static<typeof schemas.SubjectSchema> {
  return { id, kind, identifier, name };
}

/** @throws Problem `invalid-input` that says which part of the code is wrong */
function checkIdentifier({ kind, identifier }: Static<typeof schemas.SubjectBody>, today: Day): readonly CodeWarning[] {
  const code = kind === 'organisation' ? readCreditCode(identifier) : readResidentId(identifier, today);
  if (!code.ok) throw invalidField('/identifier', `code-${code.part}`, code.message);
  return code.warnings;
}

function checkPeriod(from: Day, until: Day | null): void {
  if (until !== null && until < from) throw beforeItsStart('/validUntil');
}
