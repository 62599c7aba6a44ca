/** Commitments: what was promised, in which obligations, what was reported of each, and how the promise was changed. */
export const commitmentTables = `
-- 标准承诺文本 one version of the standard text of a kind of commitment, public
create table commitment_standard_text (
  id uuid not null,                       -- 编号 id
  kind text not null,                     -- 承诺种类 kind of commitment
  version integer not null,               -- 版本 version, from 1
  title text not null,                    -- 名称 title
  text text not null,                     -- 全文 text
  sha256 text not null,                   -- 摘要 SHA-256 of the text in UTF-8, hex
  valid_from date not null,               -- 启用日期 used from this day
  constraint commitment_standard_text_pkey primary key (id),
  constraint commitment_standard_text_version_unique unique (kind, version),
  constraint commitment_standard_text_kind_known check (kind in ('approval', 'proof', 'disclosure', 'self-discipline',
    'repair', 'government-contract', 'government-promise', 'contract')),
  constraint commitment_standard_text_version_positive check (version > 0),
  constraint commitment_standard_text_sha256_of_text check (sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex'))
);

-- 信用承诺 commitment: who promised, in which words
create table commitment (
  case_id uuid not null,                  -- 案件 case
  kind text not null,                     -- 承诺种类 kind of commitment
  title text not null,                    -- 承诺事项 what it is about (encrypted)
  approval_terms jsonb,                   -- 告知承诺条件 terms of the procedure, as they were at the door
  promisor_authority_id uuid,             -- 承诺机关 authority that promises; null: not one of government
  standard_text_id uuid not null,         -- 承诺书版本 version of the standard text
  commitment_text text not null,          -- 承诺书全文 exact text signed (encrypted)
  commitment_sha256 text not null,        -- 承诺书摘要 its SHA-256, hex
  signer text not null,                   -- 签署人 signer (encrypted)
  signed_at timestamptz(3) not null,      -- 签署时间 signed at
  signing_means text not null,            -- 签署方式 signed online or on paper
  contact text not null,                  -- 联系方式 contact (encrypted)
  registered_by text,                     -- 登记人 officer who registered one on paper
  version integer not null default 1,     -- 版本 version of the obligations, rises with every amendment in force
  checked_by text,                        -- 核查人 who found something untrue (issuer's subject)
  revoked boolean,                        -- 撤销与否 what was decided on the promise is revoked; null: not for decision
  decision_reason text,                   -- 决定或撤回的理由 reason of that decision, or of a withdrawal (encrypted)
  wilful boolean not null default false,  -- 故意 found to be broken on purpose
  grade_reason text,                      -- 认定故意的理由 reason of that finding (encrypted)
  constraint commitment_pkey primary key (case_id),
  constraint commitment_case_fkey foreign key (case_id) references case_file (id),
  constraint commitment_text_fkey foreign key (standard_text_id) references commitment_standard_text (id),
  constraint commitment_promisor_fkey foreign key (promisor_authority_id) references authority (id),
  constraint commitment_kind_known check (kind in ('approval', 'proof', 'disclosure', 'self-discipline', 'repair',
    'government-contract', 'government-promise', 'contract')),
  constraint commitment_title_encrypted check (title ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint commitment_approval_terms_object check (jsonb_typeof(approval_terms) = 'object'),
  constraint commitment_promisor_of_government check (
    (promisor_authority_id is not null) = (kind in ('government-contract', 'government-promise'))),
  constraint commitment_text_encrypted check (commitment_text ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint commitment_sha256_hex check (commitment_sha256 ~ '^[0-9a-f]{64}$'),
  constraint commitment_signer_encrypted check (signer ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint commitment_means_known check (signing_means in ('online', 'paper')),
  constraint commitment_contact_encrypted check (contact ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint commitment_version_positive check (version > 0),
  constraint commitment_decision_reason_encrypted check (decision_reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint commitment_decision_has_reason check (revoked is null or decision_reason is not null),
  constraint commitment_grade_reason_encrypted check (grade_reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);

-- 履约事项 obligation: one point of what was promised, as it stands now
create table obligation (
  id uuid not null,                       -- 编号 id
  case_id uuid not null,                  -- 案件 case
  code text not null,                     -- 代码 code within the commitment
  position integer not null,              -- 顺序 place on the list
  title text not null,                    -- 事项 what is owed, in short (encrypted)
  content text,                           -- 内容 what exactly is owed (encrypted)
  evidence text,                          -- 所需证据 what shows that it was done (encrypted)
  event text,                             -- 起算事由 starting event (encrypted)
  amount numeric(16, 3),                  -- 数量 how much is owed, where it can be counted
  unit text,                              -- 单位 unit of it
  term jsonb not null,                    -- 期限 a day, so long after an event, or at the decision itself
  since_version integer not null,         -- 起始版本 version of the commitment that these words came with
  event_on date,                          -- 事由发生日 day of the starting event
  event_proof text,                       -- 事由证明 what shows that it happened (encrypted)
  found text,                             -- 核查结果 true or untrue, of what was to hold at the decision
  found_reason text,                      -- 不实理由 what was untrue (encrypted)
  released_on date,                       -- 解除日期 released on
  release_reason text,                    -- 解除理由 reason (encrypted)
  not_kept_on date,                       -- 未履行之日 day by which it was owed and not done
  made_good_on date,                      -- 补救日期 made good on
  constraint obligation_pkey primary key (id),
  constraint obligation_code_unique unique (case_id, code),
  constraint obligation_case_fkey foreign key (case_id) references case_file (id),
  constraint obligation_code_shape check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  constraint obligation_title_encrypted check (title ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint obligation_content_encrypted check (content ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint obligation_evidence_encrypted check (evidence ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint obligation_event_encrypted check (event ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint obligation_amount_positive check (amount > 0),
  constraint obligation_amount_whole check ((amount is null) = (unit is null)),
  constraint obligation_term_known check (coalesce(term ->> 'kind', '') in ('day', 'event', 'approval')),
  constraint obligation_event_of_term check ((event is not null) = (term ->> 'kind' = 'event')),
  constraint obligation_event_day_of_term check (event_on is null or term ->> 'kind' = 'event'),
  constraint obligation_event_proof_encrypted check (event_proof ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint obligation_event_proof_with_day check ((event_on is null) = (event_proof is null)),
  constraint obligation_since_version_positive check (since_version > 0),
  constraint obligation_found_known check (found in ('true', 'untrue')),
  constraint obligation_found_of_approval check (found is null or term ->> 'kind' = 'approval'),
  constraint obligation_found_reason_encrypted check (found_reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint obligation_untrue_has_reason check (found is distinct from 'untrue' or found_reason is not null),
  constraint obligation_release_reason_encrypted check (release_reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint obligation_released_whole check ((released_on is null) = (release_reason is null)),
  constraint obligation_made_good check (made_good_on is null or not_kept_on is not null)
);

-- 履约报告 report of fulfilment, of an obligation or a part of it
create table obligation_report (
  id uuid not null,                       -- 编号 id
  case_id uuid not null,                  -- 案件 case
  obligation_id uuid not null,            -- 履约事项 obligation
  seq integer not null,                   -- 序号 order in which the reports were written down
  received_on date not null,              -- 收件日期 day of receipt
  received_at timestamptz(3) not null,    -- 收到请求时间 when the service received the act
  means text not null,                    -- 方式 online, at the counter, by post
  dispatched_on date,                     -- 寄出日期 postmark
  quantity numeric(16, 3),                -- 数量 the part that it reports
  complete boolean not null,              -- 全部履行 it says that all of it is done
  note text,                              -- 说明 in words (encrypted)
  reference text,                         -- 证据 evidence: name of a file, number of a document (encrypted)
  registered_by text not null,            -- 登记人 who registered it (issuer's subject)
  in_time boolean not null,               -- 期限内 counts as in time
  verdict text,                           -- 核实结论 accepted or rejected
  verdict_reason text,                    -- 核实理由 reason (encrypted)
  verdict_by text,                        -- 核实人 verified by (issuer's subject)
  verdict_at timestamptz(3),              -- 核实时间 verified at
  act_id text not null,                   -- 行为编号 act that brought it
  constraint obligation_report_pkey primary key (id),
  constraint obligation_report_seq_unique unique (case_id, seq),
  constraint obligation_report_act_unique unique (obligation_id, act_id),
  constraint obligation_report_case_fkey foreign key (case_id) references case_file (id),
  constraint obligation_report_obligation_fkey foreign key (obligation_id) references obligation (id),
  constraint obligation_report_means_known check (means in ('online', 'counter', 'post')),
  constraint obligation_report_not_received_later check (received_on <= (received_at at time zone 'Asia/Shanghai')::date),
  constraint obligation_report_not_received_before_dispatch check (dispatched_on <= received_on),
  constraint obligation_report_dispatch_by_post check (dispatched_on is null or means = 'post'),
  constraint obligation_report_quantity_positive check (quantity > 0),
  constraint obligation_report_note_encrypted check (note ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint obligation_report_reference_encrypted check (reference ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint obligation_report_verdict_known check (verdict in ('accepted', 'rejected')),
  constraint obligation_report_verdict_whole check (num_nulls(verdict, verdict_by, verdict_at) in (0, 3)),
  constraint obligation_report_verdict_reason_encrypted check (verdict_reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint obligation_report_rejected_has_reason check (verdict is distinct from 'rejected' or verdict_reason is not null)
);

-- 承诺变更 change of a commitment: asked for, answered, with the words before and after
create table commitment_amendment (
  id uuid not null,                       -- 编号 id
  case_id uuid not null,                  -- 案件 case
  seq integer not null,                   -- 序号 order in which the changes were asked for
  kind text not null,                     -- 种类 amendment, extension for force majeure
  asked_by text not null,                 -- 申请人 who asked, or granted it unasked (issuer's subject)
  asked_role text not null,               -- 申请人角色 in which role
  asked_at timestamptz(3) not null,       -- 申请时间 asked for at
  before text not null,                   -- 变更前 the obligations concerned, before (encrypted)
  after text not null,                    -- 变更后 and after (encrypted)
  reason text not null,                   -- 理由 reason (encrypted)
  proof text,                             -- 证明 proof (encrypted)
  state text not null,                    -- 状态 proposed, in force, refused
  version integer,                        -- 版本 version of the commitment that it made
  answered_by text,                       -- 答复人 who consented or refused (issuer's subject)
  answered_at timestamptz(3),             -- 答复时间 answered at
  answer_reason text,                     -- 答复理由 reason of the answer (encrypted)
  act_id text not null,                   -- 行为编号 act that brought it
  constraint commitment_amendment_pkey primary key (id),
  constraint commitment_amendment_seq_unique unique (case_id, seq),
  constraint commitment_amendment_version_unique unique (case_id, version),
  constraint commitment_amendment_case_fkey foreign key (case_id) references case_file (id),
  constraint commitment_amendment_kind_known check (kind in ('amendment', 'extension')),
  constraint commitment_amendment_before_encrypted check (before ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint commitment_amendment_after_encrypted check (after ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint commitment_amendment_reason_encrypted check (reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint commitment_amendment_proof_encrypted check (proof ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint commitment_amendment_state_known check (state in ('proposed', 'in-force', 'refused', 'lapsed')),
  constraint commitment_amendment_version_in_force check ((version is not null) = (state = 'in-force')),
  constraint commitment_amendment_answered_whole check (
    num_nulls(answered_by, answered_at) = case when state in ('in-force', 'refused') then 0 else 2 end),
  constraint commitment_amendment_answer_reason_encrypted check (answer_reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);
create unique index commitment_amendment_proposed_unique on commitment_amendment (case_id) where state = 'proposed';
`;

/** What other tables learn of commitments, and who may do what. */
export const commitmentColumns = `
alter table procedure add column commitment_terms jsonb;
comment on column procedure.commitment_terms is '告知承诺条件 terms of a commitment in place of its approval; null: not offered';
alter table procedure add constraint procedure_commitment_terms_object check (jsonb_typeof(commitment_terms) = 'object');

alter table case_file add constraint case_file_commitment_statuses check (kind <> 'commitment' or (
  status in ('opening', 'refused', 'checking', 'rectifying', 'revoking', 'running', 'kept', 'broken', 'released', 'withdrawn')
  and (closed_at is not null) = (status in ('refused', 'kept', 'broken', 'released', 'withdrawn'))));

-- Auditors hear of promises that authorities did not keep: one desk, of no authority.
alter table notice drop constraint notice_desk_role_known, drop constraint notice_person_or_desk,
  add constraint notice_desk_role_known check (desk_role in ('officer', 'supervisor', 'admin', 'auditor')),
  add constraint notice_person_or_desk check (case recipient_kind
    when 'person' then desk_role is null
    else recipient_sub is null and desk_role is not null
      and (authority_id is null) = (desk_role in ('admin', 'auditor')) end);

grant select, insert on commitment_standard_text to jiannuo_api;
grant select on commitment_standard_text to jiannuo_worker;
grant select on commitment, obligation, obligation_report, commitment_amendment to jiannuo_api, jiannuo_worker;
grant insert on commitment, obligation, obligation_report, commitment_amendment to jiannuo_worker;
grant update (version, checked_by, revoked, decision_reason, wilful, grade_reason) on commitment to jiannuo_worker;
grant update on obligation to jiannuo_worker;
-- What was reported stands as it was reported; what was asked for, as it was asked for.
grant update (in_time, verdict, verdict_reason, verdict_by, verdict_at) on obligation_report to jiannuo_worker;
grant update (state, version, answered_by, answered_at, answer_reason) on commitment_amendment to jiannuo_worker;
`;
