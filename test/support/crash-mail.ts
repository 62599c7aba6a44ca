/** Messages whose worker dies while it delivers them. */
import type { CrashSite } from './crash-site.ts';
import { Telling } from './crash-stories.ts';
import type { Mine } from './mines.ts';
import { until } from './processes.ts';
import { type CountingSmtp, REFUSED_ADDRESS } from './smtp.ts';

/** A death comes some twenty seconds before the next try. */
const LONGEST_MS = 600_000;

const MAIL_MINES = [
  { activity: 'attemptDelivery', point: 'before-mail', workflowId: 'any' },
  { activity: 'attemptDelivery', point: 'after-mail', workflowId: 'any' },
  { activity: 'attemptDelivery', point: 'done', workflowId: 'any' },
] as const satisfies readonly Mine[];

const REFUSED_MINES = [
  { activity: 'listAsOutstanding', point: 'begun', workflowId: 'any' },
  { activity: 'listAsOutstanding', point: 'done', workflowId: 'any' },
] as const satisfies readonly Mine[];

export const MAIL_KILLS: readonly Mine[] = [...MAIL_MINES, ...REFUSED_MINES];

/** What became of one message: `taken` is how often the mail server took it. */
export interface Fate {
  readonly killedAt: string;
  readonly state: string;
  readonly attempts: number;
  readonly receipts: number;
  readonly taken: number;
}

/** One application for each mine; its notice to the applicant is the message. */
export async function tellMail(site: CrashSite, smtp: CountingSmtp): Promise<Fate[]> {
  const caseIds: string[] = [];
  for (const mine of MAIL_KILLS) {
    const on = new Telling(site, 'zhang', mine.activity === 'attemptDelivery' ? 'zhang@example.com' : REFUSED_ADDRESS);
    site.mines.lay(mine);
    await on.open(['business-licence']);
    await until(`the worker dead at ${mine.activity} ${mine.point}`, () => !site.mines.holds(mine));
    // The next mine is for the next message: on a slow machine this one, tried again, would step on it first.
    const pending = "select id from delivery where state = 'pending'";
    await until('no message pending', async () => (await site.sql(pending)).length === 0, LONGEST_MS);
    caseIds.push(on.caseId);
  }
  return await Promise.all(caseIds.map((caseId, index) => fateOf(site, smtp, caseId, MAIL_KILLS[index]?.point ?? '')));
}

async function fateOf(site: CrashSite, smtp: CountingSmtp, caseId: string, killedAt: string): Promise<Fate> {
  const rows = await site.sql<{ id: string; state: string; attempts: number; receipt: string | null }>(
    'select d.id, d.state, d.attempts, d.receipt from delivery d join notice n on n.id = d.notice_id where n.case_id = ?',
    [caseId],
  );
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`one message expected, not ${rows.length}`);
  const { id, state, attempts, receipt } = row;
  return {
    killedAt,
    state,
    attempts,
    receipts: receipt === null ? 0 : 1,
    taken: smtp.taken.get(`<${id}@jiannuo>`) ?? 0,
  };
}
