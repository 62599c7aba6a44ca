/** A debtor on the court's list, as the court speaks of it. */
import type { DebtorListed, MessageData, MessageKind } from '../../domain/messages/messages.ts';
import type { CourtBench, Enterprise, Saying } from './court-bench.ts';

type Change = Exclude<Extract<MessageKind, `debtor.${string}`>, 'debtor.listed'>;
type Rest<K extends Change> = Omit<MessageData[K], 'documentNumber' | 'identifier'>;
export type Said = { [K in Change]: [K, Rest<K>, Saying] }[Change];

/** One entry of the court's list. */
export class Entry {
  readonly #bench: CourtBench;
  readonly #of: Enterprise;
  readonly documentNumber: string;
  on = { caseId: '' };

  constructor(bench: CourtBench, of: Enterprise, documentNumber: string) {
    this.#bench = bench;
    this.#of = of;
    this.documentNumber = documentNumber;
  }

  async list(change: Partial<DebtorListed> = {}, saying: Saying = {}) {
    const { documentNumber } = this;
    const { identifier } = this.#of;
    const told = await this.#bench.say(
      'debtor.listed',
      {
        documentNumber,
        decidedOn: '2026-03-02',
        situation: 3,
        extraYears: 0,
        facts: '隐匿财产，规避执行。',
        subject: {
          kind: 'organisation',
          identifier,
          name: '示范县制造有限公司',
        },
        listedAs: 'debtor',
        fullTimeStudent: false,
        ...change,
      },
      saying,
    );
    if (told.code === 'listed') this.on = { caseId: told.caseId ?? '' };
    return told;
  }

  say<K extends Change>(kind: K, data: Rest<K>, saying: Saying = {}) {
    const { documentNumber } = this;
    const { identifier } = this.#of;
    return this.#bench.say(kind, { ...data, documentNumber, identifier } as unknown as MessageData[K], saying);
  }

  state() {
    return this.#bench.stateOf(this.on.caseId);
  }

  async holds() {
    return await this.#bench.holdsOf(this.on.caseId);
  }
}
