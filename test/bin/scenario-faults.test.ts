/** What a scenario file must not be allowed to say: each of these once passed, or was told in words of a machine. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { ScenarioFault } from '../../bin/scenario/complaint.ts';
import { readScenario } from '../../bin/scenario/read.ts';
import { flips } from '../scenarios/flip.ts';

const FOLDER = fileURLToPath(new URL('../../scenarios/', import.meta.url));
const FILES = readdirSync(FOLDER).sort();

const HEAD = 'title: 试\nabout: 民法典第二百零三条\nstart: 2026-04-08\n';

function faultsOf(text: string): string[] {
  try {
    readScenario(text);
    return [];
  } catch (error) {
    if (!(error instanceof ScenarioFault)) throw error;
    return error.complaints.map(({ line, text: { zh } }) => `${line} ${zh}`);
  }
}

/** Faults of a file whose only step, in its fifth line, is this. */
function faultsOfStep(step: string): string[] {
  return faultsOf(`${HEAD}steps:\n  - { at: 2026-04-09, ${step} }\n`);
}

describe('an expectation that compares nothing', () => {
  const ONE_OF_TWO = '5 须写 contains（应有）或者 absent（应无）之一，且只写一个';
  const ONLY_WITH_CONTAINS = '只与 contains 同用，写 absent 时不起作用，请删除';
  it.each([
    ['expect: timeline, of: 处罚, words: 没有的文字, times: 7', [ONE_OF_TWO]],
    ['expect: timeline, of: 处罚, contains: record-entered, absent: record-ended', [ONE_OF_TWO]],
    ['expect: timeline, of: 处罚, absent: record-ended, times: 7', [`5 times ${ONLY_WITH_CONTAINS}`]],
    ['expect: timeline, of: 处罚, absent: record-ended, words: 字', [`5 words ${ONLY_WITH_CONTAINS}`]],
    ['expect: notice, to: 张伟, of: 处罚', [ONE_OF_TWO]],
    ['expect: notice, to: 张伟, contains: record-ended, absent: decision', [ONE_OF_TWO]],
    [
      'expect: answer, get: getCase, on: 处罚, path: /kind',
      ['5 须写 equals、contains、absent、refused 之一，否则没有核对任何内容'],
    ],
    [
      'expect: answer, get: getCase, on: 处罚, refused: forbidden, equals: repaired',
      ['5 应被拒绝的（refused）没有答复可核对，请删除 equals'],
    ],
    ['expect: answer, get: getOutstanding, absent: false', ['5 absent 须写明 path：答复本身总有内容']],
    ['expect: answer, get: getOutstanding, path: "", absent: false', ['5 absent 须写明 path：答复本身总有内容']],
    [
      'expect: answer, get: getCase, path: /outcome, absent: true, equals: 1',
      ['5 absent: true 与 equals、contains 不能同写'],
    ],
    ['expect: answer, get: getCase, path: /kind, contains: ""', ['5 contains 不得为空，否则总是相符']],
    ['expect: nothing, since: 2027-01-01', ['5 since 须早于 at，否则没有核对任何内容']],
    ['expect: nothing, since: 2026-04-09', ['5 since 须早于 at，否则没有核对任何内容']],
  ])('is a fault: %s', (step, faults) => {
    expect(faultsOfStep(step)).toEqual(faults);
  });

  it.each([
    'expect: timeline, of: 处罚, absent: record-ended',
    'expect: timeline, of: 处罚, contains: record-entered, words: 处罚, times: 1, occurred: 2026-04-08',
    'expect: notice, to: 张伟, absent: decision',
    'expect: answer, get: getCase, on: 处罚, path: /outcome, absent: true',
    'expect: answer, get: getCase, on: 处罚, refused: forbidden',
    'expect: answer, get: getCase, on: 处罚, path: /items, absent: false, contains: 1',
    'expect: nothing, since: 2026-04-08 09:05',
  ])('is none where it compares something: %s', (step) => {
    expect(faultsOfStep(step)).toEqual([]);
  });
});

describe('a kind of entry or notice', () => {
  it.each([
    [
      'expect: timeline, of: 处罚, absent: record-endet',
      ['5 没有“record-endet”这种记载，近似的有：record-ended；全部见 npx jiannuo scenario --kinds'],
    ],
    [
      'expect: timeline, of: 处罚, contains: hocus-pocus-fidibus',
      ['5 没有“hocus-pocus-fidibus”这种记载；全部见 npx jiannuo scenario --kinds'],
    ],
    [
      'expect: notice, to: 张伟, absent: escalatoin',
      ['5 没有“escalatoin”这种通知，近似的有：escalation；全部见 npx jiannuo scenario --kinds'],
    ],
    [
      'expect: notice, to: 张伟, absent: extensoin',
      ['5 没有“extensoin”这种通知，近似的有：extension；全部见 npx jiannuo scenario --kinds'],
    ],
    [
      'expect: notice, to: 张伟, contains: remider',
      [expect.stringMatching(/^5 没有“remider”这种通知，近似的有：supply-reminder、handler-reminder、/)],
    ],
    ['expect: notice, to: 张伟, contains: record-held', [expect.stringMatching(/^5 没有“record-held”这种通知/)]],
  ])('that there is not is a fault: %s', (step, faults) => {
    expect(faultsOfStep(step)).toEqual(faults);
  });
});

describe('a name', () => {
  const BAD = '中不能有空格、点、$，请改名';
  const STEP = 'steps:\n  - { at: 2026-04-09, expect: status, of: 本案, equals: ended }\n';
  it.each([
    ['people: { 李.四: { role: oficer, nonsense: 1 } }', [`4 名称“李.四”${BAD}`]],
    ['people: { 李 四: { role: officer } }', [`4 名称“李 四”${BAD}`]],
    ['people: { $李四: { role: officer } }', [`4 名称“$李四”${BAD}`]],
    ['subjects: { 我 的店: { identifer: 1 } }', [`4 名称“我 的店”${BAD}`]],
    ['records: { 处.罚: { foo: 1 } }', [`4 名称“处.罚”${BAD}`]],
    ['people: { 李四: }', ['4 “/people/李四”应为对象。']],
    ['people: { 李.四: }', [`4 名称“李.四”${BAD}`]],
    [
      'people: { 李四: { role: officer, nonsense: 1 } }',
      ['4 “/people/李四/nonsense”不是可填写的字段，请删除或核对名称。'],
    ],
    ['people:', ['4 “/people”应为对象。']],
    ['calendar: { years: { "27": { nonsense: 1 } } }', ['4 “27”不是年度：请写四位数字，如 "2027"']],
    ['calendar: { untill: 2025 }', ['4 “/calendar/untill”不是可填写的字段，请删除或核对名称。']],
    ['calendar: officail', ['4 calendar 写 official，或者 { until: 年度, years: { "年度": … } }']],
  ])('is a fault where it cannot be referred to, and so is what is unknown in it: %s', (head, faults) => {
    expect(faultsOf(`${HEAD}${head}\n${STEP}`)).toEqual(faults);
  });

  const act = (name: string) => `  - { at: 2026-04-09, as: 王芳, do: openRepair, name: ${name} }\n`;
  it.each([
    ['by two steps', `${HEAD}steps:\n${act('本案')}${act('本案')}`, ['6 名称“本案”已用于第5行，请另起名称']],
    [
      'by a step and a record',
      `${HEAD}records: { 处罚: { by: 杨帆, body: {} } }\nsteps:\n${act('处罚')}`,
      ['6 名称“处罚”已用于第4行，请另起名称'],
    ],
    [
      'by a subject of the demo county',
      `${HEAD}steps:\n${act('春风广告店')}`,
      ['5 名称“春风广告店”已用于演示县的主体或者人员，请另起名称'],
    ],
    [
      'by somebody of it',
      `${HEAD}people: { 王芳: { role: officer } }\n${STEP}`,
      ['4 名称“王芳”已用于演示县的主体或者人员，请另起名称'],
    ],
    [
      'by a person and a subject',
      `${HEAD}people: { 甲: { role: officer } }\nsubjects: { 甲: { identifier: x, name: 甲 } }\n${STEP}`,
      ['5 名称“甲”已用于第4行，请另起名称'],
    ],
  ])('that is taken already is a fault: %s', (_how, text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });

  it('of the demo county is free where nothing is there', () => {
    expect(faultsOf(`${HEAD}county: none\nsteps:\n${act('春风广告店')}`)).toEqual([]);
  });
});

describe('a complaint', () => {
  it('of YAML is one, with its line and what to look for', () => {
    const open = '  - { at: 2026-04-09, expect: status, of: 本案, equals: ended\n';
    const [fault = '', ...others] = faultsOf(`${HEAD}steps:\n${open}${open}${open}`);
    expect(others).toEqual([]);
    expect(fault).toMatch(/^6 YAML 写法有误：请检查此处和上一行的括号、引号、缩进$/);
  });

  it('of a day that does not exist is not followed by one about the order', () => {
    const text = `${HEAD.replace('2026-04-08', '2026-04-31')}steps:\n  - { at: 2026-04-09, expect: status, of: 本案, equals: ended }\n`;
    expect(faultsOf(text)).toEqual(['3 “2026-04-31”不是真实存在的时间']);
  });
});

describe('the scenarios that come with it', () => {
  it.each(FILES)('every expectation of %s has a contrary that it can fail by', (name) => {
    const { scenario } = readScenario(readFileSync(`${FOLDER}${name}`, 'utf8'));
    for (const step of scenario.steps)
      if ('expect' in step) expect([step, flips(step).length > 0]).toEqual([step, true]);
  });
});
