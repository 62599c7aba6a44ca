/** Voluntary registrations on real parts: what subjects say of themselves, a window that looks, two people who decide. */
import { createHash, randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { Authority } from '../../db/entities/authority.ts';
import { CommitmentStandardText } from '../../db/entities/commitment-standard-text.ts';
import { PerformanceRecord } from '../../db/entities/performance-result.ts';
import { VoluntaryRegistration } from '../../db/entities/voluntary-registration.ts';
import { findRegistrationTextToSign } from '../../db/queries/voluntary-registrations.ts';
import { addMonths, type Day } from '../../domain/time.ts';
import type { RegisteredContent } from '../../domain/voluntary-registration/voluntary-registration-info.ts';
import type { ActAnswer } from '../../workflows/messages/case.ts';
import * as messages from '../../workflows/messages/voluntary-registration.ts';
import type { voluntaryRegistration } from '../../workflows/voluntary-registration.ts';
import type { Bare } from './bench.ts';
import { type BenchOptions, startParts } from './bench-parts.ts';
import { HearingBench } from './hearing-bench.ts';
import { applicant, clerk, colleagueOf, supervisorOf } from './repair-bench.ts';

/** Somebody else at the window than who doubts. */
export const secondClerk = colleagueOf('window');
export const windowBoss = supervisorOf('window');

const TEXT = '本单位自愿向社会公开承诺，诚信经营，接受社会监督。';

export const CONTENT: RegisteredContent = {
  category: 'contract-performance',
  title: '体育馆屋面维修工程按期完工',
  text: '合同工期九十日，实际七十八日完工。',
  party: '示范县体育中心',
  documentNumber: 'TY-2026-18',
  on: '2026-01-30',
  evidence: '竣工验收证书',
};

export interface OpenRegistration {
  caseId: string;
  subjectId: string;
  answer: messages.RegistrationOpening;
}

export class RegistrationBench extends HearingBench {
  protected readonly workflowType = messages.VOLUNTARY_REGISTRATION_WORKFLOW;
  protected workflowIdOf({ caseId }: { caseId: string }): string {
    return messages.voluntaryRegistrationWorkflowId(caseId);
  }

  static override async start(options: BenchOptions): Promise<RegistrationBench> {
    const bench = new RegistrationBench(await startParts(options));
    if (options.realTime) bench.moveTo(options.startAt);
    await bench.enterAuthorities();
    await bench.#enterText();
    await bench.startWorker(options.maxCachedWorkflows);
    return bench;
  }

  async #enterText(): Promise<void> {
    const em = this.orm.em.fork();
    em.create(CommitmentStandardText, {
      id: randomUUID(),
      kind: 'disclosure',
      version: 1,
      title: '主动公示型信用承诺书',
      text: TEXT,
      sha256: createHash('sha256').update(TEXT, 'utf8').digest('hex'),
      validFrom: '2013-01-01',
    });
    await em.flush();
  }

  /** What is signed for this content, as the preview gives it. */
  async signed(subjectId: string, content: RegisteredContent, validUntil: Day) {
    const em = this.orm.em.fork();
    const { id: windowId } = await em.findOneOrFail(Authority, { code: 'window' });
    const question = { subjectId, windowId, content, validUntil, standard: { version: 1 } };
    const toSign = await findRegistrationTextToSign(em, question);
    return { version: 1, sha256: toSign?.sha256 ?? '', signer: '张伟' };
  }

  async registration(
    subjectId: string,
    change: Partial<messages.RegistrationApplication> = {},
  ): Promise<messages.RegistrationApplication> {
    const { content = CONTENT } = change;
    const validUntil = change.validUntil ?? addMonths(await this.today(), 12);
    return {
      id: randomUUID(),
      by: applicant,
      receivedAt: await this.now(),
      subjectId,
      window: 'window',
      content,
      validUntil,
      commitment: await this.signed(subjectId, content, validUntil),
      contact: { name: '张伟', email: 'zhang@example.com', phone: null },
      ...change,
    };
  }

  /** Registers something of a subject, of its own unless one is given. */
  async register(
    change: Partial<messages.RegistrationApplication> = {},
    caseId: string = randomUUID(),
  ): Promise<OpenRegistration> {
    const subjectId = change.subjectId ?? (await this.subject());
    const application = await this.registration(subjectId, change);
    return { caseId, subjectId, answer: await this.sendRegistration(caseId, application) };
  }

  async sendRegistration(
    caseId: string,
    application: messages.RegistrationApplication,
  ): Promise<messages.RegistrationOpening> {
    const workflow = { type: messages.VOLUNTARY_REGISTRATION_WORKFLOW, id: this.workflowIdOf({ caseId }), caseId };
    return await this.throughDoor(workflow, messages.openRegistrationUpdate, application);
  }

  async putRight(
    on: OpenRegistration,
    change: { content?: Partial<RegisteredContent>; validUntil?: Day; receivedAt?: string; id?: string } = {},
  ): Promise<ActAnswer> {
    const content = { ...CONTENT, text: '合同工期九十日，实际八十八日完工。', ...change.content };
    const validUntil = change.validUntil ?? addMonths(await this.today(), 12);
    const commitment = await this.signed(on.subjectId, content, validUntil);
    const { receivedAt, id } = change;
    return await this.do<messages.CorrectRegistrationAct>(on, messages.correctRegistrationUpdate, {
      by: applicant,
      content,
      validUntil,
      commitment,
      ...(receivedAt === undefined ? {} : { receivedAt }),
      ...(id === undefined ? {} : { id }),
    });
  }

  verify(on: { caseId: string }, change: Partial<Bare<messages.VerifyRegistrationAct>> = {}): Promise<ActAnswer> {
    const bare = { by: clerk, how: '已向体育中心核对验收证书' };
    return this.do<messages.VerifyRegistrationAct>(on, messages.verifyRegistrationUpdate, { ...bare, ...change });
  }

  doubt(on: { caseId: string }, change: Partial<Bare<messages.DoubtRegistrationAct>> = {}): Promise<ActAnswer> {
    const bare = { by: clerk, reason: '验收证书载明的日期在工期之后', evidence: '体育中心复函' };
    return this.do<messages.DoubtRegistrationAct>(on, messages.doubtRegistrationUpdate, { ...bare, ...change });
  }

  speak(on: { caseId: string }, change: Partial<Bare<messages.StateOnRegistrationAct>> = {}): Promise<ActAnswer> {
    const bare = { by: applicant, text: '该日期为备案日期', evidence: null, receivedOn: null, final: false };
    return this.do<messages.StateOnRegistrationAct>(on, messages.stateOnRegistrationUpdate, { ...bare, ...change });
  }

  clear(on: { caseId: string }, change: Partial<Bare<messages.ClearRegistrationAct>> = {}): Promise<ActAnswer> {
    const bare = { by: clerk, reason: '签证单经体育中心确认' };
    return this.do<messages.ClearRegistrationAct>(on, messages.clearRegistrationUpdate, { ...bare, ...change });
  }

  findFalse(on: { caseId: string }, change: Partial<Bare<messages.FindFalseAct>> = {}): Promise<ActAnswer> {
    const bare = { by: secondClerk, reason: '体育中心否认签证单', answerToStatement: '签证单无签章，不予采纳' };
    return this.do<messages.FindFalseAct>(on, messages.findFalseUpdate, { ...bare, ...change });
  }

  takeBack(on: { caseId: string }, change: Partial<Bare<messages.WithdrawRegistrationAct>> = {}): Promise<ActAnswer> {
    const bare = { by: applicant, reason: null };
    return this.do<messages.WithdrawRegistrationAct>(on, messages.withdrawRegistrationUpdate, { ...bare, ...change });
  }

  /** What was false is put right, when the case has ended: the act starts a run of its own. */
  async makeGood(
    on: { caseId: string },
    change: Partial<Bare<messages.MakeRegistrationGoodAct>> = {},
  ): Promise<ActAnswer> {
    const receivedAt = change.receivedAt ?? (await this.now());
    const bare = { by: clerk, how: '已在网站公开更正', receivedOn: null };
    const act: messages.MakeRegistrationGoodAct = { id: randomUUID(), ...bare, ...change, receivedAt };
    const { caseId } = on;
    const start = new WithStartWorkflowOperation<typeof voluntaryRegistration>(
      messages.VOLUNTARY_REGISTRATION_WORKFLOW,
      {
        workflowId: this.workflowIdOf(on),
        taskQueue: this.taskQueue,
        args: [{ caseId, begin: 'stored-rows' }],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      },
    );
    return await this.env.client.workflow.executeUpdateWithStart(messages.makeRegistrationGoodUpdate, {
      startWorkflowOperation: start,
      updateId: act.id,
      args: [act],
    });
  }

  /** A registration that is doubted, of which the subject has said all. */
  async heard(): Promise<OpenRegistration> {
    const on = await this.register();
    await this.doubt(on);
    await this.speak(on, { final: true });
    return on;
  }

  /** What the promise of truth has come to; null: nothing is said of it. */
  async performanceOf({ caseId }: { caseId: string }): Promise<PerformanceRecord | null> {
    return await this.orm.em.fork().findOne(PerformanceRecord, { caseId });
  }

  async registered({ caseId }: { caseId: string }): Promise<VoluntaryRegistration> {
    return await this.orm.em.fork().findOneOrFail(VoluntaryRegistration, { caseId });
  }

  /** Moves the clock past the end of a deadline of a case. */
  async past(on: { caseId: string }, kind: string): Promise<Day> {
    const { dueAt, due } = await this.clock(on, kind);
    await this.skipTo(dueAt);
    return due;
  }
}
