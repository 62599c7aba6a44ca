import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RepairApi } from '../support/repair-api.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

// Thursday 10 September 2026, 10:00 in Shanghai.
const START = '2026-09-10T02:00:00.000Z';

/** Chen and Liu are of the market authority, Lin of transport, Kong of the window. */
const STAFF = ['chen', 'liu', 'lin', 'kong'] as const;

interface Shown {
  assignedTo: string | null;
  timeline: { kind: string; actorSub: string | null }[];
  notices: { kind: string }[];
  repair: { registeredBy: string | null; parts: { status: string; assignedTo: string | null }[] };
}

/** An application that two authorities and a window have had to do with: whose people each reads of. */
describe('who reads which people of an application for repair', () => {
  let on: RepairApi;
  let number: string;
  beforeAll(async () => {
    on = await RepairApi.start(START);
    const opened = await on.open('market', 'transport');
    number = opened.number;
    const [first] = opened.recordIds;
    const market = { authority: 'market' };
    const transport = { authority: 'transport' };
    const acts: [string, string, object][] = [
      ['claim-part', 'chen', market],
      ['assign-part', 'liu', { ...market, to: 'chen' }],
      ['claim-part', 'lin', transport],
      ['ask-completion', 'lin', { ...transport, items: ['凭证'] }],
      ['complete', 'kong', { ...transport, materials: [{ kind: 'other', name: '凭证' }] }],
      ['accept', 'lin', transport],
      ['extend-answer', 'lin', { ...transport, reason: '需要现场核查' }],
      ['answer', 'chen', { ...market, answers: [{ recordId: first, result: 'repaired' }] }],
    ];
    const claimed = await on.api.send({
      method: 'POST',
      url: `/v1/cases/${number}/claim`,
      as: 'kong',
      key: 'a-key-of-kongs-own',
      body: {},
    });
    if (claimed.statusCode !== 200) throw new Error(claimed.body);
    for (const [act, as, body] of acts) {
      const answer = await on.act(number, act, as, body);
      if (answer.statusCode !== 200) throw new Error(`${act} by ${as}: ${answer.body}`);
    }
  }, 300_000);
  afterAll(async () => {
    await on.stop();
  });

  const read = async (as: string) => (await on.read(number, as, 'en')).json<Shown>();
  /** The people of authorities whom somebody's whole view names. */
  const namedTo = async (as: string) => {
    const { body } = await on.read(number, as, 'en');
    return STAFF.filter((sub) => new RegExp(`\\b${sub}\\b`).test(body));
  };

  it('each authority reads its own; the applicant nobody, an auditor everybody', async () => {
    expect(await namedTo('chen')).toEqual(['chen', 'liu']);
    expect(await namedTo('liu')).toEqual(['chen', 'liu']);
    expect(await namedTo('lin')).toEqual(['lin']);
    expect(await namedTo('kong')).toEqual(['kong']);
    expect(await namedTo('zhang')).toEqual([]);
    expect(await namedTo('auditor')).toEqual([...STAFF]);
  });

  it('of another part it reads status, dates and outcome, not how the work there is divided', async () => {
    const { assignedTo, repair, timeline } = await read('lin');
    expect(assignedTo).toBeNull();
    expect(repair.parts).toMatchObject([
      { status: 'answered', assignedTo: null },
      { status: 'in-check', assignedTo: 'lin' },
    ]);
    const kinds = timeline.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'repair-part-claimed')).toHaveLength(1);
    expect(kinds).not.toContain('repair-part-assigned');
    expect(kinds).not.toContain('claimed');
    expect(timeline.find(({ kind }) => kind === 'repair-answered')).toMatchObject({ actorSub: null });
    expect(timeline.find(({ kind }) => kind === 'repair-completed')).toMatchObject({ actorSub: null });
    expect((await read('kong')).timeline.find(({ kind }) => kind === 'repair-completed')?.actorSub).toBe('kong');
  });

  it('reads the notices of its own desk and of its own part, and the applicant their own', async () => {
    const kinds = async (as: string) => (await read(as)).notices.map(({ kind }) => kind).sort();
    expect(await kinds('chen')).toEqual(['assigned', 'repair-received', 'repaired']);
    expect(await kinds('lin')).toEqual([
      'repair-accepted',
      'repair-completed',
      'repair-completion-asked',
      'repair-extended',
      'repair-received',
    ]);
    expect(await kinds('kong')).toEqual(['repair-forwarded']);
    expect(await kinds('zhang')).toEqual([
      'repair-accepted',
      'repair-completion-asked',
      'repair-extended',
      'repair-forwarded',
      'repaired',
    ]);
  });
});
