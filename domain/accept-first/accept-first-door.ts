import type { ProcedureMaterial, ProcedureTerms } from './accept-first.ts';
import type { Refusal } from '../refusal.ts';
import type { RuleLookup } from '../deadline/rule-value.ts';
import { type Day, dayText } from '../time.ts';

/** What the rule needs to know about the subject, looked up in the same transaction as the decision. */
export interface Standing {
  /** Dishonesty records (失信记录) without repair: document number and deciding authority. */
  unrepairedRecords: readonly { documentNumber: string; authority: string }[];
  /** Performance results "not kept" (履约结果) that were not made good. */
  brokenPromises: readonly { caseNumber: string; decidedOn: Day }[];
  /** Accept-first cases of this subject that are still open. */
  openCases: number;
}

export interface DoorQuestion {
  procedure: ProcedureTerms;
  /** Codes of the materials that the applicant cannot hand in now. */
  missing: readonly string[];
  standing: Standing;
  receivedOn: Day;
}

const ELIGIBILITY_CLAUSE = '国办发〔2019〕35号（一）；2025年意见（十五）';

/**
 * May this application be accepted first? Returns **every** reason against it at once, none when it may.
 * A refusal is no disadvantage: the ordinary way stays open.
 * Source: 国办发〔2019〕35号 (1): good standing, main materials complete; numbers are the procedure's data.
 */
export function reasonsAgainst(question: DoorQuestion, rule: RuleLookup): Refusal[] {
  const { procedure, missing } = question;
  const terms = procedure.acceptFirst;
  if (terms === null || supplyByWorkingDays(procedure, rule) === null) {
    return [notOffered(procedure)];
  }
  const materials = missing.map((code) => procedure.materials.find((material) => material.code === code));
  return [
    ...unknownMaterials(question),
    ...materials.flatMap((material) => (material ? mustBePresent(material) : [])),
    ...tooMany(missing.length, terms.maxMissing, terms.clause),
    ...tooManyOpen(question.standing.openCases, terms.maxOpenCases, terms.clause),
    ...dishonesty(question),
    ...brokenPromises(question),
  ];
}

/**
 * The supply-by term in working days, counted from acceptance; null when accept-first cannot be offered
 * (decided on the spot or no known handling term, and no supply-by of its own; or nothing would be left of it).
 * Never longer than the procedure's own handling term where that is a positive number.
 * A place without a rule of its own takes the rule set's default (handling term less some days, with a cap).
 */
export function supplyByWorkingDays(procedure: ProcedureTerms, rule: RuleLookup): number | null {
  if (procedure.acceptFirst === null) return null;
  const handling = procedure.handlingDays ?? 0;
  const term = procedure.acceptFirst.supplyBy ?? {
    kind: 'handling-term-less',
    less: rule('accept-first.supply-by-less-than-handling-working-days').value,
    atMost: rule('accept-first.supply-by-at-most-working-days').value,
  };
  if (term.kind === 'fixed') {
    return handling > 0 ? Math.min(term.workingDays, handling) : term.workingDays;
  }
  if (handling <= 0) return null;
  const days = Math.min(handling - term.less, term.atMost);
  return days >= 1 ? days : null;
}

function notOffered(procedure: ProcedureTerms): Refusal {
  return {
    code: 'accept-first-not-offered',
    clause: procedure.acceptFirst?.clause ?? ELIGIBILITY_CLAUSE,
    text: {
      zh: `“${procedure.name}”不适用容缺受理，请备齐材料后按普通程序申请。`,
      en: `"${procedure.name}" is not offered accept-first; apply in the ordinary way with all materials.`,
    },
  };
}

function unknownMaterials({ procedure, missing }: DoorQuestion): Refusal[] {
  const known = new Set(procedure.materials.map((material) => material.code));
  return missing
    .filter((code) => !known.has(code))
    .map((code) => ({
      code: 'unknown-material',
      clause: procedure.acceptFirst?.clause ?? ELIGIBILITY_CLAUSE,
      text: {
        zh: `材料清单中没有“${code}”，请按该事项的材料清单填写。`,
        en: `"${code}" is not on the procedure's list of materials; use the codes of that list.`,
      },
    }));
}

function mustBePresent(material: ProcedureMaterial): Refusal[] {
  if (material.kind === 'main') {
    return [
      {
        code: 'main-material-missing',
        clause: ELIGIBILITY_CLAUSE,
        text: {
          zh: `主要材料“${material.name}”不得容缺，请先备齐。`,
          en: `The main material "${material.name}" may not be missing; hand it in with the application.`,
        },
      },
    ];
  }
  if (material.mayBeMissing) return [];
  return [
    {
      code: 'material-may-not-be-missing',
      clause: ELIGIBILITY_CLAUSE,
      text: {
        zh: `材料“${material.name}”未列入可容缺清单，请先备齐。`,
        en: `"${material.name}" is not among the materials that may be supplied later; hand it in with the application.`,
      },
    },
  ];
}

function tooMany(count: number, limit: number | null, clause: string): Refusal[] {
  if (limit === null || count <= limit) return [];
  return [
    {
      code: 'too-many-missing',
      clause,
      text: {
        zh: `本事项最多可容缺${limit}项材料，现缺${count}项，请先补齐${count - limit}项。`,
        en: `At most ${limit} materials may be missing here, ${count} are; hand in ${count - limit} of them first.`,
      },
    },
  ];
}

function tooManyOpen(open: number, limit: number | null, clause: string): Refusal[] {
  if (limit === null || open < limit) return [];
  return [
    {
      code: 'too-many-open-cases',
      clause,
      text: {
        zh: `该主体已有${open}件容缺受理未办结（上限${limit}件），请先补齐其材料。`,
        en: `The subject has ${open} open accept-first cases (limit ${limit}); supply their materials first.`,
      },
    },
  ];
}

function dishonesty({ procedure, standing }: DoorQuestion): Refusal[] {
  if (!procedure.acceptFirst?.barredBy.unrepairedDishonesty) return [];
  return standing.unrepairedRecords.map((record) => ({
    code: 'unrepaired-dishonesty',
    clause: ELIGIBILITY_CLAUSE,
    text: {
      zh: `存在未修复的失信记录（${record.authority}，${record.documentNumber}），请先申请信用修复；普通程序不受影响。`,
      en: `There is an unrepaired dishonesty record (${record.authority}, ${record.documentNumber}); have it repaired first. The ordinary way stays open.`,
    },
  }));
}

function brokenPromises({ procedure, standing, receivedOn }: DoorQuestion): Refusal[] {
  const terms = procedure.acceptFirst;
  const bar = terms?.barredBy.brokenPromise ?? 'never';
  if (terms === null || bar === 'never') return [];
  const year = receivedOn.slice(0, 4);
  return standing.brokenPromises
    .filter((promise) => bar === 'until-made-good' || promise.decidedOn.startsWith(year))
    .map((promise) => ({
      code: 'earlier-promise-not-kept',
      clause: terms.clause,
      text: {
        zh: `此前的承诺未履行（${promise.caseNumber}，${dayText(promise.decidedOn).zh}），请先补救；普通程序不受影响。`,
        en: `An earlier promise was not kept (${promise.caseNumber}, ${promise.decidedOn}); make it good first. The ordinary way stays open.`,
      },
      ...(bar === 'same-calendar-year' ? { earliest: `${Number(promise.decidedOn.slice(0, 4)) + 1}-01-01` } : {}),
    }));
}
