import type { Refusal } from '../domain/refusal.ts';
import type { Bilingual } from '../domain/text.ts';

interface ProblemKind {
  readonly status: number;
  readonly title: Bilingual;
}

/** Every "no" of the API: its stable code, HTTP status and title. Codes are never renamed. */
export const PROBLEMS = {
  'invalid-input': { status: 400, title: { zh: '提交的内容有误', en: 'The input is not valid' } },
  'invalid-json': { status: 400, title: { zh: '无法识别的 JSON', en: 'The body is not valid JSON' } },
  'invalid-text': {
    status: 400,
    title: { zh: '文字中含有不可用的字符', en: 'A text holds characters that cannot be kept' },
  },
  'bad-request': { status: 400, title: { zh: '请求有误', en: 'The request cannot be read' } },
  'idempotency-key-required': {
    status: 400,
    title: { zh: '缺少 Idempotency-Key', en: 'An Idempotency-Key is required' },
  },
  'idempotency-key-invalid': {
    status: 400,
    title: { zh: 'Idempotency-Key 格式不正确', en: 'The Idempotency-Key is malformed' },
  },
  unauthenticated: { status: 401, title: { zh: '请先登录', en: 'Sign in first' } },
  'token-invalid': { status: 401, title: { zh: '登录凭证无效或已过期', en: 'The token is not valid or has expired' } },
  'signature-invalid': { status: 401, title: { zh: '签名无效', en: 'The signature is not valid' } },
  forbidden: { status: 403, title: { zh: '无权进行此操作', en: 'Not allowed' } },
  'role-not-allowed': { status: 403, title: { zh: '您的角色不能进行此操作', en: 'Your role may not do this' } },
  'sender-not-allowed': { status: 403, title: { zh: '不能发送此类消息', en: 'Not a message of this sender' } },
  'not-found': { status: 404, title: { zh: '没有这个地址', en: 'No such address' } },
  'case-unknown': { status: 404, title: { zh: '没有该案件', en: 'No such case' } },
  'procedure-unknown': { status: 404, title: { zh: '没有该事项', en: 'No such procedure' } },
  'authority-unknown': { status: 404, title: { zh: '没有该机关', en: 'No such authority' } },
  'subject-unknown': { status: 404, title: { zh: '没有该主体', en: 'No such subject' } },
  'commitment-text-unknown': { status: 404, title: { zh: '没有承诺书文本', en: 'No commitment text' } },
  'calendar-unknown': { status: 404, title: { zh: '该年放假安排未载入', en: 'No calendar for this year' } },
  'record-unknown': { status: 404, title: { zh: '没有该记录', en: 'No such record' } },
  'integrity-model-unknown': { status: 404, title: { zh: '没有该项诚信典型', en: 'No such integrity model' } },
  'permit-unknown': { status: 404, title: { zh: '没有该许可', en: 'No such permit' } },
  'consent-unknown': { status: 404, title: { zh: '没有该项同意', en: 'No such consent' } },
  'report-unknown': { status: 404, title: { zh: '没有该报告', en: 'No such report' } },
  'notice-unknown': { status: 404, title: { zh: '没有该通知', en: 'No such notice' } },
  'message-unknown': { status: 404, title: { zh: '没有该消息', en: 'No such message' } },
  'measure-unknown': { status: 404, title: { zh: '清单中没有该措施', en: 'No such measure on the list' } },
  'webhook-unknown': { status: 404, title: { zh: '没有对接地址', en: 'No webhook address' } },
  'method-not-allowed': { status: 405, title: { zh: '此地址不支持该方法', en: 'Method not allowed here' } },
  'status-not-allowed': {
    status: 409,
    title: { zh: '案件当前状态不能进行此操作', en: 'Not possible in the present status' },
  },
  'assigned-to-another': { status: 409, title: { zh: '案件由他人办理', en: 'Another officer handles the case' } },
  'too-many-acts': { status: 409, title: { zh: '本案提交次数过多', en: 'Too many acts on this case' } },
  'commitment-text-changed': { status: 409, title: { zh: '承诺书内容已变更', en: 'The commitment text has changed' } },
  'in-progress': { status: 409, title: { zh: '同一请求正在处理', en: 'The same request is being processed' } },
  'case-closed': { status: 409, title: { zh: '案件已办结', en: 'The case has ended' } },
  conflict: { status: 409, title: { zh: '与已有内容冲突', en: 'In conflict with what is stored' } },
  'version-changed': { status: 412, title: { zh: '内容已被他人修改', en: 'Changed by somebody else meanwhile' } },
  'body-too-large': { status: 413, title: { zh: '提交的内容过大', en: 'The body is too large' } },
  'address-too-long': { status: 414, title: { zh: '地址过长', en: 'The address is too long' } },
  'media-type-unsupported': { status: 415, title: { zh: '请以 JSON 提交', en: 'Send JSON' } },
  'idempotency-key-reused': {
    status: 422,
    title: { zh: 'Idempotency-Key 已用于另一请求', en: 'The Idempotency-Key belongs to another request' },
  },
  'event-id-reused': {
    status: 422,
    title: { zh: '事件号已用于另一消息', en: 'The event id belongs to another message' },
  },
  'refused-by-rule': { status: 422, title: { zh: '依规定不予办理', en: 'Refused by rule' } },
  'no-rule-set': { status: 422, title: { zh: '该日期没有适用的规定', en: 'No rules for this date' } },
  'too-many-requests': { status: 429, title: { zh: '请求过于频繁', en: 'Too many requests' } },
  internal: { status: 500, title: { zh: '系统内部错误', en: 'Internal error' } },
  'outcome-unknown': { status: 503, title: { zh: '暂不能确认是否办成', en: 'The outcome is not known yet' } },
  unavailable: { status: 503, title: { zh: '服务暂不可用', en: 'The service is not available' } },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One wrong place of an input, as a JSON pointer (`/query/…`, `/path/…`, `/headers/…` outside the body). */
export interface FieldError {
  readonly pointer: string;
  readonly code: string;
  readonly message: Bilingual;
}

export interface ProblemExtras {
  readonly errors?: readonly FieldError[];
  readonly refusals?: readonly Refusal[];
  /** The status a case is in, for a 409. */
  readonly status?: string;
  readonly retryAfterSeconds?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A 5xx that repeating would only repeat: kept as the answer of its Idempotency-Key. */
  readonly isFinal?: boolean;
}

/** A "no" on its way to the caller; `plugins/errors.ts` writes it as RFC 9457 in the language asked for. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly detail: Bilingual;
  readonly extras: ProblemExtras;

  constructor(code: ProblemCode, detail: Bilingual, extras: ProblemExtras = {}) {
    super(`${code}: ${detail.en}`);
    this.name = 'Problem';
    this.code = code;
    this.detail = detail;
    this.extras = extras;
  }
}

/** A field that the schema cannot judge: 400 with one error. */
export function invalidField(pointer: string, code: string, message: Bilingual): Problem {
  return new Problem('invalid-input', message, { errors: [{ pointer, code, message }] });
}

export type Language = 'zh' | 'en';

/** Chinese unless English is asked for first (RFC 9110 12.5.4, by quality then by order). */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part, index) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters
        .map((parameter) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(parameter)?.[1])
        .find(Boolean);
      return { language: tag.trim().split('-')[0], quality: quality === undefined ? 1 : Number(quality), index };
    })
    .filter(({ language, quality }) => (language === 'zh' || language === 'en') && quality > 0)
    .sort((a, b) => b.quality - a.quality || a.index - b.index);
  return wanted[0]?.language === 'en' ? 'en' : 'zh';
}

/** A refusal in one language, as it is written into an answer. */
export interface RefusalText {
  code: string;
  clause: string;
  text: string;
  earliest?: string;
}

export function refusalText(refusal: Refusal, language: Language): RefusalText {
  const { code, clause, text, earliest } = refusal;
  return { code, clause, text: text[language], ...(earliest === undefined ? {} : { earliest }) };
}

/** The body of a problem (RFC 9457), in one language. */
export function problemBody(problem: Problem, language: Language, requestId: string): Record<string, unknown> {
  const { status, title } = PROBLEMS[problem.code];
  const { errors, refusals, status: caseStatus } = problem.extras;
  return {
    type: `/problems/${problem.code}`,
    title: title[language],
    status,
    code: problem.code,
    detail: problem.detail[language],
    requestId,
    ...(errors ? { errors: errors.map((error) => ({ ...error, message: error.message[language] })) } : {}),
    ...(refusals ? { refusals: refusals.map((refusal) => refusalText(refusal, language)) } : {}),
    ...(caseStatus === undefined ? {} : { caseStatus }),
  };
}
