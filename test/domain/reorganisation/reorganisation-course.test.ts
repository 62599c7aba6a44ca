import { describe, expect, it } from '@jest/globals';
import { rolesAllowed } from '../../../domain/case/case-kind.ts';
import { MESSAGES } from '../../../domain/messages/messages.ts';
import { REORGANISATION } from '../../../domain/reorganisation/reorganisation.ts';
import {
  ACT_OF_MESSAGE,
  foldReorganisation,
  isReorganisationMessage,
  type ReorganisationMessage,
  type ReorganisationMessageKind,
} from '../../../domain/reorganisation/reorganisation-course.ts';
import { permutations } from '../../support/permutations.ts';

const said = (what: string, day: number): ReorganisationMessage => ({
  eventId: `${what}-${day}`,
  kind: `reorganisation.${what}` as ReorganisationMessageKind,
  occurredAt: `2026-05-0${day}T02:00:00.000Z`,
});
const statusOf = (...told: ReorganisationMessage[]) => foldReorganisation(told).status;

describe('where the messages of a court put a case', () => {
  it('is, for every order of four messages, the same', () => {
    const told = [said('approved', 1), said('statement', 2), said('failed', 5), said('carried-out', 7)];
    for (const order of permutations(told)) {
      expect(foldReorganisation(order)).toEqual({ status: 'restored', decidedBy: said('failed', 5) });
    }
  });

  it('goes from the approval to the first outcome', () => {
    expect(foldReorganisation([])).toEqual({ status: 'awaiting-ruling', decidedBy: null });
    expect(statusOf(said('approved', 1))).toBe('shielded');
    expect(statusOf(said('approved', 1), said('carried-out', 3))).toBe('shielded-for-good');
    expect(statusOf(said('approved', 1), said('carried-out', 3), said('failed', 2))).toBe('restored');
    expect(statusOf(said('approved', 1), said('approved', 1), said('approved', 2))).toBe('shielded');
  });

  it('lets an outcome wait for its approval, and an approval overrule a denial', () => {
    expect(statusOf(said('carried-out', 3))).toBe('awaiting-ruling');
    expect(statusOf(said('failed', 3), said('statement', 1))).toBe('awaiting-ruling');
    expect(statusOf(said('not-approved', 1))).toBe('not-confirmed');
    expect(statusOf(said('not-approved', 5), said('approved', 2))).toBe('shielded');
  });
});

it('has an act for every message about a reorganisation, all of them the court’s', () => {
  const kinds = Object.entries(MESSAGES).filter(([, { to }]) => to.by === 'ruling');
  expect(kinds.map(([kind]) => kind).sort()).toEqual(Object.keys(ACT_OF_MESSAGE).sort());
  for (const [kind, { senders }] of kinds) {
    expect(senders).toEqual(['court']);
    expect(isReorganisationMessage(kind)).toBe(true);
    const act = ACT_OF_MESSAGE[kind as ReorganisationMessageKind];
    expect(rolesAllowed(REORGANISATION, 'awaiting-ruling', act)).toContain('court');
  }
  expect(isReorganisationMessage('debtor.masked')).toBe(false);
});
