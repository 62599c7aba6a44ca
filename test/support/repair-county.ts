/** Who and what an application for repair is about: a window, three authorities, a court, a credit service agency, and records of many subjects. */
import { randomUUID } from 'node:crypto';
import { Authority } from '../../db/entities/authority.ts';
import { CommitmentStandardText } from '../../db/entities/commitment-standard-text.ts';
import { CreditRecord } from '../../db/entities/record.ts';
import { Representation } from '../../db/entities/representation.ts';
import { WebhookEndpoint } from '../../db/entities/webhook-endpoint.ts';
import { recordDates } from '../../domain/record/record-dates.ts';
import type { RecordKind } from '../../domain/record/record-kind.ts';
import type { Sector } from '../../domain/record/sectors.ts';
import type { Severity } from '../../domain/record/severity.ts';
import type { Day } from '../../domain/time.ts';
import { BenchParts } from './bench-parts.ts';
import { enterSubject } from './county.ts';

const AUTHORITIES = [
  { code: 'window', name: '示范县信用中心', kind: 'window' },
  { code: 'transport', name: '示范县交通运输局', kind: 'authority' },
  { code: 'safety', name: '示范县应急管理局', kind: 'authority' },
  { code: 'court', name: '示范县人民法院', kind: 'court' },
  { code: 'copies', name: '诚信数据服务有限公司', kind: 'credit-agency' },
] as const;

const STANDARD_TEXT = '本单位已纠正失信行为，所提交的材料真实有效，并知悉虚假承诺的后果。';

/** For whom everybody in these tests applies. */
const AGENT = 'zhang';

/** A record as a test enters it; one that can be repaired at once unless it says otherwise. */
export interface RecordWish {
  authority?: string;
  kind?: RecordKind;
  sector?: Sector;
  severity?: Severity;
  decidedOn?: Day;
  correctedOn?: Day | null;
  dutiesDoneOn?: Day | null;
}

/** The window, the authorities and the records of a bench. */
export class RepairCounty extends BenchParts {
  #serial = 0;

  protected async enterAuthorities(): Promise<void> {
    const em = this.orm.em.fork();
    const createdAt = '2013-01-01T00:00:00.000Z';
    for (const { code, name, kind } of AUTHORITIES) {
      const mailboxes = { officerMailbox: `officers@${code}.example`, supervisorMailbox: `boss@${code}.example` };
      em.create(Authority, { id: randomUUID(), code, name, kind, superiorId: null, ...mailboxes, createdAt });
    }
    const [row] = await this.sql<{ sha256: string }>("select encode(sha256(convert_to(?, 'UTF8')), 'hex') as sha256", [
      STANDARD_TEXT,
    ]);
    em.create(CommitmentStandardText, {
      id: randomUUID(),
      kind: 'repair',
      version: 1,
      title: '信用修复承诺书',
      text: STANDARD_TEXT,
      sha256: row?.sha256 ?? '',
      validFrom: '2020-01-01',
    });
    await em.flush();
    await this.listen('copies');
  }

  /** The authority's own system is pushed to from now on. */
  async listen(authority: string): Promise<void> {
    const em = this.orm.em.fork();
    const { id: authorityId } = await em.findOneOrFail(Authority, { code: authority });
    em.create(WebhookEndpoint, {
      authorityId,
      url: `http://${authority}.example/hook`,
      outgoingSecrets: ['whsec_dGVzdC1zZWNyZXQtb2YtdGhlLWJlbmNo'],
      incomingSecrets: ['whsec_dGVzdC1zZWNyZXQtb2YtdGhlLWJlbmNo'],
      active: true,
      updatedAt: await this.now(),
    });
    await em.flush();
  }

  /** A subject of its own, for which Zhang acts. */
  async subject(kind: Representation['kind'] = 'legal-representative'): Promise<string> {
    this.#serial += 1;
    const em = this.orm.em.fork();
    const id = enterSubject(em, `repair-${this.#serial}`, `示范县第${this.#serial}建筑公司`);
    em.create(Representation, {
      id: randomUUID(),
      personSub: AGENT,
      subjectId: id,
      kind,
      validFrom: '2020-01-01',
      validUntil: null,
      proof: '营业执照',
      at: '2020-01-01T00:00:00.000Z',
    });
    await em.flush();
    return id;
  }

  async record(subjectId: string, wish: RecordWish = {}): Promise<CreditRecord> {
    const { authority = 'market', kind = 'penalty', sector = 'general', severity = 'general' } = wish;
    const { decidedOn = '2026-04-10', correctedOn = '2026-05-10', dutiesDoneOn = '2026-05-10' } = wish;
    this.#serial += 1;
    const em = this.orm.em.fork();
    const { id: authorityId } = await em.findOneOrFail(Authority, { code: authority });
    const question = { kind, decidedOn, severity, sector, publishedFrom: decidedOn, correctedOn, published: true };
    const answer = recordDates(question);
    if (!answer.ok) throw new Error(answer.refusal.code);
    const row = em.create(CreditRecord, {
      ...answer.dates,
      id: randomUUID(),
      subjectId,
      authorityId,
      caseId: null,
      kind,
      documentKind: '行政处罚决定书',
      documentNumber: `示罚〔2026〕${this.#serial}号`,
      facts: null,
      correctedOn,
      dutiesDoneOn,
      dutiesProof: null,
      endedOn: null,
      endedHow: null,
      enteredBy: 'test',
      at: '2026-04-10T02:00:00.000Z',
    });
    await em.flush();
    return row;
  }
}
