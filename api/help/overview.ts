/** What the description of the API says before its first operation. */
export const API_DESCRIPTION = `
信用承诺与信用修复案件的接口。

- **登录**：在身份认证服务取得凭证，以 \`Authorization: Bearer\` 提供；系统对接用 client_credentials，或以 Standard Webhooks 签名发送消息。
- **办理类请求**（标有 \`idempotency-key\`）：每次办理另取一个编号；没有收到答复的，以同一编号重发，得到同一答复，不会重复办理。
- **日期**（day）为北京时间的日历日；**时刻**（instant）为带偏移的 ISO 8601。\`provisional\` 为真的日期依据尚未载入的放假安排，可能变动。
- **列表**按 \`limit\`、\`cursor\` 翻页：把上一页的 \`next\` 作为 \`cursor\`，\`next\` 为 null 即最后一页。
- **错误**一律为 RFC 9457，语言由 \`Accept-Language\` 决定（缺省中文）；每个代码在 \`/problems/{code}\` 有说明。依规定不予办理的为 422，\`refusals\` 列出全部理由和依据。

Credit commitments and credit repair as cases.

- **Signing in**: get a token at the identity provider and send it as \`Authorization: Bearer\`; a system by client credentials, or by signing its messages (Standard Webhooks).
- **Requests that act** (those with \`idempotency-key\`): a key of its own for each act. Where no answer came, send it again with the same key: the answer is the same, and nothing is done twice.
- A **day** is a calendar day in Asia/Shanghai; an **instant** is ISO 8601 with its offset. A date that is \`provisional\` rests on a calendar not published yet, and may move.
- **Lists** are pages: give \`next\` of one as \`cursor\` of the following; null is the end.
- Every **error** is RFC 9457, in the language of \`Accept-Language\` (Chinese unless asked otherwise); each code has its page at \`/problems/{code}\`. What a rule speaks against is a 422, whose \`refusals\` give every reason and its clause.
`.trim();

const tag = (name: string, zh: string, en: string) => ({ name, description: `${zh} · ${en}` });

/** The groups of operations, in the order in which somebody new to them reads: what people do first, upkeep last. */
export const TAGS = [
  tag('public', '社会公众查询，无须登录', 'what anybody may look up, without an account'),
  tag('calculator', '期限、公示期计算，无须登录', 'deadlines and publicity periods, without an account'),
  tag('cases', '案件：列表、详情、领办、分派', 'cases: lists, one in full, who handles it'),
  tag('inbox', '通知', 'notices'),
  tag('accept-first', '容缺受理', 'accepted on a promise to supply what is missing'),
  tag('commitment', '信用承诺', 'commitments and their obligations'),
  tag(
    'publicity',
    '失信信息及其公示：录入、查询、履行、撤销、撤回（撤回理由向社会公开）',
    'records and their publicity: entered, read, annulled, withdrawn (with reasons that are public)',
  ),
  tag('repair', '信用修复', 'repair of records, over several authorities'),
  tag('determination', '失信认定', 'determination of dishonesty: told, heard, decided by a second officer'),
  tag('repair-withdrawal', '撤销修复', 'withdrawal of a repair got by falsehood'),
  tag('objection', '异议', 'objections to records'),
  tag('rectification', '整改约谈', 'put right by a date, or interviewed to remind and to warn'),
  tag(
    'voluntary-registration',
    '自主申报信用信息',
    'what subjects register of themselves, with a promise that it is true',
  ),
  tag('reorganisation', '破产重整', 'reorganisation in bankruptcy'),
  tag('reports', '专项信用报告：出具、查阅', 'special credit reports: issued and read'),
  tag('personal-data', '个人信息：同意、撤回、谁查看过', 'personal data: consent, its withdrawal, who looked'),
  tag('messages', '法院、机构系统发送的消息', 'messages of courts and agencies'),
  tag(
    'reference',
    '基础数据：机关、事项、主体、日历、对接地址',
    'authorities, procedures, subjects, calendars, addresses',
  ),
  tag('statistics', '践诺、办理和修复的统计', 'figures of how promises and repairs are carried out'),
  tag('problems', '错误和理由的说明', 'what problems and refusals mean'),
  tag('operation', '运行和审计', 'operation and audit'),
] as const;
