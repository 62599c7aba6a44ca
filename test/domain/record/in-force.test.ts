import { describe, expect, it } from '@jest/globals';
import { CASE_TABLES } from '../../../domain/case/case-kinds.ts';
import { type CaseKind, DESK_ACTS, isDecision, mayBeDecided, rolesAllowed } from '../../../domain/case/case-kind.ts';
import { ACCEPT_FIRST } from '../../../domain/accept-first/accept-first.ts';
import { REORGANISATION } from '../../../domain/reorganisation/reorganisation.ts';
import {
  adviceOnMeasures,
  foundInForce,
  type RecordInForce,
  reasonsAgainstGranting,
} from '../../../domain/record/in-force.ts';
import type { RecordMeasure } from '../../../domain/record/record.ts';

const measure = (code: string, force: RecordMeasure['force'] = 'mandatory'): RecordMeasure => ({
  code,
  name: `措施${code}`,
  basis: `依据${code}`,
  force,
  from: '2026-04-03',
  until: null,
  liftedOn: null,
});
const record = (documentNumber: string, ...measures: RecordMeasure[]): RecordInForce => ({
  recordId: `id-${documentNumber}`,
  documentNumber,
  kind: 'penalty',
  severity: 'serious',
  decidedOn: '2026-04-01',
  authority: { code: 'market', name: '市场监管局' },
  shared: true,
  measures,
});

describe('what is in force, before somebody decides', () => {
  const records = [
    record('甲', measure('A04'), measure('D02', 'recommended')),
    record('乙'),
    record('丙', measure('B08')),
  ];

  it('keeps which records and measures, and nothing else of them', () => {
    expect(foundInForce(records)).toEqual([
      { recordId: 'id-甲', documentNumber: '甲', measures: ['A04', 'D02'] },
      { recordId: 'id-乙', documentNumber: '乙', measures: [] },
      { recordId: 'id-丙', documentNumber: '丙', measures: ['B08'] },
    ]);
  });

  it('tells each mandatory measure with its clause; a recommended one binds nobody', () => {
    const told = adviceOnMeasures(records, []);
    expect(told.map(({ measure: code, clause, bars }) => [code, clause, bars])).toEqual([
      ['A04', '依据A04', false],
      ['B08', '依据B08', false],
    ]);
    expect(reasonsAgainstGranting(records, [])).toEqual([]);
  });

  it('bars the grant where the procedure’s data say so, by their clause, a recommended measure too', () => {
    const barring = [
      { code: 'D02', clause: '示范县办法第三条' },
      { code: 'A27', clause: '示范县办法第四条' },
    ];
    expect(reasonsAgainstGranting(records, barring)).toMatchObject([
      { code: 'measure-bars-grant', clause: '示范县办法第三条', text: { zh: expect.stringContaining('措施D02，甲') } },
    ]);
    expect(adviceOnMeasures(records, barring).map(({ bars }) => bars)).toEqual([false, true, false]);
  });
});

/** Acts that people of an authority do and the subject does not, and that decide nothing for or against it. */
const NO_DECISION: Readonly<Record<CaseKind, readonly string[]>> = {
  // What was handed in is compared; what came in time or was put right is written down.
  'accept-first': ['verify', 'reopen', 'make-good'],
  commitment: ['reopen', 'make-good'],
  // What somebody says it did about a measure, and duties that were done, are written down.
  publicity: [
    'duties-done',
    'respond-measure',
    'execute-measure',
    'feed-back-measure',
    'decline-measure',
    'withdraw-measure-request',
  ],
  // The time told for a hearing, a check or what is missing is no answer.
  repair: ['ask-completion', 'pause', 'resume', 'claim-part', 'assign-part', 'hand-back-part'],
  'repair-withdrawal': ['serve', 'call-hearing', 'record-hearing', 'reopen'],
  reorganisation: [],
  objection: ['forward', 'inspect', 'end-inspection'],
  rectification: ['call', 'minute', 'reopen'],
  determination: ['serve', 'call-hearing', 'record-hearing', 'review', 'reopen'],
  'voluntary-registration': ['doubt', 'make-good'],
};

describe('which acts decide', () => {
  it.each(CASE_TABLES.map((table) => [table.kind, table] as const))(
    '%s: everything that its officers do and its subject cannot, but what is said to decide nothing',
    (kind, table) => {
      const rolesOf = (act: string) => new Set(table.statuses.flatMap((status) => rolesAllowed(table, status, act)));
      const ofOfficers = table.acts.filter((act) => {
        const roles = rolesOf(act);
        return (roles.has('officer') || roles.has('supervisor')) && !roles.has('applicant') && !(act in DESK_ACTS);
      });
      const deciding = ofOfficers.filter((act) => !NO_DECISION[kind].includes(act));
      for (const act of deciding) expect([act, isDecision(table, act, 'officer')]).toEqual([act, true]);
      for (const act of NO_DECISION[kind]) expect([act, isDecision(table, act, 'officer')]).toEqual([act, false]);
    },
  );

  it('are acts of the kind that people of an authority may do somewhere', () => {
    for (const table of CASE_TABLES) {
      for (const act of table.decides) {
        const where = table.statuses.filter((status) => rolesAllowed(table, status, act).includes('supervisor'));
        expect([table.kind, act, where.length > 0]).toEqual([table.kind, act, true]);
      }
    }
  });

  it('are decisions only when an authority does them', () => {
    expect(isDecision(ACCEPT_FIRST, 'decide', 'officer')).toBe(true);
    expect(isDecision(ACCEPT_FIRST, 'decide', 'agency')).toBe(false);
    expect(isDecision(ACCEPT_FIRST, 'verify', 'officer')).toBe(false);
  });

  it('show what is in force in the statuses in which one may be done', () => {
    expect(mayBeDecided(ACCEPT_FIRST, 'awaiting-decision')).toBe(true);
    expect(mayBeDecided(ACCEPT_FIRST, 'completed')).toBe(false);
    // A court decides there, by its messages.
    expect(REORGANISATION.statuses.some((status) => mayBeDecided(REORGANISATION, status))).toBe(false);
  });
});
