import type { ProblemCode } from '../problems.ts';
import type { Help } from './help.ts';

/** What is wrong with whom or what a request is about. */
export const MATTER_HELP = {
  forbidden: {
    meaning: { zh: '您的角色都不能使用此功能。', en: 'None of your roles may use this.' },
    whatToDo: {
      zh: '换用有权的账号；角色有误的，请身份认证服务的管理员更正。',
      en: 'Use an account that may; if a role is missing, ask who manages the identity provider.',
    },
  },
  'role-not-allowed': {
    meaning: {
      zh: '此功能您可以使用，但不能以此角色办理此事，如代他人网上申请，登记另一机关的纸质申请，或不在信用窗口而出具信用报告。',
      en: 'You may use this, but not do this in your role: apply online for somebody else, register a paper for another authority, or issue a credit report without being a window.',
    },
    whatToDo: {
      zh: '案件详情的 mayDo 列出您现在可以办理的事项；其余请有权的人员办理。',
      en: 'A case lists under `mayDo` what you may do now; leave the rest to whoever may.',
    },
  },
  'sender-not-allowed': {
    meaning: {
      zh: '该种消息不由贵单位发送：有的消息只能由人民法院发送。',
      en: 'A message of this kind is not yours to send: some are a court’s alone.',
    },
    whatToDo: {
      zh: '对照 /docs 核对消息种类；机关类别录入有误的，请管理员更正。',
      en: 'Check the kind against /docs; if your authority is entered as the wrong kind, tell the administrator.',
    },
  },
  'case-unknown': {
    meaning: {
      zh: '没有该案件，或该案件与您无关；两者答复相同，以免泄露。消息则为没有与之对应的案件或记录。',
      en: 'There is no such case, or it is none of yours; both are answered alike, so that nothing leaks. For a message: no case or record is the one it names.',
    },
    whatToDo: {
      zh: '核对案号；代表关系已终止的，不再能查看。消息已留存，对应案件登记后自动处理，不必另发。',
      en: 'Check the number; whoever no longer acts for the subject no longer sees the case. A message is kept, and taken up by itself once its case is there.',
    },
  },
  'procedure-unknown': {
    meaning: { zh: '没有此编码的事项。', en: 'There is no procedure with this code.' },
    whatToDo: { zh: '从 GET /v1/procedures 查找编码。', en: 'Look its code up at GET /v1/procedures.' },
  },
  'authority-unknown': {
    meaning: {
      zh: '没有此代码的机关，或凭证所属机关未录入。',
      en: 'There is no authority with this code, or that of the token is not entered.',
    },
    whatToDo: {
      zh: '从 GET /v1/authorities 查找代码；未录入的请管理员录入。',
      en: 'Look the code up at GET /v1/authorities; if it is not there, the administrator enters it.',
    },
  },
  'subject-unknown': {
    meaning: {
      zh: '没有该信用主体，或您在相应日期不是其代表人；两者答复相同。',
      en: 'There is no such subject, or you did not act for it on the day in question; both are answered alike.',
    },
    whatToDo: {
      zh: '从 GET /v1/subjects 查看您代表的主体；代表关系由机关登记（PUT /v1/representations）。',
      en: 'GET /v1/subjects lists those you act for; an authority registers who acts for whom (PUT /v1/representations).',
    },
  },
  'commitment-text-unknown': {
    meaning: {
      zh: '该事项或该种承诺在该日期没有生效的承诺书文本，无从签署。',
      en: 'On that day no commitment text of this procedure or kind is in use, so there is nothing to sign.',
    },
    whatToDo: { zh: '请管理员发布文本后再办。', en: 'Ask the administrator to publish one, then go on.' },
    clause: '国办发〔2019〕35号（一）',
  },
  'calendar-unknown': {
    meaning: { zh: '该年度的放假安排尚未载入。', en: 'The calendar of this year is not loaded.' },
    whatToDo: {
      zh: '国务院办公厅发布通知后由管理员载入；在此之前涉及该年的日期为暂定。',
      en: 'The administrator loads it once the State Council’s notice is out; until then dates in that year are provisional.',
    },
  },
  'record-unknown': {
    meaning: {
      zh: '没有该失信信息，或不在您可见的范围，或未在公示。',
      en: 'There is no such record, or it is not yours to see, or it is not published.',
    },
    whatToDo: {
      zh: '核对编号；公示期满、已修复、已撤回的不再显示。',
      en: 'Check the id; one that ended, was repaired or withdrawn is shown no more.',
    },
  },
  'integrity-model-unknown': {
    meaning: {
      zh: '没有该项诚信典型，或不是贵单位认定的；两者答复相同。',
      en: 'There is no such integrity model, or another authority named it; both are answered alike.',
    },
    whatToDo: { zh: '核对编号；请认定单位办理。', en: 'Check its id; who named it ends it.' },
    clause: '国发〔2016〕33号（三）（四）',
  },
  'permit-unknown': {
    meaning: {
      zh: '没有该许可，或不是贵单位准予的；两者答复相同。',
      en: 'There is no such permit, or another authority granted it; both are answered alike.',
    },
    whatToDo: {
      zh: '从 GET /v1/public/permits 或者办件中查看编号；请准予的机关办理。',
      en: 'GET /v1/public/permits, and its case, show its id; who granted it enters what became of it.',
    },
  },
  'consent-unknown': {
    meaning: {
      zh: '没有该项同意，或您不代表作出同意的人；两者答复相同。',
      en: 'There is no such consent, or it is not of a person you act for; both are answered alike.',
    },
    whatToDo: { zh: '从 GET /v1/consents 查看本人的同意。', en: 'GET /v1/consents lists your own.' },
    clause: '国办发〔2020〕49号（十四）',
  },
  'report-unknown': {
    meaning: {
      zh: '没有该信用报告，或它不是您的；核验时编号与核验码不符的，答复相同。',
      en: 'There is no such credit report, or it is not yours; a number and a code that do not go together are answered alike.',
    },
    whatToDo: {
      zh: '照报告原件核对编号和核验码；本人的报告见 GET /v1/reports。',
      en: 'Check number and code against the report itself; GET /v1/reports lists your own.',
    },
    clause: '2025年意见（十六）',
  },
  'notice-unknown': {
    meaning: { zh: '没有该通知，或不是发给您的。', en: 'There is no such notice, or it is not addressed to you.' },
    whatToDo: { zh: '从 GET /v1/inbox 查看您的通知。', en: 'Your notices stand at GET /v1/inbox.' },
  },
  'message-unknown': {
    meaning: { zh: '没有该消息，或不是贵单位发送的。', en: 'There is no such message, or another sent it.' },
    whatToDo: { zh: '从 GET /v1/messages 按 eventId 查找。', en: 'Look for it by `eventId` at GET /v1/messages.' },
  },
  'measure-unknown': {
    meaning: { zh: '惩戒措施清单中没有该措施。', en: 'The list of measures has none of this code.' },
    whatToDo: { zh: '从 GET /v1/measures 查找代码。', en: 'Look the code up at GET /v1/measures.' },
  },
  'webhook-unknown': {
    meaning: { zh: '该机关没有录入对接地址。', en: 'No address is entered for this authority.' },
    whatToDo: {
      zh: '由管理员录入（PUT /v1/authorities/{code}/webhook）。',
      en: 'The administrator enters one (PUT /v1/authorities/{code}/webhook).',
    },
  },
  'status-not-allowed': {
    meaning: {
      zh: '案件当前状态不能办理此事；可能另一办理或期限先行改变了状态。',
      en: 'The case is in a status that does not allow this; another act or a date may have come first.',
    },
    whatToDo: {
      zh: '重新读取案件：status 为现状，mayDo 为现在可办，notYet 为尚不可办及原因。',
      en: 'Read the case again: `status` says where it stands, `mayDo` what is possible now, `notYet` what is not and why.',
    },
  },
  'assigned-to-another': {
    meaning: {
      zh: '案件由另一名工作人员承办，此事只能由其或主管人员办理。',
      en: 'Another officer handles the case; this is theirs or a supervisor’s to do.',
    },
    whatToDo: {
      zh: '请承办人交回，或请主管人员改派。',
      en: 'Ask them to hand it back, or a supervisor to assign it anew.',
    },
  },
  'too-many-acts': {
    meaning: {
      zh: '申请人在本案在线提交的次数过多（含未被接受的），系统只再接受机关的办理。',
      en: 'So much was sent on the case, refused acts included, that only those of the authorities are taken any more.',
    },
    whatToDo: {
      zh: '到受理窗口或者办理机关当面办理，由工作人员录入。',
      en: 'Turn to the window or to the authority in person; its officers enter what you bring.',
    },
  },
  'commitment-text-changed': {
    meaning: {
      zh: '您签署的承诺书与按现行文本、材料和期限生成的不一致；没有登记。',
      en: 'The letter you signed is not the one that the text in force, the materials and the dates make; nothing was registered.',
    },
    whatToDo: {
      zh: '重新预览，阅读并签署新的承诺书，以新的 Idempotency-Key 提交。',
      en: 'Preview again, read and sign the new letter, and send it with a new Idempotency-Key.',
    },
    clause: '国办发〔2019〕35号（一）',
  },
  'case-closed': {
    meaning: {
      zh: '消息对应的案件已办结；消息已留存，并列入管理员待办清单。',
      en: 'The case of the message has ended; the message is kept, and stands on the operator’s list.',
    },
    whatToDo: {
      zh: '不必重发；需要更正的，与办理机关联系。',
      en: 'There is no need to send it again; if something must be put right, speak to the authority.',
    },
  },
  conflict: {
    meaning: {
      zh: '与已有内容冲突：已在别处录入，或此 Idempotency-Key 的申请未能登记。',
      en: 'It conflicts with what is stored: entered elsewhere already, or sent with a key whose application was not registered.',
    },
    whatToDo: {
      zh: '核对已有内容；重新申请的换用新的 Idempotency-Key。',
      en: 'Check what is there; an application that is sent anew takes a new Idempotency-Key.',
    },
  },
  'event-id-reused': {
    meaning: { zh: '此事件号已用于内容不同的消息。', en: 'This event id was used for a message with other contents.' },
    whatToDo: {
      zh: '每个事件一个编号；更正已发消息的，作为新事件发送。',
      en: 'One id for each event; what corrects an earlier message is an event of its own.',
    },
  },
  'refused-by-rule': {
    meaning: {
      zh: '依规定不予办理。refusals 列出全部理由，每一项有代码、依据的条款、如何补救；有 earliest 的，为最早可以再次提出的日期。',
      en: 'A rule speaks against it. `refusals` gives every reason at once: its code, the clause it rests on, what can be done, and with `earliest` the first day on which it can succeed.',
    },
    whatToDo: {
      zh: '逐项补救后再提出；每一项的代码在 /problems/{code} 有说明。认为适用规定有误的，向办理机关反映。',
      en: 'Mend each of them and try again; each code has its page at /problems/{code}. If you think the rule was applied wrongly, tell the authority.',
    },
  },
  'no-rule-set': {
    meaning: {
      zh: '所给日期早于本服务所载规定的施行日期，没有适用的规定。',
      en: 'No rules that the service holds were in force on that day.',
    },
    whatToDo: { zh: '核对日期。', en: 'Check the day.' },
  },
} as const satisfies Partial<Record<ProblemCode, Help>>;
