import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Representation } from '../../db/entities/representation.ts';
import { type ActHeader, claimUpdate } from '../../workflows/messages/case.ts';
import { Bench, colleague, officer } from '../support/bench.ts';
import { stall } from '../support/procedures.ts';

describe('an officer who acts for the subject (公务员法第七十六条)', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.start({ startAt: '2026-03-02T02:00:00.000Z', procedures: [stall()] });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('does not handle its case, as long as that lasts; a colleague does', async () => {
    const subjectId = await bench.subject();
    const opened = await bench.open({ subjectId, procedure: 'stall-licence', missing: ['business-licence'] });
    const em = bench.orm.em.fork();
    em.create(Representation, {
      personSub: officer.sub,
      subjectId,
      kind: 'agent',
      validFrom: '2026-01-01',
      validUntil: '2026-03-02',
      proof: '授权委托书',
      at: await bench.now(),
    });
    await em.flush();
    const claim = (by: typeof officer) => bench.act<ActHeader>(opened, claimUpdate, { by });
    expect(await claim(officer)).toMatchObject({
      accepted: false,
      refusals: [{ code: 'recusal', clause: '公务员法第七十六条' }],
    });
    expect(await bench.row(opened)).toMatchObject({ assignedTo: null });
    await bench.skipTo('2026-03-02T16:00:00.000Z');
    expect(await claim(officer)).toMatchObject({ accepted: true });
    expect(await claim(colleague)).toMatchObject({ accepted: false, refusals: [{ code: 'already-claimed' }] });
  });
});
