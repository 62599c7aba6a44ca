/** Objections to records, and what a subject itself says beside one. */
export const objectionTables = `
-- 异议 objection to a record, or to something in it
create table objection (
  case_id uuid not null,                  -- 案件 case
  record_id uuid not null,                -- 失信记录 record
  about text not null,                    -- 异议内容 what of it is said to be wrong
  measure text,                           -- 惩戒措施 code of the measure, where it is about one
  reasons text not null,                  -- 理由 reasons (encrypted)
  evidence text,                          -- 证据 evidence, by its references (encrypted)
  new_facts text,                         -- 新的事实 what is new since an answer (encrypted)
  contact text,                           -- 联系方式 contact (encrypted); null: none was given
  registered_by text,                     -- 登记人 who wrote a paper objection down (issuer's subject); null: online
  window_id uuid,                         -- 窗口 window that passed it on; null: handed in at the authority itself
  check_from date,                        -- 核查起始日 day the authority had it; null: not passed on yet
  terms jsonb not null,                   -- 期限 the authority's terms, as they were when it came in
  stops jsonb not null,                   -- 暂停事项 what stands still meanwhile
  pauses jsonb not null,                  -- 不计入期限的时间 inspections and appraisals
  inspected_working_days integer not null, -- 告知的工作日 working days told for them, all together
  extensions jsonb not null,              -- 延期 extension of the answer
  open boolean not null,                  -- 在办 not ended yet
  decided_by text,                        -- 答复人 who answered (issuer's subject)
  decided_at timestamptz(3),              -- 答复时间 answered at
  reason text,                            -- 答复理由 reasons of the answer (encrypted)
  correction text,                        -- 更正内容 what was put right (encrypted)
  constraint objection_pkey primary key (case_id),
  constraint objection_case_fkey foreign key (case_id) references case_file (id),
  constraint objection_record_fkey foreign key (record_id) references record (id),
  constraint objection_window_fkey foreign key (window_id) references authority (id),
  constraint objection_about_known check (about in ('record', 'facts', 'severity', 'dates', 'measure')),
  constraint objection_measure_named check ((about = 'measure') = (measure is not null)),
  constraint objection_answer_whole check (num_nulls(decided_by, decided_at, reason) in (0, 3)),
  constraint objection_answered_is_closed check (decided_by is null or not open),
  constraint objection_answered_was_checked check (decided_by is null or check_from is not null),
  constraint objection_corrected_is_answered check (correction is null or decided_by is not null),
  constraint objection_reasons_encrypted check (reasons ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint objection_evidence_encrypted check (evidence ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint objection_new_facts_encrypted check (new_facts ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint objection_contact_encrypted check (contact ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint objection_reason_encrypted check (reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint objection_correction_encrypted check (correction ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);
-- A record is in one open objection at a time.
create unique index objection_open_unique on objection (record_id) where open;
create index objection_record_index on objection (record_id);

-- 本人声明 what a subject says beside its record
create table record_declaration (
  id uuid not null,                       -- 编号 id
  record_id uuid not null,                -- 失信记录 record
  body text not null,                     -- 内容 its words (encrypted)
  by_sub text not null,                   -- 声明人 who made it (issuer's subject)
  at timestamptz(3) not null,             -- 声明时间 made at
  ended_at timestamptz(3),                -- 终止时间 replaced or taken back at; null: it stands
  ended_how text,                         -- 终止方式 how it ended
  constraint record_declaration_pkey primary key (id),
  constraint record_declaration_record_fkey foreign key (record_id) references record (id),
  constraint record_declaration_ended_known check (ended_how in ('replaced', 'withdrawn')),
  constraint record_declaration_ended_whole check (num_nulls(ended_at, ended_how) in (0, 2)),
  constraint record_declaration_ended_after check (ended_at >= at),
  constraint record_declaration_body_encrypted check (body ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);
-- Beside a record stands one statement of its subject.
create unique index record_declaration_standing_unique on record_declaration (record_id) where ended_at is null;
create index record_declaration_record_index on record_declaration (record_id, at);
`;

/** Which statuses an objection has, what each role may do with its tables, and what a correction adds elsewhere. */
export const objectionGrants = `
alter table case_file add constraint case_file_objection_statuses check (kind <> 'objection' or (
  status in ('opening', 'awaiting-forwarding', 'in-check', 'inspection', 'corrected', 'rejected', 'withdrawn', 'moot')
  and (closed_at is not null) = (status in ('corrected', 'rejected', 'withdrawn', 'moot'))));
alter table record drop constraint record_voided_how,
  add constraint record_voided_how check (
    voided_on is null or (ended_how is not null and ended_how in ('annulled', 'withdrawn', 'corrected')));
grant select on objection, record_declaration to jiannuo_api, jiannuo_worker;
grant insert on objection, record_declaration to jiannuo_worker;
-- What was objected stands; the check and the answer are added to it.
grant update (check_from, pauses, inspected_working_days, extensions, open, decided_by, decided_at, reason,
  correction) on objection to jiannuo_worker;
grant update (ended_at, ended_how) on record_declaration to jiannuo_worker;
`;
