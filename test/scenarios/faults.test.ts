/** Expectations that once passed without being looked at, and what is said of them now. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readScenario, type ScenarioText } from '../../bin/scenario/read.ts';
import { playScenario } from '../../bin/scenario/run.ts';
import { ScenarioStage } from '../../bin/scenario/stage.ts';

const PATIENCE_MS = 600_000;

const HEAD = `title: 试
about: 每一步都须核对到内容
start: 2026-04-08
records:
  处罚: { by: 杨帆, body: { subjectId: $聚贤人力资源有限公司, kind: penalty, documentKind: 行政处罚决定书, documentNumber: 明城罚〔2026〕51号, decidedOn: 2026-04-07, severity: general, facts: 违法设置招牌 } }
steps:
`;

/** Steps of one moment, each with what is said of it; null: it is as expected. */
const STEPS: readonly (readonly [string, RegExp | null])[] = [
  ['expect: shown, of: 处罚, equals: true', null],
  ['expect: shown, of: $处罚, equals: true', null],
  ['expect: shown, of: $处罚, equals: false', /该信息不应公示，却在公示/],
  ['expect: shown, of: 王芳, equals: false', /没有该内容/],
  [
    'expect: timeline, of: 处罚, absent: rectification-rung-passed',
    /publicity）的经过中不会有“rectification-rung-passed”/,
  ],
  ['expect: timeline, of: 处罚, absent: record-held', null],
  ['expect: notice, to: admin, absent: record-ended', null],
  ['expect: notice, to: 县人民法院系统, absent: record-ended', /县人民法院系统的收件箱未获答复（403）/],
  ['expect: answer, get: getCase, on: 处罚, path: /outcome, absent: true', null],
  ['expect: answer, get: getCase, on: 处罚, path: /recrod/id, absent: true', /答复中没有“\/recrod\/id”这一处/],
  ['expect: answer, get: getCase, on: 处罚, path: /outcom, absent: true', /答复中没有“\/outcom”这一处/],
  ['expect: answer, get: getCase, on: 处罚, path: /timeline/9, absent: true', null],
  ['expect: answer, get: getCase, on: 处罚, path: /timelin/9, absent: true', /答复中没有“\/timelin\/9”这一处/],
  ['expect: answer, get: getCase, on: 处罚, path: /outcome, equals: null', null],
  ['expect: answer, get: getCase, on: 处罚, path: /outcom, equals: null', /应为“null”，实为“（无此项）”/],
  [
    'expect: answer, get: getCase, on: 处罚, path: /kind, equals: publicity, body: { nonsense: 1 }',
    /“getCase”没有请求体/,
  ],
  ['expect: answer, get: listMySubjects, as: 张伟, on: 处罚, path: /items, absent: false', /on 不起作用，请删除/],
  [
    'expect: answer, get: getSubject, as: 杨帆, params: { id: 聚贤人力资源有限公司 }, path: /name, absent: false',
    /“聚贤人力资源有限公司”前缺少 \$：写作 \$聚贤人力资源有限公司/,
  ],
  ['expect: answer, get: getSubjct, path: /name, absent: false', /没有“getSubjct”这项操作，近似的有：getSubject/],
];

describe('a played scenario', () => {
  let stage: ScenarioStage;
  beforeAll(async () => {
    stage = await ScenarioStage.start();
  }, PATIENCE_MS);
  afterAll(async () => {
    await stage.stop();
  }, PATIENCE_MS);

  const told = async (text: ScenarioText): Promise<string[]> =>
    (await playScenario(stage, text)).complaints.map(({ line, text: { zh } }) => `${line} ${zh}`);

  it(
    'complains of each expectation that is not looked at, and of no other',
    async () => {
      const lines = STEPS.map(([step]) => `  - { at: 2026-04-09, ${step} }\n`);
      const first = HEAD.split('\n').length;
      const wanted = STEPS.flatMap(([, words], index) =>
        words === null ? [] : [expect.stringMatching(new RegExp(`^${first + index} .*${words.source}`))],
      );
      expect(await told(readScenario(HEAD + lines.join('')))).toEqual(wanted);
    },
    PATIENCE_MS,
  );

  it(
    'says of an act how a name is written, and what takes no body',
    async () => {
      const acts = [
        'as: 杨帆, do: proposeDetermination, body: { subjectId: 聚贤人力资源有限公司, facts: 举报 }',
        'as: 张伟, do: listMySubjects, body: { nonsense: 1 }',
      ];
      const all = await Promise.all(acts.map((act) => told(readScenario(`${HEAD}  - { at: 2026-04-09, ${act} }\n`))));
      expect(all).toEqual([
        [expect.stringMatching(/^7 .*“聚贤人力资源有限公司”前缺少 \$：写作 \$聚贤人力资源有限公司$/)],
        [expect.stringMatching(/^7 “listMySubjects”没有请求体/)],
      ]);
    },
    PATIENCE_MS,
  );

  it(
    'complains where the moment of a step is past already',
    async () => {
      const { scenario, line } = readScenario(`${HEAD}  - { at: 2026-04-09, expect: shown, of: 处罚, equals: true }\n`);
      const [step] = scenario.steps;
      const early = { ...scenario, steps: step === undefined ? [] : [{ ...step, at: '2026-04-08 08:58' }] };
      expect(await told({ scenario: early, line })).toEqual([
        expect.stringMatching(/^7 轮到本步时已是2026-04-08 09:0\d，晚于所写的2026-04-08 08:58/),
      ]);
    },
    PATIENCE_MS,
  );
});
