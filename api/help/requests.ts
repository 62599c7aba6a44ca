import type { ProblemCode } from '../problems.ts';
import type { Help } from './help.ts';

/** What is wrong with a request as such, whatever it is about. */
export const REQUEST_HELP = {
  'invalid-input': {
    meaning: {
      zh: '请求的一项或几项内容缺失、类型或格式不对，或互相矛盾；没有办理，也没有登记。',
      en: 'One or more fields are missing, of a wrong type or form, or contradict each other. Nothing was done or recorded.',
    },
    whatToDo: {
      zh: '逐项查看 errors：pointer 指明位置（正文之外以 /query、/path、/headers 开头），message 说明如何更正。更正后重新提交；办理类请求更正后须换用新的 Idempotency-Key。',
      en: 'Read each entry of `errors`: `pointer` says where (outside the body it begins with /query, /path or /headers), `message` how to correct it. Send it again; an act that was corrected takes a new Idempotency-Key.',
    },
  },
  'invalid-json': {
    meaning: {
      zh: '请求正文不是规范的 JSON：语法有误、同一字段出现两次、嵌套过深、不是 UTF-8，或正文为空。',
      en: 'The body is not proper JSON: a slip of syntax, a field given twice, nested too deep, not UTF-8, or empty.',
    },
    whatToDo: {
      zh: '用 JSON 工具检查正文，以 UTF-8 编码重新提交。',
      en: 'Check the body with a JSON tool and send it again in UTF-8.',
    },
  },
  'invalid-text': {
    meaning: {
      zh: '某项文字含有空字符或不完整的字符，无法原样保存和显示。',
      en: 'A text holds a NUL or half a character, which cannot be kept and shown as it is.',
    },
    whatToDo: {
      zh: '按 errors 所指位置删除该字符后重新提交；多由复制粘贴或截断文字造成。',
      en: 'Remove the character at the place that `errors` names; it mostly comes from pasting or cutting a text.',
    },
  },
  'bad-request': {
    meaning: { zh: '请求的地址或请求头无法识别。', en: 'The address or the headers of the request cannot be read.' },
    whatToDo: {
      zh: '核对地址的编码（百分号转义）和请求头，对照 /docs。',
      en: 'Check how the address is encoded, and the headers, against /docs.',
    },
  },
  'idempotency-key-required': {
    meaning: {
      zh: '办理类请求须带 Idempotency-Key，否则网络中断后无从知道是否已经办理。',
      en: 'A request that acts must carry an Idempotency-Key; without it nobody could tell after a break whether it was done.',
    },
    whatToDo: {
      zh: '为每一次办理另取一个编号（如 UUID），放在请求头 Idempotency-Key 中；重发同一请求时用同一编号。',
      en: 'Give each act a key of its own (a UUID, say) in the header Idempotency-Key, and the same key when you send it again.',
    },
  },
  'idempotency-key-invalid': {
    meaning: {
      zh: 'Idempotency-Key 的格式不对。',
      en: 'The Idempotency-Key is malformed.',
    },
    whatToDo: {
      zh: '应为一个加双引号的字符串，如 "0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10"，不超过200个字符。',
      en: 'It is one quoted string, such as "0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10", of at most 200 characters.',
    },
  },
  unauthenticated: {
    meaning: { zh: '请求没有登录凭证。', en: 'The request carries no token.' },
    whatToDo: {
      zh: '先在身份认证服务登录（系统对接用 client_credentials），再以 Authorization: Bearer 提供凭证。',
      en: 'Sign in at the identity provider (a system: by client credentials) and send the token as Authorization: Bearer.',
    },
  },
  'token-invalid': {
    meaning: {
      zh: '登录凭证已过期、不是本服务的，或签名、签发者不符。',
      en: 'The token has expired, is not meant for this service, or its signature or issuer is not right.',
    },
    whatToDo: {
      zh: '重新登录取得凭证；仍不行的，核对凭证的 aud、iss 和本机时钟。',
      en: 'Get a new token; if that does not help, check its `aud` and `iss`, and your clock.',
    },
  },
  'signature-invalid': {
    meaning: {
      zh: '签名消息（Standard Webhooks）的签名不符：密钥、时间或内容不对，或该机关没有启用的对接地址。出于安全不说明是哪一项。',
      en: 'The signature (Standard Webhooks) is not right: its secret, its time or the body, or the authority has no active address. Which of them is not told.',
    },
    whatToDo: {
      zh: '用 incomingSecrets 中的密钥对“webhook-id.webhook-timestamp.正文”原样签名；时钟与标准时间相差不超过5分钟；签名后不要改动正文。',
      en: 'Sign "webhook-id.webhook-timestamp.body" byte for byte with one of the incoming secrets; keep the clock within 5 minutes; do not change the body after it was signed.',
    },
  },
  'not-found': {
    meaning: { zh: '没有这个地址。', en: 'There is no such address.' },
    whatToDo: { zh: '对照 /docs 核对地址和方法。', en: 'Compare address and method with /docs.' },
  },
  'method-not-allowed': {
    meaning: { zh: '此地址不支持所用的方法。', en: 'The address does not take this method.' },
    whatToDo: { zh: '响应头 Allow 列出支持的方法。', en: 'The header Allow lists those it takes.' },
  },
  'in-progress': {
    meaning: {
      zh: '同一 Idempotency-Key 的请求正在办理。',
      en: 'A request with this Idempotency-Key is still being worked on.',
    },
    whatToDo: {
      zh: '按 Retry-After 稍后以同一编号再取结果。',
      en: 'Send it again with the same key after Retry-After seconds.',
    },
  },
  'version-changed': {
    meaning: {
      zh: '自您读取之后，内容已被他人修改（If-Match 不符）。',
      en: 'Somebody changed it after you read it (If-Match does not match).',
    },
    whatToDo: {
      zh: '重新读取，在新内容上修改，并以新的 ETag 提交。',
      en: 'Read it again, make your change on that, and send it with the new ETag.',
    },
  },
  'body-too-large': {
    meaning: { zh: '请求正文超过 256 KiB。', en: 'The body is over 256 KiB.' },
    whatToDo: {
      zh: '只提交材料的名称、文号，不提交文件本身；多项的分几次提交。',
      en: 'Send names and numbers of papers, not the files; split what is long.',
    },
  },
  'address-too-long': {
    meaning: { zh: '地址中的一段超过200个字符。', en: 'A part of the address is over 200 characters.' },
    whatToDo: { zh: '核对编号是否误填。', en: 'Check what was put in place of the id.' },
  },
  'media-type-unsupported': {
    meaning: { zh: '本接口只接受 JSON。', en: 'Only JSON is taken.' },
    whatToDo: { zh: '设置 Content-Type: application/json。', en: 'Set Content-Type: application/json.' },
  },
  'idempotency-key-reused': {
    meaning: {
      zh: '此 Idempotency-Key 已用于内容不同的请求。',
      en: 'This Idempotency-Key was used for a request with other contents.',
    },
    whatToDo: {
      zh: '新的办理换用新的编号；重发原请求的，内容须与原来一致。',
      en: 'Take a new key for a new act; a repetition must be the same as the first.',
    },
  },
  'too-many-requests': {
    meaning: {
      zh: '一分钟内请求过多：按地址、账号或签名单位分别计数。',
      en: 'Too many requests in a minute, counted by address, by account, and by whoever signs.',
    },
    whatToDo: {
      zh: '按 Retry-After 稍后再试；批量对接请放慢速度。',
      en: 'Wait for Retry-After seconds; a system that sends many should pace itself.',
    },
  },
  internal: {
    meaning: { zh: '系统内部错误，已记录。', en: 'Something went wrong inside; it was logged.' },
    whatToDo: {
      zh: '将 requestId 告知管理员；办理类请求可以同一 Idempotency-Key 重发，不会重复办理。',
      en: 'Tell the operator the requestId. An act may be sent again with the same Idempotency-Key; it is not done twice.',
    },
  },
  'outcome-unknown': {
    meaning: {
      zh: '请求已收到，但在时限内未能确认是否办成。',
      en: 'The request was taken, but whether it was done is not known in time.',
    },
    whatToDo: {
      zh: '以同一 Idempotency-Key 重新提交：已办成的得到原答复，没有的接着办理，收件时间以首次为准。',
      en: 'Send it again with the same Idempotency-Key: what was done is answered as it was, what was not goes on, and the first receipt counts.',
    },
  },
  unavailable: {
    meaning: {
      zh: '服务的某一部分（数据库、流程引擎或身份认证）暂不可用。',
      en: 'A part of the service (database, workflow engine or identity provider) cannot be reached.',
    },
    whatToDo: {
      zh: '按 Retry-After 稍后以同一请求再试；/health 显示各部分的状况。',
      en: 'Send the same request after Retry-After seconds; /health shows how each part is.',
    },
  },
} as const satisfies Partial<Record<ProblemCode, Help>>;
