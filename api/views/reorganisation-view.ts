import type { Static } from 'typebox';
import { getReorganisationDetail, type ReorganisationDetail } from '../../db/queries/reorganisation-detail.ts';
import { maskEmail, maskName, maskPhone } from '../../domain/record/masking.ts';
import { REORGANISATION_KIND_TEXT } from '../../domain/reorganisation/reorganisation.ts';
import { shanghaiDay } from '../../domain/time.ts';
import { actsByTable, type KindView } from '../case-view.ts';
import type { ReorganisationSection } from '../schemas/reorganisation.ts';

type Section = Static<typeof ReorganisationSection>;

/** What a reorganisation shows beside what every case does. */
export const reorganisationView: KindView<ReorganisationDetail> = {
  section: 'reorganisation',
  read: getReorganisationDetail,
  names: () => new Map(),
  show: ({ ruling, records, statements }, _, { sight, language }): Section => {
    const isOfTheCase = sight !== 'auditor';
    return {
      kind: ruling.kind,
      kindText: REORGANISATION_KIND_TEXT[ruling.kind][language],
      rulingNumber: ruling.rulingNumber,
      ruledOn: ruling.ruledOn,
      planUntil: ruling.planUntil ?? null,
      openedBy: ruling.openedBy,
      confirmedAt: ruling.confirmedAt ?? null,
      endedOn: ruling.endedOn ?? null,
      endReason: isOfTheCase ? (ruling.endReason ?? null) : null,
      contact: contactView(ruling.contact ?? null, isOfTheCase),
      records: records.map(({ authorityCode, authorityName, ...record }) => ({
        ...record,
        authority: { code: authorityCode, name: authorityName },
      })),
      statements: statements.map(({ byRole: by, body, at }) => ({ by, text: isOfTheCase ? body : null, at })),
    };
  },
  acts: ({ administrators }, detail, onlooker) => {
    const { mayDo, notYet } = actsByTable(detail, onlooker);
    const today = shanghaiDay(onlooker.now);
    const isAdministrator = administrators.some(
      ({ personSub, validFrom, validUntil }) =>
        personSub === onlooker.caller.sub && validFrom <= today && (validUntil == null || today <= validUntil),
    );
    return { mayDo: mayDo.filter(({ act }) => act !== 'add-statement' || isAdministrator), notYet };
  },
};

function contactView(contact: ReorganisationDetail['ruling']['contact'], isOfTheCase: boolean): Section['contact'] {
  if (contact == null) return null;
  const { name, email, phone } = contact;
  if (isOfTheCase) return { name, email, phone };
  return { name: maskName(name), email: email && maskEmail(email), phone: phone && maskPhone(phone) };
}
