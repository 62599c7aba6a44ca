/** Applications for repair over HTTP, with a worker behind it: Zhang applies, Chen and Lin answer for their authorities. */
import type { LightMyRequestResponse } from 'fastify';
import type { Instant } from '../../domain/time.ts';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from './api.ts';
import { RepairBench } from './repair-bench.ts';

export class RepairApi {
  readonly bench: RepairBench;
  readonly api: TestApi;
  readonly #issuer: Issuer;

  private constructor(bench: RepairBench, api: TestApi, issuer: Issuer) {
    this.bench = bench;
    this.api = api;
    this.#issuer = issuer;
  }

  static async start(startAt: Instant): Promise<RepairApi> {
    const [bench, issuer] = await Promise.all([RepairBench.start({ startAt }), startIssuer()]);
    const api = await startTestApi(bench.database, issuer, {
      clock: () => bench.now(),
      temporal: { client: bench.env.client, taskQueue: bench.taskQueue },
    });
    return new RepairApi(bench, api, issuer);
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await this.#issuer.stop();
    await this.bench.stop();
  }

  async preview(body: object, as = 'zhang', language = 'zh'): Promise<LightMyRequestResponse> {
    const headers = { 'accept-language': language };
    return await this.api.send({ method: 'POST', url: '/v1/repairs/preview', as, body, headers });
  }

  /** A body for the application, with the text to sign as the preview gives it. */
  async application(subjectId: string, recordIds: readonly string[], change: object = {}) {
    const wish = { subjectId, recordIds };
    const { commitment } = (await this.preview(wish)).json<{ commitment: { version: number; sha256: string } }>();
    const { version, sha256 } = commitment;
    return {
      ...wish,
      contact: { name: '张伟', email: 'zhang@example.com', phone: null },
      commitment: { version, sha256, signer: '张伟', agreed: true, means: 'online' },
      ...change,
    };
  }

  async apply(body: object, key = newKey(), as = 'zhang'): Promise<LightMyRequestResponse> {
    return await this.api.send({ method: 'POST', url: '/v1/repairs', as, key, body });
  }

  /** One record of each of these authorities, applied for at once. */
  async open(...authorities: string[]): Promise<{ number: string; recordIds: string[]; subjectId: string }> {
    const subjectId = await this.bench.subject();
    const recordIds: string[] = [];
    for (const authority of authorities) recordIds.push((await this.bench.record(subjectId, { authority })).id);
    const answer = await this.apply(await this.application(subjectId, recordIds));
    if (answer.statusCode !== 201) throw new Error(`not opened: ${answer.body}`);
    return { number: answer.json<{ number: string }>().number, recordIds, subjectId };
  }

  async act(number: string, name: string, as: string, body: object, key = newKey()): Promise<LightMyRequestResponse> {
    return await this.api.send({ method: 'POST', url: `/v1/repairs/${number}/${name}`, as, key, body });
  }

  async read(number: string, as: string, language = 'zh'): Promise<LightMyRequestResponse> {
    return await this.api.send({ url: `/v1/cases/${number}`, as, headers: { 'accept-language': language } });
  }
}
