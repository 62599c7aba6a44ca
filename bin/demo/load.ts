/** The demo county, entered through the API with real tokens as its people would: nothing is written behind it. */
import { demoAuthorities } from './authorities.ts';
import { ApiClient, type Session } from './api-client.ts';
import { demoApplications } from './applications.ts';
import { TEXTS_VALID_FROM } from './commitment-texts.ts';
import { CaseEntry } from './case-entry.ts';
import { DemoDays } from './days.ts';
import { demoProcedures } from './procedures.ts';
import { enterCalendar } from './calendar.ts';
import { demoRecord, demoRepresentations, demoSubjects, REPRESENTED_FROM } from './subjects.ts';

export interface LoadOptions {
  readonly apiUrl: string;
  readonly issuer: string;
  /** Told what is being entered, a line at a time. */
  say(line: string): void;
  /** The service's present, in milliseconds since 1970, where it is not this machine's. */
  now?(): number;
}

/**
 * Enters the county. What was entered before a load broke off is found again by its keys, so it can be repeated.
 * @throws StartError with one line: what the API said no to, or which case does not come to its intended status
 */
export async function loadDemoCounty({ apiUrl, issuer, say, now = Date.now }: LoadOptions): Promise<void> {
  const api = new ApiClient({ apiUrl, issuer });
  const admin = api.as('admin');

  say('放假安排 / calendar');
  const lastLoaded = await enterCalendar(admin);
  await enterAuthoritiesAndProcedures(admin, say);
  say(`主体 ${demoSubjects.length} 个 / subjects`);
  const subjects = await enterSubjects(admin);

  const days = await DemoDays.ask(api.as(null), lastLoaded, now());
  const entries: CaseEntry[] = [];
  for (const [index, application] of demoApplications.entries()) {
    say(`办件 ${index + 1}/${demoApplications.length} / case: ${application.key}`);
    const entry = new CaseEntry(api, application, getId(subjects, application.subject), days);
    await entry.enter();
    entries.push(entry);
  }
  say('等待各办件到达预定状态 / waiting for every case to stand where it should');
  for (const entry of entries) await entry.awaitIntended();
}

async function enterAuthoritiesAndProcedures(admin: Session, say: LoadOptions['say']): Promise<void> {
  say(`机关 ${demoAuthorities.length} 个 / authorities`);
  for (const { code, ...authority } of demoAuthorities) await admin.put(`/v1/authorities/${code}`, authority);
  const procedures = demoProcedures();
  say(`事项 ${procedures.length} 项及其承诺书 / procedures and their commitment texts`);
  for (const { code, commitmentText: text, ...procedure } of procedures) {
    await admin.put(`/v1/procedures/${code}`, procedure);
    const textKey = `demo-text-${code}`;
    await admin.post(`/v1/procedures/${code}/commitment-texts`, { text, validFrom: TEXTS_VALID_FROM }, textKey);
  }
}

/** Ids of the subjects by their key in the demo data. */
async function enterSubjects(admin: Session): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { key, ...subject } of demoSubjects) {
    const { id } = await admin.put<{ id: string }>('/v1/subjects', subject);
    ids.set(key, id);
  }
  for (const { person: personSub, subject, kind, proof } of demoRepresentations) {
    await admin.put('/v1/representations', {
      personSub,
      subjectId: getId(ids, subject),
      kind,
      validFrom: REPRESENTED_FROM,
      proof,
    });
  }
  const { subject, ...record } = demoRecord;
  await admin.post('/v1/records', { ...record, subjectId: getId(ids, subject) }, 'demo-record-1');
  return ids;
}

function getId(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`there is no demo subject "${key}"`);
  return id;
}
