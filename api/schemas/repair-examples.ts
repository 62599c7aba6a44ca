/** Bodies as `/docs` shows them: one story, from the preview to the answer. */

const RECORD = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const OF_MARKET = { authority: 'market' };

export const PREVIEW_EXAMPLE = {
  subjectId: '0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10',
  recordIds: [RECORD, '16fd2706-8baf-433b-82eb-8c7fada847da'],
  materials: [{ kind: 'duty-proof', recordId: RECORD, name: '罚款缴纳凭证' }],
};

/** Registered at the window the day after it came. */
export const PAPER_EXAMPLE = {
  subjectId: '0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10',
  recordIds: [RECORD],
  receivedOn: '2026-09-09',
  applicantSub: null,
  contact: { name: '秦风', email: null, phone: '0571-5550199' },
  commitment: {
    version: 1,
    sha256: 'e866ac78720e67278f4fb1855a677945be42db051ae629a9536ccf418b5d7f3f',
    signer: '秦风',
    agreed: true,
    means: 'paper',
  },
};

export const ACCEPT_EXAMPLE = OF_MARKET;

export const NOT_ACCEPT_EXAMPLE = {
  ...OF_MARKET,
  reason: '所附凭证不是本案罚款的缴纳凭证',
  clause: '信用修复管理办法',
  whatToDo: '取得本案罚款的缴纳凭证后再次申请',
};

export const ASK_COMPLETION_EXAMPLE = { ...OF_MARKET, items: ['罚款缴纳凭证（加盖银行印章）', '整改情况说明'] };

export const COMPLETE_EXAMPLE = {
  ...OF_MARKET,
  materials: [
    { kind: 'duty-proof', recordId: RECORD, name: '罚款缴纳凭证', reference: 'PZ-2026-0917' },
    { kind: 'report', name: '整改情况说明', reference: null },
  ],
};

export const EXTEND_ANSWER_EXAMPLE = { ...OF_MARKET, workingDays: 5, reason: '违法行为涉及三处场所，需要逐一现场复核' };

export const PAUSE_EXAMPLE = {
  ...OF_MARKET,
  cause: 'expert-check',
  workingDays: 10,
  reason: '整改后的设备须经专家评审，评审组已定于下周到场',
};

export const PART_EXAMPLE = OF_MARKET;

export const ASSIGN_PART_EXAMPLE = { ...OF_MARKET, to: 'chen' };

export const WITHDRAW_EXAMPLE = { authorities: ['market'], reason: null };

export const REPAIR_EXAMPLE = {
  subjectId: '0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10',
  recordIds: ['7c9e6679-7425-40de-944b-e07fc1f90ae7'],
  materials: [{ kind: 'duty-proof', recordId: '7c9e6679-7425-40de-944b-e07fc1f90ae7', name: '罚款缴纳凭证' }],
  contact: { name: '秦风', email: 'qin@example.com', phone: null },
  commitment: {
    version: 1,
    sha256: 'e866ac78720e67278f4fb1855a677945be42db051ae629a9536ccf418b5d7f3f',
    signer: '秦风',
    agreed: true,
    means: 'online',
  },
};

export const ANSWER_EXAMPLE = {
  authority: 'market',
  answers: [
    { recordId: '7c9e6679-7425-40de-944b-e07fc1f90ae7', result: 'repaired' },
    {
      recordId: '16fd2706-8baf-433b-82eb-8c7fada847da',
      result: 'refused',
      reason: '经现场复核，违法广告尚未拆除',
      clause: '信用修复管理办法',
      whatToDo: '拆除后报本局复核，再次申请',
      earliest: '2026-10-15',
    },
  ],
};
