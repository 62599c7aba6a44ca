/** The API with a worker behind it: what people do over HTTP, in a county of one authority. The clock skips unless a test says otherwise. */
import type { LightMyRequestResponse } from 'fastify';
import type { AppDeps } from '../../api/app-types.ts';
import { Representation } from '../../db/entities/representation.ts';
import type { Instant } from '../../domain/time.ts';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from './api.ts';
import { Bench } from './bench.ts';
import type { BenchOptions } from './bench-parts.ts';
import { licence, terms } from './procedures.ts';

export interface Wish {
  procedure?: string;
  missing?: string[];
}

/** Demo accounts: zhang applies, chen is officer and liu supervisor of the authority; everybody else is a stranger. */
export class ApiBench {
  readonly bench: Bench;
  readonly api: TestApi;
  readonly #issuer: Issuer;

  private constructor(bench: Bench, api: TestApi, issuer: Issuer) {
    this.bench = bench;
    this.api = api;
    this.#issuer = issuer;
  }

  static async start(
    startAt: Instant,
    deps: Partial<AppDeps> = {},
    options: Pick<BenchOptions, 'realTime'> = {},
  ): Promise<ApiBench> {
    const procedures = [licence({ acceptFirst: terms({ maxOpenCases: null }) })];
    const [bench, issuer] = await Promise.all([Bench.start({ startAt, procedures, ...options }), startIssuer()]);
    const em = bench.orm.em.fork();
    em.create(Representation, {
      personSub: 'zhang',
      subjectId: bench.county.subjectId,
      kind: 'legal-representative',
      validFrom: '2020-01-01',
      validUntil: null,
      proof: '营业执照',
      at: startAt,
    });
    await em.flush();
    const api = await startTestApi(bench.database, issuer, {
      clock: () => bench.now(),
      temporal: { client: bench.env.client, taskQueue: bench.taskQueue },
      ...deps,
    });
    return new ApiBench(bench, api, issuer);
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await this.#issuer.stop();
    await this.bench.stop();
  }

  wish(change: Wish = {}): { procedure: string; subjectId: string; missing: string[] } {
    return {
      procedure: 'food-licence',
      subjectId: this.bench.county.subjectId,
      missing: ['business-licence'],
      ...change,
    };
  }

  /** A body for the opening, with the text to sign as the preview gives it. */
  async application(
    change: Wish & { receivedOn?: string; noticeHandedOn?: string } = {},
    as = 'zhang',
  ): Promise<Application> {
    const body = { ...this.wish(change), ...change };
    const preview = await this.api.send({ method: 'POST', url: '/v1/accept-first/preview', as, body });
    const { commitment } = preview.json<{ commitment: { version: number; sha256: string } }>();
    const { version, sha256 } = commitment;
    return {
      ...body,
      contact: { name: '张伟', email: 'zhang@example.com', phone: null },
      commitment: { version, sha256, signer: '张伟', agreed: true, means: 'online' },
    };
  }

  async apply(body: object, key = newKey(), as = 'zhang'): Promise<LightMyRequestResponse> {
    return await this.api.send({ method: 'POST', url: '/v1/accept-first', as, key, body });
  }

  /** The number of a new case. */
  async open(change: Wish = {}): Promise<string> {
    const answer = await this.apply(await this.application(change));
    if (answer.statusCode !== 201) throw new Error(`not opened: ${answer.body}`);
    return answer.json<{ number: string }>().number;
  }

  async act(
    number: string,
    name: string,
    as: string,
    body: object = {},
    key = newKey(),
  ): Promise<LightMyRequestResponse> {
    const folder = name === 'claim' || name === 'assign' || name === 'hand-back' ? 'cases' : 'accept-first';
    return await this.api.send({ method: 'POST', url: `/v1/${folder}/${number}/${name}`, as, key, body });
  }

  async read<T = Record<string, unknown>>(number: string, as: string, language = 'zh'): Promise<T> {
    const headers = { 'accept-language': language };
    return (await this.api.send({ url: `/v1/cases/${number}`, as, headers })).json<T>();
  }

  async idOf(number: string): Promise<string> {
    const [row] = await this.bench.sql<{ id: string }>('select id from case_file where number = ?', [number]);
    if (row === undefined) throw new Error(`no case ${number}`);
    return row.id;
  }
}

export interface Application {
  procedure: string;
  subjectId: string;
  missing: string[];
  contact: object;
  commitment: { version: number; sha256: string; signer: string; agreed: boolean; means: string };
}

export const HAND_IN = { items: [{ material: 'business-licence' }], means: 'online' } as const;
export const ACCEPTED = { items: [{ material: 'business-licence', verdict: 'accepted' }] } as const;
