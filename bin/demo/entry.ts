/** How cases of the demo county are entered: once, however often the load is repeated, each under keys of its own. */
import type { CaseKind } from '../../domain/case/case-kind.ts';
import { statusText } from '../../domain/case/case-kinds.ts';
import type { MessageData, MessageKind } from '../../domain/messages/messages.ts';
import type { Instant } from '../../domain/time.ts';
import { StartError } from '../parts/say.mjs';
import { type ApiClient, ApiError, eventually, type Session } from './api-client.ts';
import type { DayPlace, DemoDays } from './days.ts';

/** How long a case may take to come where it belongs; the machine may be busy starting. */
const PATIENCE_SECONDS = 90;
const PAGE = 100;
/** When messages of a court are written, in UTC. */
const MORNING = '01:00:00.000Z';

/** A case as the lists show it. */
export interface ListedCase {
  readonly number: string;
  readonly kind: CaseKind;
  readonly status: string;
  readonly procedure: { readonly code: string } | null;
}

/** A record that was entered: its id, and the number of its publicity case. */
export interface EnteredRecord {
  readonly id: string;
  readonly number: string;
}

/** The county as far as it is entered: its days, its subjects, its records, and who acts there. */
export class County {
  readonly days: DemoDays;
  readonly #api: ApiClient;
  readonly #subjects: ReadonlyMap<string, string>;
  readonly #records = new Map<string, EnteredRecord>();
  /** What each case is to come to, by its number. */
  readonly #intended = new Map<string, { key: string; kind: CaseKind; status: string }>();

  constructor(api: ApiClient, subjects: ReadonlyMap<string, string>, days: DemoDays) {
    this.#api = api;
    this.#subjects = subjects;
    this.days = days;
  }

  as(sub: string): Session {
    return this.#api.as(sub);
  }

  /** Id of a subject by its key in the demo data. */
  subject(key: string): string {
    return getOf(this.#subjects, key);
  }

  record(key: string): EnteredRecord {
    return getOf(this.#records, key);
  }

  keep(key: string, record: EnteredRecord): void {
    this.#records.set(key, record);
  }

  /** Says what a case is to come to; `awaitIntended` waits for it. */
  intend(number: string, kind: CaseKind, status: string, key: string): void {
    this.#intended.set(number, { key, kind, status });
  }

  /** Does what a person does on a case; a load repeated on a later day finds it done. */
  async act(by: string, address: string, body: object, key: string): Promise<void> {
    await this.as(by).post(address, body, `demo-${key}`).catch(whenEnteredBefore);
  }

  /** Opens a case, or finds the one that an earlier load opened. */
  async open<T>(by: string, address: string, body: object, key: string, find: () => Promise<T | null>): Promise<T> {
    const opened = await this.as(by).post<T>(address, body, `demo-${key}`).catch(whenEnteredBefore);
    const found = opened ?? (await find());
    if (found === null) throw halfEntered(key);
    return found;
  }

  /** Sends a message of a court or an agency, once, and waits until its case has taken it. */
  async tell<K extends MessageKind>(
    from: string,
    kind: K,
    eventId: string,
    on: DayPlace,
    data: Partial<MessageData[K]>,
  ): Promise<void> {
    const sender = this.as(from);
    const occurredAt: Instant = `${this.days.at(on)}T${MORNING}`;
    const receipt = await sender
      .post<{ id: string }>('/v1/messages', { eventId, kind, occurredAt, data }, null)
      .catch(whenEnteredBefore);
    if (receipt === null) return;
    const { state, outcome } = await eventually(
      PATIENCE_SECONDS,
      async () => {
        const message = await sender.get<MessageSeen>(`/v1/messages/${receipt.id}`);
        return message.state === 'stored' ? null : message;
      },
      () => ({ zh: `消息 ${eventId} 未被办理`, en: `the message ${eventId} was not taken` }),
    );
    if (state !== 'taken')
      throw new StartError(`消息 ${eventId}：${outcome?.text ?? state}`, `the message ${eventId} is ${state}`);
  }

  /** The cases of a kind that a subject has, as the auditor sees them. */
  casesOf(kind: CaseKind, subject: string): Promise<ListedCase[]> {
    return this.#list(`kind=${kind}&subjectId=${this.subject(subject)}`);
  }

  /** Every case of the county. */
  allCases(): Promise<ListedCase[]> {
    return this.#list('');
  }

  /**
   * Waits until every case is where it was said to come to.
   * @throws StartError that names the first that does not
   */
  async awaitIntended(): Promise<void> {
    let late: { key: string; number: string; kind: CaseKind; wanted: string; found: string } | undefined;
    await eventually(
      PATIENCE_SECONDS,
      async () => {
        const statuses = new Map((await this.allCases()).map(({ number, status }) => [number, status]));
        late = [...this.#intended]
          .map(([number, { key, kind, status: wanted }]) => {
            return { key, number, kind, wanted, found: statuses.get(number) ?? 'never-opened' };
          })
          .find(({ wanted, found }) => found !== wanted);
        return late === undefined ? true : null;
      },
      () => sayLate(late),
    );
  }

  async #list(query: string): Promise<ListedCase[]> {
    const items: ListedCase[] = [];
    let cursor = '';
    do {
      const page = await this.as('auditor').get<{ items: ListedCase[]; next: string | null }>(
        `/v1/cases?limit=${PAGE}&${query}${cursor}`,
      );
      items.push(...page.items);
      cursor = page.next === null ? '' : `&cursor=${encodeURIComponent(page.next)}`;
    } while (cursor !== '');
    return items;
  }
}

interface MessageSeen {
  state: string;
  outcome: { text: string } | null;
}

/** A load repeated on a later day asks with other dates under the same keys: then what was entered first stands. */
export function whenEnteredBefore(error: unknown): null {
  const codes = ['idempotency-key-reused', 'event-id-reused'];
  if (error instanceof ApiError && codes.includes(error.code)) return null;
  throw error;
}

/** The request is known, but there is no case: it was refused a registration, and only a fresh start helps. */
export function halfEntered(key: string): StartError {
  return new StartError(
    `演示办件 ${key} 曾录入一半：请用 npm start -- --reset 重新录入`,
    `demo case ${key} is half entered: start afresh with npm start -- --reset`,
  );
}

function sayLate(late?: { key: string; number: string; kind: CaseKind; wanted: string; found: string }) {
  if (late === undefined) return { zh: '演示办件未到预定状态', en: 'a demo case is not where it should be' };
  const { key, number, kind, wanted, found } = late;
  return {
    zh: `演示办件 ${key}（${number}）未到“${statusText(kind, wanted).zh}”，现为“${statusText(kind, found).zh}”`,
    en: `demo case ${key} (${number}) did not come to ${wanted}, it is ${found}`,
  };
}

function getOf<T>(map: ReadonlyMap<string, T>, key: string): T {
  const found = map.get(key);
  if (found === undefined) throw new Error(`there is no "${key}" in the demo data`);
  return found;
}
