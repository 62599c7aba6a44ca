/** What is done in a scenario: an operation of the API, or the message of a court or an agency. */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Answer } from './api-session.ts';
import type { ScenarioPerson } from './people.ts';
import { at, StepFault } from './handles.ts';
import type { ActStep, MessageStep } from './format.ts';
import { codesOf, type Outcome, operationOf, personOf, request, type Tools, wordsOf } from './requests.ts';
import { instantOf } from './when.ts';

/** Whether an act went as the step says; where not, what is to be said. */
export type Went = { readonly ok: true } | { readonly ok: false; readonly fault: StepFault };

/** Does what a step says. */
export async function act(tools: Tools, step: ActStep): Promise<Went> {
  const operation = operationOf(tools, step.do);
  const person = personOf(tools, step.as);
  const outcome = await request(tools, operation, person, {
    ...(step.on === undefined ? {} : { on: step.on }),
    ...(step.params === undefined ? {} : { params: step.params }),
    ...(step.body === undefined ? {} : { body: step.body }),
    ...(step.sign === undefined ? {} : { sign: step.sign }),
  });
  await tools.site.settle();
  if (step.name !== undefined) tools.handles.set(step.name, outcome.body);
  return judge(outcome, step.refused);
}

/** Of a message that nobody has taken yet: two minutes in all. */
const MOST_TRIES = 480;
const PAUSE_MS = 250;

/** Sends a message and waits until its case has taken it, or has not. */
export async function tell(tools: Tools, step: MessageStep): Promise<Went> {
  const { handles } = tools;
  const person = personOf(tools, step.as);
  const body = {
    eventId: `scenario-${randomUUID()}`,
    kind: step.message,
    occurredAt: instantOf(step.occurred ?? step.at),
    data: step.data,
  };
  const send = () => request(tools, operationOf(tools, 'sendMessage'), person, { body });
  const receipt = await send();
  if (!receipt.ok) return judge(receipt, step.refused);
  let taken = await settledMessage(tools, person, receipt);
  // A busy machine may not have told the workflow at once: sent again, the message is the same.
  for (let tries = 1; at(taken.body, ['state']) === 'stored' && tries < MOST_TRIES; tries += 1) {
    await setTimeout(PAUSE_MS);
    await send();
    taken = await settledMessage(tools, person, receipt);
  }
  const state = String(at(taken.body, ['state']));
  if (step.name !== undefined) handles.set(step.name, { number: at(taken.body, ['caseNumber']) });
  const code = at(taken.body, ['outcome', 'code']);
  const codes = [...(state === 'taken' ? [] : [state]), ...(typeof code === 'string' ? [code] : [])];
  const detail = at(taken.body, ['outcome', 'text']) ?? state;
  return judge({ ok: state === 'taken', body: { detail }, codes }, step.refused);
}

async function settledMessage({ site }: Tools, person: ScenarioPerson, receipt: Outcome): Promise<Answer> {
  await site.settle();
  return await site.ask(person, 'GET', `/v1/messages/${String(at(receipt.body, ['id']))}`);
}

function judge(outcome: Outcome, refused: string | undefined): Went {
  const codes = outcome.codes.join('、');
  if (refused === undefined) {
    if (outcome.ok) return { ok: true };
    const words = wordsOf(outcome);
    return {
      ok: false,
      fault: new StepFault(`未能办理（${codes}）：${words}`, `it was refused (${codesOf(outcome)})`),
    };
  }
  if (!outcome.ok && outcome.codes.includes(refused)) return { ok: true };
  return {
    ok: false,
    fault: outcome.ok
      ? new StepFault(`应以“${refused}”拒绝，却已办理`, `it should have been refused with "${refused}", and was done`)
      : new StepFault(
          `应以“${refused}”拒绝，实为“${codes}”`,
          `it should have been refused with "${refused}", not with "${codes}"`,
        ),
  };
}
