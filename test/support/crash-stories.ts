/** What people do on one case, told once undisturbed and once for each place at which the worker dies. */
import { Temporal } from 'temporal-polyfill';
import type { Day } from '../../domain/time.ts';
import { newKey } from './api.ts';
import { rowCounts } from './cases.ts';
import { licence, stall, terms } from './procedures.ts';
import { caseIdOf, type CrashSite } from './crash-site.ts';
import { until } from './processes.ts';

/** Long over, in loaded years: whatever was due then is due now. */
const LONG_AGO = '2024-03-04';

export const PROCEDURES = [
  stall(),
  licence({
    code: 'slow-licence',
    handlingDays: 250,
    acceptFirst: terms({ maxOpenCases: null, supplyBy: { kind: 'fixed', workingDays: 200 } }),
  }),
];

/** All that a story left behind, without what differs from one case to the next. */
export interface Evidence {
  readonly answers: readonly string[];
  readonly status: string;
  readonly rows: Record<string, number>;
  readonly timeline: readonly string[];
  readonly notices: readonly string[];
  readonly deadlines: readonly string[];
  readonly performance: readonly string[];
}

/** One case, and what its people were answered. */
export class Telling {
  readonly site: CrashSite;
  readonly caseId: string;
  readonly #opener: string;
  readonly #email: string;
  readonly #key = newKey();
  readonly #answers: string[] = [];
  #number = '';

  constructor(site: CrashSite, opener: string, email = 'zhang@example.com') {
    this.site = site;
    this.#opener = opener;
    this.#email = email;
    this.caseId = caseIdOf(opener, this.#key);
  }

  /** Online, or on paper where a day of receipt is given. */
  async open(missing: string[], receivedOn: Day | null = null, procedure = 'stall-licence'): Promise<void> {
    const wish = { procedure, subjectId: this.site.county.subjectId, missing, receivedOn, noticeHandedOn: receivedOn };
    const as = this.#opener;
    const preview = await this.site.api.send({ method: 'POST', url: '/v1/accept-first/preview', as, body: wish });
    const { version, sha256 } = preview.json<{ commitment: { version: number; sha256: string } }>().commitment;
    const means = receivedOn === null ? 'online' : 'paper';
    const contact = { name: '张伟', email: this.#email, phone: null };
    const body = { ...wish, contact, commitment: { version, sha256, signer: '张伟', agreed: true, means } };
    const answer = await this.#send('/v1/accept-first', as, body, this.#key);
    this.#number = /JN-\d{4}-\d+/.exec(answer)?.[0] ?? '';
  }

  async act(name: string, as: string, body: object = {}): Promise<void> {
    const folder = ['claim', 'assign', 'hand-back'].includes(name) ? 'cases' : 'accept-first';
    await this.#send(`/v1/${folder}/${this.#number}/${name}`, as, body, newKey());
  }

  /** Waits for what the service does by itself. */
  async comes(kind: string): Promise<void> {
    await until(`"${kind}" on the timeline`, async () => (await this.#timeline()).includes(kind));
  }

  async evidence(): Promise<Evidence> {
    const { site, caseId } = this;
    await until('everything under way', () => site.isSettled(caseId));
    const list = async (sql: string): Promise<string[]> =>
      (await site.sql<{ line: string }>(sql, [caseId])).map(({ line }) => line);
    const [status = 'none'] = await list('select status as line from case_file where id = ?');
    return {
      answers: this.#answers,
      status,
      rows: await rowCounts(site, { caseId }),
      timeline: await this.#timeline(),
      notices: await list(
        `select kind || coalesce(recipient_sub, desk_role) as line from notice where case_id = ? order by 1`,
      ),
      deadlines: await list(
        `select kind || ' ' || state || ' ' || due as line from deadline where case_id = ? order by 1`,
      ),
      performance: await list('select result as line from performance_result where case_id = ?'),
    };
  }

  async #timeline(): Promise<string[]> {
    const rows = await this.site.sql<{ kind: string }>(
      'select kind from timeline_entry where case_id = ? order by seq',
      [this.caseId],
    );
    return rows.map(({ kind }) => kind);
  }

  async #send(url: string, as: string, body: object, key: string): Promise<string> {
    const sent = async () => await this.site.api.send({ method: 'POST', url, as, body, key });
    let answer = await sent();
    // As the answer itself says: it is sent again with the same key until it is known what became of it.
    for (let again = 1; answer.statusCode === 503 && again < 10; again += 1) answer = await sent();
    if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`);
    this.#answers.push(`${answer.statusCode} ${answer.body.replaceAll(/JN-\d{4}-\d+/g, 'JN')}`);
    return answer.body;
  }
}

export interface Story {
  readonly opener: 'zhang' | 'liu';
  readonly tell: (on: Telling) => Promise<void>;
}

const items = [{ material: 'business-licence' }];
const ACCEPTED = { items: [{ material: 'business-licence', verdict: 'accepted' }] };
const WRONG = { items: [{ material: 'business-licence', verdict: 'wrong', reason: '复印件不清晰' }] };

export const STORIES = {
  kept: {
    opener: 'zhang',
    tell: async (on) => {
      await on.open(['business-licence']);
      await on.act('claim', 'chen');
      await on.act('hand-back', 'chen');
      await on.act('assign', 'liu', { to: 'chen' });
      await on.act('supply', 'zhang', { items, means: 'online' });
      await on.act('verify', 'chen', ACCEPTED);
      await on.act('decide', 'chen', { granted: true });
    },
  },
  refused: {
    opener: 'zhang',
    tell: async (on) => {
      await on.open(['application']);
    },
  },
  withdrawn: {
    opener: 'zhang',
    tell: async (on) => {
      await on.open(['business-licence']);
      await on.act('supply', 'zhang', { items, means: 'online' });
      await on.act('verify', 'chen', WRONG);
      await on.act('extend', 'chen', { until: daysFrom(on.site.today, 40), reason: '暴雨停运', proof: '气象部门证明' });
      await on.act('withdraw', 'zhang', { reason: '改走普通程序' });
    },
  },
  forgotten: {
    opener: 'liu',
    tell: async (on) => {
      await on.open(['business-licence'], LONG_AGO);
      await on.comes('ended-late');
      await on.act('make-good', 'chen', { items, means: 'counter', reason: '当事人补交' });
    },
  },
  found: {
    opener: 'liu',
    tell: async (on) => {
      await on.open(['business-licence'], LONG_AGO);
      await on.comes('ended-late');
      await on.act('reopen', 'liu', { items, means: 'counter', receivedOn: LONG_AGO, reason: '窗口收件后漏登' });
      await on.act('verify', 'chen', WRONG);
    },
  },
  silent: {
    opener: 'liu',
    tell: async (on) => {
      const receivedOn = daysFrom(on.site.today, -30);
      await on.open(['business-licence'], receivedOn, 'slow-licence');
      await on.act('supply', 'liu', { items, means: 'counter', receivedOn });
      await on.comes('escalated');
    },
  },
  together: {
    opener: 'liu',
    tell: async (on) => {
      await on.open(['business-licence'], LONG_AGO);
      await on.comes('ended-late');
      const handIn = { items, means: 'counter', reason: '窗口收件后漏登' };
      await Promise.allSettled([
        on.act('reopen', 'liu', { ...handIn, receivedOn: LONG_AGO }),
        on.act('make-good', 'chen', handIn),
      ]);
      await Promise.allSettled([
        on.act('claim', 'chen'),
        on.act('verify', 'liu', ACCEPTED),
        on.act('assign', 'liu', { to: 'chen' }),
      ]);
    },
  },
  provisional: {
    opener: 'liu',
    tell: async (on) => {
      await on.open(['business-licence'], daysFrom(on.site.today, -60));
      await on.comes('provisional-reported');
    },
  },
} as const satisfies Record<string, Story>;

function daysFrom(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}
