/** Applications for repair: each act on a part, each step of its own, and what systems and courts say. */
import { endOfDay } from '../../domain/time.ts';
import * as messages from '../../workflows/messages/repair.ts';
import { applicant, officerOf, type RepairBench, supervisorOf } from './repair-bench.ts';

export async function tellRepairs(bench: RepairBench): Promise<unknown> {
  const subjectId = await bench.subject();
  const records = [];
  for (const authority of ['market', 'transport', 'safety']) records.push(await bench.record(subjectId, { authority }));
  const opened = await bench.open(subjectId, records);
  const at = (authority: string) => ({ by: officerOf(authority), authority });
  const answers: unknown[] = [
    await bench.act<messages.PartActHeader>(opened, messages.claimPartUpdate, at('market')),
    await bench.act<messages.AssignPartAct>(opened, messages.assignPartUpdate, {
      by: supervisorOf('market'),
      authority: 'market',
      to: officerOf('market').sub,
    }),
    await bench.act<messages.PartActHeader>(opened, messages.handBackPartUpdate, at('market')),
    await bench.accept(opened, 'market'),
    await bench.askCompletion(opened, 'transport'),
    await bench.extend(opened, 'market'),
    await bench.pause(opened, 'market', 20),
    await bench.resume(opened, 'market'),
    await bench.complete(opened, 'transport'),
    await bench.notAccept(opened, 'transport'),
  ];
  const { number } = await bench.row(opened);
  const { documentNumber } = await bench.recordRow(records[2]?.id ?? '');
  const bare = { reason: null, clause: null, whatToDo: null, earliest: null };
  const said = await bench.say(opened, 'safety', 'repair.answered', {
    caseNumber: number,
    answers: [{ documentNumber, result: 'repaired', ...bare }],
  });
  answers.push(await bench.message(said), await bench.answer(opened, 'market', 'refused'));

  // Nobody acts: reminders, silence, a completion that never comes, a pause that ends by itself; then it is withdrawn.
  const silent = await bench.openFor('market', 'transport', 'safety');
  answers.push(
    await bench.askCompletion(silent, 'transport'),
    await bench.accept(silent, 'safety'),
    await bench.pause(silent, 'safety', 3),
  );
  await bench.skipTo(endOfDay((await bench.deadline(silent, 'transport', 'complete-by')).due));
  answers.push(await bench.withdraw(silent, null, { by: applicant }));

  // A date of a year whose holidays nobody knows.
  const restore = await withoutCalendar(bench);
  const provisional = await bench.openFor('market');
  answers.push(await bench.askCompletion(provisional, 'market'));
  await bench.skipTo(endOfDay((await bench.deadline(provisional, 'market', 'complete-by')).due));
  answers.push(await bench.withdraw(provisional, null, { by: applicant }));
  await restore();
  return { answers, outcomes: [await bench.outcomes(opened), await bench.outcomes(silent)] };
}

/**
 * Takes the State Council's calendars away; what is returned puts them back. Each at once: a notice that is read without
 * its days is taken for a year without any, for as long as its version is the same.
 */
async function withoutCalendar({ orm }: RepairBench): Promise<() => Promise<void>> {
  const em = orm.em.fork();
  const tables = ['calendar_notice', 'calendar_day'] as const;
  const saved: string[] = [];
  for (const table of tables) {
    const [row] = await em.execute<{ rows: string }[]>(`select json_agg(t)::text as rows from ${table} t`);
    saved.push(row?.rows ?? '[]');
  }
  await em.transactional(async (own) => {
    for (const table of tables.toReversed()) await own.execute(`delete from ${table}`);
  });
  return async () =>
    await em.transactional(async (own) => {
      for (const [index, table] of tables.entries()) {
        await own.execute(`insert into ${table} select * from json_populate_recordset(null::${table}, ?::json)`, [
          saved[index],
        ]);
      }
    });
}
