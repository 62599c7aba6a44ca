import { withComments } from '../commented-sql.ts';

/** What is told of a subject's credit on its own behalf: reports that anybody may check, and who may query a person's. */
export const creditInformationTables = `
${withComments(`
-- 专项信用报告 special credit report: as it was issued, never changed
create table credit_report (
  id uuid not null,                       -- 编号 id
  number text not null,                   -- 报告编号 number
  subject_id uuid not null,               -- 主体 subject
  authority_id uuid not null,             -- 出具单位 issuer
  asked_by text not null,                 -- 申请人 who asked (issuer's subject)
  asked_as text not null,                 -- 申请身份 as who acts for the subject, or at the counter
  proof text,                             -- 窗口凭证 what was shown at the counter (encrypted); null: asked online
  period_from date not null,              -- 期间起 first day of the period
  period_until date not null,             -- 期间止 last day of the period
  issued_at timestamptz(3) not null,      -- 出具时间 issued at
  valid_until date not null,              -- 有效期至 last day on which it counts
  code text not null,                     -- 核验码 verification code (encrypted)
  code_hash text not null,                -- 核验码摘要 SHA-256 of the verification code
  document text not null,                 -- 报告内容 the document (encrypted)
  page text not null,                     -- 打印件 the page to print (encrypted)
  sha256 text not null,                   -- 内容摘要 SHA-256 of the document
  listed jsonb not null,                  -- 所列信息 what it listed, by which it is checked later
  constraint credit_report_pkey primary key (id),
  constraint credit_report_number_unique unique (number),
  constraint credit_report_code_hash_unique unique (code_hash),
  constraint credit_report_subject_fkey foreign key (subject_id) references subject (id),
  constraint credit_report_authority_fkey foreign key (authority_id) references authority (id),
  constraint credit_report_number_shape check (number ~ '^BG-[0-9]{4}-[0-9]{6,9}$'),
  constraint credit_report_asked_as_known check (asked_as in ('applicant', 'officer', 'supervisor')),
  constraint credit_report_counter_proof check ((asked_as = 'applicant') = (proof is null)),
  constraint credit_report_proof_encrypted check (proof ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint credit_report_code_encrypted check (code ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint credit_report_document_encrypted check (document ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint credit_report_page_encrypted check (page ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint credit_report_period_order check (period_from <= period_until),
  constraint credit_report_hashes_shape check (sha256 ~ '^[0-9a-f]{64}$' and code_hash ~ '^[0-9a-f]{64}$'),
  constraint credit_report_listed_object check (jsonb_typeof(listed) = 'object')
);
create index credit_report_subject_index on credit_report (subject_id, issued_at desc, id desc);

-- 个人信息查询同意 consent: what of a person's information an authority may query, for what and until when
create table data_consent (
  id uuid not null,                       -- 编号 id
  subject_id uuid not null,               -- 本人 the person
  authority_id uuid not null,             -- 查询单位 the authority that may query
  purpose text not null,                  -- 目的 purpose
  kinds jsonb not null,                   -- 范围 kinds of records
  valid_from date not null,               -- 生效日 first day
  valid_until date not null,              -- 截止日 last day
  given_by text not null,                 -- 同意人 who gave it (issuer's subject)
  given_at timestamptz(3) not null,       -- 同意时间 given at
  withdrawn_on date,                      -- 撤回日 first day on which it counts no more; null: not withdrawn
  withdrawn_at timestamptz(3),            -- 撤回时间 withdrawn at
  constraint data_consent_pkey primary key (id),
  constraint data_consent_subject_fkey foreign key (subject_id) references subject (id),
  constraint data_consent_authority_fkey foreign key (authority_id) references authority (id),
  constraint data_consent_purpose_known check (purpose in (
    'licensing', 'procurement', 'public-funds', 'honours', 'employment', 'financing')),
  constraint data_consent_kinds_list check (jsonb_typeof(kinds) = 'array' and jsonb_array_length(kinds) > 0),
  constraint data_consent_days_order check (valid_from <= valid_until),
  constraint data_consent_withdrawal_whole check ((withdrawn_on is null) = (withdrawn_at is null))
);
-- 诚信典型 integrity model: whom an authority named one, in which document
create table integrity_model (
  id uuid not null,                       -- 编号 id
  subject_id uuid not null,               -- 主体 subject
  authority_id uuid not null,             -- 认定单位 who named it
  title text not null,                    -- 称号 title
  document_number text not null,          -- 文书号 number of the document
  valid_from date not null,               -- 生效日 first day
  valid_until date not null,              -- 截止日 last day
  ended_on date,                          -- 撤销日 first day on which it counts no more; null: it runs its term
  entered_by text not null,               -- 录入人 who entered it (issuer's subject)
  at timestamptz(3) not null,             -- 录入时间 at
  constraint integrity_model_pkey primary key (id),
  constraint integrity_model_subject_fkey foreign key (subject_id) references subject (id),
  constraint integrity_model_authority_fkey foreign key (authority_id) references authority (id),
  constraint integrity_model_document_unique unique (subject_id, authority_id, document_number),
  constraint integrity_model_days_order check (valid_from <= valid_until)
);
create index data_consent_subject_index on data_consent (subject_id, authority_id, given_at desc);
`)}
create sequence credit_report_number_sequence;
grant usage on sequence credit_report_number_sequence to jiannuo_api;
grant select, insert on credit_report to jiannuo_api;
grant select, insert on data_consent, integrity_model to jiannuo_api;
grant update (ended_on) on integrity_model to jiannuo_api;
grant update (withdrawn_on, withdrawn_at) on data_consent to jiannuo_api;

-- Whoever checks a report signs in nowhere: the check is logged all the same.
alter table audit_entry drop constraint audit_entry_role_known,
  add constraint audit_entry_role_known check (actor_role in (
    'applicant', 'officer', 'supervisor', 'court', 'agency', 'auditor', 'admin', 'system', 'public'));
`;
