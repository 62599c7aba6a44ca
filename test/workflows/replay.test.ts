import { describe, expect, it } from '@jest/globals';
import {
  CALENDAR_WAYS,
  CARRIER_WAYS,
  COMMITMENT_ENDINGS,
  COMMITMENT_WAYS,
  COURT_ENDINGS,
  COURT_WAYS,
  DETERMINATION_ENDINGS,
  DETERMINATION_WAYS,
  ENDINGS,
  OBJECTION_ENDINGS,
  OBJECTION_WAYS,
  PUBLICITY_ENDINGS,
  RECTIFICATION_ENDINGS,
  RECTIFICATION_WAYS,
  REGISTRATION_ENDINGS,
  REGISTRATION_WAYS,
  REPAIR_ENDINGS,
  REPAIR_WAYS,
  WAYS,
} from '../support/endings.ts';
import { replay, savedHistories } from '../support/histories.ts';
import '../support/temporal.ts';

const HISTORIES = savedHistories();

describe('saved histories', () => {
  it('exist for every ending, and for no other', () => {
    expect(HISTORIES.map(({ name }) => name).sort()).toEqual(
      [
        ...ENDINGS,
        ...PUBLICITY_ENDINGS,
        ...OBJECTION_ENDINGS,
        ...OBJECTION_WAYS,
        ...REPAIR_ENDINGS,
        ...REPAIR_WAYS,
        ...COURT_ENDINGS,
        ...COURT_WAYS,
        ...DETERMINATION_ENDINGS,
        ...DETERMINATION_WAYS,
        ...COMMITMENT_ENDINGS,
        ...COMMITMENT_WAYS,
        ...RECTIFICATION_ENDINGS,
        ...RECTIFICATION_WAYS,
        ...REGISTRATION_ENDINGS,
        ...REGISTRATION_WAYS,
        ...WAYS,
        ...CALENDAR_WAYS,
        ...CARRIER_WAYS,
      ].sort(),
    );
  });

  it('are replayed by the workflows as they are now', async () => {
    const expected = Object.fromEntries(HISTORIES.map(({ name }) => [name, null]));
    expect(await replay(HISTORIES)).toEqual(expected);
  }, 300_000);

  it('hold nothing of the machine they were made on, and no stack', () => {
    for (const { name, history } of HISTORIES) {
      const text = JSON.stringify(history).replace(/"data":"([^"]*)"/g, (_all, data: string) =>
        Buffer.from(data, 'base64').toString('utf8'),
      );
      expect([name, text.match(/\/(home|root|work|tmp|Users|node_modules)\/|\bat [\w.]+ \(|jiannuo-aes/)?.[0]]).toEqual(
        [name, undefined],
      );
    }
  });

  it.each([
    ['a step that the workflow does not take', (text: string) => text.replaceAll('recordVerdicts', 'recordDecision')],
    ['an act that nobody handles', (text: string) => text.replaceAll('"name":"verify"', '"name":"no-such-act"')],
  ])(
    'are told apart: %s is not replayed',
    async (_name, change) => {
      const saved = HISTORIES.find(({ name }) => name === 'completed-granted');
      if (saved === undefined) throw new Error('no history');
      expect(await replay([{ ...saved, history: tampered(saved.history, change) }])).toEqual({
        'completed-granted': expect.any(String),
      });
    },
    60_000,
  );
});

/** Changes what a history says, in its payloads too. */
function tampered<H extends object>(history: H, change: (text: string) => string): H {
  const inPayloads = JSON.stringify(history).replace(/"data":"([^"]*)"/g, (_all, data: string) => {
    const text = Buffer.from(data, 'base64').toString('utf8');
    return `"data":"${Buffer.from(change(text), 'utf8').toString('base64')}"`;
  });
  return JSON.parse(change(inPayloads));
}
