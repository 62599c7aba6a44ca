import type { UpdateDefinition } from '@temporalio/common';
import type { Static, TObject, TProperties } from 'typebox';
import type { CaseHead } from '../db/queries/case-head.ts';
import { type CaseKind, rolesAllowed } from '../domain/case/case-kind.ts';
import { getCaseTable, statusText } from '../domain/case/case-kinds.ts';
import { AUTHORITY_ROLES, type Role } from '../domain/case/roles.ts';
import type { Bilingual } from '../domain/text.ts';
import { shanghaiDay } from '../domain/time.ts';
import type { ActAnswer, ActHeader } from '../workflows/messages/case.ts';
import { refuseApplicantsReceipt } from './act-bodies.ts';
import { caseUnknown, partOfAnother, saidWhatInstead, statusNotAllowed } from './act-problems.ts';
import { actAfterTheEnd, sendAct } from './acts.ts';
import type { App, AppDeps } from './app-types.ts';
import { actorFor, getVisibleCase } from './case-access.ts';
import { getCaller } from './plugins/auth.ts';
import { type ActReceipt, answeredBefore, onceOnly } from './plugins/idempotency.ts';
import { type Language, languageOf, Problem } from './problems.ts';
import { ActAnswerSchema, CaseNumberParams } from './schemas/acts.ts';
import { IdempotencyHeader } from './schemas/common.ts';

export interface ActRoute<P extends TProperties, A extends ActHeader> {
  /** Absent: an act of every kind of case. */
  kind?: CaseKind;
  path: string;
  act: string;
  operationId: string;
  summary: string;
  access: readonly [Role, ...Role[]];
  body: TObject<P>;
  update: UpdateDefinition<ActAnswer, [A]>;
  /** What the act carries beyond its header. */
  particulars: (body: Static<TObject<P>>) => Omit<A, keyof ActHeader>;
  /** Workflow type, for an act that comes when the workflow of the case has closed. */
  afterTheEnd?: string;
  /** What can be done where the status of the case does not allow the act. */
  instead?: Bilingual;
}

/** One act as a route: who may call it at all is the route's to say, who may do it now is the case's. */
export function actRoute<P extends TProperties, A extends ActHeader>(
  app: App,
  deps: AppDeps,
  route: ActRoute<P, A>,
): void {
  const { kind = 'case', path, act, operationId, summary, access, body, update, particulars } = route;
  app.post(
    path,
    {
      config: {
        access,
        act: `${kind}.${act}`,
        problems: [
          'case-unknown',
          'role-not-allowed',
          'status-not-allowed',
          'assigned-to-another',
          'too-many-acts',
          'refused-by-rule',
        ],
      },
      schema: {
        operationId,
        tags: [kind === 'case' ? 'cases' : kind],
        summary,
        headers: IdempotencyHeader,
        params: CaseNumberParams,
        body,
        response: { 200: ActAnswerSchema },
      },
    },
    async (request, reply) => {
      const caller = getCaller(request);
      const { number } = request.params;
      const carried = particulars(request.body as Static<TObject<P>>);
      const today = shanghaiDay(await deps.clock());
      const visible = await getVisibleCase(deps.orm.em.fork(), caller, number, today).catch(async (error: unknown) => {
        if (await answeredBefore(deps, request, reply)) return null;
        throw error;
      });
      if (visible === null) return reply as never;
      const { head } = visible;
      if (kind !== 'case' && head.kind !== kind) throw caseUnknown();
      return onceOnly(deps, request, reply, { on: { caseId: head.id } }, async (receipt) => {
        const by = actorFor(visible, caller, act);
        const header: ActHeader = {
          id: receipt.actId,
          by,
          receivedAt: receipt.receivedAt,
          requestId: request.id,
        };
        if (by.role === 'applicant') refuseApplicantsReceipt(carried);
        const message = { ...carried, ...header } as A;
        const target = { caseId: head.id, workflowId: head.workflowId, number };
        const { afterTheEnd: workflow } = route;
        if (workflow !== undefined) checkBeforeRun(act, head, by.role, receipt);
        const answer = await (workflow === undefined
          ? sendAct(deps, request.log, target, update, message)
          : actAfterTheEnd(deps, request.log, { ...target, workflow }, update, message)
        ).catch((error: unknown) => {
          if (!(error instanceof Problem)) throw error;
          if (error.code === 'role-not-allowed' && isOfAnother(carried, by)) throw partOfAnother();
          throw error.code === 'status-not-allowed' ? saidWhatInstead(error, route.instead) : error;
        });
        return { status: 200, body: actBody(head, answer, languageOf(request.headers['accept-language'])) };
      });
    },
  );
}

/** Whether people of one authority act on what they name as another's. */
function isOfAnother(carried: object, { role, authority }: ActHeader['by']): boolean {
  if (!AUTHORITY_ROLES.some((own) => own === role)) return false;
  return 'authority' in carried && carried.authority !== authority;
}

/** An act on a closed case starts a run, and a run for nothing is to be avoided; the run itself checks again. */
function checkBeforeRun(act: string, head: CaseHead, role: Role, { resumed }: ActReceipt): void {
  if (resumed || rolesAllowed(getCaseTable(head.kind), head.status, act).includes(role)) return;
  throw statusNotAllowed(head);
}

function actBody({ number, kind }: CaseHead, answer: ActAnswer, language: Language): object {
  if (!answer.accepted) {
    // Another act or a date came first: not a rule that speaks against it, but the status.
    const movedOn = answer.refusals.some(({ code }) => code === 'case-moved-on');
    throw new Problem(
      movedOn ? 'status-not-allowed' : 'refused-by-rule',
      {
        zh: '依规定不予办理，未作任何登记；理由见 refusals。',
        en: 'Refused by rule, nothing was recorded; see refusals for the reasons.',
      },
      { refusals: answer.refusals },
    );
  }
  const { status, next } = answer;
  return { number, status, statusText: statusText(kind, status)[language], next };
}
