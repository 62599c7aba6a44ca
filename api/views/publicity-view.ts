import { CreditRecord } from '../../db/entities/record.ts';
import { executionOf, type ExecutionOf, executionsOfRecord } from '../../db/queries/measure-executions.ts';
import { findRecordRows } from '../../db/queries/records.ts';
import { findRepairBar } from '../../db/queries/repair-bar.ts';
import { everAllowed } from '../../domain/case/case-kind.ts';
import { executionState, isUnsettledDecline, latestExecutions } from '../../domain/joint-action/measure-execution.ts';
import { PUBLICITY } from '../../domain/publicity/publicity.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import { actsByTable, type KindView } from '../case-view.ts';
import { executionsView } from '../measure-executions.ts';
import { detailView, type NamedRecord, nameRecords } from '../record-view.ts';

interface OwnRecord {
  named: NamedRecord;
  barredUntil: Day | null;
  executions: ExecutionOf[];
}

/** What a record's publicity shows beside what every case does: the record, with what counts of it now. */
export const publicityView: KindView<OwnRecord> = {
  section: 'record',
  read: async (reader, caseId, now) => {
    const { id, subjectId } = await reader.findOneOrFail(CreditRecord, { caseId }, { fields: ['id', 'subjectId'] });
    const rows = await findRecordRows(reader, id);
    const [named] = rows === null ? [] : await nameRecords(reader, [rows]);
    if (named === undefined) throw new Error(`The case ${caseId} has no record`);
    const bar = await findRepairBar(reader, subjectId, shanghaiDay(now));
    return { named, barredUntil: bar?.until ?? null, executions: await executionsOfRecord(reader, id) };
  },
  names: ({ named, executions }) =>
    new Map([
      ...executions.map(({ authority }): [string, string] => [authority.code, authority.name]),
      ...named.rows.measures.map(({ code, name }): [string, string] => [code, name]),
    ]),
  // Who carries a measure out of another's record is told what it needs for that.
  authorities: ({ executions }) => executions.map(({ authority }) => authority),
  deskOf: (event) => ('authority' in event ? event.authority : null),
  deskOfDeadline: ({ executions }, about) => executions.find(({ row }) => row.id === about)?.authority.code ?? null,
  show: ({ named, barredUntil, executions }, { deadlines, authority }, { sight, now, language, caller }) => {
    const isCarriers = sight === 'desk' && caller.authority !== authority.code;
    const isTheirs = sight !== 'auditor' && !isCarriers;
    return {
      ...detailView(named, { now, language, isTheirs, barredUntil }),
      executions: executionsView(executions, named.rows.measures, {
        language,
        dueOf: (id) => deadlines.findLast(({ about, state }) => about === id && state === 'running')?.due ?? null,
        mayReadNote: (carrier) =>
          sight === 'desk' && (caller.authority === authority.code || caller.authority === carrier),
      }),
    };
  },
  acts: ({ executions }, detail, onlooker) => {
    const byTable = actsByTable(detail, onlooker);
    const own = executions.filter(({ authority }) => authority.code === onlooker.caller.authority);
    const isOwn = onlooker.caller.authority === detail.authority.code;
    const isAtDesk = onlooker.visible.roles.some((role) => role === 'officer' || role === 'supervisor');
    // Who carries a measure out may act for the subject too; what others say on paper is registered by its own desk.
    const isSubjects = onlooker.visible.roles.includes('applicant');
    const latest = latestExecutions(executions.map(({ row }) => executionOf(row)));
    const mayDo = byTable.mayDo.filter(({ act }) =>
      act === 'withdraw-measure-request'
        ? isOwn && latest.some(isUnsettledDecline)
        : MEASURE_ACTS.some((one) => one === act)
          ? isAtDesk && isAskedFor(act, own)
          : !isAtDesk || isOwn || (isSubjects && everAllowed(PUBLICITY, 'applicant', act)),
    );
    return { ...byTable, mayDo };
  },
};

const MEASURE_ACTS = ['respond-measure', 'execute-measure', 'feed-back-measure', 'decline-measure'] as const;

/** Whether an authority was asked something that the act could be said of. */
function isAskedFor(act: string, own: readonly ExecutionOf[]): boolean {
  const latest = latestExecutions(own.map(({ row }) => executionOf(row)));
  return latest.some((one) => {
    const state = executionState(one, true);
    const done = one.executedOn !== null;
    if (act === 'respond-measure')
      return state === 'awaiting-response' || (state === 'held' && one.respondedAt === null);
    if (act === 'decline-measure')
      return one.direction === 'apply' && ['awaiting-response', 'awaiting-execution', 'held'].includes(state) && !done;
    if (act === 'feed-back-measure') return state === 'awaiting-feedback';
    // Also of what was called off or is held: who had applied it before says so.
    return !done;
  });
}
