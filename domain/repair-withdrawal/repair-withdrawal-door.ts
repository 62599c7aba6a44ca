import type { Refusal } from '../refusal.ts';
import { WITHDRAWAL_CLAUSE } from './repair-withdrawal.ts';
import type { Role } from '../case/roles.ts';
import type { Day } from '../time.ts';

/** A record that is to come back, as it stands when the withdrawal is proposed. */
export interface RepairedRecord {
  id: string;
  documentNumber: string;
  /** Code of the authority whose answer repaired it in this repair; null: this repair did not repair it. */
  repairedBy: string | null;
  /** How the record ended; null: it has not, or is back already. */
  endedHow: string | null;
  /** The day it ended; null: it has not. */
  endedOn: Day | null;
  /** Number of a withdrawal of this record that still runs. */
  openWithdrawal: string | null;
}

/** The notice as the officer dates it: today, or made on paper before it is entered here. */
export interface NoticeDating {
  madeOn: Day;
  today: Day;
  by: Role;
  /** How far back an officer may date it; further back only a supervisor. */
  officerFrom: Day;
  backdatingClause: string;
}

/** What an officer proposes, next to what stands in the rows. */
export interface WithdrawalQuestion {
  /** Code of the authority that proposes. */
  authority: string;
  /** The subject that the officer names, and the one that the repair belongs to. */
  subjectId: string;
  repairSubjectId: string;
  /** Ids of the records that the officer names. */
  records: readonly string[];
  /** Those of them that the repair holds. */
  found: readonly RepairedRecord[];
  notice: NoticeDating;
}

/**
 * What speaks against opening a withdrawal, every reason at once; empty when it may be opened. Nothing is registered
 * otherwise. Source: 信用修复管理办法; 国办发〔2025〕22号 谁认定、谁修复, so the authority that repaired withdraws.
 */
export function reasonsAgainstWithdrawal(question: WithdrawalQuestion): Refusal[] {
  const { subjectId, repairSubjectId, records, found } = question;
  const refusals = [...new Set(records)].map((id) => {
    const record = found.find((one) => one.id === id);
    return record === undefined ? notInRepair(id) : reasonAgainstRecord(record, question.authority);
  });
  const all = subjectId === repairSubjectId ? refusals : [subjectUnknown, ...refusals];
  return [...all, ...reasonsAgainstDating(question.notice, found)].filter((refusal) => refusal !== null);
}

/** A notice is never of the future, never older than the repair it would withdraw, and far back only by a supervisor. */
function reasonsAgainstDating(notice: NoticeDating, found: readonly RepairedRecord[]): Refusal[] {
  const { madeOn, today, by, officerFrom, backdatingClause } = notice;
  if (madeOn > today) return [noticeInFuture(today)];
  const repairedOn = found.map(({ endedOn }) => endedOn ?? madeOn).reduce((a, b) => (a > b ? a : b), madeOn);
  if (madeOn < repairedOn) return [noticeBeforeRepair(repairedOn)];
  return by === 'officer' && madeOn < officerFrom ? [backdatedNotice(officerFrom, backdatingClause)] : [];
}

function reasonAgainstRecord(record: RepairedRecord, authority: string): Refusal | null {
  const { documentNumber, repairedBy, endedHow, openWithdrawal } = record;
  if (endedHow === 'annulled' || endedHow === 'corrected') return recordAnnulled(documentNumber);
  if (repairedBy === null) return notRepaired(documentNumber);
  if (repairedBy !== authority) return othersRepair(documentNumber);
  if (openWithdrawal !== null) return withdrawalOpen(documentNumber, openWithdrawal);
  return endedHow === 'repaired' ? null : notRepaired(documentNumber);
}

/** The refusal where a record has been annulled or corrected: nothing is left that could come back. */
export function recordAnnulled(documentNumber: string): Refusal {
  return {
    code: 'record-annulled',
    clause: '行政处罚法第四十八条',
    text: {
      zh: `“${documentNumber}”的决定已被撤销或更正，没有可以恢复的失信记录，请不再列入。`,
      en: `The decision "${documentNumber}" has been annulled or corrected; no record is left to restore. Leave it out.`,
    },
  };
}

const subjectUnknown: Refusal = {
  code: 'withdrawal-subject-unknown',
  clause: WITHDRAWAL_CLAUSE,
  text: {
    zh: '所列信用主体不是该信用修复案件的主体，请核对后重新提出。',
    en: 'The subject is not the one that the repair belongs to; check it and propose again.',
  },
};

function notInRepair(id: string): Refusal {
  return {
    code: 'record-not-in-repair',
    clause: WITHDRAWAL_CLAUSE,
    text: {
      zh: `记录${id}不在该信用修复案件之内，请核对案件编号或者记录。`,
      en: `The record ${id} is not part of this repair; check the case number or the record.`,
    },
  };
}

function notRepaired(documentNumber: string): Refusal {
  return {
    code: 'record-not-repaired',
    clause: WITHDRAWAL_CLAUSE,
    text: {
      zh: `“${documentNumber}”未经该案件修复，或者修复已被撤销，没有可以撤销的修复。`,
      en: `"${documentNumber}" was not repaired in this case, or the repair is withdrawn already; there is nothing to withdraw.`,
    },
  };
}

function othersRepair(documentNumber: string): Refusal {
  return {
    code: 'repair-of-another-authority',
    clause: '国办发〔2025〕22号（谁认定、谁修复）',
    text: {
      zh: `“${documentNumber}”由其他认定单位修复，请将线索移送该单位。`,
      en: `"${documentNumber}" was repaired by another authority; pass what you found on to it.`,
    },
  };
}

/** The refusal where another withdrawal of the record still runs. */
export function withdrawalOpen(documentNumber: string, number: string): Refusal {
  return {
    code: 'withdrawal-open',
    clause: WITHDRAWAL_CLAUSE,
    text: {
      zh: `“${documentNumber}”的撤销修复已在案件${number}中办理。`,
      en: `The withdrawal of the repair of "${documentNumber}" already runs as case ${number}.`,
    },
  };
}

function noticeInFuture(today: Day): Refusal {
  return {
    code: 'notice-in-future',
    clause: WITHDRAWAL_CLAUSE,
    text: {
      zh: `告知书日期不得晚于今天（${today}）。`,
      en: `The day of the notice may not be after today (${today}).`,
    },
  };
}

function noticeBeforeRepair(repairedOn: Day): Refusal {
  return {
    code: 'notice-before-repair',
    clause: WITHDRAWAL_CLAUSE,
    text: {
      zh: `该信息于${repairedOn}修复，告知书日期不得早于该日。`,
      en: `The record was repaired on ${repairedOn}; a notice to withdraw that cannot be older.`,
    },
  };
}

function backdatedNotice(officerFrom: Day, clause: string): Refusal {
  return {
    code: 'backdating-needs-supervisor',
    clause,
    text: {
      zh: `告知书日期早于${officerFrom}的，须由主管人员登记。`,
      en: `A notice made before ${officerFrom} is entered by a supervisor.`,
    },
  };
}
