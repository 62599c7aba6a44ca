/** Records entered, corrected, measured, annulled, withdrawn, and ended by time. */
import { addMonths, endOfDay } from '../../domain/time.ts';
import {
  declareUpdate,
  dismissAnnulmentUpdate,
  reportAnnulmentUpdate,
  withdrawDeclarationUpdate,
  withdrawRecordUpdate,
} from '../../workflows/messages/publicity.ts';
import { manager, officer, type PublicityBench, supervisor } from './publicity-bench.ts';

export async function tellRecords(bench: PublicityBench): Promise<unknown> {
  const today = await bench.today();
  const measures = [{ code: 'A04', from: today, until: addMonths(today, 60) }];
  const long = await bench.enter({ severity: 'serious', kind: 'serious-list', measures });
  const annulled = await bench.enter();
  const withdrawn = await bench.enter();
  const report = { by: manager, documentNumber: '（2026）示01行终1号', annulledOn: today };
  const answers = [
    await bench.dutiesDone(long, { correctedOn: today, dutiesDoneOn: today }),
    await bench.act(annulled, declareUpdate, { by: manager, text: '判决尚未生效' }),
    await bench.act(annulled, withdrawDeclarationUpdate, { by: manager }),
    await bench.act(annulled, reportAnnulmentUpdate, report),
    await bench.act(annulled, dismissAnnulmentUpdate, { by: officer, reason: '判决未生效' }),
    await bench.annul(annulled, today),
    await bench.act(withdrawn, withdrawRecordUpdate, { by: supervisor, reason: '录入有误' }),
  ];
  const { minimumEnds, endsBy } = await bench.file(long).then(() => datesOf(bench, long.caseId));
  await bench.skipTo(endOfDay(minimumEnds));
  await bench.skipTo(endOfDay(endsBy));
  await bench.skipTo(endOfDay(measures[0]?.until ?? ''));
  const files = await Promise.all([long, annulled, withdrawn].map((on) => bench.file(on)));
  return { answers, statuses: files.map(({ status }) => status) };
}

async function datesOf(bench: PublicityBench, id: string): Promise<{ minimumEnds: string; endsBy: string }> {
  const [row] = await bench.sql<{ minimumEnds: string; endsBy: string }>(
    'select minimum_ends::text as "minimumEnds", ends_by::text as "endsBy" from record where id = ?',
    [id],
  );
  if (row === undefined) throw new Error('no record');
  return row;
}
