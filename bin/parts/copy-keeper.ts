/** One credit service agency of the demo: what it does with a push, and the copies it keeps. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { signatureHeaders } from '../../activities/push/webhook-signing.ts';
import type { DemoAgency } from './demo-agencies.ts';

/** A copy of a record, as of the latest push about it. */
export interface Copy {
  readonly recordId: string;
  readonly document: string;
  readonly subject: string;
  readonly shown: boolean;
  /** Marked “异议处理中”; absent in copies that were kept before there were such marks. */
  readonly underObjection?: boolean;
  readonly sequence: number;
  /** When the push was made that it follows. */
  readonly asOf: string;
}

/** After these a copy is shown. */
const SHOWING: ReadonlySet<string> = new Set([
  'record.published',
  'record.restored',
  'record.corrected',
  'record.under-objection',
  'record.objection-over',
  'record.declaration-changed',
]);

/** A confirmation that is still to be sent, the same however often it is tried. */
interface Promised {
  readonly pushId: string;
  readonly at: number;
  readonly occurredAt: string;
}

interface Memory {
  /** By the id of the record. */
  copies: Record<string, Copy>;
  /** How often each push was received. */
  heard: Record<string, number>;
  confirmed: string[];
  promised: Promised[];
}

export interface PushBody {
  readonly type: string;
  readonly timestamp: string;
  readonly data: {
    readonly pushId: string;
    readonly recordId: string | null;
    readonly sequence: number;
    readonly confirmBy: string | null;
    readonly record?: {
      readonly documentNumber?: string;
      readonly subject?: { readonly name?: string };
      readonly underObjection?: boolean;
    };
  };
}

/** What the agency answers to a push: status and body. */
export interface Answer {
  readonly status: 200 | 202;
  readonly body: { readonly received: true } | { readonly confirmed: true; readonly receipt: string };
}

export interface KeeperOptions {
  readonly agency: DemoAgency;
  /** Where it sends its own messages. */
  readonly apiUrl: string;
  /** Where it keeps what it knows over a restart. */
  readonly file: string;
  /** How long the forgetful one takes to confirm. */
  readonly slowMs: number;
  now(): number;
}

export class CopyKeeper {
  readonly agency: DemoAgency;
  readonly #options: KeeperOptions;
  readonly #memory: Memory;

  constructor(options: KeeperOptions) {
    this.agency = options.agency;
    this.#options = options;
    this.#memory = existsSync(options.file)
      ? (JSON.parse(readFileSync(options.file, 'utf8')) as Memory)
      : { copies: {}, heard: {}, confirmed: [], promised: [] };
  }

  /** Latest first. */
  get copies(): Copy[] {
    return Object.values(this.#memory.copies).sort((a, b) => (a.asOf < b.asOf ? 1 : -1));
  }

  /** Pushes that were received and not confirmed yet. */
  get unconfirmed(): number {
    return this.#memory.promised.length;
  }

  /** Takes a push whose signature holds. One that comes again is known by its id. */
  take(push: PushBody): Answer {
    const { pushId, confirmBy } = push.data;
    const times = (this.#memory.heard[pushId] ?? 0) + 1;
    this.#memory.heard[pushId] = times;
    const answer =
      this.agency.manner === 'prompt' ? this.#takePromptly(push) : this.#takeSlowly(push, times, confirmBy);
    this.#keep();
    return answer;
  }

  /** Sends the confirmations that are due by now; one that the service does not take waits for the next time. */
  async confirmDue(): Promise<void> {
    const due = this.#memory.promised.filter(({ at }) => at <= this.#options.now());
    for (const promised of due) {
      if (!(await this.#confirm(promised))) continue;
      this.#memory.promised = this.#memory.promised.filter(({ pushId }) => pushId !== promised.pushId);
      this.#memory.confirmed.push(promised.pushId);
      this.#keep();
    }
  }

  #takePromptly(push: PushBody): Answer {
    this.#update(push);
    return { status: 200, body: { confirmed: true, receipt: receiptOf(this.agency, push.data.pushId) } };
  }

  #takeSlowly(push: PushBody, times: number, confirmBy: string | null): Answer {
    const { pushId } = push.data;
    const isSecondOne = Object.keys(this.#memory.heard).indexOf(pushId) % 2 === 1;
    const forgets = confirmBy !== null && isSecondOne && times === 1;
    if (!forgets) this.#update(push);
    const isKnown =
      this.#memory.confirmed.includes(pushId) || this.#memory.promised.some((one) => one.pushId === pushId);
    if (confirmBy !== null && !forgets && !isKnown) {
      const at = this.#options.now() + this.#options.slowMs;
      this.#memory.promised.push({ pushId, at, occurredAt: new Date(this.#options.now()).toISOString() });
    }
    return { status: 202, body: { received: true } };
  }

  /** An older push that comes late changes nothing. */
  #update({ type, timestamp, data }: PushBody): void {
    const { recordId, sequence, record } = data;
    if (recordId === null || !type.startsWith('record.')) return;
    const known = this.#memory.copies[recordId];
    if (known !== undefined && known.sequence >= sequence) return;
    this.#memory.copies[recordId] = {
      recordId,
      document: record?.documentNumber ?? known?.document ?? '—',
      subject: record?.subject?.name ?? known?.subject ?? '—',
      shown: SHOWING.has(type),
      underObjection: record?.underObjection ?? false,
      sequence,
      asOf: timestamp,
    };
  }

  async #confirm({ pushId, occurredAt }: Promised): Promise<boolean> {
    const { apiUrl, now } = this.#options;
    const data = { pushId, receipt: receiptOf(this.agency, pushId) };
    const body = JSON.stringify({ kind: 'copy.updated', occurredAt, data });
    const signed = { id: `copy-${pushId}`, at: new Date(now()).toISOString(), body };
    const headers = signatureHeaders({ ...signed, secrets: [this.agency.incomingSecret] });
    try {
      const answer = await fetch(`${apiUrl}/v1/webhooks/${this.agency.code}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(5_000),
      });
      return answer.ok;
    } catch {
      return false;
    }
  }

  #keep(): void {
    writeFileSync(this.#options.file, JSON.stringify(this.#memory, null, 1));
  }
}

function receiptOf({ code }: DemoAgency, pushId: string): string {
  return `${code}-${pushId.slice(0, 8)}`;
}
