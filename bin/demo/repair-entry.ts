/** An application for repair of the demo county on its way through the API. */
import type { PartStatus } from '../../domain/repair/repair-part.ts';
import type { RepairStatus } from '../../domain/repair/repair.ts';
import { findDemoAccount } from '../parts/demo-accounts.ts';
import { eventually } from './api-client.ts';
import { type County, halfEntered } from './entry.ts';
import type { DemoMaterial, DemoRepair, RepairAct } from './repairs.ts';

const PATIENCE_SECONDS = 60;

/** What a case of repair shows of its parts. */
interface RepairSeen {
  status: RepairStatus;
  timeline: readonly { kind: string }[];
  repair: { parts: readonly { authority: { code: string }; status: PartStatus }[] };
}

/** Hands an application in at the window, and does what people do on it. Its number. */
export async function enterRepair(county: County, repair: DemoRepair): Promise<string> {
  const { key, acts, intended } = repair;
  const { number } = await openRepair(county, repair);
  for (const [index, act] of acts.entries()) {
    await county.act(act.by, `/v1/repairs/${number}/${act.act}`, bodyOf(act, county), `repair-${key}-${index + 1}`);
  }
  county.intend(number, 'repair', intended.status, key);
  return number;
}

async function openRepair(county: County, repair: DemoRepair): Promise<{ number: string }> {
  const { key, way, subject, records, materials = [], signer } = repair;
  const online = 'online' in way;
  const by = online ? way.online : way.registeredBy;
  const wish = {
    subjectId: county.subject(subject),
    recordIds: records.map((record) => county.record(record).id),
    materials: materialsOf(county, materials),
    ...(online ? {} : { receivedOn: county.days.at(way.receivedOn) }),
  };
  const { commitment } = await county
    .as(by)
    .post<{ commitment: { version: number; sha256: string } | null }>('/v1/repairs/preview', wish, null);
  const enteredBefore = async (): Promise<{ number: string } | null> =>
    (await county.casesOf('repair', subject))[0] ?? null;
  if (commitment === null) {
    // Whose records are all applied for is offered nothing to sign: an earlier load has done it.
    const found = await enteredBefore();
    if (found === null) throw halfEntered(key);
    return found;
  }
  const body = {
    ...wish,
    ...(online ? {} : { applicantSub: null }),
    contact: { name: signer, email: online ? `${by}@example.com` : null, phone: online ? null : '0571-5550199' },
    commitment: {
      version: commitment.version,
      sha256: commitment.sha256,
      signer,
      agreed: true,
      means: online ? 'online' : 'paper',
    },
  };
  return await county.open<{ number: string }>(by, '/v1/repairs', body, `repair-${key}`, enteredBefore);
}

/** Waits until every part stands where it should, and the timeline shows what it should; the statuses of its parts. */
export async function awaitParts(county: County, number: string, { key, intended }: DemoRepair): Promise<PartStatus[]> {
  let lacks = '';
  return await eventually(
    PATIENCE_SECONDS,
    async () => {
      const { repair, timeline } = await county.as('auditor').get<RepairSeen>(`/v1/cases/${number}`);
      const parts = Object.fromEntries(repair.parts.map(({ authority, status }) => [authority.code, status]));
      const wrong = Object.entries(intended.parts).find(([authority, status]) => parts[authority] !== status);
      const missing = (intended.timeline ?? []).find((kind) => !timeline.some((entry) => entry.kind === kind));
      lacks = wrong === undefined ? (missing ?? '') : `${wrong[0]}: ${parts[wrong[0]] ?? '-'} ≠ ${wrong[1]}`;
      return lacks === '' ? repair.parts.map(({ status }) => status) : null;
    },
    () => ({
      zh: `演示修复申请 ${key}（${number}）各部分未到预定状态：${lacks}`,
      en: `the parts of demo repair ${key} (${number}) are not as intended: ${lacks}`,
    }),
  );
}

function bodyOf(act: RepairAct, county: County): object {
  const own = { authority: findDemoAccount(act.by)?.authority };
  switch (act.act) {
    case 'claim-part':
    case 'accept':
      return own;
    case 'not-accept':
      return { ...own, reason: act.reason, clause: act.clause, whatToDo: act.whatToDo };
    case 'ask-completion':
      return { ...own, items: act.items };
    case 'complete':
      return { authority: act.authority, materials: materialsOf(county, act.materials) };
    case 'pause':
      return { ...own, cause: act.cause, workingDays: act.workingDays, reason: act.reason };
    case 'extend-answer':
      return { ...own, reason: act.reason };
    case 'answer':
      return {
        ...own,
        answers: Object.entries(act.answers).map(([record, answer]) => ({
          recordId: county.record(record).id,
          ...(answer === 'repaired' ? { result: 'repaired' } : { result: 'refused', ...answer }),
        })),
      };
    case 'withdraw':
      return { reason: act.reason };
    default:
      return act satisfies never;
  }
}

function materialsOf(county: County, materials: readonly DemoMaterial[]): object[] {
  return materials.map(({ kind, record, name }) => ({
    kind,
    recordId: record === undefined ? null : county.record(record).id,
    name,
  }));
}
