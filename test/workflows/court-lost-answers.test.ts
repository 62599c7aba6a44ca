import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { destinationOf, MESSAGE_KINDS, type MessageData, type RecordName } from '../../domain/messages/messages.ts';
import { addStatementUpdate, type AddStatementAct } from '../../workflows/messages/reorganisation.ts';
import { administrator, CourtBench, type Enterprise, type Told } from '../support/court-bench.ts';

/** Monday. */
const START = '2026-03-09T02:00:00.000Z';

interface Story {
  timelines: string[][];
  notices: string[][];
  states: string[];
  messages: (string | null)[];
  counts: unknown;
}

describe('an answer to a court that is lost', () => {
  let bench: CourtBench;
  let told = 0;
  const penalties: string[] = [];
  let undisturbed: Story;
  beforeAll(async () => {
    bench = await CourtBench.start({ startAt: START });
    undisturbed = await tell();
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });
  afterEach(() => {
    bench.boundary = undefined;
  });

  it.each(['after-commit', 'before-commit'] as const)(
    'at every step of a story (%s) doubles nothing and loses nothing',
    async (point) => {
      const failed: string[] = [];
      bench.boundary = async (at, _caseId, key) => {
        if (at !== point || failed.includes(key)) return;
        failed.push(key);
        throw new Error('the connection to the worker broke');
      };
      expect(await tell()).toEqual(undisturbed);
      // Thirteen messages, three applications and the administrator's statement.
      expect(failed.filter((key) => key.startsWith('message/'))).toHaveLength(undisturbed.messages.length);
      expect(failed).toHaveLength(17);
    },
    60_000,
  );

  it('tells every message that goes to a record or to a reorganisation', async () => {
    const rows = await bench.sql<{ kind: string }>('select distinct kind from inbound_message');
    const toCourtCases = MESSAGE_KINDS.filter((kind) => ['record', 'ruling'].includes(destinationOf(kind).by));
    expect(rows.map(({ kind }) => kind).sort()).toEqual(toCourtCases.toSorted());
  });

  it('tells a story that ends well, with nothing refused', () => {
    expect(undisturbed.states).toEqual(['ended', 'ended', 'ended', 'published', 'published']);
    const listed = undisturbed.messages.filter((code) => code === 'listed');
    const followed = undisturbed.messages.filter((code) => code === 'followed');
    expect([listed.length, followed.length, undisturbed.messages.length]).toEqual([2, 11, 13]);
  });

  /** A debtor listed, masked, and reorganised: applied for, confirmed, a statement of each side, carried out. */
  async function tell(): Promise<Story> {
    told += 1;
    const of = await bench.enterprise();
    const penalty = await bench.record(of);
    const documentNumber = `（2026）示01执${told}号`;
    const rulingNumber = `（2026）示01破${told}号`;
    const name = { documentNumber, identifier: of.identifier };
    const listed = await list(name);
    const masked = await bench.say('debtor.masked', { ...name, reason: '诚信履行' });
    const { caseId } = await bench.apply(await bench.application(of, { rulingNumber }));
    const approved = await approve(of, rulingNumber);
    const text = '经营正常。';
    await bench.act<AddStatementAct>({ caseId }, addStatementUpdate, { by: administrator, text });
    const stated = await bench.say('reorganisation.statement', { rulingNumber, text: '本院监督执行。' });
    const unmasked = await bench.say('debtor.unmasked', { ...name, reason: '期满' });
    const carriedOut = await bench.say('reorganisation.carried-out', { rulingNumber });
    expect(await bench.end({ caseId })).toEqual({ status: 'shielded-for-good' });
    expect(await bench.end({ caseId: listed.caseId ?? '' }, 'publicity')).toEqual({ status: 'repaired' });
    const others = [...(await settleAndFail()), ...(await notApproved())];
    const said = [listed, masked, approved, stated, unmasked, carriedOut, ...others];
    const ids = [...new Set([caseId, ...said.map((one) => one.caseId ?? '')])];
    const cases = ids.map((id) => ({ caseId: id }));
    const listings = said.filter(({ code }) => code === 'listed').map((one) => one.caseId ?? '');
    const records = [penalty, ...listings, ...penalties.splice(0)];
    return {
      timelines: await Promise.all(cases.map((on) => bench.timeline(on))),
      notices: await Promise.all(cases.map((on) => bench.notices(on))),
      states: await Promise.all(records.map(async (id) => (await bench.stateOf(id)).state)),
      messages: said.map(({ code }) => code),
      counts: await bench.sql(
        `select (select count(*)::int from record_hold where record_id = any(?::uuid[])) as holds,
           (select count(*)::int from record_statement where case_id = any(?::uuid[])) as statements,
           (select count(*)::int from reorganisation_record where case_id = any(?::uuid[])) as shielded,
           (select count(*)::int from deadline where case_id = any(?::uuid[])) as deadlines,
           (select count(*)::int from audit_entry where object_id in (select number from case_file where id = any(?::uuid[]))) as audit`,
        [records, ids, ids, ids, ids].map((list) => `{${list.join(',')}}`),
      ),
    };
  }

  /** A second debtor, whose entry is paused, resumed and withdrawn; and a plan that fails. */
  async function settleAndFail(): Promise<Told[]> {
    const of = await bench.enterprise();
    penalties.push(await bench.record(of));
    const name = { documentNumber: `（2026）示01执7${told}号`, identifier: of.identifier };
    const rulingNumber = `（2026）示01破7${told}号`;
    const { caseId } = await bench.apply(await bench.application(of, { rulingNumber }));
    const said = [
      await list(name),
      await bench.say('debtor.paused', { ...name, agreementOn: '2026-03-05' }),
      await bench.say('debtor.resumed', { ...name, reason: '未履行和解协议' }),
      await bench.say('debtor.withdrawn', { ...name, ground: 'performed' }),
      await approve(of, rulingNumber),
      await bench.say('reorganisation.failed', { rulingNumber, reason: '不能执行' }),
    ];
    expect(await bench.end({ caseId })).toEqual({ status: 'restored' });
    return said;
  }

  /** A third that named a ruling which the court did not make. */
  async function notApproved(): Promise<Told[]> {
    const of = await bench.enterprise();
    penalties.push(await bench.record(of));
    const rulingNumber = `（2026）示01破8${told}号`;
    const { caseId } = await bench.apply(await bench.application(of, { rulingNumber }));
    const said = await bench.say('reorganisation.not-approved', { rulingNumber, reason: '未作出该裁定' });
    expect(await bench.end({ caseId })).toEqual({ status: 'not-confirmed' });
    return [said];
  }

  async function list(name: RecordName): Promise<Told> {
    const listing: MessageData['debtor.listed'] = {
      documentNumber: name.documentNumber,
      decidedOn: '2026-03-02',
      situation: 1,
      extraYears: 0,
      facts: '拒不履行。',
      subject: { kind: 'organisation', identifier: name.identifier, name: '示范县制造有限公司' },
      listedAs: 'debtor',
      fullTimeStudent: false,
    };
    return await bench.say('debtor.listed', listing);
  }

  async function approve({ identifier }: Enterprise, rulingNumber: string): Promise<Told> {
    const ruling = { rulingNumber, kind: 'plan', identifier, ruledOn: '2026-03-05', planUntil: null } as const;
    return await bench.say('reorganisation.approved', ruling);
  }
});
