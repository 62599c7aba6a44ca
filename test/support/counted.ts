/** Rows that figures are reckoned from: a test says what counts, the rest is as it must be. */
import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Authority } from '../../db/entities/authority.ts';
import { CaseDeadline } from '../../db/entities/deadline.ts';
import { Procedure } from '../../db/entities/procedure.ts';
import { PerformanceRecord } from '../../db/entities/performance-result.ts';
import type { PerformanceResult } from '../../domain/case/performance.ts';
import type { DeadlineState, Ledger } from '../../domain/deadline/ledger.ts';
import { type Day, endOfDay, type Instant } from '../../domain/time.ts';
import { enterCounty, enterSubject } from './county.ts';
import { repairOf } from './message-rows.ts';
import { createRecord } from './records.ts';
import { ENDED, insertCase, NOW } from './rows.ts';

/** Authorities with figures of their own, and as many subjects as a test asks for. */
export class Counted {
  readonly #em: EntityManager;
  readonly #authorities = new Map<string, string>();
  readonly #subjects: string[] = [];
  #procedureId = '';

  private constructor(em: EntityManager) {
    this.#em = em;
  }

  /** A county with its calendar and the authority `market`. @param codes of further authorities, which are named by them */
  static async start(em: EntityManager, codes: readonly string[]): Promise<Counted> {
    const counted = new Counted(em);
    counted.#authorities.set('market', (await enterCounty(em)).authorityId);
    counted.#procedureId = (await em.findOneOrFail(Procedure, { code: 'food-licence' })).id;
    for (const code of codes) {
      const id = randomUUID();
      counted.#authorities.set(code, id);
      em.create(Authority, {
        id,
        code,
        name: code === 'tax' ? '=税务局, "本级"' : `${code}局`,
        kind: 'authority',
        createdAt: NOW,
      });
    }
    await em.flush();
    return counted;
  }

  /** Id of an authority by its code. */
  authority(code: string): string {
    const id = this.#authorities.get(code);
    if (id === undefined) throw new Error(`no authority ${code}`);
    return id;
  }

  /** The n-th subject, entered when it is first asked for. */
  async subject(n: number): Promise<string> {
    while (this.#subjects.length <= n) {
      const serial = this.#subjects.length;
      this.#subjects.push(enterSubject(this.#em, `counted-${serial}-${randomUUID()}`, `第${serial}商店`));
      await this.#em.flush();
    }
    return this.#subjects[n] ?? '';
  }

  async #case(authority: string, subject: number): Promise<string> {
    const subjectId = await this.subject(subject);
    const at = { subjectId, authorityId: this.authority(authority), procedureId: this.#procedureId };
    return (await insertCase(this.#em, at, ENDED)).id;
  }

  /** The result of a promise of one subject. */
  async promise(
    authority: string,
    subject: number,
    result: PerformanceResult,
    decidedOn: Day,
    madeGoodOn: Day | null = null,
  ): Promise<void> {
    const caseId = await this.#case(authority, subject);
    const [subjectId, authorityId] = [await this.subject(subject), this.authority(authority)];
    this.#em.create(PerformanceRecord, { caseId, subjectId, authorityId, result, decidedOn, madeGoodOn });
    await this.#em.flush();
  }

  /** A term of a case, or of a part of it (`about`, in that case). */
  async term(
    authority: string,
    kind: string,
    due: Day,
    state: DeadlineState,
    part: { caseId: string; about: string; authority: string } | null = null,
    provisional = false,
  ): Promise<void> {
    const caseId = part?.caseId ?? (await this.#case(authority, 0));
    this.#em.create(CaseDeadline, {
      caseId,
      kind,
      about: part?.about ?? '',
      authorityId: this.authority(part?.authority ?? authority),
      ledger: {} as Ledger,
      due,
      dueAt: endOfDay(due),
      provisional,
      calendarVersion: 'test',
      state,
      openedAt: NOW,
      closedAt: state === 'running' ? null : NOW,
      round: 0,
    });
    await this.#em.flush();
  }

  /** A record of a decision that was to be published by a day, entered at an instant; null: the day was not certain. */
  async record(
    authority: string,
    documentNumber: string,
    { decidedOn, publishBy, at }: { decidedOn: Day; publishBy: Day | null; at: Instant },
  ): Promise<void> {
    const caseId = await this.#case(authority, 0);
    const of = {
      subjectId: await this.subject(0),
      authorityId: this.authority(authority),
      documentNumber,
      severity: 'general',
      decidedOn,
    } as const;
    createRecord(this.#em, of, { caseId, publishBy, at });
    await this.#em.flush();
  }

  /** One authority's part of an application that another is in charge of; ended where `closedAt` is given. */
  async repair(
    inCharge: string,
    authority: string,
    subject: number,
    { forwardedAt, closedAt = null }: { forwardedAt: Instant; closedAt?: Instant | null },
  ): Promise<{ caseId: string; about: string; authority: string }> {
    const subjectId = await this.subject(subject);
    const parties = { courtId: this.authority(inCharge), subjectId } as Parameters<typeof repairOf>[1];
    const { caseId } = await repairOf(this.#em, parties, this.authority(authority));
    const [row] = await this.#em.execute<{ id: string }[]>(
      `update repair_part set forwarded_at = ?, closed_at = ?, with_court = false,
         status = case when ?::timestamptz is null then 'awaiting-acceptance' else 'answered' end
       where case_id = ? returning id`,
      [forwardedAt, closedAt, closedAt, caseId],
    );
    return { caseId, about: row?.id ?? '', authority };
  }
}
