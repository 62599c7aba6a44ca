/** How the hearing of a subject is shown, in every kind of case that hears one. */
import type { Static, TObject } from 'typebox';
import type { DecisionSetAside } from '../../db/entities/decision-set-aside.ts';
import type { CaseDetail } from '../../db/queries/case-detail.ts';
import type { HeardRow, HearingRow, StatementRow } from '../../domain/hearing/heard-rows.ts';
import { reasonAgainstDecider } from '../../domain/hearing/hearing-decision.ts';
import { reasonAgainstRegisteringLate } from '../../domain/hearing/reopening.ts';
import { reasonAgainstRegisteringWaiver } from '../../domain/hearing/waiver.ts';
import { actsByTable, type Onlooker } from '../case-view.ts';
import type { HeardSection } from '../schemas/hearing.ts';

type Section = Static<TObject<typeof HeardSection>>;

/** Gives a free text to who may read it, null to an auditor. */
export type Written = <T>(text: T) => T | null;

/** What is read of a case that hears its subject. */
interface Heard {
  readonly heard: HeardRow;
  readonly statements: readonly StatementRow[];
  readonly hearing: HearingRow | null;
  readonly setAside: readonly DecisionSetAside[];
}

/** Service, statements, waiver, hearing, and the decisions that were set aside. */
export function heardView(
  { heard, statements, hearing, setAside }: Heard,
  written: Written,
  showsPeople: boolean,
): Section {
  return {
    service: serviceView(heard, written),
    statements: statements.map(({ receivedOn, receivedAt, onPaper, inTime, body, evidence }) => ({
      receivedOn,
      receivedAt,
      onPaper,
      inTime,
      text: written(body),
      evidence: written(evidence ?? null),
    })),
    waiver: heard.waivedOn == null ? null : { waivedOn: heard.waivedOn, text: written(heard.waiver ?? null) },
    hearing: hearing === null ? null : hearingView(hearing, written),
    setAside: setAside.map((row) => ({
      setAsideAt: row.setAsideAt,
      handedInOn: row.handedInOn,
      means: row.means,
      cause: written(row.cause),
      document: row.document,
      decidedAt: row.decidedAt,
      decidedBy: showsPeople ? row.decidedBy : null,
      reason: written(row.reason),
      answerToStatement: written(row.answer ?? null),
      recordId: row.recordId,
    })),
  };
}

/** What the tables allow, less what one who brought the case before the subject may not do: decide, register a waiver, reopen. */
export function actsOfHeard(
  detail: CaseDetail,
  onlooker: Onlooker,
  { involved, decisions }: { involved: readonly string[]; decisions: readonly string[] },
): ReturnType<typeof actsByTable> {
  const { mayDo, notYet } = actsByTable(detail, onlooker);
  const { sub } = onlooker.caller;
  const decides = reasonAgainstDecider(sub, involved);
  const registers = reasonAgainstRegisteringWaiver(sub, involved);
  const reopens = reasonAgainstRegisteringLate(sub, involved);
  const against = (act: string) =>
    decisions.includes(act) ? decides : act === 'waive' ? registers : act === 'reopen' ? reopens : null;
  const reasons = mayDo.flatMap(({ act }) => {
    const refusal = against(act);
    return refusal === null ? [] : [{ act, reason: refusal.text[onlooker.language], from: null }];
  });
  return { mayDo: mayDo.filter(({ act }) => against(act) === null), notYet: [...notYet, ...reasons] };
}

function serviceView(heard: HeardRow, written: Written): Section['service'] {
  const { serviceMeans: means = null, serviceOn: on = null, servedOn = null, serviceProof } = heard;
  if (means === null || on === null || servedOn === null) return null;
  return { means, on, servedOn, proof: written(serviceProof ?? null) };
}

function hearingView(hearing: HearingRow, written: Written): Section['hearing'] {
  return {
    askedOn: hearing.askedOn,
    calledFor: hearing.calledFor ?? null,
    time: hearing.calledTime ?? null,
    place: hearing.place ?? null,
    presidingName: written(hearing.presidingName ?? null),
    result: hearing.result ?? null,
    endedOn: hearing.endedOn ?? null,
    minutes: written(hearing.minutes ?? null),
    declaration: written(hearing.declaration ?? null),
  };
}
