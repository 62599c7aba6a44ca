/**
 * Repairs that are withdrawn, or nearly: served, acknowledged, heard in writing, in person or not at all, decided both ways, one
 * anew.
 */
import { endOfDay, shanghaiDay } from '../../domain/time.ts';
import { proposer } from './hearing-bench.ts';
import { type WithdrawalBench } from './withdrawal-bench.ts';

export async function tellWithdrawals(bench: WithdrawalBench): Promise<unknown> {
  const upheld = await bench.repaired({ measures: [{ code: 'A01', from: '2026-04-10', until: null }] });
  const first = await bench.propose(upheld);
  const second = await bench.propose(await bench.repaired());
  const third = await bench.served();
  const answers: unknown[] = [
    await bench.claim(first, proposer),
    await bench.handBack(first, proposer),
    await bench.serve(first),
    await bench.acknowledge(second),
    await bench.state(first),
    await bench.askHearing(second),
    await bench.waive(third),
  ];
  const hearing = await bench.workingDayAfter(`${shanghaiDay(await bench.now()).slice(0, 8)}28`);
  answers.push(await bench.callHearing(second, hearing));
  await bench.skipTo(`${hearing}T01:00:00.000Z`);
  answers.push(await bench.recordHearing(second, hearing));
  await bench.skipTo(endOfDay((await bench.row(first)).nextDue ?? ''));
  answers.push(await bench.uphold(first, { answerToStatement: '代办不免除本单位责任' }), await bench.drop(second));
  answers.push(await bench.drop(third));
  // A paper of those days comes to light: decided anew.
  const { due } = await bench.clock(first, 'statement-by');
  answers.push(await bench.reopen(first, due), await bench.uphold(first, { answerToStatement: '不予采纳' }));
  const rows = await Promise.all([first, second, third].map((on) => bench.row(on)));
  return { answers, statuses: rows.map(({ status }) => status) };
}
