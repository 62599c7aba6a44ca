/** The demo county, entered through the API with real tokens as its people would: nothing is written behind it. */
import { enterAgencies } from './agencies.ts';
import { ApiClient } from './api-client.ts';
import { demoApplications } from './applications.ts';
import { enterCommitment } from './commitment-entry.ts';
import { demoCommitments } from './commitments.ts';
import { enterConsents } from './consents.ts';
import { demoReports, enterIntegrityModel, enterReport } from './credit-reports.ts';
import { checkCoverage } from './coverage.ts';
import { CaseEntry } from './case-entry.ts';
import { DemoDays } from './days.ts';
import { demoDeterminations, enterDetermination } from './determinations.ts';
import { enterCalendar } from './calendar.ts';
import { demoDebtors, demoReorganisations } from './court.ts';
import { enterDebtor, enterReorganisation } from './court-entry.ts';
import { County } from './entry.ts';
import { enterRecord } from './record-entry.ts';
import { demoRecords } from './records.ts';
import { awaitParts, enterRepair } from './repair-entry.ts';
import { type DemoRepair, demoRepairs } from './repairs.ts';
import { demoObjections, enterObjection } from './objections.ts';
import { demoRectifications, enterRectification } from './rectifications.ts';
import { demoRegistrations, enterRegistration } from './registrations.ts';
import { demoWithdrawals, enterWithdrawal } from './withdrawals.ts';
import { enterAuthoritiesAndProcedures, enterSubjects } from './reference.ts';
import { demoSubjects } from './subjects.ts';

export interface LoadOptions {
  readonly apiUrl: string;
  readonly issuer: string;
  /** Address of the server that plays the credit service agencies; null or absent: they are not pushed to. */
  readonly receiver?: string | null;
  /** Told what is being entered, a line at a time. */
  say(line: string): void;
  /** The service's present, in milliseconds since 1970, where it is not this machine's. */
  now?(): number;
}

/**
 * Enters the county. What was entered before a load broke off is found again by its keys, so it can be repeated.
 * @throws StartError with one line: what the API said no to, or which case does not come to its intended status
 */
export async function loadDemoCounty({
  apiUrl,
  issuer,
  receiver = null,
  say,
  now = Date.now,
}: LoadOptions): Promise<void> {
  const api = new ApiClient({ apiUrl, issuer });
  const admin = api.as('admin');

  say('放假安排 / calendar');
  const lastLoaded = await enterCalendar(admin);
  await enterAuthoritiesAndProcedures(admin, say);
  if (receiver !== null) await enterAgencies(admin, receiver);
  say(`主体 ${demoSubjects.length} 个 / subjects`);
  const subjects = await enterSubjects(admin);

  const days = await DemoDays.ask(api.as(null), lastLoaded, now());
  const county = new County(api, subjects, days);
  say(`失信记录 ${demoRecords.length} 条，失信被执行人 ${demoDebtors.length} 名 / records and judgment debtors`);
  await sideBySide(demoRecords, (record) => enterRecord(county, record));
  await sideBySide(demoDebtors, (debtor) => enterDebtor(county, debtor));
  say(`诚信典型、专项信用报告 ${demoReports.length} 份 / an integrity model, special credit reports`);
  await enterIntegrityModel(county);
  await inTurn(demoReports, (report) => enterReport(county, report));
  say('个人信息查询同意 / consent to queries');
  await enterConsents(county);
  const { applications, repairs } = await enterCases(county, api, say);
  say('等待各办件到达预定状态 / waiting for every case to stand where it should');
  await inTurn(applications, (application) => application.awaitIntended());
  await county.awaitIntended();
  const parts: string[] = [];
  for (const [repair, number] of repairs) parts.push(...(await awaitParts(county, number, repair)));
  const seen = [...(await county.allCases()), ...parts.map((status) => ({ kind: 'repair-part', status }))];
  checkCoverage(seen, days.today);
}

/** Each kind of case on its own, side by side: applications in their order, for one may stand in another's way. */
async function enterCases(
  county: County,
  api: ApiClient,
  say: LoadOptions['say'],
): Promise<{ applications: CaseEntry[]; repairs: Map<DemoRepair, string> }> {
  const applications: CaseEntry[] = [];
  const repairs = new Map<DemoRepair, string>();
  const enterRepairs = async (): Promise<void> => {
    await sideBySide(demoRepairs, async (repair, index) => {
      say(`信用修复 ${index + 1}/${demoRepairs.length} / repair: ${repair.key}`);
      repairs.set(repair, await enterRepair(county, repair));
    });
    await sideBySide(demoWithdrawals, (withdrawal) => enterWithdrawal(county, withdrawal));
  };
  await allOf([
    inTurn(demoApplications, async (application, index) => {
      say(`容缺受理 ${index + 1}/${demoApplications.length} / accept-first: ${application.key}`);
      const entry = new CaseEntry(api, application, county.subject(application.subject), county.days);
      await entry.enter();
      applications.push(entry);
    }),
    enterRepairs(),
    sideBySide(demoCommitments, (commitment) => enterCommitment(county, commitment)),
    sideBySide(demoObjections, (objection) => enterObjection(county, objection)),
    sideBySide(demoRectifications, (rectification) => enterRectification(county, rectification)),
    sideBySide(demoDeterminations, (determination) => enterDetermination(county, determination)),
    sideBySide(demoRegistrations, (registration) => enterRegistration(county, registration)),
    inTurn(demoReorganisations, (reorganisation) => enterReorganisation(county, reorganisation)),
  ]);
  return { applications, repairs };
}

/** How many independent stories are entered at a time. */
const AT_A_TIME = 4;

/** Enters what does not depend on each other, a few at a time. */
async function sideBySide<T>(list: readonly T[], enter: (one: T, index: number) => Promise<void>): Promise<void> {
  const waiting = [...list.entries()];
  const works = Array.from({ length: AT_A_TIME }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await enter(next[1], next[0]);
  });
  await allOf(works);
}

/** Enters one after the other, where one needs what came before. */
async function inTurn<T>(list: readonly T[], enter: (one: T, index: number) => Promise<void>): Promise<void> {
  for (const [index, one] of list.entries()) await enter(one, index);
}

/** Waits for all of them, whichever fails: nothing goes on behind an error. */
async function allOf(works: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((work) => work.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
