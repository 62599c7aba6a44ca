/** What the API answers to a question of a scenario, and how it compares with what is expected. */
import type { Expectation } from './format.ts';
import { at, StepFault } from './handles.ts';
import type { Operation } from './operations.ts';
import { AUDITOR } from './people.ts';
import { codesOf, operationOf, personOf, request, type Tools, wordsOf } from './requests.ts';

type AnswerStep = Extract<Expectation, { expect: 'answer' }>;

/** Asks what a step asks for and compares the answer; null: as expected. */
export async function lookAtAnswer(tools: Tools, step: AnswerStep): Promise<StepFault | null> {
  const { on, params, body } = step;
  const person = step.as === undefined ? AUDITOR : personOf(tools, step.as);
  const operation = operationOf(tools, step.get);
  const outcome = await request(tools, operation, person, {
    ...(on === undefined ? {} : { on }),
    ...(params === undefined ? {} : { params }),
    ...(body === undefined ? {} : { body }),
  });
  if (step.refused !== undefined) {
    if (!outcome.ok && outcome.codes.includes(step.refused)) return null;
    return new StepFault(
      `应以“${step.refused}”拒绝，实为“${outcome.codes.join('、')}”`,
      `it is not refused with "${step.refused}"`,
    );
  }
  if (!outcome.ok) return new StepFault(`查询未获答复：${wordsOf(outcome)}`, `it was refused (${codesOf(outcome)})`);
  const path = (step.path ?? '').split('/').slice(1);
  if (step.absent === true && !isThere(operation, outcome.body, path))
    return new StepFault(
      `答复中没有“${step.path ?? ''}”这一处，不能据以认定没有内容，请核对 path`,
      `the answer has no such place as ${step.path ?? ''}: check the path`,
    );
  return await compare(tools, step, at(outcome.body, path));
}

/** Whether a place could hold something: what it stands in is there, and the API describes a field of its name. */
function isThere({ answerFields }: Operation, body: unknown, path: readonly string[]): boolean {
  const [parent, key = ''] = [at(body, path.slice(0, -1)), path.at(-1)];
  if (Array.isArray(parent)) return /^\d+$/.test(key);
  return typeof parent === 'object' && parent !== null && (key in parent || answerFields.has(key));
}

async function compare({ handles }: Tools, step: AnswerStep, found: unknown): Promise<StepFault | null> {
  const isNothing = found === undefined || found === null || (Array.isArray(found) && found.length === 0);
  if (step.absent !== undefined && isNothing !== step.absent)
    return step.absent
      ? new StepFault(`该处应无内容，实为${JSON.stringify(found)}`, `there is something: ${JSON.stringify(found)}`)
      : new StepFault('该处应有内容，却没有', 'there is nothing');
  if (step.equals !== undefined) {
    const wanted = await handles.resolve(step.equals);
    if (found !== wanted) return differs(shown(found), shown(wanted));
  }
  if (step.contains === undefined) return null;
  const wanted = await handles.resolve(step.contains);
  const has =
    typeof found === 'string' ? found.includes(String(wanted)) : Array.isArray(found) && found.includes(wanted);
  return has
    ? null
    : new StepFault(`${shown(found)}中没有“${String(wanted)}”`, `it does not contain "${String(wanted)}"`);
}

/** As JSON; what is not there is no null. */
function shown(value: unknown): string {
  return value === undefined ? '（无此项）' : JSON.stringify(value);
}

/** What to say where a text is another than expected; null where it is not. */
export function differs(found: string, wanted: string): StepFault | null {
  return found === wanted
    ? null
    : new StepFault(`应为“${wanted}”，实为“${found}”`, `expected "${wanted}", found "${found}"`);
}
