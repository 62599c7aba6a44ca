import { type Help, help } from './help.ts';

/** Refusals of every kind of case. */
export const DESK_HELP: Readonly<Record<string, Help>> = {
  'write-refused': help(
    '消息所告知的事项与已登记的内容不符，无法登记。',
    'What the message says does not fit what is recorded, and could not be written down.',
    '核对消息与办件；无误的，请平台管理人员查看管理员清单（GET /v1/messages?state=refused）。',
    'Check the message against the case; if it is right, ask the operator to look at GET /v1/messages?state=refused.',
  ),
  'case-moved-on': help(
    '办件当前状态不能进行此操作，或者另一操作、期限先行改变了状态；本次操作未生效。',
    'The present status does not allow this, or another act or a date came first; nothing was recorded.',
    '重新读取案件，按 mayDo 办理。',
    'Read the case again and do what `mayDo` lists.',
  ),
  'already-claimed': help(
    '该件已有承办人。',
    'Somebody handles it already.',
    '需要换人的，请主管人员分派。',
    'A supervisor assigns it to somebody else.',
  ),
  'not-claimed': help(
    '该件没有承办人，无从退回。',
    'Nobody handles it, so it cannot be handed back.',
    '直接领办即可。',
    'Claim it, if you want to handle it.',
  ),
  recusal: help(
    '您现为该主体的代表人或代理人，应当回避。',
    'You act for this subject, and may not handle its case.',
    '请其他工作人员办理；代表关系已终止的，先登记终止。',
    'A colleague handles it; if you act for it no longer, have that registered first.',
    '公务员法第七十六条',
  ),
  'backdating-needs-supervisor': help(
    '补登的日期早于经办人员可以补登的范围。',
    'The day lies further back than an officer may register.',
    '由主管人员登记，并保留收件凭证。',
    'A supervisor registers it; keep the proof of receipt.',
  ),
  'receipt-by-officer-only': help(
    '线下或邮寄提交的材料由工作人员登记。',
    'What came on paper or by post is registered by an officer.',
    '网上提交的，means 选择 online。',
    'Send `means` online for what is handed in online.',
  ),
  'receipt-day-on-paper-only': help(
    '只有纸质材料才填写收件日；网上提交以系统收到之日为准。',
    'Only what came on paper has a day of receipt of its own.',
    '删去收件日。',
    'Leave the day out.',
  ),
  'receipt-in-future': help(
    '收件日、寄出日晚于今天。',
    'The day of receipt or dispatch lies in the future.',
    '核对日期。',
    'Check the day.',
  ),
  'dispatch-by-post-only': help(
    '只有邮寄的材料才有寄出日。',
    'Only what came by post has a day of dispatch.',
    '改为邮寄，或删去寄出日。',
    'Say that it came by post, or leave the day out.',
  ),
  'dispatch-after-receipt': help(
    '寄出日晚于收件日。',
    'It was sent after it was received.',
    '核对邮戳。',
    'Check the postmark.',
  ),
};
