/** Rectifications: one up the whole ladder and reopened, one extended and taken back, one checked late. */
import { boss, inspector, type RectificationBench } from './rectification-bench.ts';

export async function tellRectifications(bench: RectificationBench): Promise<unknown> {
  const first = await bench.ordered();
  const second = await bench.ordered();
  const answers: unknown[] = [
    await bench.claim(first, inspector),
    await bench.handBack(first, inspector),
    await bench.report(second),
    await bench.reject(second),
    await bench.prolong(second, await bench.workingDay(40)),
    await bench.cancel(second),
  ];
  await bench.passRung(first);
  // Its own silence is told before the authority calls the interview.
  await bench.past(first, 'interview-by');
  answers.push(await bench.call(first), await bench.interviewed(first));
  await bench.passRung(first);
  answers.push(await bench.call(first), await bench.interviewed(first, { result: 'missed', signed: null }));
  const { due } = await bench.clock(first, 'rectification-by');
  await bench.passRung(first);
  answers.push(await bench.reopen(first, due, { by: boss }), await bench.confirm(first));
  const rows = await Promise.all([first, second].map((on) => bench.row(on)));
  return { answers, statuses: rows.map(({ status }) => status) };
}
