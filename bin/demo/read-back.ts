/** How the walkthrough reads an effect back. */
import { eventually, type Session } from './api-client.ts';
import type { CaseTables } from './case-sql.ts';
import type { Story } from './story.ts';

const MAIL_PATIENCE_SECONDS = 60;

/** As much of a case as the story looks at. */
export interface CaseSeen {
  status: string;
  statusText: string;
  assignedTo: string | null;
  next: { kind: string; text: string; due: string; explanation: readonly { zh: string }[] } | null;
  acceptFirst?: { materials: readonly { code: string; name: string; standing: string }[] };
  timeline: readonly { at: string; kind: string; text: string; actorRole: string }[];
  performance: { result: string; text: string } | null;
  outcome: { kind: string; granted?: boolean } | null;
}

interface InboxItem {
  caseNumber: string;
  kind: string;
  body: string;
}

/** Where a material of the case stands now. */
export async function standing(reader: Session, number: string, material: string): Promise<string | undefined> {
  const { acceptFirst } = await reader.get<CaseSeen>(`/v1/cases/${number}`);
  return acceptFirst?.materials.find(({ code }) => code === material)?.standing;
}

/** The notice of a kind in the reader's inbox. */
export async function findNotice(reader: Session, number: string, kind: string): Promise<InboxItem | undefined> {
  const { items } = await reader.get<{ items: readonly InboxItem[] }>('/v1/inbox?limit=50');
  return items.find((item) => item.caseNumber === number && item.kind === kind);
}

/** The mail goes out after the case is written: it is waited for, with its receipt. */
export async function holdsMail(
  story: Story,
  tables: CaseTables,
  number: string,
  kind: string,
  name: string,
): Promise<void> {
  const receipt = await eventually(
    MAIL_PATIENCE_SECONDS,
    async () => {
      const [mail] = await tables.mails(number, kind);
      return mail?.state === 'delivered' ? (mail.receipt ?? '') : null;
    },
    () => ({
      zh: `${name}的邮件在 ${MAIL_PATIENCE_SECONDS} 秒内未送达`,
      en: `the mail "${kind}" was not delivered in time`,
    }),
  );
  story.holds('SQL', `${name}已寄到邮箱，回执：${receipt}`, receipt !== '', true);
}

/** A moment as a clock in Beijing shows it. */
export function beijingTime(at: string): string {
  return new Date(at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });
}
