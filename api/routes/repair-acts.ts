import type { UpdateDefinition } from '@temporalio/common';
import type { Static, TObject, TProperties } from 'typebox';
import type { PartAct } from '../../domain/repair/repair-part.ts';
import type { ActAnswer, ActHeader } from '../../workflows/messages/case.ts';
import * as messages from '../../workflows/messages/repair.ts';
import { type ActRoute, actRoute } from '../act-route.ts';
import type { App, AppDeps } from '../app-types.ts';
import { invalidField } from '../problems.ts';
import * as schemas from '../schemas/repair-acts.ts';

const ON_THE_CASE = ['applicant', 'officer', 'supervisor'] as const;
const AT_THE_DESK = ['officer', 'supervisor'] as const;

/** Who calls an act of a part, where it is not the people of an authority. */
const ACCESS: Readonly<Partial<Record<PartAct, ActRoute<TProperties, ActHeader>['access']>>> = {
  complete: ON_THE_CASE,
  'assign-part': ['supervisor'],
};

interface PartRoute<P extends TProperties, A extends messages.PartActHeader> {
  act: PartAct;
  operationId: string;
  summary: string;
  body: TObject<P>;
  update: UpdateDefinition<ActAnswer, [A]>;
  particulars: (body: Static<TObject<P>>) => Omit<A, keyof ActHeader>;
}

/** What people do on an application for repair: `authority` names whose part an act is on. */
export function repairActRoutes(app: App, deps: AppDeps): void {
  const atPart = <P extends TProperties, A extends messages.PartActHeader>(route: PartRoute<P, A>) =>
    actRoute(app, deps, {
      kind: 'repair',
      path: `/v1/repairs/:number/${route.act}`,
      access: ACCESS[route.act] ?? AT_THE_DESK,
      ...route,
    });

  atPart({
    act: 'accept',
    operationId: 'acceptRepair',
    summary: '受理修复申请 · Accept, as the authority that determined',
    body: schemas.AcceptBody,
    update: messages.acceptUpdate,
    particulars: ({ authority }) => ({ authority }),
  });
  atPart({
    act: 'not-accept',
    operationId: 'refuseToAcceptRepair',
    summary: '不予受理，说明理由、依据和补救办法 · Do not accept: reason, clause, what to do',
    body: schemas.NotAcceptBody,
    update: messages.notAcceptUpdate,
    particulars: ({ authority, reason, clause, whatToDo }) => ({ authority, reason, clause, whatToDo }),
  });
  atPart({
    act: 'ask-completion',
    operationId: 'askCompletionOfRepair',
    summary: '一次性告知补正，其间不计时 · Ask once to complete; the clock pauses',
    body: schemas.AskCompletionBody,
    update: messages.askCompletionUpdate,
    particulars: ({ authority, items }) => ({ authority, items }),
  });
  atPart({
    act: 'complete',
    operationId: 'completeRepair',
    summary: '补正申请材料 · Complete what was asked for',
    body: schemas.CompleteBody,
    update: messages.completeUpdate,
    particulars: ({ authority, materials }) => ({
      authority,
      materials: materials.map(({ kind, recordId = null, name, reference = null }) => {
        return { kind, recordId, name, reference };
      }),
    }),
  });
  atPart({
    act: 'answer',
    operationId: 'answerRepair',
    summary: '逐条答复：准予或不予修复 · Answer record by record: repaired or refused',
    body: schemas.AnswerBody,
    update: messages.answerUpdate,
    particulars: answers,
  });
  atPart({
    act: 'extend-answer',
    operationId: 'extendRepairAnswer',
    summary: '延长答复期限一次，期满前告知 · Extend the answer once, told before the term ends',
    body: schemas.ExtendAnswerBody,
    update: messages.extendAnswerUpdate,
    particulars: ({ authority, workingDays = null, reason }) => ({ authority, workingDays, reason }),
  });
  atPart({
    act: 'pause',
    operationId: 'pauseRepair',
    summary:
      '听证、鉴定等，告知所需时间，不计入期限 · Pause for a hearing or an expert check, the time told in writing',
    body: schemas.PauseBody,
    update: messages.pauseUpdate,
    particulars: ({ authority, cause, workingDays, reason }) => ({ authority, cause, workingDays, reason }),
  });
  atPart({
    act: 'resume',
    operationId: 'resumeRepair',
    summary: '恢复计时 · The hearing or the check is over',
    body: schemas.PartBody,
    update: messages.resumeUpdate,
    particulars: ({ authority }) => ({ authority }),
  });
  atPart({
    act: 'claim-part',
    operationId: 'claimRepairPart',
    summary: '领办本单位部分 · Claim the part of one’s own authority',
    body: schemas.PartBody,
    update: messages.claimPartUpdate,
    particulars: ({ authority }) => ({ authority }),
  });
  atPart({
    act: 'assign-part',
    operationId: 'assignRepairPart',
    summary: '主管人员将本单位部分分派给经办人 · Assign the part of one’s own authority to a handler there',
    body: schemas.AssignPartBody,
    update: messages.assignPartUpdate,
    particulars: ({ authority, to }) => ({ authority, to }),
  });
  atPart({
    act: 'hand-back-part',
    operationId: 'handBackRepairPart',
    summary: '退回本单位部分待领 · Hand the part back',
    body: schemas.PartBody,
    update: messages.handBackPartUpdate,
    particulars: ({ authority }) => ({ authority }),
  });
  actRoute(app, deps, {
    kind: 'repair',
    path: '/v1/repairs/:number/withdraw',
    act: 'withdraw',
    operationId: 'withdrawRepair',
    summary: '撤回尚未答复的部分 · Take back what is not yet answered',
    access: ON_THE_CASE,
    body: schemas.WithdrawRepairBody,
    update: messages.withdrawRepairUpdate,
    particulars: ({ authorities = null, reason = null }) => ({ authorities, reason }),
  });
}

/** @throws Problem `invalid-input`: who is refused is told why, by which clause and what to do */
function answers({ authority, answers }: Static<typeof schemas.AnswerBody>): Omit<messages.AnswerAct, keyof ActHeader> {
  const whole = answers.map(({ recordId, result, reason = null, clause = null, whatToDo = null, earliest = null }) => {
    return { recordId, result, reason, clause, whatToDo, earliest };
  });
  whole.forEach((answer, index) => {
    if (answer.result !== 'refused') return;
    const missing = (['reason', 'clause', 'whatToDo'] as const).find((field) => answer[field] === null);
    if (missing !== undefined) throw required(`/answers/${index}/${missing}`);
  });
  return { authority, answers: whole };
}

function required(pointer: string) {
  return invalidField(pointer, 'required', {
    zh: `“${pointer}”必须填写：不予修复须说明理由、依据和补救办法。`,
    en: `"${pointer}" is required: a refusal gives reason, clause and what to do.`,
  });
}
