/** What administrators and officers maintain through the API. */
export const referenceTables = `
-- 主管部门 authority: whoever handles cases or receives their effects
create table authority (
  id uuid not null,                       -- 编号 id
  code text not null,                     -- 代码 code, as tokens carry it
  name text not null,                     -- 名称 name
  kind text not null,                     -- 类别 kind: authority, court, credit agency, window
  superior_id uuid,                       -- 上级部门 superior authority
  officer_mailbox text,                   -- 经办邮箱 mailbox of the officers' desk
  supervisor_mailbox text,                -- 主管邮箱 mailbox of the supervisors' desk
  created_at timestamptz(3) not null,     -- 录入时间 entered at
  constraint authority_pkey primary key (id),
  constraint authority_code_unique unique (code),
  constraint authority_superior_fkey foreign key (superior_id) references authority (id),
  constraint authority_superior_other check (superior_id <> id),
  constraint authority_kind_known check (kind in ('authority', 'court', 'credit-agency', 'window'))
);

-- 政务服务事项 procedure of an authority
create table procedure (
  id uuid not null,                       -- 编号 id
  code text not null,                     -- 事项编码 code
  authority_id uuid not null,             -- 实施主体 authority in charge
  name text not null,                     -- 事项名称 name
  handling_days integer,                  -- 承诺办结时限（工作日） handling term in working days; 0 on the spot; null not known
  accept_first jsonb,                     -- 容缺受理条件 terms of accept-first; null: not offered
  basis text,                             -- 设定依据 legal basis
  version integer not null default 1,     -- 版本 version, rises with every change
  updated_at timestamptz(3) not null,     -- 修改时间 changed at
  constraint procedure_pkey primary key (id),
  constraint procedure_code_unique unique (code),
  constraint procedure_authority_fkey foreign key (authority_id) references authority (id),
  constraint procedure_handling_days_range check (handling_days between 0 and 3660),
  constraint procedure_accept_first_object check (jsonb_typeof(accept_first) = 'object')
);
create index procedure_authority_index on procedure (authority_id, code);

-- 申请材料 material on a procedure's list
create table procedure_material (
  id uuid not null,                       -- 编号 id
  procedure_id uuid not null,             -- 事项 procedure
  code text not null,                     -- 材料代码 code, unique within the procedure
  name text not null,                     -- 材料名称 name
  kind text not null,                     -- 主要或次要 main or secondary
  may_be_missing boolean not null,        -- 可容缺 may be supplied later
  form text not null,                     -- 材料形式 form in which it is wanted
  position integer not null,              -- 顺序 place on the list
  constraint procedure_material_pkey primary key (id),
  constraint procedure_material_code_unique unique (procedure_id, code),
  constraint procedure_material_procedure_fkey foreign key (procedure_id) references procedure (id),
  constraint procedure_material_kind_known check (kind in ('main', 'secondary')),
  constraint procedure_material_main_not_missing check (kind = 'secondary' or not may_be_missing)
);

-- 承诺书文本 version of a procedure's standard commitment text
create table commitment_text (
  id uuid not null,                       -- 编号 id
  procedure_id uuid not null,             -- 事项 procedure
  version integer not null,               -- 版本 version, from 1
  text text not null,                     -- 全文 text
  sha256 text not null,                   -- 摘要 SHA-256 of the text in UTF-8, hex
  valid_from date not null,               -- 启用日期 used from this day
  constraint commitment_text_pkey primary key (id),
  constraint commitment_text_version_unique unique (procedure_id, version),
  constraint commitment_text_procedure_fkey foreign key (procedure_id) references procedure (id),
  constraint commitment_text_version_positive check (version > 0),
  constraint commitment_text_sha256_of_text check (sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex'))
);

-- 放假安排通知 where a year's days off come from
create table calendar_notice (
  year integer not null,                  -- 年度 year
  number text,                            -- 发文字号 document number; null where not known
  issued_on date,                         -- 发文日期 issued on
  source text not null,                   -- 来源 source
  loaded_at timestamptz(3) not null,      -- 载入时间 loaded at
  version integer not null default 1,     -- 版本 version, rises with every load of the year
  constraint calendar_notice_pkey primary key (year),
  constraint calendar_notice_year_range check (year between 1949 and 2199)
);

-- 放假日与调休上班日 day that differs from the plain week
create table calendar_day (
  day date not null,                      -- 日期 day
  year integer not null,                  -- 所属通知年度 year of the notice that names it
  kind text not null,                     -- 放假或上班 off or worked
  name text not null,                     -- 节日 holiday it belongs to
  constraint calendar_day_pkey primary key (day),
  constraint calendar_day_year_fkey foreign key (year) references calendar_notice (year),
  constraint calendar_day_kind_known check (kind in ('off', 'workday')),
  constraint calendar_day_near_year check (extract(year from day) between year - 1 and year + 1)
);
create index calendar_day_year_index on calendar_day (year);

-- 规则缺省值 number the texts leave open, as set from a day on
create table rule_default (
  id uuid not null,                       -- 编号 id
  rule text not null,                     -- 规则 rule it sets
  value jsonb not null,                   -- 值 value
  valid_from date not null,               -- 生效日期 in force from this day
  entered_by text not null,               -- 录入人 entered by (issuer's subject)
  reason text not null,                   -- 理由 reason
  at timestamptz(3) not null,             -- 录入时间 entered at
  constraint rule_default_pkey primary key (id)
);
create index rule_default_in_force_index on rule_default (rule, valid_from desc, at desc);

-- 信用主体 subject: the organisation or person whose credit it is
create table subject (
  id uuid not null,                       -- 编号 id
  kind text not null,                     -- 类别 organisation or person
  identifier text not null,               -- 统一社会信用代码或身份证号 credit code or resident id (encrypted)
  identifier_index text not null,         -- 代码检索值 blind index of the identifier
  name text not null,                     -- 名称 name (encrypted)
  created_at timestamptz(3) not null,     -- 录入时间 entered at
  constraint subject_pkey primary key (id),
  constraint subject_identifier_index_unique unique (identifier_index),
  constraint subject_kind_known check (kind in ('organisation', 'person')),
  constraint subject_identifier_encrypted check (identifier ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint subject_identifier_index_hex check (identifier_index ~ '^[0-9a-f]{64}$'),
  constraint subject_name_encrypted check (name ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);

-- 代表关系 who may act for a subject
create table representation (
  id uuid not null,                       -- 编号 id
  person_sub text not null,               -- 代表人 person (issuer's subject)
  subject_id uuid not null,               -- 信用主体 subject
  kind text not null,                     -- 身份 capacity: self, legal representative, agent, administrator
  valid_from date not null,               -- 起始日期 from this day
  valid_until date,                       -- 终止日期 until this day, itself included; null: open
  proof text not null,                    -- 证明 proof
  at timestamptz(3) not null,             -- 录入时间 entered at
  constraint representation_pkey primary key (id),
  constraint representation_start_unique unique (person_sub, subject_id, kind, valid_from),
  constraint representation_subject_fkey foreign key (subject_id) references subject (id),
  constraint representation_kind_known check (kind in ('self', 'legal-representative', 'agent', 'administrator')),
  constraint representation_period check (valid_until >= valid_from)
);
create index representation_subject_index on representation (subject_id);

-- 失信记录 dishonesty record, as much of it as the door of accept-first must know
create table record (
  id uuid not null,                       -- 编号 id
  subject_id uuid not null,               -- 信用主体 subject
  authority_id uuid not null,             -- 认定单位 authority that determined it
  kind text not null,                     -- 种类 kind
  document_number text not null,          -- 文书号 number of the deciding document
  decided_on date not null,               -- 决定日期 decided on
  severity text not null,                 -- 失信程度 severity: minor, general, serious
  repaired_on date,                       -- 修复日期 repaired on; null: not repaired
  at timestamptz(3) not null,             -- 录入时间 entered at
  constraint record_pkey primary key (id),
  constraint record_document_unique unique (authority_id, document_number, subject_id),
  constraint record_subject_fkey foreign key (subject_id) references subject (id),
  constraint record_authority_fkey foreign key (authority_id) references authority (id),
  constraint record_severity_known check (severity in ('minor', 'general', 'serious')),
  constraint record_repaired_after_decision check (repaired_on >= decided_on)
);
create index record_unrepaired_index on record (subject_id) where repaired_on is null;
`;
