/** Promises with every act on them: kept, broken, changed, released, checked, and what comes after the end. */
import { endOfDay } from '../../domain/time.ts';
import { assignUpdate, type AssignAct } from '../../workflows/messages/case.ts';
import { officer, supervisor } from './bench.ts';
import { type CommitmentBench, done } from './commitment-bench.ts';
import { afterEvent, condition, obligation } from './promises.ts';

export async function tellCommitments(bench: CommitmentBench): Promise<unknown> {
  const later = { term: { kind: 'day', due: '2026-09-30' } } as const;
  const whole = await bench.promise([obligation('a'), afterEvent('b'), obligation('c'), obligation('d', later)]);
  const answers: unknown[] = [
    await bench.act<AssignAct>(whole, assignUpdate, { by: supervisor, to: officer.sub }),
    await bench.event(whole, 'b', '2026-03-02'),
    await bench.extend(whole, 'd', '2026-10-30'),
    await bench.amend(whole, [obligation('c', { term: { kind: 'day', due: '2026-04-30' } })]),
    await bench.answerAmendment(whole, true),
    await bench.release(whole, ['d']),
    await bench.report(whole, [done('a')]),
    await bench.confirm(whole, { a: 'rejected' }),
    await bench.report(whole, [done('a')]),
  ];
  // Nobody confirms, and what is left is not done.
  await bench.letPass(whole);
  await bench.skipTo(endOfDay('2026-05-15'));
  answers.push(await bench.confirm(whole, { a: 'accepted' }));

  const found = await bench.promise([obligation('e', { term: { kind: 'day', due: '2026-06-01' } })]);
  const approval = await bench.promise([condition('site')], { kind: 'approval' });
  const withdrawn = await bench.promise([condition('site')], { kind: 'proof' });
  const givenUp = await bench.promise([condition('site')], { kind: 'approval' });
  answers.push(await bench.check(approval, { site: 'untrue' }), await bench.withdraw(withdrawn));
  answers.push(await bench.check(givenUp, { site: 'untrue' }), await bench.concede(givenUp, ['site']));
  await bench.skipTo(endOfDay('2026-06-20'));
  answers.push(
    await bench.decideApproval(approval, true),
    await bench.decideApproval(givenUp, true),
    await bench.makeGood(whole, ['c']),
    await bench.grade(whole, true),
    await bench.reopen(found, ['e'], '2026-06-01'),
    await bench.confirm(found, { e: 'accepted' }),
  );
  const on = [whole, found, approval, givenUp, withdrawn];
  return { answers, statuses: await Promise.all(on.map((one) => bench.status(one))) };
}
