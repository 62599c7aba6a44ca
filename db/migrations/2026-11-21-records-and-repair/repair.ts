/** Applications for repair: one part for each authority, one item for each record. Only the worker writes them. */
export const repairTables = `
-- 信用修复 application for repair: who applied in which capacity, and what was signed
create table repair (
  case_id uuid not null,                  -- 案件 case
  representation text not null,           -- 申请人身份 in which capacity the applicant acts for the subject
  commitment_version integer not null,    -- 承诺书版本 version of the standard text
  commitment_text text not null,          -- 承诺书全文 exact text signed (encrypted)
  commitment_sha256 text not null,        -- 承诺书摘要 its SHA-256, hex
  signer text not null,                   -- 签署人 signer (encrypted)
  signed_at timestamptz(3) not null,      -- 签署时间 signed at
  signing_means text not null,            -- 签署方式 signed online or on paper
  contact text not null,                  -- 联系方式 contact (encrypted)
  registered_by text,                     -- 登记人 officer of the window who registered a paper application
  constraint repair_pkey primary key (case_id),
  constraint repair_case_fkey foreign key (case_id) references case_file (id),
  constraint repair_representation_known check (representation in ('self', 'legal-representative', 'agent', 'administrator', 'on-paper')),
  constraint repair_commitment_encrypted check (commitment_text ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint repair_sha256_hex check (commitment_sha256 ~ '^[0-9a-f]{64}$'),
  constraint repair_signer_encrypted check (signer ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint repair_means_known check (signing_means in ('online', 'paper')),
  constraint repair_contact_encrypted check (contact ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint repair_paper_iff_registered check ((registered_by is not null) = (signing_means = 'paper'))
);

-- 修复申请的认定单位部分 one authority's part of an application
create table repair_part (
  id uuid not null,                       -- 编号 id
  case_id uuid not null,                  -- 案件 case
  authority_id uuid not null,             -- 认定单位 authority that determined the records
  position integer not null,              -- 顺序 place in the application
  status text not null,                   -- 状态 status
  with_court boolean not null,            -- 由法院处理 the court decides, and says so by message
  own_system boolean not null,            -- 转其业务系统 passed on to the authority's own system
  assigned_to text,                       -- 承办人 handler there (issuer's subject)
  terms jsonb not null,                   -- 期限规则 its terms as they were on receipt
  forwarded_at timestamptz(3) not null,   -- 推送时间 passed on at
  accepted_on date,                       -- 受理日期 accepted on
  completion_asked_on date,               -- 通知补正日期 completion asked on
  completion_items text,                  -- 补正内容 what was asked for (encrypted)
  completed_on date,                      -- 补正日期 completed on
  pauses jsonb not null,                  -- 不计入的时间 time that is not counted
  extensions jsonb not null,              -- 延长 extensions
  reason text,                            -- 不予受理理由 why it was not accepted (encrypted)
  clause text,                            -- 不予受理依据 by which clause
  what_to_do text,                        -- 补救办法 what to do (encrypted)
  closed_at timestamptz(3),               -- 办结时间 ended at
  constraint repair_part_pkey primary key (id),
  constraint repair_part_authority_unique unique (case_id, authority_id),
  constraint repair_part_case_fkey foreign key (case_id) references repair (case_id),
  constraint repair_part_authority_fkey foreign key (authority_id) references authority (id),
  constraint repair_part_status_known check (status in (
    'awaiting-acceptance', 'awaiting-completion', 'in-check', 'paused', 'with-court', 'answered', 'not-accepted', 'withdrawn')),
  constraint repair_part_court_decides check (not with_court or status in ('with-court', 'answered', 'withdrawn')),
  constraint repair_part_closed_iff_ended check (
    (closed_at is not null) = (status in ('answered', 'not-accepted', 'withdrawn'))),
  constraint repair_part_in_check_is_accepted check (accepted_on is not null or status not in ('in-check', 'paused')),
  constraint repair_part_completion_whole check (num_nulls(completion_asked_on, completion_items) in (0, 2)),
  constraint repair_part_completed_if_asked check (completed_on is null or completion_asked_on is not null),
  constraint repair_part_extended_once check (jsonb_array_length(extensions) <= 1),
  constraint repair_part_not_accepted_has_reason check (status <> 'not-accepted' or num_nulls(reason, clause) = 0),
  constraint repair_part_terms_object check (jsonb_typeof(terms) = 'object'),
  constraint repair_part_pauses_list check (jsonb_typeof(pauses) = 'array'),
  constraint repair_part_items_encrypted check (completion_items ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint repair_part_reason_encrypted check (reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint repair_part_what_to_do_encrypted check (what_to_do ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);
create index repair_part_authority_index on repair_part (authority_id, status);

-- 修复申请的信息 one record of an application, and what became of it
create table repair_item (
  id uuid not null,                       -- 编号 id
  case_id uuid not null,                  -- 案件 case
  part_id uuid,                           -- 认定单位部分 part; null: refused at the door
  record_id uuid not null,                -- 失信记录 record
  position integer not null,              -- 顺序 place in the application
  outcome text,                           -- 结果 outcome; null: not yet answered
  refusals jsonb not null,                -- 不符合的条件 conditions not met at the door, without personal data
  reason text,                            -- 不予修复理由 why it was refused (encrypted)
  clause text,                            -- 不予修复依据 by which clause
  what_to_do text,                        -- 补救办法 what to do (encrypted)
  earliest date,                          -- 最早可再次申请之日 first day to apply again
  decided_at timestamptz(3),              -- 答复时间 answered at
  decided_by text,                        -- 答复人 answered by (issuer's subject)
  constraint repair_item_pkey primary key (id),
  constraint repair_item_record_unique unique (case_id, record_id),
  constraint repair_item_case_fkey foreign key (case_id) references repair (case_id),
  constraint repair_item_part_fkey foreign key (part_id) references repair_part (id),
  constraint repair_item_record_fkey foreign key (record_id) references record (id),
  constraint repair_item_outcome_known check (outcome in (
    'repaired', 'refused', 'not-accepted', 'refused-at-door', 'withdrawn', 'ended')),
  constraint repair_item_part_iff_forwarded check ((part_id is null) = (outcome is not distinct from 'refused-at-door')),
  constraint repair_item_refusals_list check (jsonb_typeof(refusals) = 'array'),
  constraint repair_item_refused_has_reason check (
    outcome is distinct from 'refused' or num_nulls(reason, clause, what_to_do, earliest) = 0),
  constraint repair_item_decided_whole check (num_nulls(outcome, decided_at, decided_by) in (0, 3)),
  constraint repair_item_reason_encrypted check (reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint repair_item_what_to_do_encrypted check (what_to_do ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);
create index repair_item_part_index on repair_item (part_id);
create index repair_item_record_index on repair_item (record_id);
-- A record is in one open application at a time.
create unique index repair_item_open_unique on repair_item (record_id) where outcome is null;

-- 修复申请材料 paper handed in with an application, or to complete it
create table repair_material (
  id uuid not null,                       -- 编号 id
  case_id uuid not null,                  -- 案件 case
  part_id uuid,                           -- 认定单位部分 part that it completes; null: with the application
  record_id uuid,                         -- 失信记录 record it belongs to; null: the whole application
  position integer not null,              -- 顺序 order in which they were handed in
  kind text not null,                     -- 种类 kind
  name text not null,                     -- 名称 name (encrypted)
  reference text,                         -- 材料编号 reference of the paper (encrypted)
  received_at timestamptz(3) not null,    -- 收到时间 when the service received it
  registered_by text not null,            -- 提交或登记人 who handed it in or registered it (issuer's subject)
  act_id text not null,                   -- 行为编号 act that brought it
  constraint repair_material_pkey primary key (id),
  constraint repair_material_position_unique unique (case_id, position),
  constraint repair_material_case_fkey foreign key (case_id) references repair (case_id),
  constraint repair_material_part_fkey foreign key (part_id) references repair_part (id),
  constraint repair_material_item_fkey foreign key (case_id, record_id) references repair_item (case_id, record_id),
  constraint repair_material_kind_known check (kind in ('correction-proof', 'duty-proof', 'training', 'report', 'other')),
  constraint repair_material_name_encrypted check (name ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint repair_material_reference_encrypted check (reference ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);
`;

/** Which statuses an application has, and what each role may do with its tables. */
export const repairGrants = `
alter table case_file add constraint case_file_repair_statuses check (kind <> 'repair' or (
  status in ('opening', 'refused', 'with-authorities', 'answered', 'withdrawn')
  and (closed_at is not null) = (status in ('refused', 'answered', 'withdrawn'))));
grant select on repair, repair_part, repair_item, repair_material to jiannuo_api, jiannuo_worker;
grant insert on repair, repair_part, repair_item, repair_material to jiannuo_worker;
grant update on repair_part, repair_item to jiannuo_worker;
`;
