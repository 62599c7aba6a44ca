import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { ScenarioFault } from '../../bin/scenario/complaint.ts';
import { scenarioSchemaText } from '../../bin/scenario/format.ts';
import { readScenario } from '../../bin/scenario/read.ts';
import { rowsTable } from '../../bin/scenario/rows.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FILES = readdirSync(`${ROOT}scenarios`)
  .sort()
  .map((name) => `${ROOT}scenarios/${name}`);

const GOOD = `title: 试
about: 民法典第二百零三条
start: 2026-09-18
steps:
  - { at: 2026-09-18, as: 张伟, do: openAcceptFirst, body: { code: 330199199202290013, place: 007 } }
  - { at: 2026-09-19 08:30, expect: status, of: 本案, equals: completed }
`;

function faultsOf(text: string): string[] {
  try {
    readScenario(text);
    return [];
  } catch (error) {
    if (!(error instanceof ScenarioFault)) throw error;
    return error.complaints.map(({ line, text: { zh } }) => `${line} ${zh}`);
  }
}

describe('a scenario file', () => {
  it('is read with the line of each of its parts', () => {
    const { scenario, line } = readScenario(GOOD);
    expect(scenario.steps).toHaveLength(2);
    expect([line(['title']), line(['steps', 0]), line(['steps', 1, 'equals']), line(['steps', 1, 'nowhere'])]).toEqual([
      1, 5, 6, 6,
    ]);
  });

  it('keeps numbers of people, and those with a nought in front, as they are written', () => {
    expect(readScenario(GOOD).scenario.steps[0]).toMatchObject({
      body: { code: '330199199202290013', place: '007' },
    });
  });

  it.each([
    ['an unknown key', `${GOOD}stepz: 1\n`, ['7 “/stepz”不是可填写的字段，请删除或核对名称。']],
    [
      'an unknown key of a step',
      GOOD.replace('equals: completed', 'equals: completed, sooner: 1'),
      ['6 “/sooner”不是可填写的字段，请删除或核对名称。'],
    ],
    ['a step of no kind', GOOD.replace('expect: status', 'expect: hope'), [expect.stringMatching(/^6 每一步须写/)]],
    ['what is missing', GOOD.replace(', equals: completed', ''), ['6 “/equals”必须填写。']],
    ['a day that does not exist', GOOD.replace('2026-09-19 08:30', '2026-09-31'), ['6 “2026-09-31”不是真实存在的时间']],
    ['an hour that does not exist', GOOD.replace('08:30', '25:30'), ['6 “2026-09-19 25:30”不是真实存在的时间']],
    [
      'steps out of order',
      GOOD.replace('2026-09-19 08:30', '2026-09-17'),
      ['6 “2026-09-17”早于前一步“2026-09-18”，请按时间先后排列'],
    ],
    [
      'an agency of no manner',
      `${GOOD}agencies: { agency: deaf }\n`,
      ['7 “/agencies/agency”只能是："prompt", "silent"。'],
    ],
    ['YAML that is none', 'title: "试\n', [expect.stringMatching(/^\d+ YAML 写法有误/)]],
  ])('is refused with its line for %s', (_what, text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });

  it('has the published schema', () => {
    expect(readFileSync(`${ROOT}docs/scenario.schema.json`, 'utf8')).toBe(scenarioSchemaText());
  });

  it.each(FILES)('%s can be read', (file) => {
    expect(faultsOf(readFileSync(file, 'utf8'))).toEqual([]);
  });

  it('stands in the table of domain/README.md (npx jiannuo scenario --rows scenarios/*.yaml)', () => {
    expect(readFileSync(`${ROOT}domain/README.md`, 'utf8')).toContain(`${rowsTable(FILES)}\n`);
  });
});
