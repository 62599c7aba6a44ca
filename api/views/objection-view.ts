import type { Static } from 'typebox';
import { getObjectionDetail, type ObjectionDetail } from '../../db/queries/objection-detail.ts';
import { OBJECTION_ABOUT_TEXT, OBJECTION_CLAUSE } from '../../domain/objection/objection.ts';
import { maskEmail, maskName, maskPhone } from '../../domain/record/masking.ts';
import type { KindView } from '../case-view.ts';
import type { ObjectionSection } from '../schemas/objection.ts';

type Section = Static<typeof ObjectionSection>;

/** What an objection shows beside what every case does: to an auditor without what somebody wrote freely. */
export const objectionView: KindView<ObjectionDetail> = {
  section: 'objection',
  read: getObjectionDetail,
  names: ({ measures, determinedBy }) => new Map([...measures, [determinedBy.code, determinedBy.name]]),
  show: (own, _detail, { sight, language }): Section => {
    const { objection, supplements, documentNumber, measures, determinedBy, window } = own;
    const isOfTheCase = sight !== 'auditor';
    const written = <T>(text: T): T | null => (isOfTheCase ? text : null);
    const { measure = null } = objection;
    return {
      record: { id: objection.recordId, documentNumber },
      about: objection.about,
      aboutText: OBJECTION_ABOUT_TEXT[objection.about][language],
      measure: measure === null ? null : { code: measure, name: measures.get(measure) ?? measure },
      clause: OBJECTION_CLAUSE,
      reasons: written(objection.reasons),
      evidence: written(objection.evidence ?? null),
      newFacts: written(objection.newFacts ?? null),
      supplements: supplements.map(({ seq, body, evidence = null, receivedOn, onPaper, at }) => ({
        seq,
        text: written(body),
        evidence: written(evidence),
        receivedOn,
        onPaper,
        at,
      })),
      contact: contactView(objection.contact ?? null, isOfTheCase),
      onPaper: objection.registeredBy != null,
      window: window === null ? null : { code: window.code, name: window.name },
      determinedBy: { code: determinedBy.code, name: determinedBy.name },
      checkFrom: objection.checkFrom ?? null,
      stops: { ...objection.stops },
      inspectedWorkingDays: objection.inspectedWorkingDays,
      extended: objection.extensions.length > 0,
      answer: answerView(own, isOfTheCase, sight !== 'applicant'),
    };
  },
};

function contactView(contact: ObjectionDetail['objection']['contact'], isOfTheCase: boolean): Section['contact'] {
  if (contact == null) return null;
  const { name, email, phone } = contact;
  if (isOfTheCase) return { name, email, phone };
  return { name: maskName(name), email: email && maskEmail(email), phone: phone && maskPhone(phone) };
}

function answerView({ objection }: ObjectionDetail, isOfTheCase: boolean, showsPeople: boolean): Section['answer'] {
  const { decidedAt = null, decidedBy = null, reason = null, correction = null } = objection;
  if (decidedAt === null) return null;
  const fields = correction?.scope === 'fields' ? correction : null;
  return {
    decidedAt,
    decidedBy: showsPeople ? decidedBy : null,
    reason: isOfTheCase ? reason : null,
    correction: correction && {
      scope: correction.scope,
      facts: isOfTheCase ? (fields?.facts ?? null) : null,
      severity: fields?.severity ?? null,
      decidedOn: fields?.decidedOn ?? null,
      measuresLifted: [...(fields?.measuresLifted ?? [])],
    },
  };
}
