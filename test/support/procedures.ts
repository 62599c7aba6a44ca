/** Procedures for tests; no place's rule, but of its shape. */
import type { AcceptFirstTerms, ProcedureTerms } from '../../domain/accept-first/accept-first.ts';

/** The terms that most tests use; change what the test is about. */
export function terms(change: Partial<AcceptFirstTerms> = {}): AcceptFirstTerms {
  return {
    supplyBy: { kind: 'fixed', workingDays: 10 },
    receiptByPost: 'arrival',
    lateness: 'ended',
    latenessIsBrokenPromise: true,
    barredBy: { unrepairedDishonesty: true, brokenPromise: 'until-made-good' },
    maxMissing: 2,
    maxOpenCases: 3,
    extension: { monthsInAll: null, by: 'officer' },
    registrationGraceWorkingDays: null,
    reminderWorkingDays: null,
    verifyWithinWorkingDays: null,
    clause: '示范县容缺受理办法第八条',
    ...change,
  };
}

/** A licence with two main materials and three secondary ones, of which two may be missing. */
export function licence(change: Partial<ProcedureTerms> = {}): ProcedureTerms {
  return {
    code: 'food-licence',
    name: '食品经营许可',
    handlingDays: 20,
    acceptFirst: terms(),
    materials: [
      { code: 'application', name: '食品经营许可申请书', kind: 'main', mayBeMissing: false, form: '原件' },
      { code: 'layout', name: '经营设备设施布局', kind: 'main', mayBeMissing: false, form: '原件' },
      { code: 'business-licence', name: '营业执照', kind: 'secondary', mayBeMissing: true, form: '复印件' },
      { code: 'safety-rules', name: '食品安全管理制度清单', kind: 'secondary', mayBeMissing: true, form: '电子件' },
      { code: 'identity', name: '负责人身份证明', kind: 'secondary', mayBeMissing: false, form: '复印件' },
    ],
    ...change,
  };
}

/** Bars nobody and counts nothing: a subject may have as many of these as a test likes. */
export function stall(change: Partial<AcceptFirstTerms> = {}, procedure: Partial<ProcedureTerms> = {}): ProcedureTerms {
  const barredBy = { unrepairedDishonesty: false, brokenPromise: 'never' } as const;
  return licence({
    code: 'stall-licence',
    name: '食品摊贩登记',
    acceptFirst: terms({ maxOpenCases: null, barredBy, ...change }),
    ...procedure,
  });
}
