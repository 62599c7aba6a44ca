/** Voluntary registrations: verified, corrected, cleared, found false and made good, taken back, and past its validity. */
import { addMonths } from '../../domain/time.ts';
import { clerk } from './repair-bench.ts';
import type { RegistrationBench } from './registration-bench.ts';

export async function tellRegistrations(bench: RegistrationBench): Promise<unknown> {
  // Silence on it is told, before it is past its validity.
  const short = await bench.register({ validUntil: addMonths(await bench.today(), 1) });
  const verified = await bench.register();
  const cleared = await bench.register();
  const doubted = await bench.register();
  const given = await bench.register();
  const answers: unknown[] = [
    await bench.claim(verified, clerk),
    await bench.verify(verified),
    await bench.putRight(verified),
    await bench.doubt(cleared),
    await bench.speak(cleared),
    await bench.clear(cleared),
    await bench.doubt(doubted),
    await bench.takeBack(given),
  ];
  await bench.past(doubted, 'voluntary-statement-by');
  await bench.past(short, 'voluntary-verify-by');
  answers.push(await bench.findFalse(doubted), await bench.makeGood(doubted));
  await bench.past(short, 'voluntary-valid-until');
  const cases = [short, verified, cleared, doubted, given];
  const rows = await Promise.all(cases.map((on) => bench.row(on)));
  return { answers, statuses: rows.map(({ status }) => status) };
}
