import type { AcceptFirstDeadline, ProcedureTerms } from '../accept-first/accept-first.ts';
import type { Ledger } from '../deadline/ledger.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';
import {
  GREEN_GROUND_TEXT,
  type GreenChannelAnswer,
  type GreenChannelTerms,
  type GreenGround,
} from './green-channel.ts';

/** A green channel as one application has it. */
export interface GrantedGreenChannel {
  readonly ground: GreenGround;
  readonly terms: GreenChannelTerms;
}

/** The green channel that an application has; null where the procedure has none, or the subject may not use it. */
export function grantedGreenChannel(
  { greenChannel = null }: Pick<ProcedureTerms, 'greenChannel'>,
  answer: GreenChannelAnswer,
): GrantedGreenChannel | null {
  return greenChannel === null || !answer.eligible ? null : { ground: answer.ground, terms: greenChannel };
}

/**
 * The procedure as the green channel opens it: some of its secondary materials may be missing that otherwise may not. A
 * main material never is. Source: 国发〔2016〕33号（四）: 除法律法规要求提供的材料外.
 */
export function throughGreenChannel(procedure: ProcedureTerms, granted: GrantedGreenChannel | null): ProcedureTerms {
  if (granted === null) return procedure;
  const { mayAlsoBeMissing } = granted.terms;
  const materials = procedure.materials.map((material) => {
    const isOpened = material.kind === 'secondary' && mayAlsoBeMissing.includes(material.code);
    return isOpened ? { ...material, mayBeMissing: true } : material;
  });
  return { ...procedure, materials };
}

/**
 * Decide-target (绿色通道办结目标): the authority's own shorter term from the day everything was verified, and never later
 * than the term by which it must decide. It binds the authority to itself; nobody's right depends on it.
 */
export function decideTargetLedger(
  { decideWithinWorkingDays: count, clause }: GreenChannelTerms & { decideWithinWorkingDays: number },
  verifiedOn: Day,
  decideBy: Day,
): Ledger {
  const code: AcceptFirstDeadline = 'decide-target';
  const reason = { zh: '不晚于法定或者承诺的决定期限', en: 'not later than the term by which it must be decided' };
  return {
    startEvent: { zh: '材料核验齐全', en: 'all materials verified' },
    startDay: verifiedOn,
    rule: { code, count, unit: 'working-days', last: 'act', clause, isDefault: false },
    pauses: [],
    extensions: [],
    notLaterThan: { day: decideBy, clause, reason },
  };
}

/** What is granted, a line each, in words for the applicant. `nameOf` turns a material's code into its name. */
export function grantedLines({ ground, terms }: GrantedGreenChannel, nameOf: (code: string) => string): Bilingual[] {
  const { firstOnDesk, decideWithinWorkingDays: days, mayAlsoBeMissing, clause } = terms;
  const why = GREEN_GROUND_TEXT[ground];
  const names = mayAlsoBeMissing.map(nameOf).join('、');
  return [
    { zh: `适用绿色通道：${why.zh}（${clause}）`, en: `Green channel: ${why.en} (${clause})` },
    ...(firstOnDesk ? [{ zh: '优先办理', en: 'handled first' }] : []),
    ...(days === null
      ? []
      : [
          {
            zh: `材料齐全后，本机关力争${days}个工作日内办结；法定期限和您的各项权利不变`,
            en: `once everything is there the authority means to decide within ${days} working days; the legal term and your rights stay`,
          },
        ]),
    ...(names === '' ? [] : [{ zh: `下列材料可以后补：${names}`, en: `these may be supplied later: ${names}` }]),
  ];
}
