/** Determinations: the draft, the document and what was told, service, statements, hearing, and the decision. */
export const determinationTables = `
-- 失信认定 determination: draft, completion, service, waiver and decision, each added once
create table determination (
  case_id uuid not null,                  -- 案件 case
  origin_case_id uuid,                    -- 来源案件 case that the draft came from; null: an officer proposed it
  proposed_by text,                       -- 提出人 officer who proposed it (issuer's subject); null: it came from a case
  drafted_on date not null,               -- 提交日期 day on which the draft came to the desk
  draft_facts text not null,              -- 草稿所述事实 facts of the draft (encrypted)
  draft_clause text,                      -- 草稿所引依据 clause that the draft names
  made_on date,                           -- 告知书日期 day the notice was made; null: still a draft
  completed_by text,                      -- 补全人 officer who completed it (issuer's subject)
  document_kind text,                     -- 文书种类 kind of the effective document
  document_number text,                   -- 文书号 number of the effective document
  document_issued_on date,                -- 文书日期 day it was issued
  document_issuer text,                   -- 文书作出机关 who issued it
  document_reference text,                -- 文书存放位置 where it is kept (encrypted)
  document_sha256 text,                   -- 文书哈希 SHA-256 of its file, in hex
  document_law text,                      -- 依据规定 law that lets a determination rest on it
  facts text,                             -- 告知的事实 facts as told (encrypted)
  summary text,                           -- 公示的事实 what would be shown of them (encrypted)
  basis text,                             -- 适用规定 clause that the conduct falls under
  record_kind text,                       -- 信息类别 kind of record it would make
  sector text,                            -- 领域 sector
  severity text,                          -- 失信程度 class as told
  measures jsonb not null,                -- 措施 codes of the measures as told
  organisation_case_id uuid,              -- 单位的案件 case of the organisation that the person answers for
  responsibility text,                    -- 责任 as what the person answers for it
  as_named text,                          -- 文书记载 words of the document that name the person (encrypted)
  service_means text,                     -- 送达方式 means of service; null: not served
  service_on date,                        -- 送达行为日期 handed over, arrived or made public on
  served_on date,                         -- 送达日 counts as served on
  service_proof text,                     -- 送达凭证 proof of service (encrypted)
  service_consent text,                   -- 电子送达同意 where electronic service was agreed (encrypted)
  service_registered_by text,             -- 送达登记人 who wrote the service down (issuer's subject)
  waived_on date,                         -- 放弃之日 statement and hearing given up on; null: not, or taken back
  waiver text,                            -- 放弃声明 its words, or the signed paper by its reference (encrypted)
  waiver_registered_by text,              -- 声明登记人 who wrote it down (issuer's subject)
  reviewed_on date,                       -- 复核日期 day of the last review of statements
  extended_on date,                       -- 延长日期 day on which the term to decide was extended
  extended_by text,                       -- 批准人 supervisor who extended it (issuer's subject)
  extension_reason text,                  -- 延长理由 why (encrypted)
  decided_by text,                        -- 决定人 who decided (issuer's subject); never who proposed or completed
  decided_at timestamptz(3),              -- 决定时间 decided at
  decision_document text,                 -- 决定文书号 number of the decision that determines
  reason text,                            -- 决定理由 reasons (encrypted)
  decided_severity text,                  -- 认定程度 class as decided; never graver than told
  decided_measures jsonb,                 -- 决定的措施 codes of the measures as decided
  leniency text,                          -- 从宽情形 ground on which the subject is spared
  record_id uuid,                         -- 失信记录 record that the decision made
  constraint determination_pkey primary key (case_id),
  constraint determination_case_fkey foreign key (case_id) references case_file (id),
  constraint determination_origin_fkey foreign key (origin_case_id) references case_file (id),
  constraint determination_organisation_fkey foreign key (organisation_case_id) references determination (case_id),
  constraint determination_record_fkey foreign key (record_id) references record (id),
  constraint determination_origin_known check (
    num_nonnulls(origin_case_id, proposed_by, organisation_case_id) >= 1),
  constraint determination_document_kind_known check (
    document_kind in ('judgment', 'arbitral-award', 'penalty-decision', 'administrative-ruling', 'other')),
  constraint determination_completed_whole check (num_nulls(made_on, completed_by, document_kind, document_number,
    document_issued_on, document_issuer, facts, basis, record_kind, sector, severity) in (0, 11)),
  constraint determination_document_found_again check (
    made_on is null or num_nonnulls(document_reference, document_sha256) >= 1),
  constraint determination_document_named_by_law check (document_kind <> 'other' or document_law is not null),
  constraint determination_document_issued_before check (document_issued_on <= made_on),
  constraint determination_sha256_shape check (document_sha256 ~ '^[0-9a-f]{64}$'),
  constraint determination_record_kind_known check (record_kind in ('serious-list', 'abnormal-list', 'other-negative')),
  constraint determination_severity_known check (severity in ('minor', 'general', 'serious')),
  constraint determination_list_is_serious check (record_kind <> 'serious-list' or severity = 'serious'),
  constraint determination_person_whole check (num_nulls(organisation_case_id, responsibility, as_named) in (0, 3)),
  constraint determination_responsibility_known check (
    responsibility in ('legal-representative', 'actual-controller', 'directly-responsible')),
  constraint determination_means_known check (service_means in ('direct', 'post', 'public-notice', 'electronic')),
  constraint determination_service_whole check (
    num_nulls(service_means, service_on, served_on, service_proof, service_registered_by) in (0, 5)),
  constraint determination_service_after_notice check (
    service_on is null or (made_on is not null and service_on >= made_on and served_on >= service_on)),
  constraint determination_electronic_agreed check (service_means <> 'electronic' or service_consent is not null),
  constraint determination_waiver_whole check (num_nulls(waived_on, waiver, waiver_registered_by) in (0, 3)),
  constraint determination_waived_after_service check (
    waived_on is null or (served_on is not null and waived_on >= served_on)),
  constraint determination_extension_whole check (num_nulls(extended_on, extended_by, extension_reason) in (0, 3)),
  constraint determination_second_person check (
    decided_by is distinct from proposed_by and decided_by is distinct from completed_by
    or decided_by is null),
  constraint determination_decision_whole check (num_nulls(decided_by, decided_at, reason) in (0, 3)),
  constraint determination_made_whole check (
    num_nulls(decision_document, record_id, decided_severity, decided_measures) in (0, 4)),
  constraint determination_made_after_service check (
    decision_document is null or num_nulls(decided_by, served_on) = 0),
  constraint determination_decided_severity_known check (decided_severity in ('minor', 'general', 'serious')),
  constraint determination_not_heavier check (
    array_position(array['minor', 'general', 'serious'], decided_severity)
      <= array_position(array['minor', 'general', 'serious'], severity)
    and decided_measures <@ measures),
  constraint determination_leniency_known check (
    leniency in ('under-age', 'force-majeure', 'not-wilful', 'slight')),
  constraint determination_spared_or_made check (leniency is null or decision_document is null),
  constraint determination_draft_facts_encrypted check (draft_facts ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint determination_facts_encrypted check (facts ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint determination_summary_encrypted check (summary ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint determination_reference_encrypted check (document_reference ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint determination_as_named_encrypted check (as_named ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint determination_proof_encrypted check (service_proof ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint determination_consent_encrypted check (service_consent ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint determination_waiver_encrypted check (waiver ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint determination_extension_encrypted check (extension_reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint determination_reason_encrypted check (reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);
create index determination_organisation_index on determination (organisation_case_id);
create index determination_document_index on determination (document_number);

-- 陈述申辩 statement of the subject of a determination
create table determination_statement (
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
  answer text,                            -- 复核结果 how it was reviewed (encrypted)
  answered_on date,                       -- 复核日期 reviewed on
  answered_by text,                       -- 复核人 who reviewed it (issuer's subject)
  constraint determination_statement_pkey primary key (id),
  constraint determination_statement_seq_unique unique (case_id, seq),
  constraint determination_statement_act_unique unique (case_id, act_id),
  constraint determination_statement_case_fkey foreign key (case_id) references determination (case_id),
  constraint determination_statement_not_received_later check (
    received_on <= (received_at at time zone 'Asia/Shanghai')::date),
  constraint determination_statement_answer_whole check (num_nulls(answer, answered_on, answered_by) in (0, 3)),
  constraint determination_statement_body_encrypted check (body ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint determination_statement_evidence_encrypted check (evidence ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint determination_statement_answer_encrypted check (answer ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);

-- 听证 hearing that the subject of a determination asked for
create table determination_hearing (
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
  constraint determination_hearing_pkey primary key (case_id),
  constraint determination_hearing_case_fkey foreign key (case_id) references determination (case_id),
  constraint determination_hearing_result_known check (result in ('held', 'given-up')),
  constraint determination_hearing_call_whole check (num_nulls(called_for, called_time, place, presiding) in (0, 4)),
  constraint determination_hearing_result_whole check (num_nulls(result, ended_on, minutes, recorded_by) in (0, 4)),
  constraint determination_hearing_held_was_called check (
    result is distinct from 'held' or (called_for is not null and ended_on >= called_for)),
  constraint determination_hearing_ended_after_asked check (ended_on >= asked_on),
  constraint determination_hearing_minutes_encrypted check (minutes ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);
`;

/** Which statuses a determination has, and what each role may do with its tables. */
export const determinationGrants = `
alter table case_file add constraint case_file_determination_statuses check (kind <> 'determination' or (
  status in ('opening', 'draft', 'awaiting-service', 'statement-period', 'hearing', 'reviewing', 'awaiting-decision',
    'determined', 'lenient', 'dropped', 'discarded')
  and (closed_at is not null) = (status in ('determined', 'lenient', 'dropped', 'discarded'))));
grant select on determination, determination_statement, determination_hearing to jiannuo_api, jiannuo_worker;
grant insert on determination, determination_statement, determination_hearing to jiannuo_worker;
-- Where it came from stands; completion, service, review and decision are added to it, each once.
grant update (made_on, completed_by, document_kind, document_number, document_issued_on, document_issuer,
  document_reference, document_sha256, document_law, facts, summary, basis, record_kind, sector, severity, measures,
  service_means, service_on, served_on, service_proof, service_consent, service_registered_by,
  waived_on, waiver, waiver_registered_by, reviewed_on, extended_on, extended_by, extension_reason,
  decided_by, decided_at, decision_document, reason, decided_severity, decided_measures, leniency, record_id)
  on determination to jiannuo_worker;
grant update (answer, answered_on, answered_by) on determination_statement to jiannuo_worker;
grant update (called_for, called_time, place, presiding, result, ended_on, minutes, recorded_by)
  on determination_hearing to jiannuo_worker;
`;
