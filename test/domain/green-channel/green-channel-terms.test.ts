import { describe, expect, it } from '@jest/globals';
import type { ProcedureTerms } from '../../../domain/accept-first/accept-first.ts';
import { computeDeadline } from '../../../domain/deadline/deadline.ts';
import type { GreenChannelAnswer } from '../../../domain/green-channel/green-channel.ts';
import {
  decideTargetLedger,
  grantedGreenChannel,
  grantedLines,
  throughGreenChannel,
} from '../../../domain/green-channel/green-channel-terms.ts';
import { CALENDAR } from '../calendar-data.ts';

const TERMS = {
  firstOnDesk: true,
  decideWithinWorkingDays: 3,
  mayAlsoBeMissing: ['plan', 'application'],
  clause: '示范县绿色通道办法第三条',
};
const material = (code: string, kind: 'main' | 'secondary', mayBeMissing: boolean) => {
  return { code, name: `材料${code}`, kind, mayBeMissing, form: '原件' };
};
const PROCEDURE: ProcedureTerms = {
  code: 'food-licence',
  name: '食品经营许可',
  handlingDays: 20,
  materials: [
    material('application', 'main', false),
    material('plan', 'secondary', false),
    material('rules', 'secondary', false),
  ],
  acceptFirst: null,
  greenChannel: TERMS,
};
const ELIGIBLE: GreenChannelAnswer = { eligible: true, ground: 'three-years', refusals: [] };
const BARRED: GreenChannelAnswer = { eligible: false, ground: null, refusals: [] };

describe('what a green channel grants', () => {
  it('is granted where the procedure has one and the subject meets its conditions, and nowhere else', () => {
    expect(grantedGreenChannel(PROCEDURE, ELIGIBLE)).toEqual({ ground: 'three-years', terms: TERMS });
    expect(grantedGreenChannel(PROCEDURE, BARRED)).toBeNull();
    expect(grantedGreenChannel({ greenChannel: null }, ELIGIBLE)).toBeNull();
    expect(grantedGreenChannel({}, ELIGIBLE)).toBeNull();
  });

  it('lets some secondary materials come later, and never a main one', () => {
    const opened = throughGreenChannel(PROCEDURE, { ground: 'three-years', terms: TERMS });
    expect(opened.materials.map(({ code, mayBeMissing }) => [code, mayBeMissing])).toEqual([
      ['application', false],
      ['plan', true],
      ['rules', false],
    ]);
    expect(throughGreenChannel(PROCEDURE, null)).toBe(PROCEDURE);
  });

  it('aims at a decision in its own days from when everything is there, never past the term that binds it', () => {
    const terms = { ...TERMS, decideWithinWorkingDays: 3 };
    expect(computeDeadline(decideTargetLedger(terms, '2026-09-18', '2026-10-16'), CALENDAR).due).toBe('2026-09-22');
    expect(computeDeadline(decideTargetLedger(terms, '2026-09-18', '2026-09-21'), CALENDAR).due).toBe('2026-09-21');
  });

  it('is told in words, each thing that is granted and no other', () => {
    const nameOf = (code: string) => `材料${code}`;
    const all = grantedLines({ ground: 'integrity-model', terms: TERMS }, nameOf).map(({ zh }) => zh);
    expect(all).toEqual([
      '适用绿色通道：诚信典型（示范县绿色通道办法第三条）',
      '优先办理',
      '材料齐全后，本机关力争3个工作日内办结；法定期限和您的各项权利不变',
      '下列材料可以后补：材料plan、材料application',
    ]);
    const none = { ...TERMS, firstOnDesk: false, decideWithinWorkingDays: null, mayAlsoBeMissing: [] };
    expect(grantedLines({ ground: 'three-years', terms: none }, nameOf)).toHaveLength(1);
  });
});
