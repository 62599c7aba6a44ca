import type { Static } from 'typebox';
import type { CommitmentAmendment } from '../../db/entities/commitment-amendment.ts';
import type { CaseDeadline } from '../../db/entities/deadline.ts';
import type { Obligation } from '../../db/entities/obligation.ts';
import type { Subject } from '../../db/entities/subject.ts';
import { type CommitmentDetail, getCommitmentDetail } from '../../db/queries/commitment-detail.ts';
import { obligationFacts } from '../../db/queries/obligation-facts.ts';
import type { CommitmentStatus } from '../../domain/commitment/commitment.ts';
import { dateKindOf } from '../../domain/commitment/commitment-course.ts';
import { kindTerms } from '../../domain/commitment/commitment-kinds.ts';
import { possibleCommitmentActs } from '../../domain/commitment/commitment-possible.ts';
import { maskEmail, maskName, maskPhone } from '../../domain/record/masking.ts';
import { OBLIGATION_STANDING_TEXT, shareDone, standingOf } from '../../domain/commitment/obligation.ts';
import { actAddress, type KindView } from '../case-view.ts';
import { WITHHELD } from '../case-timeline.ts';
import { permitOfCase } from '../permit-view.ts';
import type { Language } from '../problems.ts';
import type { CommitmentSection } from '../schemas/commitment-section.ts';

type Section = Static<typeof CommitmentSection>;

/** What a commitment shows beside what every case does. Auditors see masked people, and nothing written freely. */
export const commitmentView: KindView<CommitmentDetail> = {
  section: 'commitment',
  read: getCommitmentDetail,
  names: ({ obligations }) => new Map(obligations.map(({ code, title }) => [code, title])),
  show: (own, { subject, deadlines }, { sight, language }): Section => {
    const { commitment, promisorAuthority } = own;
    const isOfTheCase = sight !== 'auditor';
    const { kind, version, wilful, contact } = commitment;
    const { name, clause } = kindTerms(kind);
    const hidden = (text: string | null | undefined) => (isOfTheCase ? (text ?? null) : null);
    return {
      kind,
      kindText: name[language],
      clause,
      title: commitment.title,
      promisorAuthority,
      registeredBy: sight === 'applicant' ? null : (commitment.registeredBy ?? null),
      contact: isOfTheCase
        ? contact
        : {
            name: maskName(contact.name),
            email: contact.email && maskEmail(contact.email),
            phone: contact.phone && maskPhone(contact.phone),
          },
      letter: {
        text: isOfTheCase ? commitment.commitmentText : letterForAuditor(own, subject),
        sha256: commitment.commitmentSha256,
        signer: isOfTheCase ? commitment.signer : maskName(commitment.signer),
        signedAt: commitment.signedAt,
        means: commitment.signingMeans,
      },
      version,
      revoked: commitment.revoked ?? null,
      decisionReason: hidden(commitment.decisionReason),
      wilful,
      obligations: own.obligations.map((row) => obligationView(row, own, deadlines, isOfTheCase, language)),
      amendments: own.amendments.map((row) => amendmentView(row, isOfTheCase)),
      permit: own.permit && permitOfCase(own.permit, language),
    };
  },
  acts: (own, { file, deadlines }, { caller, visible, language }) => {
    const { may, notYet } = possibleCommitmentActs({
      status: file.status as CommitmentStatus,
      roles: visible.roles,
      sub: caller.sub,
      assignedTo: file.assignedTo ?? null,
      obligations: own.obligations.map((row) => obligationFacts(row, own.reports)),
      isRegistering: deadlines.some(({ kind, state }) => kind === 'fulfil-registration' && state === 'running'),
      isAmendmentProposed: own.amendments.some(({ state }) => state === 'proposed'),
      checkedBy: own.commitment.checkedBy ?? null,
    });
    return {
      mayDo: may.map((act) => ({ act, href: actAddress('commitments', file.number, act) })),
      notYet: notYet.map(({ act, reason }) => ({ act, reason: reason[language], from: null })),
    };
  },
};

/** The letter as it was signed, but for what was written freely: its obligations as they are, and as they were before. */
function letterForAuditor({ commitment, obligations, amendments }: CommitmentDetail, subject: Subject): string {
  const written = [...obligations, ...amendments.flatMap(({ before }) => before)].flatMap(
    ({ content }) => content ?? [],
  );
  const longestFirst = written.toSorted((a, b) => b.length - a.length);
  const text = longestFirst.reduce((rest, content) => rest.replaceAll(content, WITHHELD), commitment.commitmentText);
  return subject.kind === 'organisation' ? text : text.replaceAll(subject.name, maskName(subject.name));
}

/** The date of an obligation as it is now; null where none has begun. */
export function dateOfObligation(obligation: Obligation, deadlines: readonly CaseDeadline[]): CaseDeadline | null {
  const kind = dateKindOf({ term: obligation.term.kind });
  return deadlines.findLast((row) => row.kind === kind && row.about === obligation.id) ?? null;
}

function obligationView(
  row: Obligation,
  { reports }: CommitmentDetail,
  deadlines: readonly CaseDeadline[],
  isOfTheCase: boolean,
  language: Language,
): Section['obligations'][number] {
  const facts = obligationFacts(row, reports);
  const standing = standingOf(facts);
  const date = dateOfObligation(row, deadlines);
  const hidden = (text: string | null | undefined) => (isOfTheCase ? (text ?? null) : null);
  const amount = row.amount ?? null;
  return {
    code: row.code,
    title: row.title,
    content: hidden(row.content),
    evidence: row.evidence ?? null,
    event: row.event ?? null,
    quantity: amount === null ? null : { amount, unit: row.unit ?? '' },
    term: row.term,
    due: date?.due ?? null,
    provisional: date?.provisional ?? null,
    standing,
    standingText: OBLIGATION_STANDING_TEXT[standing][language],
    share: shareDone(facts),
    sinceVersion: row.sinceVersion,
    eventOn: row.eventOn ?? null,
    eventProof: hidden(row.eventProof),
    found: row.found ?? null,
    foundReason: hidden(row.foundReason),
    releasedOn: row.releasedOn ?? null,
    releaseReason: hidden(row.releaseReason),
    notKeptOn: row.notKeptOn ?? null,
    madeGoodOn: row.madeGoodOn ?? null,
    concededOn: row.concededOn ?? null,
    concession: hidden(row.concession),
    reports: reports
      .filter(({ obligationId }) => obligationId === row.id)
      .map((report) => ({
        receivedOn: report.receivedOn,
        receivedAt: report.receivedAt,
        means: report.means,
        dispatchedOn: report.dispatchedOn ?? null,
        quantity: report.quantity ?? null,
        complete: report.complete,
        note: hidden(report.note),
        reference: hidden(report.reference),
        inTime: report.inTime,
        verdict: report.verdict ?? null,
        verdictReason: hidden(report.verdictReason),
      })),
  };
}

function amendmentView(row: CommitmentAmendment, isOfTheCase: boolean): Section['amendments'][number] {
  const hidden = (text: string | null | undefined) => (isOfTheCase ? (text ?? null) : null);
  const words = (list: CommitmentAmendment['before']) => list.map((one) => ({ ...one, content: hidden(one.content) }));
  return {
    kind: row.kind,
    state: row.state,
    version: row.version ?? null,
    askedAt: row.askedAt,
    answeredAt: row.answeredAt ?? null,
    reason: hidden(row.reason),
    proof: hidden(row.proof),
    answerReason: hidden(row.answerReason),
    before: words(row.before),
    after: words(row.after),
  };
}
