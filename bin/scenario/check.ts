/** What is wrong with a scenario that the form of its parts does not show: names, times, and what compares nothing. */
import type { Bilingual } from '../../domain/text.ts';
import { readDay } from '../../domain/time.ts';
import type { Complaint } from './complaint.ts';
import { DEMO_NAMES } from './demo-names.ts';
import type { Expectation, Scenario, Step } from './format.ts';
import { unknownKind } from './kinds.ts';
import { instantOf } from './when.ts';

export type Path = readonly (string | number)[];
/** Line of what is at a path of the file. */
export type LineOf = (path: Path) => number;
type Of<K extends Expectation['expect']> = Extract<Expectation, { expect: K }>;

/** Everything that is wrong with a scenario whose parts all have their form. */
export function checkSense(scenario: Scenario, line: LineOf): Complaint[] {
  const inSteps = scenario.steps.flatMap((step, index) =>
    'expect' in step ? checkExpectation(step).map((text) => ({ line: line(['steps', index]), text })) : [],
  );
  return [...checkNames(scenario, line), ...checkTimes(scenario, line), ...inSteps];
}

/** An expectation must be able to fail: what it leaves open, or what nothing would ever be compared with. */
function checkExpectation(step: Expectation): Bilingual[] {
  switch (step.expect) {
    case 'timeline':
      return [...checkKind(step), ...checkDetails(step)];
    case 'notice':
      return checkKind(step);
    case 'answer':
      return checkAnswer(step);
    case 'nothing':
      return instantOf(step.since) < instantOf(step.at)
        ? []
        : [{ zh: 'since 须早于 at，否则没有核对任何内容', en: 'since must be before at: nothing is compared' }];
    default:
      return [];
  }
}

function checkKind({ expect, contains, absent }: Of<'timeline'> | Of<'notice'>): Bilingual[] {
  const kind = contains ?? absent;
  if (kind === undefined || (contains !== undefined && absent !== undefined))
    return [
      {
        zh: '须写 contains（应有）或者 absent（应无）之一，且只写一个',
        en: 'write either contains or absent, and only one of them',
      },
    ];
  const unknown = unknownKind(expect, kind);
  return unknown === null ? [] : [unknown];
}

function checkDetails({ absent, words, occurred, recorded, times }: Of<'timeline'>): Bilingual[] {
  if (absent === undefined) return [];
  return Object.entries({ words, occurred, recorded, times })
    .filter(([, value]) => value !== undefined)
    .map(([key]) => ({
      zh: `${key} 只与 contains 同用，写 absent 时不起作用，请删除`,
      en: `${key} goes with contains only: leave it out beside absent`,
    }));
}

function checkAnswer({ path = '', equals, contains, absent, refused }: Of<'answer'>): Bilingual[] {
  const compared = Object.entries({ equals, contains, absent }).flatMap(([key, value]) =>
    value === undefined ? [] : [key],
  );
  if (refused !== undefined) {
    if (compared.length === 0) return [];
    const keys = compared.join('、');
    return [
      {
        zh: `应被拒绝的（refused）没有答复可核对，请删除 ${keys}`,
        en: `what is refused has no answer to compare: leave out ${keys}`,
      },
    ];
  }
  if (compared.length === 0)
    return [
      {
        zh: '须写 equals、contains、absent、refused 之一，否则没有核对任何内容',
        en: 'write equals, contains, absent or refused: nothing is compared',
      },
    ];
  if (contains === '')
    return [{ zh: 'contains 不得为空，否则总是相符', en: 'contains may not be empty: it would always hold' }];
  if (absent !== undefined && path === '')
    return [{ zh: 'absent 须写明 path：答复本身总有内容', en: 'absent needs a path: an answer is never nothing' }];
  if (absent === true && compared.length > 1)
    return [
      { zh: 'absent: true 与 equals、contains 不能同写', en: 'absent: true does not go with equals or contains' },
    ];
  return [];
}

/** A name is given once: nobody may take over what it stands for. */
function checkNames(scenario: Scenario, line: LineOf): Complaint[] {
  const { county = 'demo', steps } = scenario;
  const given = [
    ...(['subjects', 'people', 'records'] as const).flatMap((list) =>
      Object.keys(scenario[list] ?? {}).map((name): [string, Path] => [name, [list, name]]),
    ),
    ...steps.flatMap((step, index): [string, Path][] =>
      'expect' in step || step.name === undefined ? [] : [[step.name, ['steps', index]]],
    ),
  ].map(([name, path]) => ({ name, at: line(path) }));
  const first = new Map<string, number>();
  return given
    .sort((one, other) => one.at - other.at)
    .flatMap(({ name, at }) => {
      const earlier = first.get(name);
      if (earlier === undefined) first.set(name, at);
      if (earlier === undefined && !(county === 'demo' && DEMO_NAMES.has(name))) return [];
      const by =
        earlier === undefined
          ? { zh: '演示县的主体或者人员', en: 'by the demo county' }
          : { zh: `第${earlier}行`, en: `in line ${earlier}` };
      const text = {
        zh: `名称“${name}”已用于${by.zh}，请另起名称`,
        en: `the name "${name}" is taken ${by.en}: choose another`,
      };
      return [{ line: at, text }];
    });
}

/** Days that exist, and steps in the order of time. */
function checkTimes({ start, steps }: Scenario, line: LineOf): Complaint[] {
  const complaints: Complaint[] = [];
  const say = (path: Path, zh: string, en: string) => complaints.push({ line: line(path), text: { zh, en } });
  const dated: [Path, string][] = [
    [['start'], start],
    ...steps.flatMap((step, index) =>
      datesOf(step).map(([key, text]): [Path, string] => [['steps', index, key], text]),
    ),
  ];
  for (const [path, text] of dated)
    if (!isReal(text)) say(path, `“${text}”不是真实存在的时间`, `"${text}" is not a real day and time`);
  let before: string | null = null;
  for (const [path, at] of [
    [['start'], start] as const,
    ...steps.map((step, index) => [['steps', index, 'at'], step.at] as const),
  ]) {
    // What is no time is told above, and nothing can be before or after it.
    if (!isReal(at)) continue;
    if (before !== null && instantOf(at) < instantOf(before))
      say(
        path,
        `“${at}”早于前一步“${before}”，请按时间先后排列`,
        `"${at}" is before "${before}": put the steps in the order of time`,
      );
    before = at;
  }
  return complaints;
}

function isReal(when: string): boolean {
  return readDay(when.slice(0, 10)) !== null && !Number.isNaN(Date.parse(instantOf(when)));
}

function datesOf(step: Step): [string, string][] {
  return Object.entries(step).filter(
    (entry): entry is [string, string] =>
      ['at', 'since', 'occurred', 'recorded'].includes(entry[0]) && typeof entry[1] === 'string',
  );
}
