/** What only the worker's activities write. No column has now() as its default: every instant is the caller's. */
export const caseTables = `
-- 案号计数 last case number given out in a year
create table case_number_counter (
  year integer not null,                  -- 年度 year
  last integer not null,                  -- 末号 last number given out
  constraint case_number_counter_pkey primary key (year),
  constraint case_number_counter_last_positive check (last > 0)
);

-- 案件 case: what every kind of case has
create table case_file (
  id uuid not null,                       -- 编号 id, drawn from caller and request key
  number text not null,                   -- 案号 number people read
  kind text not null,                     -- 种类 kind
  workflow_id text not null,              -- 流程编号 workflow that runs it
  status text not null,                   -- 状态 status
  subject_id uuid not null,               -- 信用主体 subject
  authority_id uuid not null,             -- 主管部门 authority in charge
  procedure_id uuid not null,             -- 事项 procedure
  applicant_sub text,                     -- 申请人 applicant (issuer's subject); null: on paper, without an account
  rule_set text not null,                 -- 适用规则 rule set it was opened under
  round integer not null default 0,       -- 轮次 how often it was reopened
  received_on date not null,              -- 收件日期 day of receipt
  opened_at timestamptz(3) not null,      -- 登记时间 opened at
  closed_at timestamptz(3),               -- 办结时间 ended at
  assigned_to text,                       -- 承办人 handler (issuer's subject)
  next_kind text,                         -- 下一期限种类 kind of the next deadline
  next_due date,                          -- 下一期限 next due day
  next_at timestamptz(3),                 -- 下一期限截止时刻 exclusive end of that day
  next_provisional boolean,               -- 期限为暂定 that day is provisional
  outcome jsonb,                          -- 结果 outcome
  version integer not null default 1,     -- 版本 version, rises with every change
  constraint case_file_pkey primary key (id),
  constraint case_file_number_unique unique (number),
  constraint case_file_workflow_unique unique (workflow_id),
  constraint case_file_subject_fkey foreign key (subject_id) references subject (id),
  constraint case_file_authority_fkey foreign key (authority_id) references authority (id),
  constraint case_file_procedure_fkey foreign key (procedure_id) references procedure (id),
  constraint case_file_number_shape check (number ~ '^JN-[0-9]{4}-[0-9]{6,}$'),
  constraint case_file_kind_known check (kind in ('accept-first')),
  constraint case_file_status_known check (kind <> 'accept-first' or status in (
    'opening', 'refused', 'awaiting-materials', 'awaiting-registration', 'awaiting-verification', 'awaiting-decision',
    'completed', 'ended', 'withdrawn')),
  constraint case_file_closed_iff_ended check (
    (closed_at is not null) = (status in ('refused', 'completed', 'ended', 'withdrawn'))),
  constraint case_file_outcome_iff_ended check ((outcome is not null) = (closed_at is not null)),
  constraint case_file_closed_after_opened check (closed_at >= opened_at),
  constraint case_file_next_known check (next_kind in ('supply-by', 'registration-grace', 'verify-by', 'decide-by')),
  constraint case_file_next_whole check (num_nulls(next_kind, next_due, next_at, next_provisional) in (0, 4)),
  -- A case is 'opening' only inside the transaction that opens it.
  constraint case_file_next_iff_open check ((next_at is null) = (closed_at is not null or status = 'opening')),
  constraint case_file_round_not_negative check (round >= 0)
);
create index case_file_authority_list_index on case_file (authority_id, (coalesce(next_at, 'infinity'::timestamptz)), id);
create index case_file_open_list_index on case_file (authority_id, (coalesce(next_at, 'infinity'::timestamptz)), id)
  where closed_at is null;
create index case_file_subject_list_index on case_file (subject_id, (coalesce(next_at, 'infinity'::timestamptz)), id);
create index case_file_list_index on case_file ((coalesce(next_at, 'infinity'::timestamptz)), id);

-- 容缺受理 accept-first: what was promised, by whom, under which terms
create table accept_first (
  case_id uuid not null,                  -- 案件 case
  procedure_data jsonb not null,          -- 事项快照 the procedure as it was at the door
  commitment_text_id uuid not null,       -- 承诺书版本 version of the commitment text
  commitment_text text not null,          -- 承诺书全文 exact text signed (encrypted)
  commitment_sha256 text not null,        -- 承诺书摘要 its SHA-256, hex
  signer text not null,                   -- 签署人 signer (encrypted)
  signed_at timestamptz(3) not null,      -- 签署时间 signed at
  signing_means text not null,            -- 签署方式 signed online or on paper
  contact text not null,                  -- 联系方式 contact (encrypted)
  registered_by text,                     -- 登记人 officer who registered a paper application
  constraint accept_first_pkey primary key (case_id),
  constraint accept_first_case_fkey foreign key (case_id) references case_file (id),
  constraint accept_first_text_fkey foreign key (commitment_text_id) references commitment_text (id),
  constraint accept_first_procedure_object check (jsonb_typeof(procedure_data) = 'object'),
  constraint accept_first_commitment_encrypted check (commitment_text ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint accept_first_sha256_hex check (commitment_sha256 ~ '^[0-9a-f]{64}$'),
  constraint accept_first_signer_encrypted check (signer ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint accept_first_means_known check (signing_means in ('online', 'paper')),
  constraint accept_first_contact_encrypted check (contact ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);

-- 案件材料 material of a case
create table case_material (
  id uuid not null,                       -- 编号 id
  case_id uuid not null,                  -- 案件 case
  code text not null,                     -- 材料代码 code
  name text not null,                     -- 材料名称 name
  form text not null,                     -- 材料形式 form in which it is wanted
  kind text not null,                     -- 主要或次要 main or secondary
  missing boolean not null,               -- 受理时缺 missing at the door
  position integer not null,              -- 顺序 place on the list
  constraint case_material_pkey primary key (id),
  constraint case_material_code_unique unique (case_id, code),
  constraint case_material_case_fkey foreign key (case_id) references case_file (id),
  constraint case_material_kind_known check (kind in ('main', 'secondary'))
);

-- 补交记录 hand-in of a missing material
create table material_supply (
  id uuid not null,                       -- 编号 id
  case_id uuid not null,                  -- 案件 case
  seq integer not null,                   -- 序号 order in which the hand-ins were written down
  material_code text not null,            -- 材料代码 material
  received_on date not null,              -- 收件日期 day of receipt
  received_at timestamptz(3) not null,    -- 收到请求时间 when the service received the act
  means text not null,                    -- 方式 online, at the counter, by post
  dispatched_on date,                     -- 寄出日期 postmark
  reference text,                         -- 材料编号 reference of the paper (encrypted)
  registered_by text not null,            -- 登记人 who registered it (issuer's subject)
  in_time boolean not null,               -- 期限内 counts as in time
  verdict text,                           -- 核验结论 accepted or wrong
  verdict_reason text,                    -- 核验理由 reason
  verdict_by text,                        -- 核验人 verified by (issuer's subject)
  verdict_at timestamptz(3),              -- 核验时间 verified at
  act_id text not null,                   -- 行为编号 act that brought it
  constraint material_supply_pkey primary key (id),
  constraint material_supply_seq_unique unique (case_id, seq),
  constraint material_supply_act_unique unique (case_id, act_id, material_code),
  constraint material_supply_material_fkey foreign key (case_id, material_code) references case_material (case_id, code),
  constraint material_supply_means_known check (means in ('online', 'counter', 'post')),
  constraint material_supply_not_received_later check (received_on <= (received_at at time zone 'Asia/Shanghai')::date),
  constraint material_supply_not_received_before_dispatch check (dispatched_on <= received_on),
  constraint material_supply_dispatch_by_post check (dispatched_on is null or means = 'post'),
  constraint material_supply_reference_encrypted check (reference ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint material_supply_verdict_known check (verdict in ('accepted', 'wrong')),
  constraint material_supply_verdict_whole check (num_nulls(verdict, verdict_by, verdict_at) in (0, 3)),
  constraint material_supply_wrong_has_reason check (verdict is distinct from 'wrong' or verdict_reason is not null)
);

-- 期限 term of a case, with the ledger it follows from
create table deadline (
  id uuid not null,                       -- 编号 id
  case_id uuid not null,                  -- 案件 case
  kind text not null,                     -- 种类 kind
  ledger jsonb not null,                  -- 期限账 start, rule, pauses, extensions
  due date not null,                      -- 到期日 due day
  due_at timestamptz(3) not null,         -- 截止时刻 exclusive end of the due day
  provisional boolean not null,           -- 暂定 rests on a calendar not loaded
  calendar_version text not null,         -- 日历版本 calendar it was counted by
  state text not null,                    -- 状态 running, met, missed, closed
  opened_at timestamptz(3) not null,      -- 起算登记时间 opened at
  closed_at timestamptz(3),               -- 结束时间 no longer running since
  round integer not null,                 -- 轮次 round of the case
  reminders_sent integer not null default 0,   -- 已提醒次数 reminders sent or passed over
  escalations_sent integer not null default 0, -- 已上报次数 escalations sent
  constraint deadline_pkey primary key (id),
  constraint deadline_case_fkey foreign key (case_id) references case_file (id),
  constraint deadline_kind_known check (kind in ('supply-by', 'registration-grace', 'verify-by', 'decide-by')),
  constraint deadline_ledger_object check (jsonb_typeof(ledger) = 'object'),
  constraint deadline_due_ends_its_day check (due_at = (due + 1)::timestamp at time zone 'Asia/Shanghai'),
  constraint deadline_state_known check (state in ('running', 'met', 'missed', 'closed')),
  constraint deadline_closed_iff_not_running check ((closed_at is null) = (state = 'running')),
  constraint deadline_counts_not_negative check (round >= 0 and reminders_sent >= 0 and escalations_sent >= 0)
);
create index deadline_case_index on deadline (case_id, opened_at);
create unique index deadline_running_unique on deadline (case_id, kind) where state = 'running';
create index deadline_running_due_index on deadline (due) where state = 'running';

-- 办理过程 entry of a case's timeline
create table timeline_entry (
  id bigint generated always as identity, -- 编号 id
  case_id uuid not null,                  -- 案件 case
  seq integer not null,                   -- 序号 place in the case's timeline
  at timestamptz(3) not null,             -- 记录时间 written down at
  occurred_at timestamptz(3) not null,    -- 发生时间 happened at
  kind text not null,                     -- 种类 kind of event
  actor_role text not null,               -- 行为人角色 role that acted
  actor_sub text,                         -- 行为人 who acted (issuer's subject)
  data jsonb not null,                    -- 内容 rest of the event, without personal data
  constraint timeline_entry_pkey primary key (id),
  constraint timeline_entry_seq_unique unique (case_id, seq),
  constraint timeline_entry_case_fkey foreign key (case_id) references case_file (id),
  constraint timeline_entry_kind_shape check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  constraint timeline_entry_role_known check (actor_role in (
    'applicant', 'officer', 'supervisor', 'court', 'agency', 'auditor', 'admin', 'system')),
  constraint timeline_entry_data_object check (jsonb_typeof(data) = 'object')
);

-- 履约结果 what became of the promise of a case
create table performance_result (
  id uuid not null,                       -- 编号 id
  case_id uuid not null,                  -- 案件 case
  subject_id uuid not null,               -- 信用主体 subject
  authority_id uuid not null,             -- 主管部门 authority
  result text not null,                   -- 结果 result
  decided_on date not null,               -- 得出日期 day of the result
  corrected_on date,                      -- 更正日期 corrected on
  previous text,                          -- 原结果 result before the correction
  made_good_on date,                      -- 补救日期 made good on
  constraint performance_result_pkey primary key (id),
  constraint performance_result_case_unique unique (case_id),
  constraint performance_result_case_fkey foreign key (case_id) references case_file (id),
  constraint performance_result_subject_fkey foreign key (subject_id) references subject (id),
  constraint performance_result_authority_fkey foreign key (authority_id) references authority (id),
  constraint performance_result_known check (result in ('kept', 'not-kept', 'lapsed', 'released', 'annulled')),
  constraint performance_result_previous_known check (previous in ('kept', 'not-kept', 'lapsed', 'released', 'annulled')),
  constraint performance_result_corrected_whole check ((corrected_on is null) = (previous is null)),
  constraint performance_result_made_good check (made_good_on is null or result = 'not-kept')
);
create index performance_result_barring_index on performance_result (subject_id)
  where result = 'not-kept' and made_good_on is null;

-- 办理步骤 step of a case that has been done
create table case_step (
  case_id uuid not null,                  -- 案件 case
  key text not null,                      -- 步骤键 step
  result jsonb not null,                  -- 结果 what it answered, without personal data
  at timestamptz(3) not null,             -- 完成时间 done at
  constraint case_step_pkey primary key (case_id, key),
  constraint case_step_case_fkey foreign key (case_id) references case_file (id)
);
`;
