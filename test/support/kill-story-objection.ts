/** Objections: passed on, added to, inspected, extended, answered in each way, taken back, and ended by an annulment. */
import { MEASURE, type ObjectionBench } from './objection-bench.ts';

export async function tellObjections(bench: ObjectionBench): Promise<unknown> {
  // Each of a subject of its own: what else is in force of one is looked up in no order.
  const shown = () => bench.shown();
  const first = await bench.object(await shown());
  const second = await bench.object(await shown(), { window: null });
  const third = await bench.object(await shown(), { window: null });
  const fourth = await bench.object(await shown());
  const fifth = await bench.object(await shown(), { window: null });
  const answers: unknown[] = [
    await bench.forward(first),
    await bench.inspect(first, 1),
    await bench.inspect(second, 2),
    await bench.endInspection(second),
    await bench.supplement(third, '当日停业'),
    await bench.extendCheck(third, 5),
    await bench.takeBack(fourth),
    await bench.annul(fifth.recordId),
  ];
  await bench.past(first, 'objection-inspection-until');
  const minor = {
    scope: 'fields',
    facts: '逾期年报',
    severity: null,
    decidedOn: null,
    measuresLifted: [MEASURE.code],
  } as const;
  answers.push(
    await bench.correct(first),
    await bench.correct(second, minor),
    await bench.reject(third, { supplementsRead: 1 }),
  );
  const cases = [first, second, third, fourth, fifth];
  const rows = await Promise.all(cases.map((on) => bench.row(on)));
  return { answers, statuses: rows.map(({ status }) => status) };
}
