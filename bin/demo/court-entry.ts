/** What the demo county's court says, on its way through the API. */
import type { DemoDebtor, DemoReorganisation } from './court.ts';
import type { County } from './entry.ts';
import { findRecord } from './record-entry.ts';
import { demoSubjects } from './subjects.ts';

const COURT = 'court';

/** Lists a judgment debtor, says what came after it, and keeps the record under its key. */
export async function enterDebtor(county: County, debtor: DemoDebtor): Promise<void> {
  const { key, subject, documentNumber, situation, extraYears, facts, later, intended } = debtor;
  const named = demoSubjects.find((one) => one.key === subject);
  if (named === undefined) throw new Error(`there is no demo subject "${subject}"`);
  const { kind, identifier, name } = named;
  const decidedOn = county.days.at(debtor.decidedOn);
  await county.tell(COURT, 'debtor.listed', `${key}-listed`, debtor.decidedOn, {
    documentNumber,
    decidedOn,
    situation,
    extraYears,
    facts,
    subject: { kind, identifier, name },
  });
  for (const [index, word] of later.entries()) {
    const eventId = `${key}-${index + 1}`;
    const entry = { documentNumber, identifier };
    if (word.says === 'debtor.masked')
      await county.tell(COURT, word.says, eventId, word.on, { ...entry, reason: word.reason });
    else if (word.says === 'debtor.paused')
      await county.tell(COURT, word.says, eventId, word.on, { ...entry, agreementOn: county.days.at(word.on) });
    else await county.tell(COURT, word.says, eventId, word.on, { ...entry, ground: word.ground });
  }
  const record = await findRecord(county, county.subject(subject), documentNumber);
  if (record === null) throw new Error(`the listing of ${key} entered no record`);
  county.keep(key, record);
  county.intend(record.number, 'publicity', intended, key);
}

/** Brings a ruling to the service, and what became of it. */
export async function enterReorganisation(county: County, reorganisation: DemoReorganisation): Promise<void> {
  const { key, rulingNumber, acts, intended } = reorganisation;
  const number = await bring(county, reorganisation);
  for (const [index, act] of acts.entries()) {
    const name = `${key}-${index + 1}`;
    if ('says' in act) {
      const data = act.says === 'reorganisation.carried-out' ? {} : { reason: act.reason };
      await county.tell(COURT, act.says, name, act.on, { rulingNumber, ...data });
    } else {
      const body = act.act === 'withdraw' ? { reason: act.reason } : { text: act.text };
      await county.act(act.by, `/v1/reorganisations/${number}/${act.act}`, body, name);
    }
  }
  county.intend(number, 'reorganisation', intended, key);
}

async function bring(county: County, reorganisation: DemoReorganisation): Promise<string> {
  const { key, subject, kind, rulingNumber, openedBy } = reorganisation;
  const ruledOn = county.days.at(reorganisation.ruledOn);
  const planUntil = reorganisation.planUntil === null ? null : county.days.at(reorganisation.planUntil);
  const ruling = { kind, rulingNumber, ruledOn, planUntil };
  const find = () => findReorganisation(county, subject, rulingNumber);
  if (openedBy === 'court') {
    const identifier = demoSubjects.find((one) => one.key === subject)?.identifier ?? '';
    await county.tell(COURT, 'reorganisation.approved', `${key}-approved`, reorganisation.ruledOn, {
      ...ruling,
      identifier,
    });
    const found = await find();
    if (found === null) throw new Error(`the ruling of ${key} opened no case`);
    return found.number;
  }
  const { applicant, name } = openedBy;
  const contact = { name, email: `${applicant}@example.com`, phone: null };
  const body = { subjectId: county.subject(subject), court: COURT, ...ruling, contact };
  const { number } = await county.open<{ number: string }>(applicant, '/v1/reorganisations', body, key, find);
  return number;
}

async function findReorganisation(
  county: County,
  subject: string,
  rulingNumber: string,
): Promise<{ number: string } | null> {
  for (const { number } of await county.casesOf('reorganisation', subject)) {
    const { reorganisation } = await county
      .as('auditor')
      .get<{ reorganisation: { rulingNumber: string } }>(`/v1/cases/${number}`);
    if (reorganisation.rulingNumber === rulingNumber) return { number };
  }
  return null;
}
