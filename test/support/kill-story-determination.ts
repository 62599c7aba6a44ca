/** Determinations told, heard and decided in every way there is, one decided anew, with a person who answers for the organisation. */
import { endOfDay } from '../../domain/time.ts';
import type { DeterminationBench } from './determination-bench.ts';
import { boss, decider, proposer } from './hearing-bench.ts';

export async function tellDeterminations(bench: DeterminationBench): Promise<unknown> {
  const subjectId = await bench.person();
  const responsible = [
    { subjectId, responsibility: 'legal-representative', asNamed: '法定代表人王某', measures: [] },
  ] as const;
  const first = await bench.propose();
  const second = await bench.propose();
  const third = await bench.propose();
  const fourth = await bench.propose();
  const answers: unknown[] = [
    await bench.handBack(first, proposer),
    await bench.claim(first, proposer),
    await bench.completeDraft(first, { responsible }),
    await bench.completeDraft(second),
    await bench.completeDraft(third),
    await bench.drop(fourth),
    await bench.serve(first),
    await bench.acknowledge(second),
    await bench.serve(third),
    await bench.state(first),
    await bench.askHearing(second),
    await bench.waive(third),
    await bench.extendDecision(third),
    await bench.spare(third),
  ];
  const hearing = await bench.workingDayAfter(`${(await bench.today()).slice(0, 8)}28`);
  answers.push(await bench.callHearing(second, hearing));
  await bench.skipTo(`${hearing}T01:00:00.000Z`);
  answers.push(await bench.recordHearing(second, hearing), await bench.review(first, { by: boss }));
  await bench.skipTo(endOfDay((await bench.row(first)).nextDue ?? ''));
  answers.push(await bench.determine(first, { by: decider }), await bench.drop(second));
  // A paper of those days comes to light: decided anew, with another number.
  const { due } = await bench.clock(first, 'statement-by');
  answers.push(await bench.reopen(first, due), await bench.review(first, { by: boss }), await bench.determine(first));
  const [person] = await bench.personsOf(first);
  if (person !== undefined) answers.push(await bench.drop(person));
  const rows = await Promise.all([first, second, third, fourth].map((on) => bench.row(on)));
  return { answers, statuses: rows.map(({ status }) => status) };
}
