/** What the demo county stands on before anything happens there: entered through the API, like all of it. */
import { COMMITMENT_KINDS } from '../../domain/commitment/commitment-kinds.ts';
import type { Session } from './api-client.ts';
import { demoAuthorities } from './authorities.ts';
import { kindText, TEXTS_VALID_FROM } from './commitment-texts.ts';
import { demoCarriers } from './carriers.ts';
import { demoProcedures } from './procedures.ts';
import { demoRepresentations, demoSubjects, REPRESENTED_FROM } from './subjects.ts';

/** The authorities, the procedures with their commitment texts, and the standard text of each kind of commitment. */
export async function enterAuthoritiesAndProcedures(admin: Session, say: (line: string) => void): Promise<void> {
  say(`机关 ${demoAuthorities.length} 个 / authorities`);
  for (const { code, ...authority } of demoAuthorities) await admin.put(`/v1/authorities/${code}`, authority);
  const procedures = demoProcedures();
  say(`事项 ${procedures.length} 项及其承诺书 / procedures and their commitment texts`);
  for (const { code, commitmentText: text, ...procedure } of procedures) {
    await admin.put(`/v1/procedures/${code}`, procedure);
    const textKey = `demo-text-${code}`;
    await admin.post(`/v1/procedures/${code}/commitment-texts`, { text, validFrom: TEXTS_VALID_FROM }, textKey);
  }
  for (const { measure, authorities } of demoCarriers) {
    await admin.put(`/v1/measures/${measure}/carriers`, { authorities });
  }
  for (const kind of COMMITMENT_KINDS) {
    const text = { kind, ...kindText(kind), validFrom: TEXTS_VALID_FROM };
    await admin.post('/v1/commitment-texts', text, `demo-standard-text-${kind}`);
  }
}

/** The subjects and who acts for them; ids of the subjects by their key in the demo data. */
export async function enterSubjects(admin: Session): Promise<Map<string, string>> {
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
  return ids;
}

function getId(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`there is no demo subject "${key}"`);
  return id;
}
