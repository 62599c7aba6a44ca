import type { Static } from 'typebox';
import { getRectificationDetail, type RectificationDetail } from '../../db/queries/rectification-detail.ts';
import type { RectificationReport } from '../../db/entities/rectification-report.ts';
import type { RectificationRung } from '../../db/entities/rectification-rung.ts';
import { INTERVIEW_RESULT_TEXT } from '../../domain/rectification/rectification-interview.ts';
import { INTERVIEW_TEXT, interviewOf, RECTIFICATION_ORIGIN_TEXT } from '../../domain/rectification/rectification.ts';
import { actsByTable, type KindView } from '../case-view.ts';
import type { Language } from '../problems.ts';
import type { RectificationSection } from '../schemas/rectification.ts';

type Section = Static<typeof RectificationSection>;
type Written = <T>(text: T) => T | null;

/** What a rectification shows beside what every case does: to an auditor without what somebody wrote freely. */
export const rectificationView: KindView<RectificationDetail> = {
  section: 'rectification',
  read: getRectificationDetail,
  names: () => new Map(),
  show: ({ rectification, promise, rungs, reports }, _detail, { sight, language }): Section => {
    const written = <T>(text: T): T | null => (sight === 'auditor' ? null : text);
    const { origin, inspectedOn = null, title, facts, clause, toDo, rung, cancelReason = null } = rectification;
    return {
      origin,
      originText: RECTIFICATION_ORIGIN_TEXT[origin][language],
      promise,
      inspectedOn,
      title: written(title),
      facts: written(facts),
      clause,
      toDo: written(toDo),
      rung,
      interviews: rungs.flatMap((row) => interviewView(row, language, written)),
      reports: reports.map((row) => reportView(row, written)),
      cancelReason: written(cancelReason),
    };
  },
  /** A verdict can be given where a report waits for one. */
  acts: ({ reports }, detail, onlooker) => {
    const { mayDo, notYet } = actsByTable(detail, onlooker);
    const waits = reports.some(({ verdict }) => (verdict ?? null) === null);
    return { mayDo: mayDo.filter(({ act }) => act !== 'confirm' || waits), notYet };
  },
};

function interviewView(row: RectificationRung, language: Language, written: Written): Section['interviews'] {
  const { rung, calledFor = null } = row;
  if (calledFor === null) return [];
  const kind = interviewOf(rung);
  return [
    {
      kind,
      kindText: INTERVIEW_TEXT[kind][language],
      calledFor,
      time: row.calledTime ?? null,
      place: row.place ?? null,
      document: row.document ?? null,
      reason: written(row.reason ?? null),
      people: written(row.people ?? null),
      purpose: written(row.purpose ?? null),
      papers: written(row.papers ?? null),
      minutes: minutesView(row, language, written),
    },
  ];
}

function minutesView(row: RectificationRung, language: Language, written: Written) {
  const { result = null, heldOn: on = null } = row;
  if (result === null || on === null) return null;
  return {
    result,
    resultText: INTERVIEW_RESULT_TEXT[result][language],
    on,
    participants: written(row.participants ?? null),
    content: written(row.content ?? null),
    promises: written(row.promises ?? null),
    signed: row.signed ?? null,
    signedNote: written(row.signedNote ?? null),
  };
}

function reportView(row: RectificationReport, written: Written): Section['reports'][number] {
  const { receivedOn, receivedAt, onPaper, inTime, body, evidence, verdict, verdictReason, verdictAt } = row;
  return {
    receivedOn,
    receivedAt,
    onPaper,
    inTime,
    text: written(body),
    evidence: written(evidence ?? null),
    verdict: verdict ?? null,
    verdictReason: written(verdictReason ?? null),
    verdictAt: verdictAt ?? null,
  };
}
