/** Withdrawals of a repair: who proposed, what was told and served, what the subject said, who decided; and the bars. */
export const repairWithdrawalTables = `
-- 撤销修复 withdrawal of a repair: the proposal, its service and the decision
create table repair_withdrawal (
  case_id uuid not null,                  -- 案件 case
  repair_case_id uuid not null,           -- 信用修复案件 repair that is to be withdrawn
  ground text not null,                   -- 理由 ground
  findings text not null,                 -- 查明的事实 what was found (encrypted)
  evidence text not null,                 -- 证据 reference of the evidence (encrypted)
  proposed_by text not null,              -- 提出人 who proposed it (issuer's subject)
  made_on date not null,                  -- 告知书日期 day the notice was made
  service_means text,                     -- 送达方式 means of service; null: not served
  service_on date,                        -- 送达行为日期 handed over, arrived or made public on
  served_on date,                         -- 送达日 counts as served on
  service_proof text,                     -- 送达凭证 proof of service (encrypted)
  service_consent text,                   -- 电子送达同意 where electronic service was agreed (encrypted)
  service_registered_by text,             -- 送达登记人 who wrote the service down (issuer's subject)
  decided_by text,                        -- 决定人 who decided (issuer's subject); never who proposed
  decided_at timestamptz(3),              -- 决定时间 decided at
  decision_document text,                 -- 决定文书号 number of the decision to uphold
  reason text,                            -- 决定理由 reasons (encrypted)
  answer_to_statement text,               -- 对陈述申辩的复核 what was said to the statement (encrypted)
  false_repair_record_id uuid,            -- 弄虚作假记录 record that the decision made
  constraint repair_withdrawal_pkey primary key (case_id),
  constraint repair_withdrawal_case_fkey foreign key (case_id) references case_file (id),
  constraint repair_withdrawal_repair_fkey foreign key (repair_case_id) references repair (case_id),
  constraint repair_withdrawal_false_record_fkey foreign key (false_repair_record_id) references record (id),
  constraint repair_withdrawal_ground_known check (ground in ('false-materials', 'commitment-broken')),
  constraint repair_withdrawal_means_known check (service_means in ('direct', 'post', 'public-notice', 'electronic')),
  constraint repair_withdrawal_service_whole check (
    num_nulls(service_means, service_on, served_on, service_proof, service_registered_by) in (0, 5)),
  constraint repair_withdrawal_service_after_notice check (service_on >= made_on and served_on >= service_on),
  constraint repair_withdrawal_electronic_agreed check (service_means <> 'electronic' or service_consent is not null),
  constraint repair_withdrawal_second_person check (decided_by <> proposed_by),
  constraint repair_withdrawal_decision_whole check (num_nulls(decided_by, decided_at, reason) in (0, 3)),
  constraint repair_withdrawal_upheld_whole check (num_nulls(decision_document, false_repair_record_id) in (0, 2)),
  constraint repair_withdrawal_upheld_served check (
    decision_document is null or num_nulls(decided_by, served_on) = 0),
  constraint repair_withdrawal_findings_encrypted check (findings ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint repair_withdrawal_evidence_encrypted check (evidence ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint repair_withdrawal_proof_encrypted check (service_proof ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint repair_withdrawal_consent_encrypted check (service_consent ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint repair_withdrawal_reason_encrypted check (reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint repair_withdrawal_answer_encrypted check (answer_to_statement ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);
create index repair_withdrawal_repair_index on repair_withdrawal (repair_case_id);

-- 拟恢复的记录 record that is to come back
create table repair_withdrawal_record (
  case_id uuid not null,                  -- 案件 case
  record_id uuid not null,                -- 失信记录 record
  position integer not null,              -- 顺序 place in the notice
  period text not null,                   -- 公示期处理 what becomes of its period: restarts or goes on
  period_clause text not null,            -- 依据 clause of the sector's rule
  open boolean not null,                  -- 在办 the withdrawal still runs
  restored_on date,                       -- 恢复日期 came back on; null: it did not
  constraint repair_withdrawal_record_pkey primary key (case_id, record_id),
  constraint repair_withdrawal_record_case_fkey foreign key (case_id) references repair_withdrawal (case_id),
  constraint repair_withdrawal_record_record_fkey foreign key (record_id) references record (id),
  constraint repair_withdrawal_record_period_known check (period in ('restarts', 'goes-on')),
  constraint repair_withdrawal_record_restored_after check (restored_on is null or not open)
);
-- A record is in one open withdrawal at a time.
create unique index repair_withdrawal_record_open_unique on repair_withdrawal_record (record_id) where open;

-- 陈述申辩 statement of the subject
create table repair_withdrawal_statement (
  id uuid not null,                       -- 编号 id
  case_id uuid not null,                  -- 案件 case
  seq integer not null,                   -- 序号 order in which they were written down
  body text not null,                     -- 内容 what it says (encrypted)
  evidence text,                          -- 证据 reference of the evidence (encrypted)
  received_on date not null,              -- 收件日期 day it counts as received
  received_at timestamptz(3) not null,    -- 收到请求时间 when the service received the act
  on_paper boolean not null,              -- 书面 brought on paper, registered by an officer
  in_time boolean not null,               -- 期限内 in time
  registered_by text not null,            -- 登记人 who handed it in or registered it (issuer's subject)
  act_id text not null,                   -- 行为编号 act that brought it
  constraint repair_withdrawal_statement_pkey primary key (id),
  constraint repair_withdrawal_statement_seq_unique unique (case_id, seq),
  constraint repair_withdrawal_statement_act_unique unique (case_id, act_id),
  constraint repair_withdrawal_statement_case_fkey foreign key (case_id) references repair_withdrawal (case_id),
  constraint repair_withdrawal_statement_not_received_later check (
    received_on <= (received_at at time zone 'Asia/Shanghai')::date),
  constraint repair_withdrawal_statement_body_encrypted check (body ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint repair_withdrawal_statement_evidence_encrypted check (evidence ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);

-- 听证 hearing that the subject asked for
create table repair_withdrawal_hearing (
  case_id uuid not null,                  -- 案件 case
  asked_on date not null,                 -- 申请日期 asked for on
  asked_by text not null,                 -- 申请或登记人 who asked or registered it (issuer's subject)
  called_for date,                        -- 听证日期 day it was called for; null: not yet
  called_time text,                       -- 听证时间 time of day
  place text,                             -- 听证地点 place
  presiding text,                         -- 主持人 who presides (issuer's subject)
  result text,                            -- 结果 held or given up; null: not yet
  ended_on date,                          -- 结束日期 held or given up on
  minutes text,                           -- 听证笔录 minutes, or how it was given up (encrypted)
  recorded_by text,                       -- 登记人 who wrote the result down (issuer's subject)
  constraint repair_withdrawal_hearing_pkey primary key (case_id),
  constraint repair_withdrawal_hearing_case_fkey foreign key (case_id) references repair_withdrawal (case_id),
  constraint repair_withdrawal_hearing_result_known check (result in ('held', 'given-up')),
  constraint repair_withdrawal_hearing_call_whole check (num_nulls(called_for, called_time, place, presiding) in (0, 4)),
  constraint repair_withdrawal_hearing_result_whole check (num_nulls(result, ended_on, minutes, recorded_by) in (0, 4)),
  constraint repair_withdrawal_hearing_held_was_called check (
    result is distinct from 'held' or (called_for is not null and ended_on >= called_for)),
  constraint repair_withdrawal_hearing_ended_after_asked check (ended_on >= asked_on),
  constraint repair_withdrawal_hearing_minutes_encrypted check (minutes ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);

-- 禁止申请修复 bar on applying for repair
create table repair_bar (
  case_id uuid not null,                  -- 案件 withdrawal that made it
  subject_id uuid not null,               -- 信用主体 subject
  from_day date not null,                 -- 起始日期 from this day
  until_day date not null,                -- 终止日期 until this day, itself included
  clause text not null,                   -- 依据 clause
  at timestamptz(3) not null,             -- 登记时间 entered at
  constraint repair_bar_pkey primary key (case_id),
  constraint repair_bar_case_fkey foreign key (case_id) references repair_withdrawal (case_id),
  constraint repair_bar_subject_fkey foreign key (subject_id) references subject (id),
  constraint repair_bar_period check (until_day >= from_day)
);
create index repair_bar_subject_index on repair_bar (subject_id, until_day desc);
`;

/** Which statuses a withdrawal has, and what each role may do with its tables. */
export const repairWithdrawalGrants = `
alter table case_file add constraint case_file_repair_withdrawal_statuses check (kind <> 'repair-withdrawal' or (
  status in ('opening', 'awaiting-service', 'statement-period', 'hearing', 'awaiting-decision', 'upheld', 'dropped')
  and (closed_at is not null) = (status in ('upheld', 'dropped'))));
grant select on repair_withdrawal, repair_withdrawal_record, repair_withdrawal_statement, repair_withdrawal_hearing,
  repair_bar to jiannuo_api, jiannuo_worker;
grant insert on repair_withdrawal, repair_withdrawal_record, repair_withdrawal_statement, repair_withdrawal_hearing,
  repair_bar to jiannuo_worker;
-- What was proposed and told stands; service and decision are added to it, each once.
grant update (service_means, service_on, served_on, service_proof, service_consent, service_registered_by,
  decided_by, decided_at, decision_document, reason, answer_to_statement, false_repair_record_id)
  on repair_withdrawal to jiannuo_worker;
grant update (open, restored_on) on repair_withdrawal_record to jiannuo_worker;
grant update (called_for, called_time, place, presiding, result, ended_on, minutes, recorded_by)
  on repair_withdrawal_hearing to jiannuo_worker;
`;
