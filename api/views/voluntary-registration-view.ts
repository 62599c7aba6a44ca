import type { Static } from 'typebox';
import {
  getVoluntaryRegistrationDetail,
  type VoluntaryRegistrationDetail,
} from '../../db/queries/voluntary-registration-detail.ts';
import { maskEmail, maskName, maskPhone } from '../../domain/record/masking.ts';
import { shanghaiDay } from '../../domain/time.ts';
import {
  VOLUNTARY_REGISTRATION_CLAUSE,
  type VoluntaryRegistrationStatus,
} from '../../domain/voluntary-registration/voluntary-registration.ts';
import {
  isRegistrationShown,
  REGISTRATION_CATEGORY_TEXT,
  REGISTRATION_MARK_TEXT,
  registrationMark,
} from '../../domain/voluntary-registration/voluntary-registration-info.ts';
import type { KindView } from '../case-view.ts';
import type { VoluntaryRegistrationSection } from '../schemas/voluntary-registration.ts';

type Section = Static<typeof VoluntaryRegistrationSection>;

/** What one onlooker may read of it: texts that somebody wrote, and who at the desk did what. */
interface MayRead {
  readonly written: (text: string | null | undefined) => string | null;
  readonly person: (sub: string | null | undefined) => string | null;
}

/** What a registration shows beside what every case does: to an auditor without what somebody wrote freely. */
export const voluntaryRegistrationView: KindView<VoluntaryRegistrationDetail> = {
  section: 'voluntaryRegistration',
  read: getVoluntaryRegistrationDetail,
  names: () => new Map(),
  show: (own, { file }, { sight, language, now }): Section => {
    const { registration } = own;
    const isOfTheCase = sight !== 'auditor';
    const may: MayRead = {
      written: (text) => (isOfTheCase ? (text ?? null) : null),
      person: (sub) => (sight === 'applicant' ? null : (sub ?? null)),
    };
    const status = file.status as VoluntaryRegistrationStatus;
    const mark = registrationMark(status);
    const { name, email, phone } = registration.contact;
    return {
      category: registration.category,
      categoryText: REGISTRATION_CATEGORY_TEXT[registration.category][language],
      clause: VOLUNTARY_REGISTRATION_CLAUSE,
      mark,
      markText: mark === null ? null : REGISTRATION_MARK_TEXT[mark][language],
      shown: isRegistrationShown({ status, validUntil: registration.validUntil }, shanghaiDay(now)),
      validUntil: registration.validUntil,
      contact: isOfTheCase
        ? { name, email, phone }
        : { name: maskName(name), email: email && maskEmail(email), phone: phone && maskPhone(phone) },
      versions: versionsView(own, may),
      ...findingsView(own, may),
    };
  },
};

function versionsView({ versions }: VoluntaryRegistrationDetail, { written }: MayRead): Section['versions'] {
  return versions.map(({ version, content, validUntil, signedAt, commitmentText, commitmentSha256 }) => ({
    version,
    title: written(content.title),
    text: written(content.text),
    party: written(content.party),
    documentNumber: written(content.documentNumber),
    on: content.on,
    evidence: written(content.evidence),
    validUntil,
    signedAt,
    commitmentText: written(commitmentText),
    commitmentSha256,
  }));
}

function findingsView(
  { registration: row, statements }: VoluntaryRegistrationDetail,
  { written, person }: MayRead,
): Pick<Section, 'verification' | 'doubt' | 'statements' | 'finding' | 'madeGood'> {
  const { verifiedOn, doubtedOn, decidedAt } = row;
  return {
    verification:
      verifiedOn == null ? null : { on: verifiedOn, by: person(row.verifiedBy), how: written(row.verification) },
    doubt:
      doubtedOn == null
        ? null
        : {
            on: doubtedOn,
            by: person(row.doubtedBy),
            reason: written(row.doubt),
            evidence: written(row.doubtEvidence),
            saidAllOn: row.saidAllOn ?? null,
          },
    statements: statements.map(({ version, receivedOn, onPaper, body, evidence }) => ({
      version,
      receivedOn,
      onPaper,
      text: written(body),
      evidence: written(evidence),
    })),
    finding:
      decidedAt == null
        ? null
        : {
            decidedAt,
            by: person(row.decidedBy),
            reason: written(row.reason),
            answerToStatement: written(row.answerToStatement),
          },
    madeGood: row.madeGoodBy == null ? null : { by: person(row.madeGoodBy), how: written(row.madeGoodHow) },
  };
}
