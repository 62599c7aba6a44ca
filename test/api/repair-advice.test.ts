import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RepairApi } from '../support/repair-api.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

interface Preview {
  records: { advisedFrom: string | null; reminder: string | null; passes: boolean }[];
  commitment: { text: string } | null;
  nothingToSign: string | null;
}
interface Opened {
  number: string;
  reminders: { recordId: string; advisedFrom: string; reminder: string }[];
}

/** Kong is of the window, Chen of the market authority. */
describe('what the door says to who applies', () => {
  let on: RepairApi;
  beforeAll(async () => {
    // Thursday 10 September 2026, 10:00 in Shanghai.
    on = await RepairApi.start('2026-09-10T02:00:00.000Z');
  }, 300_000);
  afterAll(async () => {
    await on.stop();
  });
  const refuse = async (number: string, recordId: string | undefined, earliest: string | null) =>
    await on.act(number, 'answer', 'chen', {
      authority: 'market',
      answers: [{ recordId, result: 'refused', reason: '尚未拆除', clause: '办法', whatToDo: '拆除', earliest }],
    });
  const again = async (subjectId: string, recordIds: string[]) => {
    const preview = (await on.preview({ subjectId, recordIds }, 'zhang', 'en')).json<Preview>();
    const opened = await on.apply(await on.application(subjectId, recordIds));
    return { preview, opened };
  };

  it('the day that an authority advised is a reminder: who applies before it is taken all the same', async () => {
    const { number, recordIds, subjectId } = await on.open('market');
    expect((await refuse(number, recordIds[0], '2026-10-15')).statusCode).toBe(200);
    const { preview, opened } = await again(subjectId, recordIds);
    expect(preview.records).toMatchObject([
      { passes: true, advisedFrom: '2026-10-15', reminder: expect.stringContaining('advice') },
    ]);
    expect(preview.commitment).not.toBeNull();
    expect(opened.statusCode).toBe(201);
    expect(opened.json()).toMatchObject({
      status: 'with-authorities',
      refused: [],
      reminders: [{ recordId: recordIds[0], advisedFrom: '2026-10-15', reminder: expect.stringContaining('仅为建议') }],
    });
    const { timeline } = (await on.read(number, 'zhang')).json<{ timeline: { kind: string; text: string }[] }>();
    expect(timeline.find(({ kind }) => kind === 'repair-answered')?.text).toContain('建议自2026-10-15起再次申请');
  });

  it('where the authority gave no day there is nothing to be reminded of', async () => {
    const { number, recordIds, subjectId } = await on.open('market');
    await refuse(number, recordIds[0], null);
    const { preview, opened } = await again(subjectId, recordIds);
    expect(preview.records).toMatchObject([{ passes: true, advisedFrom: null, reminder: null }]);
    expect(opened.json<Opened>().reminders).toEqual([]);
  });

  it('offers no text to sign where nothing passes, but the reasons; a paper that was signed can still be registered', async () => {
    const subjectId = await on.bench.subject();
    const unripe = await on.bench.record(subjectId, { decidedOn: '2026-08-01' });
    const ripe = await on.bench.record(subjectId);
    const wish = { subjectId, recordIds: [unripe.id] };
    const none = (await on.preview(wish)).json<Preview>();
    expect(none).toMatchObject({
      records: [{ passes: false, refusals: [{ code: 'minimum-not-ended' }], earliest: '2026-11-02' }],
      parts: [],
      commitment: null,
      nothingToSign: expect.stringContaining('无需签署'),
    });
    const both = (await on.preview({ subjectId, recordIds: [unripe.id, ripe.id] })).json<Preview>();
    expect([both.commitment?.text.includes(ripe.documentNumber), both.nothingToSign]).toEqual([true, null]);
    // Of what is refused nobody is made to promise that it is corrected.
    expect(both.commitment?.text).not.toContain(unripe.documentNumber);
    const paper = (await on.preview(wish, 'kong')).json<Preview>();
    expect([paper.commitment?.text.includes(unripe.documentNumber), paper.nothingToSign]).toEqual([true, null]);
  });

  it('asks for another signature where a record that was not in the letter passes now, or one in it no more', async () => {
    const subjectId = await on.bench.subject();
    const ripe = await on.bench.record(subjectId);
    const dutiful = await on.bench.record(subjectId, { correctedOn: null });
    const recordIds = [ripe.id, dutiful.id];
    const body = await on.application(subjectId, recordIds);
    await on.bench.sql('update record set corrected_on = ? where id = ?', ['2026-09-01', dutiful.id]);
    const grown = await on.apply(body);
    expect([grown.statusCode, grown.json<{ code: string }>().code]).toEqual([409, 'commitment-text-changed']);
    const anew = await on.application(subjectId, recordIds);
    await on.bench.sql('update record set corrected_on = null where id = ?', [dutiful.id]);
    expect((await on.apply(anew)).statusCode).toBe(409);
    // What was signed at first is the text again.
    const opened = await on.apply(body);
    expect(opened.statusCode).toBe(201);
    expect(opened.json()).toMatchObject({
      parts: [{ recordIds: [ripe.id] }],
      refused: [{ recordId: dutiful.id, refusals: [{ code: 'not-corrected' }] }],
    });
  });

  it('says why a day is not the end of its own term', async () => {
    const subjectId = await on.bench.subject();
    const record = await on.bench.record(subjectId);
    const wish = { subjectId, recordIds: [record.id], receivedOn: '2026-08-20' };
    const preview = (await on.preview(wish, 'du')).json<{
      parts: { acceptBy: string; answerBy: string }[];
      commitment: { version: number; sha256: string };
    }>();
    expect(preview.parts).toMatchObject([{ acceptBy: '2026-09-11', answerBy: '2026-09-03' }]);
    const { version, sha256 } = preview.commitment;
    const commitment = { version, sha256, signer: '张伟', agreed: true, means: 'paper' };
    const contact = { name: '张伟', email: null, phone: null };
    const opened = await on.apply({ ...wish, applicantSub: null, contact, commitment }, 'a-late-paper-of-du', 'du');
    expect(opened.statusCode).toBe(201);
    const { repair } = (await on.read(opened.json<Opened>().number, 'chen')).json<{
      repair: { parts: { deadlines: { kind: string; due: string; limitedBy: string | null }[] }[] };
    }>();
    expect(repair.parts[0]?.deadlines.sort((a, b) => (a.kind < b.kind ? -1 : 1))).toMatchObject([
      { kind: 'accept-by', due: '2026-09-11', limitedBy: expect.stringContaining('推送时答复期限') },
      { kind: 'answer-by', due: '2026-09-03', limitedBy: null },
    ]);
  });
});
