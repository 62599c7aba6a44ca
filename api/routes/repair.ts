import { loadCalendar } from '../../db/queries/calendar.ts';
import type { RecordToRepair } from '../../db/queries/repair-door.ts';
import { REPAIR_STATUS_TEXT } from '../../domain/repair/repair.ts';
import { firstDates, partTerms, termOf } from '../../domain/repair/repair-deadlines.ts';
import { earliestOf, endedByRepair, isForCourt, reasonsAgainstRepair } from '../../domain/repair/repair-door.ts';
import { adviceText } from '../../domain/repair/repair-answer.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Calendar } from '../../domain/deadline/calendar.ts';
import type { Sector } from '../../domain/record/sectors.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import {
  openRepairUpdate,
  REPAIR_WORKFLOW,
  type RepairApplication,
  type RepairOpeningAnswer,
  repairWorkflowId,
} from '../../workflows/messages/repair.ts';
import { openCase, type StartableCase, wasStarted } from '../acts.ts';
import type { App, AppDeps } from '../app-types.ts';
import { auditRead } from '../audit.ts';
import { actorAs } from '../case-access.ts';
import { caseAddress, notRegistered } from '../openings.ts';
import { getCaller } from '../plugins/auth.ts';
import { onceOnly } from '../plugins/idempotency.ts';
import { type Language, languageOf, refusalText } from '../problems.ts';
import {
  assertRepairSigned,
  checkRepairApplicant,
  getRepairSetting,
  type RepairSetting,
} from '../repair-applications.ts';
import { IdempotencyHeader } from '../schemas/common.ts';
import { RepairAnswerSchema, RepairBody, RepairPreviewAnswer, RepairPreviewBody } from '../schemas/repair.ts';

const ACCESS = ['applicant', 'officer', 'supervisor'] as const;

const LOOK_UPS = [
  'authority-unknown',
  'subject-unknown',
  'record-unknown',
  'role-not-allowed',
  'commitment-text-unknown',
] as const;

const REPAIR_CASE: StartableCase = { kind: 'repair', workflow: REPAIR_WORKFLOW, workflowId: repairWorkflowId };

/** Said wherever somebody might be asked for money. Source: 国办发〔2025〕22号; 国办发〔2020〕49号（十二）. */
const FREE = {
  zh: '信用修复不收取任何费用。',
  en: 'Repair is free of charge.',
} as const;

const NOTHING_TO_SIGN = {
  zh: '所列信息目前均不符合申请条件，无需签署承诺书；理由见各条信息的 refusals，其中随时间经过即可具备的条件，一并列明最早之日（earliest）。',
  en: 'No record that is named can be repaired now, so there is nothing to sign; see "refusals" of each for why; a condition that time alone will meet gives its day there ("earliest").',
} as const;

/** 信用修复: which records can be repaired now and from when the others, and the application itself. */
export function repairRoutes(app: App, deps: AppDeps): void {
  const { orm, clock } = deps;

  app.post(
    '/v1/repairs/preview',
    {
      config: { access: ACCESS, problems: [...LOOK_UPS] },
      schema: {
        operationId: 'previewRepair',
        tags: ['repair'],
        summary:
          '预览信用修复：哪些信息现在可以申请，其余自何日起，应签署的承诺书 · Which records can be repaired now, from when the others, and the text to sign',
        body: RepairPreviewBody,
        response: { 200: RepairPreviewAnswer },
      },
    },
    async (request) => {
      const { body } = request;
      const now = await clock();
      const em = orm.em.fork();
      const receivedOn = body.receivedOn ?? shanghaiDay(now);
      const setting = await getRepairSetting(em, getCaller(request), body, null, { receivedOn, receivedAt: now });
      await auditRead(em, request, setting.role, now, {
        action: 'repair.preview',
        objectKind: 'subject',
        objectId: body.subjectId,
      });
      return previewBody(
        setting,
        shanghaiDay(now),
        await loadCalendar(em),
        languageOf(request.headers['accept-language']),
      );
    },
  );

  app.post(
    '/v1/repairs',
    {
      config: {
        access: ACCESS,
        act: 'repair.open',
        problems: [...LOOK_UPS, 'commitment-text-changed', 'refused-by-rule', 'conflict'],
      },
      schema: {
        operationId: 'openRepair',
        tags: ['repair'],
        summary: '申请信用修复，一次可申请多条信息 · Apply for the repair of records of one or several authorities',
        headers: IdempotencyHeader,
        body: RepairBody,
        response: { 201: RepairAnswerSchema },
      },
    },
    (request, reply) =>
      onceOnly(
        deps,
        request,
        reply,
        { on: 'new-case', location: caseAddress },
        async ({ actId, newId: caseId, receivedAt, resumed }) => {
          const { body } = request;
          const caller = getCaller(request);
          const em = orm.em.fork();
          const receivedOn = body.receivedOn ?? shanghaiDay(receivedAt);
          const onPaper = body.commitment.means === 'paper';
          const setting = await getRepairSetting(em, caller, body, onPaper, { receivedOn, receivedAt });
          await checkRepairApplicant(em, setting, body);
          // One that was sent before was checked before; what changed since does not undo it.
          if (!resumed || !(await wasStarted(deps, REPAIR_CASE.workflowId(caseId)))) {
            assertRepairSigned(body.commitment, setting.toSign);
          }
          const { version, sha256, signer, means } = body.commitment;
          const application: RepairApplication = {
            id: actId,
            by: actorAs(caller, setting.role),
            receivedAt,
            requestId: request.id,
            subjectId: body.subjectId,
            recordIds: body.recordIds,
            receivedOn: body.receivedOn ?? null,
            applicantSub: setting.role === 'applicant' ? caller.sub : (body.applicantSub ?? null),
            window: setting.window.code,
            commitment: { version, sha256, signer, means },
            contact: body.contact,
            materials: (body.materials ?? []).map(({ kind, recordId = null, name, reference = null }) => {
              return { kind, recordId, name, reference };
            }),
          };
          const answer = await openCase(deps, request.log, REPAIR_CASE, caseId, openRepairUpdate, application);
          return { status: 201, body: openingBody(answer, languageOf(request.headers['accept-language'])) };
        },
      ),
  );
}

function previewBody(setting: RepairSetting, today: Day, calendar: Calendar, language: Language) {
  const { records, receivedOn } = setting;
  const judged = records.map((record) => ({ ...record, refusals: reasonsAgainstRepair(record.question) }));
  const passing = judged.filter(({ refusals }) => refusals.length === 0);
  const authorities = [...new Map(passing.map(({ authority }) => [authority.id, authority])).values()];
  return {
    records: judged.map(({ row, authority, question, refusals, advisedFrom }) => ({
      ...judgedView({ recordId: row.id, documentNumber: row.documentNumber, refusals }, language),
      authority: { code: authority.code, name: authority.name },
      passes: refusals.length === 0,
      withCourt: isForCourt(row, receivedOn),
      ends: endsView(question, receivedOn),
      ...adviceView(advisedFrom, language),
    })),
    parts: authorities.map(({ id, code, name }) => {
      const own = passing.filter(({ authority }) => authority.id === id);
      return {
        authority: { code, name },
        recordIds: own.map(({ row }) => row.id),
        ...datesOf(own, setting, today, calendar),
      };
    }),
    ...toSignView(setting, passing.length > 0, language),
    free: FREE[language],
  };
}

function endsView({ record }: RecordToRepair['question'], on: Day) {
  const { publication, sharing, measures } = endedByRepair(record, on);
  return { publication, sharing, measures: measures.map(({ code, name, until }) => ({ code, name, until })) };
}

/**
 * Where nothing passes there is nothing to sign, but every reason why. Who registers a paper is given its text all the
 * same: it was signed already, and its applicant is owed the reasons in writing.
 */
function toSignView({ toSign, role }: RepairSetting, passes: boolean, language: Language) {
  const isNeeded = passes || role !== 'applicant';
  return { commitment: isNeeded ? toSign : null, nothingToSign: isNeeded ? null : NOTHING_TO_SIGN[language] };
}

/** When the authority would accept and answer, were the application forwarded today; a paper may have come before. */
function datesOf(
  records: readonly RecordToRepair[],
  { receivedOn, rule }: RepairSetting,
  today: Day,
  calendar: Calendar,
) {
  const [first, ...others] = records.map(({ row }) => row.sector);
  if (first === undefined) throw new Error('a part has at least one record');
  const sectors: [Sector, ...Sector[]] = [first, ...others];
  const facts = {
    terms: partTerms(sectors, receivedOn, rule),
    receivedOn,
    forwardedOn: today,
    leastToAccept: termOf(rule('repair.least-to-accept-working-days')),
    acceptedOn: null,
    completionAskedOn: null,
    pauses: [],
    extensions: [],
  };
  const { acceptBy, answerBy } = firstDates(facts, calendar);
  const withCourt = records.some(({ row }) => isForCourt(row, receivedOn));
  return { acceptBy: withCourt ? null : acceptBy, answerBy };
}

function judgedView(
  record: { recordId: string; documentNumber: string; refusals: readonly Refusal[] },
  language: Language,
) {
  const { recordId, documentNumber, refusals } = record;
  return {
    recordId,
    documentNumber,
    refusals: refusals.map((refusal) => refusalText(refusal, language)),
    earliest: earliestOf(refusals),
  };
}

/** What the authority advised when it last refused; nothing where that day has come, or it gave none. */
function adviceView(advisedFrom: Day | null, language: Language) {
  return { advisedFrom, reminder: advisedFrom === null ? null : adviceText(advisedFrom)[language] };
}

function openingBody(answer: RepairOpeningAnswer, language: Language): object {
  if (answer.outcome === 'not-registered') throw notRegistered(answer.refusals, { zh: '申请', en: 'application' });
  const { parts, advised = [] } = answer.outcome === 'forwarded' ? answer : { parts: [] };
  return {
    number: answer.number,
    status: answer.status,
    statusText: REPAIR_STATUS_TEXT[answer.status][language],
    next: answer.outcome === 'forwarded' ? answer.next : null,
    parts: parts.map(({ authority, authorityName, withCourt, recordIds }) => ({
      authority: { code: authority, name: authorityName },
      withCourt,
      recordIds,
    })),
    refused: answer.refused.map((record) => judgedView(record, language)),
    reminders: advised.map(({ recordId, documentNumber, from }) => {
      return { recordId, documentNumber, ...adviceView(from, language) };
    }),
  };
}
