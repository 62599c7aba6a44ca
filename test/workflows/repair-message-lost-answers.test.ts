/** What systems and courts say of an application, and the acts beside it, where every step loses its answer once. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Subject } from '../../db/entities/subject.ts';
import { destinationOf, MESSAGE_KINDS } from '../../domain/messages/messages.ts';
import * as messages from '../../workflows/messages/repair.ts';
import { officerOf, RepairBench } from '../support/repair-bench.ts';
import { tellStory, type Told } from '../support/story-teller.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

const STORY = { startAt: '2026-09-10T02:00:00.000Z', sideBySide: true, tell };

describe('an answer that is lost, of what is said by message', () => {
  let bench: RepairBench;
  let undisturbed: Told;
  beforeAll(async () => {
    bench = await RepairBench.start({ startAt: STORY.startAt, realTime: true });
    undisturbed = await tellStory(bench, STORY);
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('tells every message that goes to an application for repair', async () => {
    const rows = await bench.sql<{ kind: string }>('select distinct kind from inbound_message');
    const toRepair = MESSAGE_KINDS.filter((kind) => {
      const to = destinationOf(kind);
      return to.case === 'repair' || ('first' in to && to.first === 'repair');
    });
    expect(rows.map(({ kind }) => kind).sort()).toEqual(toRepair.toSorted());
    expect(undisturbed.answers).toMatchObject({
      said: ['recorded', 'recorded', 'recorded', 'recorded', 'recorded'],
      outcomes: ['repaired', 'not-accepted', 'refused', 'repaired'],
    });
  });

  it.each(['after-commit', 'before-commit'] as const)('at every step (%s) doubles and loses nothing', async (point) => {
    const failed = new Set<string>();
    bench.boundary = async (at, caseId, key) => {
      if (at !== point || key === 'push' || failed.has(`${caseId} ${key}`)) return;
      failed.add(`${caseId} ${key}`);
      throw new Error('the connection to the worker broke');
    };
    const told = await tellStory(bench, STORY);
    bench.boundary = undefined;
    expect(told).toEqual(undisturbed);
    expect(failed.size).toBe(undisturbed.rows.filter((line) => line.startsWith('case_step ')).length);
    // The application, five messages, and five acts.
    expect(failed.size).toBe(11);
  });
});

async function tell(bench: RepairBench): Promise<unknown> {
  const opened = await bench.openFor('market', 'transport', 'safety', 'court');
  const { number: caseNumber } = await bench.row(opened);
  const documentOf = async (at: number) => (await bench.recordRow(opened.records[at]?.id ?? '')).documentNumber;
  const { identifier } = await bench.orm.em.fork().findOneOrFail(Subject, { id: opened.subjectId });
  const bare = { reason: null, clause: null, whatToDo: null, earliest: null };
  const answers = [{ documentNumber: await documentOf(0), result: 'repaired', ...bare } as const];
  const ids = [await bench.say(opened, 'market', 'repair.completion-asked', { caseNumber, missing: ['罚款缴纳凭证'] })];
  await bench.complete(opened, 'market');
  ids.push(
    await bench.say(opened, 'market', 'repair.accepted', { caseNumber, reference: null }),
    await bench.say(opened, 'market', 'repair.answered', { caseNumber, answers }),
    await bench.say(opened, 'transport', 'repair.not-accepted', { caseNumber, reason: '非本单位信息', clause: '办法' }),
    await bench.say(opened, 'court', 'debtor.withdrawn', {
      documentNumber: await documentOf(3),
      identifier,
      ground: 'performed',
    }),
  );
  const desk = { by: officerOf('safety'), authority: 'safety' };
  await bench.act<messages.PartActHeader>(opened, messages.claimPartUpdate, desk);
  await bench.act<messages.PartActHeader>(opened, messages.handBackPartUpdate, desk);
  await bench.accept(opened, 'safety');
  await bench.answer(opened, 'safety', 'refused');
  const said = await Promise.all(ids.map((id) => bench.message(id)));
  return { said: said.map(({ code }) => code), outcomes: await bench.outcomes(opened), end: await bench.end(opened) };
}
