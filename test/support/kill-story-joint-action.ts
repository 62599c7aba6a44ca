/** Measures that other authorities carry out, decline, are named for and named for no more; in every act and message. */
import { endOfDay } from '../../domain/time.ts';
import { withdrawRecordUpdate } from '../../workflows/messages/publicity.ts';
import type { BenchOptions } from './bench-parts.ts';
import { Carrier, changeCarriers, enterCarrier, nameCarriers, reachRecords, say } from './joint-bench.ts';
import { PublicityBench, supervisor } from './publicity-bench.ts';

/** With the authorities that carry out B08 (housing) and E04 (traffic). */
export async function startJointAction(options: BenchOptions): Promise<PublicityBench> {
  const bench = await PublicityBench.start(options);
  await enterCarrier(bench, 'housing', '示范县住房和城乡建设局');
  await enterCarrier(bench, 'traffic', '示范县交通运输局');
  await nameCarriers(bench, 'B08', ['housing']);
  await nameCarriers(bench, 'E04', ['traffic']);
  return bench;
}

export async function tellJointAction(bench: PublicityBench): Promise<unknown> {
  // The telling before this one named them, at a time that is yet to come in this one.
  await bench.sql(`update measure_carrier set at = '2013-01-01T00:00:00.000Z'`);
  const [housing, traffic, market] = ['housing', 'traffic', 'market'].map((code) => new Carrier(bench, code)) as [
    Carrier,
    Carrier,
    Carrier,
  ];
  const from = await bench.today();
  const measures = ['B08', 'E04'].map((code) => ({ code, from, until: null }));
  const [one, two] = [
    await bench.enter({ severity: 'serious', measures }),
    await bench.enter({ severity: 'serious', measures }),
  ];
  const { number: caseNumber } = await bench.file(two);
  const answers: unknown[] = [
    await housing.respond(one, 'B08'),
    await housing.execute(one, 'B08'),
    await housing.feedBack(one, 'B08'),
    await housing.decline(one, 'B08'),
    await traffic.decline(one, 'E04'),
    await market.withdrawRequest(one, 'E04', 'traffic'),
    await housing.decline(two, 'B08'),
    await say(bench, 'traffic', { caseNumber, measure: 'E04', step: 'decline', note: '由公安机关实施' }),
  ];
  await reachRecords(bench, await changeCarriers(bench, 'B08', ['traffic']));
  // Who is named now says nothing.
  const [silent] = await bench.sql<{ due: string }>(
    `select max(due)::text as due from deadline where case_id = ? and kind = 'execute-by' and state = 'running'`,
    [two.caseId],
  );
  await bench.skipTo(endOfDay(silent?.due ?? from));
  answers.push(
    await bench.annul(one, from),
    await bench.act(two, withdrawRecordUpdate, { by: supervisor, reason: '录入有误' }),
    await housing.execute(one, 'B08', 'undo'),
    await housing.feedBack(one, 'B08', 'undo'),
  );
  await reachRecords(bench, await changeCarriers(bench, 'B08', ['housing']));
  const files = await Promise.all([one, two].map((on) => bench.file(on)));
  return { answers, statuses: files.map(({ status }) => status) };
}
