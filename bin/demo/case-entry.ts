/** One application of the demo county on its way through the API. */
import { type AcceptFirstStatus, STATUS_TEXT } from '../../domain/accept-first/accept-first.ts';
import type { Day } from '../../domain/time.ts';
import { StartError } from '../parts/say.mjs';
import { type ApiClient, ApiError, eventually, type Session } from './api-client.ts';
import type { DemoAct, DemoApplication, ReceiptPlace } from './application.ts';
import type { DemoDays } from './days.ts';
import { halfEntered } from './entry.ts';

/** How long a case may take to come where it belongs; the machine may be busy starting. */
const PATIENCE_SECONDS = 90;
const TERM_NOT_KNOWN = 0;

export interface Preview {
  offered: boolean;
  supplyBy: { due: Day; days: readonly { day: Day; counted: number | null }[] } | null;
  commitment: { version: number; text: string; sha256: string };
}

/** As much of a case as is looked at here. */
interface CaseSeen {
  number: string;
  status: AcceptFirstStatus;
  outcome: { kind: string; codes?: readonly string[]; lateness?: string; granted?: boolean } | null;
  performance: { result: string } | null;
  timeline: readonly { kind: string }[];
}

/** An application that is entered, acted on, and waited for. */
export class CaseEntry {
  readonly #application: DemoApplication;
  readonly #subjectId: string;
  readonly #days: DemoDays;
  readonly #api: ApiClient;
  readonly #opener: Session;
  #receivedOn: Day;
  #number = '';

  constructor(api: ApiClient, application: DemoApplication, subjectId: string, days: DemoDays) {
    const { way } = application;
    this.#api = api;
    this.#application = application;
    this.#subjectId = subjectId;
    this.#days = days;
    this.#opener = api.as('online' in way ? way.online : way.registeredBy);
    this.#receivedOn = days.today;
  }

  /** Hands the application in and does what people do on it. */
  async enter(): Promise<void> {
    const opened = await this.#open().catch((error: unknown) => this.#whenEnteredBefore(error));
    this.#number = opened ?? (await this.#find());
    for (const [index, act] of this.#application.acts.entries()) {
      if ('await' in act) await this.#awaitStatus(act.await);
      else
        await this.#act(act, `demo-${this.#application.key}-${index + 1}`).catch((error: unknown) =>
          this.#whenEnteredBefore(error),
        );
    }
  }

  /**
   * Waits until the case shows what it should.
   * @throws Error that names the case and what is missing
   */
  async awaitIntended(): Promise<void> {
    let missing = '';
    await eventually(
      PATIENCE_SECONDS,
      async () => {
        missing = this.#lacks(await this.#read());
        return missing === '' ? true : null;
      },
      () => ({
        zh: `演示办件 ${this.#application.key}（${this.#number}）${missing}`,
        en: `demo case ${this.#application.key} (${this.#number}) is not as intended`,
      }),
    );
  }

  async #open(): Promise<string> {
    const { way, procedure, missing, signer, key } = this.#application;
    const wish = { procedure, subjectId: this.#subjectId, missing };
    const online = 'online' in way;
    if (!online) this.#receivedOn = await this.#receiptFor(wish, this.#days.at(way.due));
    // The desk handed the notice over with the receipt back then: the term ran from that day, registered only now.
    const received = online ? {} : { receivedOn: this.#receivedOn, noticeHandedOn: this.#receivedOn };
    const { commitment } = await this.#opener.post<Preview>('/v1/accept-first/preview', { ...wish, ...received }, null);
    const { number } = await this.#opener.post<{ number: string }>(
      '/v1/accept-first',
      {
        ...wish,
        ...received,
        ...(online ? {} : { applicantSub: way.applicant }),
        contact: { name: signer, email: `${online ? way.online : (way.applicant ?? key)}@example.com`, phone: null },
        commitment: {
          version: commitment.version,
          sha256: commitment.sha256,
          signer,
          agreed: true,
          means: online ? 'online' : 'paper',
        },
      },
      `demo-${key}`,
    );
    return number;
  }

  /** The day of receipt from which the API reckons `due`: asked for, then checked. */
  async #receiptFor(wish: object, due: Day): Promise<Day> {
    const ask = async (receivedOn: Day): Promise<Preview['supplyBy']> =>
      (
        await this.#opener.post<Preview>(
          '/v1/accept-first/preview',
          { ...wish, receivedOn, noticeHandedOn: receivedOn },
          null,
        )
      ).supplyBy;
    const term = Math.max(
      ...((await ask(due))?.days.map(({ counted }) => counted ?? TERM_NOT_KNOWN) ?? [TERM_NOT_KNOWN]),
    );
    const receivedOn = this.#days.receiptFor(due, term);
    const reckoned = (await ask(receivedOn))?.due;
    if (reckoned !== due) throw this.#wrongDue(receivedOn, due, reckoned);
    return receivedOn;
  }

  #wrongDue(receivedOn: Day, due: Day, reckoned: Day | undefined): StartError {
    const { key } = this.#application;
    return new StartError(
      `演示办件 ${key}：${receivedOn} 收件，期限应为 ${due}，接口算得 ${reckoned ?? '无'}`,
      `demo case ${key} is not due on ${due}`,
    );
  }

  async #act(act: Exclude<DemoAct, { await: unknown }>, key: string): Promise<void> {
    const person = this.#api.as(act.by);
    const address = `/v1/${act.act === 'claim' ? 'cases' : 'accept-first'}/${this.#number}/${act.act}`;
    await person.post(address, this.#bodyOf(act), key);
  }

  #bodyOf(act: Exclude<DemoAct, { await: unknown }>): object {
    switch (act.act) {
      case 'claim':
        return {};
      case 'supply':
      case 'reopen': {
        const { materials, means, receivedOn, dispatchedOn, reason } = act;
        return {
          items: materials.map((material) => ({ material })),
          means,
          ...(receivedOn === undefined ? {} : { receivedOn: this.#dayOf(receivedOn) }),
          ...(dispatchedOn === undefined ? {} : { dispatchedOn: this.#dayOf(dispatchedOn) }),
          ...(reason === undefined ? {} : { reason }),
        };
      }
      case 'verify':
        return {
          items: Object.entries(act.verdicts).map(([material, reason]) => ({
            material,
            verdict: reason === null ? 'accepted' : 'wrong',
            reason,
          })),
        };
      case 'decide':
        return { granted: act.granted, reason: act.reason ?? null };
      case 'extend':
        return { until: this.#days.at(act.until), reason: act.reason, proof: act.proof };
      case 'withdraw':
        return { reason: act.reason };
      default:
        return act satisfies never;
    }
  }

  #dayOf(place: ReceiptPlace): Day {
    return 'afterReceipt' in place ? this.#days.after(this.#receivedOn, place.afterReceipt) : this.#days.at(place);
  }

  /** A load repeated on a later day asks with other dates under the same keys: then what was entered first stands. */
  #whenEnteredBefore(error: unknown): null {
    if (error instanceof ApiError && error.code === 'idempotency-key-reused') return null;
    throw error;
  }

  async #find(): Promise<string> {
    const { procedure } = this.#application;
    const { items } = await this.#opener.get<{ items: readonly { number: string; procedure: { code: string } }[] }>(
      `/v1/cases?subjectId=${this.#subjectId}&limit=100`,
    );
    const found = items.find((item) => item.procedure.code === procedure);
    if (found === undefined) throw halfEntered(this.#application.key);
    return found.number;
  }

  /** As the auditor, who sees every step of every case. */
  #read(): Promise<CaseSeen> {
    return this.#api.as('auditor').get<CaseSeen>(`/v1/cases/${this.#number}`);
  }

  async #awaitStatus(status: AcceptFirstStatus): Promise<void> {
    let seen: AcceptFirstStatus | null = null;
    await eventually(
      PATIENCE_SECONDS,
      async () => {
        const { status: now, timeline } = await this.#read();
        seen = now;
        // A repeated load finds the case further on.
        return now === status || timeline.some(({ kind }) => kind === 'reopened') ? true : null;
      },
      () => ({
        zh: `演示办件 ${this.#application.key}（${this.#number}）未到“${STATUS_TEXT[status].zh}”，现为“${seen === null ? '' : STATUS_TEXT[seen].zh}”`,
        en: `demo case ${this.#application.key} (${this.#number}) did not come to ${status}, it is ${seen}`,
      }),
    );
  }

  /** What the case still lacks, in one line; empty when nothing. */
  #lacks({ status, outcome, performance, timeline }: CaseSeen): string {
    const { intended } = this.#application;
    if (status !== intended.status) return `应为“${STATUS_TEXT[intended.status].zh}”，现为“${STATUS_TEXT[status].zh}”`;
    const event = intended.timeline?.find((kind) => !timeline.some((entry) => entry.kind === kind));
    if (event !== undefined) return `经过中缺“${event}”`;
    const code = intended.refusals?.find((refusal) => !outcome?.codes?.includes(refusal));
    if (code !== undefined) return `理由中缺“${code}”`;
    if (intended.lateness !== undefined && outcome?.lateness !== intended.lateness)
      return `逾期后果应为“${intended.lateness}”，现为“${outcome?.lateness}”`;
    if (intended.granted !== undefined && outcome?.granted !== intended.granted)
      return `决定应为“${intended.granted ? '准予' : '不予'}”`;
    if (intended.performance !== undefined && performance?.result !== intended.performance) {
      return `履约结果应为“${intended.performance}”，现为“${performance?.result ?? '无'}”`;
    }
    return '';
  }
}
