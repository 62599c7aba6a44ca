import type { Static } from 'typebox';
import { type AcceptFirstDetail, getAcceptFirstDetail } from '../../db/queries/accept-first-detail.ts';
import { possibleActs } from '../../domain/accept-first/accept-first-possible.ts';
import type { AcceptFirstStatus } from '../../domain/accept-first/accept-first.ts';
import { type MaterialStanding, standingOf } from '../../domain/accept-first/accept-first-supply.ts';
import { maskEmail, maskName, maskPhone } from '../../domain/record/masking.ts';
import type { Subject } from '../../db/entities/subject.ts';
import { actAddress, type KindView } from '../case-view.ts';
import { permitOfCase } from '../permit-view.ts';
import type { AcceptFirstSection } from '../schemas/accept-first.ts';

type Section = Static<typeof AcceptFirstSection>;

/** What an accept-first case shows beside what every case does. */
export const acceptFirstView: KindView<AcceptFirstDetail> = {
  section: 'acceptFirst',
  read: getAcceptFirstDetail,
  names: ({ materials }) => new Map(materials.map(({ code, name }) => [code, name])),
  barring: ({ acceptFirst }) => acceptFirst.procedureData.acceptFirst?.barringMeasures ?? [],
  show: (own, { subject }, { sight, language }): Section => {
    const { acceptFirst } = own;
    const isOfTheCase = sight !== 'auditor';
    const { name, email, phone } = acceptFirst.contact;
    return {
      registeredBy: sight === 'applicant' ? null : (acceptFirst.registeredBy ?? null),
      noticeHandedOn: acceptFirst.noticeHandedOn ?? null,
      contact: isOfTheCase
        ? { name, email, phone }
        : { name: maskName(name), email: email && maskEmail(email), phone: phone && maskPhone(phone) },
      commitment: commitmentView(own, subject, isOfTheCase),
      materials: materialsView(own, isOfTheCase),
      permit: own.permit && permitOfCase(own.permit, language),
    };
  },
  acts: ({ acceptFirst, materials }, { file, performance }, { caller, visible, language }) => {
    const { may, notYet } = possibleActs({
      status: file.status as AcceptFirstStatus,
      roles: visible.roles,
      sub: caller.sub,
      assignedTo: file.assignedTo ?? null,
      standings: materials.map(standsAs).filter((standing) => standing !== 'present'),
      extensionBy: acceptFirst.procedureData.acceptFirst?.extension.by ?? 'officer',
      isBroken: performance?.result === 'not-kept' && (performance.madeGoodOn ?? null) === null,
    });
    return {
      mayDo: may.map((act) => ({ act, href: actAddress('accept-first', file.number, act) })),
      notYet: notYet.map(({ act, reason }) => ({ act, reason: reason[language], from: null })),
    };
  },
};

/** Where a material stands: present from the start, or by its latest hand-in in time. */
function standsAs(material: AcceptFirstDetail['materials'][number]): MaterialStanding | 'present' {
  return material.missing ? standingOf(material.supplies) : 'present';
}

function commitmentView(
  { acceptFirst }: AcceptFirstDetail,
  subject: Subject,
  isOfTheCase: boolean,
): Section['commitment'] {
  const { commitmentText, commitmentSha256: sha256, signer, signedAt, signingMeans: means } = acceptFirst;
  if (isOfTheCase) return { text: commitmentText, sha256, signer, signedAt, means };
  const text =
    subject.kind === 'person' ? commitmentText.replaceAll(subject.name, maskName(subject.name)) : commitmentText;
  return { text, sha256, signer: maskName(signer), signedAt, means };
}

function materialsView({ materials }: AcceptFirstDetail, isOfTheCase: boolean): Section['materials'] {
  return materials.map((material) => ({
    code: material.code,
    name: material.name,
    form: material.form,
    kind: material.kind,
    standing: standsAs(material),
    supplies: material.supplies.map((supply) => ({
      receivedOn: supply.receivedOn,
      receivedAt: supply.receivedAt,
      means: supply.means,
      dispatchedOn: supply.dispatchedOn ?? null,
      reference: isOfTheCase ? (supply.reference ?? null) : null,
      inTime: supply.inTime,
      verdict: supply.verdict ?? null,
      verdictReason: isOfTheCase ? (supply.verdictReason ?? null) : null,
    })),
  }));
}
