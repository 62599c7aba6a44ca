/** One message of each kind, every field filled in. */
import type { MessageData, MessageKind } from '../../domain/messages/messages.ts';

const RECORD = { documentNumber: '（2026）明执417号', identifier: '91350100M000100Y43' };

const EXAMPLES: MessageData = {
  'repair.accepted': { caseNumber: 'JN-2026-000001', reference: '收文〔2026〕1号' },
  'repair.not-accepted': { caseNumber: 'JN-2026-000001', reason: '不属于本机关认定', clause: '第七条' },
  'repair.completion-asked': { caseNumber: 'JN-2026-000001', missing: ['缴款凭证'] },
  'repair.answered': {
    caseNumber: 'JN-2026-000001',
    answers: [
      {
        documentNumber: '明市监罚〔2026〕1号',
        result: 'refused',
        reason: '整改未完成',
        clause: '第十条',
        whatToDo: '完成整改',
        earliest: '2026-12-01',
      },
    ],
  },
  'debtor.listed': {
    documentNumber: RECORD.documentNumber,
    subject: { kind: 'organisation', identifier: RECORD.identifier, name: '示范公司' },
    decidedOn: '2026-09-01',
    situation: 1,
    extraYears: 0,
    facts: '有履行能力而拒不履行生效法律文书确定义务',
    listedAs: 'debtor',
    fullTimeStudent: false,
  },
  'debtor.masked': { ...RECORD, reason: '申请保护' },
  'debtor.unmasked': { ...RECORD, reason: '保护期满' },
  'debtor.paused': { ...RECORD, agreementOn: '2026-09-10' },
  'debtor.resumed': { ...RECORD, reason: '未履行和解协议' },
  'debtor.withdrawn': { ...RECORD, ground: 'performed' },
  'reorganisation.approved': {
    rulingNumber: '（2026）明破1号之三',
    kind: 'plan',
    identifier: RECORD.identifier,
    ruledOn: '2026-08-31',
    planUntil: '2028-08-31',
  },
  'reorganisation.carried-out': { rulingNumber: '（2026）明破1号之三' },
  'reorganisation.failed': { rulingNumber: '（2026）明破1号之三', reason: '不能执行重整计划' },
  'reorganisation.not-approved': { rulingNumber: '（2026）明破1号之三', reason: '未作出该裁定' },
  'reorganisation.statement': { rulingNumber: '（2026）明破1号之三', text: '重整计划正在执行' },
  'measure.feedback': {
    caseNumber: 'JN-2026-000001',
    measure: 'B08',
    direction: 'apply',
    step: 'execute',
    executedOn: '2026-09-17',
    note: '已在采购系统中登记',
  },
  'copy.updated': { pushId: '0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10', receipt: '回执1' },
};

export function exampleOf<K extends MessageKind>(kind: K): MessageData[K] {
  return EXAMPLES[kind];
}
