import { describe, expect, it } from '@jest/globals';
import { CASE_KINDS } from '../../../domain/case/case-kind.ts';
import {
  destinationOf,
  isMessageKind,
  maySend,
  MESSAGE_KINDS,
  MESSAGES,
  openedBy,
} from '../../../domain/messages/messages.ts';

describe('the table of messages', () => {
  it('says of each kind who may send it and where it goes', () => {
    const lines = MESSAGE_KINDS.map((kind) => {
      const to = destinationOf(kind);
      const opens = openedBy(kind) === null ? '' : ', opens one';
      return `${kind}: ${MESSAGES[kind].senders.join(' or ')} → ${to.case ?? 'push'} by ${to.by}${opens}`;
    });
    expect(lines).toEqual([
      'repair.accepted: court or agency → repair by case-number',
      'repair.not-accepted: court or agency → repair by case-number',
      'repair.completion-asked: court or agency → repair by case-number',
      'repair.answered: court or agency → repair by case-number',
      'debtor.listed: court → publicity by record, opens one',
      'debtor.masked: court → publicity by record',
      'debtor.unmasked: court → publicity by record',
      'debtor.paused: court → publicity by record',
      'debtor.resumed: court → publicity by record',
      'debtor.withdrawn: court → publicity by record',
      'reorganisation.approved: court → reorganisation by ruling, opens one',
      'reorganisation.carried-out: court → reorganisation by ruling',
      'reorganisation.failed: court → reorganisation by ruling',
      'reorganisation.not-approved: court → reorganisation by ruling',
      'reorganisation.statement: court → reorganisation by ruling',
      'copy.updated: agency → push by push',
      'measure.feedback: court or agency → publicity by case-number',
    ]);
  });

  it.each(MESSAGE_KINDS)('%s may be sent by those it names, and goes to a kind of case that there is', (kind) => {
    const { senders } = MESSAGES[kind];
    for (const role of ['court', 'agency'] as const) {
      expect(maySend(role, kind)).toBe((senders as readonly string[]).includes(role));
    }
    const to = destinationOf(kind).case;
    if (to !== null) expect(CASE_KINDS).toContain(to);
    expect(MESSAGES[kind].text.zh).toMatch(/\p{Script=Han}/u);
  });

  it('knows its own kinds and nothing that every object has', () => {
    expect(isMessageKind('copy.updated')).toBe(true);
    for (const text of ['copy.deleted', 'toString', '__proto__', '']) expect(isMessageKind(text)).toBe(false);
  });
});
