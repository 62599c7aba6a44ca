/** What subjects register of themselves: each version as it was signed, what was doubted, said and decided. */
export const voluntaryRegistrationTables = `
-- 自主申报信息 what a subject registered of itself; what was found of it is added once
create table voluntary_registration (
  case_id uuid not null,                  -- 案件 case
  category text not null,                 -- 信息类别 kind of information
  version integer not null,               -- 现行版本 version that counts
  valid_until date not null,              -- 有效期至 last day on which it counts
  contact text not null,                  -- 联系方式 contact (encrypted)
  verified_on date,                       -- 核实日期 day on which this version was verified; null: not yet
  verified_by text,                       -- 核实人 who verified it (issuer's subject)
  verification text,                      -- 核实情况 how it was verified (encrypted)
  doubted_on date,                        -- 提出疑点日期 day on which it was last doubted
  doubted_by text,                        -- 提出疑点人 who doubted it (issuer's subject); never who finds it false
  doubt text,                             -- 疑点 what is doubted (encrypted)
  doubt_evidence text,                    -- 疑点依据 evidence of it (encrypted)
  said_all_on date,                       -- 陈述完毕日期 day on which the subject said that it had said all
  decided_by text,                        -- 决定人 who found it false (issuer's subject)
  decided_at timestamptz(3),              -- 决定时间 found false at
  reason text,                            -- 决定理由 reasons (encrypted)
  answer_to_statement text,               -- 复核意见 answer to what the subject said (encrypted)
  made_good_by text,                      -- 补救登记人 who wrote down that it was made good (issuer's subject)
  made_good_how text,                     -- 补救情况 how it was made good (encrypted)
  constraint voluntary_registration_pkey primary key (case_id),
  constraint voluntary_registration_case_fkey foreign key (case_id) references case_file (id),
  constraint voluntary_registration_category_known check (category in (
    'qualification', 'operation', 'contract-performance', 'charity', 'other')),
  constraint voluntary_registration_version_counts check (version >= 1),
  constraint voluntary_registration_verification_whole check (
    num_nulls(verified_on, verified_by, verification) in (0, 3)),
  constraint voluntary_registration_doubt_whole check (num_nulls(doubted_on, doubted_by, doubt) in (0, 3)),
  constraint voluntary_registration_said_of_doubt check (said_all_on is null or doubted_on is not null),
  constraint voluntary_registration_decision_whole check (num_nulls(decided_by, decided_at, reason) in (0, 3)),
  constraint voluntary_registration_second_person check (
    decided_by is null or (doubted_by is not null and decided_by <> doubted_by)),
  constraint voluntary_registration_answer_decided check (answer_to_statement is null or decided_by is not null),
  constraint voluntary_registration_made_good_whole check (num_nulls(made_good_by, made_good_how) in (0, 2)),
  constraint voluntary_registration_made_good_was_false check (made_good_by is null or decided_by is not null),
  constraint voluntary_registration_contact_encrypted check (contact ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint voluntary_registration_verification_encrypted check (verification ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint voluntary_registration_doubt_encrypted check (doubt ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint voluntary_registration_evidence_encrypted check (doubt_evidence ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint voluntary_registration_reason_encrypted check (reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint voluntary_registration_answer_encrypted check (answer_to_statement ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint voluntary_registration_made_good_encrypted check (made_good_how ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);

-- 自主申报版本 a version as it was signed, never changed
create table voluntary_registration_version (
  id uuid not null,                       -- 编号 id
  case_id uuid not null,                  -- 案件 case
  version integer not null,               -- 版本 version
  content text not null,                  -- 内容 what the subject says of itself (encrypted)
  valid_until date not null,              -- 有效期至 last day on which it is to count
  commitment_version integer not null,    -- 承诺文本版本 version of the standard text
  commitment_text text not null,          -- 所签承诺 exact text that was signed (encrypted)
  commitment_sha256 text not null,        -- 承诺摘要 SHA-256 of it
  signer text not null,                   -- 签署人 who signed (encrypted)
  signed_at timestamptz(3) not null,      -- 签署时间 signed at
  signed_by text not null,                -- 提交人 who handed it in (issuer's subject)
  constraint voluntary_registration_version_pkey primary key (id),
  constraint voluntary_registration_version_case_fkey foreign key (case_id) references voluntary_registration (case_id),
  constraint voluntary_registration_version_unique unique (case_id, version),
  constraint voluntary_registration_version_counts_from_one check (version >= 1),
  constraint voluntary_registration_version_sha256_shape check (commitment_sha256 ~ '^[0-9a-f]{64}$'),
  constraint voluntary_registration_version_content_encrypted check (content ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint voluntary_registration_version_text_encrypted check (
    commitment_text ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint voluntary_registration_version_signer_encrypted check (signer ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);

-- 自主申报陈述 what the subject says to what is doubted
create table voluntary_registration_statement (
  id uuid not null,                       -- 编号 id
  case_id uuid not null,                  -- 案件 case
  seq integer not null,                   -- 序号 order in which they were written down
  version integer not null,               -- 版本 version that was doubted
  body text not null,                     -- 内容 what it says (encrypted)
  evidence text,                          -- 证据 evidence, by its references (encrypted)
  received_on date not null,              -- 收件日期 day on which it counts
  received_at timestamptz(3) not null,    -- 登记时间 received by the service at
  on_paper boolean not null,              -- 纸质 on paper, registered by an officer
  registered_by text not null,            -- 提出或登记人 who made or registered it (issuer's subject)
  constraint voluntary_registration_statement_pkey primary key (id),
  constraint voluntary_registration_statement_case_fkey foreign key (case_id) references voluntary_registration (case_id),
  constraint voluntary_registration_statement_seq_unique unique (case_id, seq),
  constraint voluntary_registration_statement_body_encrypted check (body ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint voluntary_registration_statement_evidence_encrypted check (
    evidence ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);
`;

/** What a procedure's green channel grants, and which cases have it: decided when a case is opened, and kept. */
export const greenChannelColumns = `
alter table procedure add column green_channel jsonb;
comment on column procedure.green_channel is '绿色通道 what its green channel grants; null: it has none';
alter table case_file
  add column green_channel text,
  add column goes_first boolean not null default false,
  add constraint case_file_green_channel_known check (green_channel in ('integrity-model', 'three-years')),
  add constraint case_file_goes_first_by_green_channel check (not goes_first or green_channel is not null);
comment on column case_file.green_channel is '绿色通道适用理由 on which ground it goes through the green channel; null: it does not';
comment on column case_file.goes_first is '优先办理 first in order on the desk';
create index case_file_desk_list_index on case_file (
  authority_id, (not (goes_first and next_at is not null)), (coalesce(next_at, 'infinity'::timestamptz)), id);
-- Who opens a case asks whether its subject is an integrity model.
grant select on integrity_model to jiannuo_worker;
`;

/** Which statuses a registration has, and what each role may do with its tables. */
export const voluntaryRegistrationGrants = `
alter table case_file add constraint case_file_voluntary_registration_statuses check (kind <> 'voluntary-registration' or (
  status in ('opening', 'unverified', 'verified', 'doubted', 'awaiting-decision', 'found-false', 'withdrawn', 'expired')
  and (closed_at is not null) = (status in ('found-false', 'withdrawn', 'expired'))));
grant select on voluntary_registration, voluntary_registration_version, voluntary_registration_statement
  to jiannuo_api, jiannuo_worker;
grant insert on voluntary_registration, voluntary_registration_version, voluntary_registration_statement to jiannuo_worker;
-- What was signed stands; which version counts, and what was found of it, goes on.
grant update (version, valid_until, verified_on, verified_by, verification, doubted_on, doubted_by, doubt, doubt_evidence,
  said_all_on, decided_by, decided_at, reason, answer_to_statement, made_good_by, made_good_how)
  on voluntary_registration to jiannuo_worker;
`;
