/** Rectifications: what is to be put right, the rungs of the ladder with their interviews, and the reports. */
export const rectificationTables = `
-- 整改 rectification: what is to be put right
create table rectification (
  case_id uuid not null,                  -- 案件 case
  origin text not null,                   -- 来源 where it comes from: a broken promise or an inspection
  source_case_id uuid,                    -- 承诺案件 case of the promise that was not kept
  inspected_on date,                      -- 检查日期 day of the inspection
  title text not null,                    -- 事项 what it is about (encrypted)
  facts text not null,                    -- 事实 facts (encrypted)
  clause text not null,                   -- 依据 rule that was broken
  to_do text not null,                    -- 整改要求 what is to be put right (encrypted)
  own_term jsonb,                         -- 地方整改期限 term of the place's own rule; null: the rule set's
  opened_by text not null,                -- 立案人 who opened it (issuer's subject, or the service)
  rung integer not null,                  -- 阶梯 rung whose date was the last to begin
  cancelled_by text,                      -- 撤销人 who took it back (issuer's subject, or the service)
  cancel_reason text,                     -- 撤销理由 why it was taken back (encrypted)
  constraint rectification_pkey primary key (case_id),
  constraint rectification_case_fkey foreign key (case_id) references case_file (id),
  constraint rectification_source_fkey foreign key (source_case_id) references case_file (id),
  constraint rectification_origin_known check (origin in ('broken-promise', 'inspection')),
  constraint rectification_source_whole check ((origin = 'broken-promise') = (source_case_id is not null)),
  constraint rectification_own_term_object check (jsonb_typeof(own_term) = 'object'),
  constraint rectification_rung_known check (rung in (0, 1, 2)),
  constraint rectification_cancelled_whole check (num_nulls(cancelled_by, cancel_reason) in (0, 2)),
  constraint rectification_title_encrypted check (title ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint rectification_facts_encrypted check (facts ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint rectification_to_do_encrypted check (to_do ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint rectification_cancel_reason_encrypted check (cancel_reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);
-- A promise that was broken is rectified once, unless the case was taken back.
create unique index rectification_source_unique on rectification (source_case_id)
  where cancelled_by is null;

-- 整改阶梯 rung of the ladder, with the interview that opens it
create table rectification_rung (
  case_id uuid not null,                  -- 案件 case
  rung integer not null,                  -- 阶梯 0: the first date; 1: after the reminder interview; 2: after the warning interview
  passed_on date,                         -- 期限届满未整改 day on which it was found that nothing came by the date
  document text,                          -- 约谈通知书文号 number of the notice of the interview
  reason text,                            -- 约谈事由 reason of the interview (encrypted)
  called_for date,                        -- 约谈日期 day it is called for; null: not yet
  called_time text,                       -- 约谈时间 time of day
  place text,                             -- 约谈地点 place
  people text,                            -- 参加人员 who is to come (encrypted)
  purpose text,                           -- 约谈目的 purpose (encrypted)
  papers text,                            -- 携带材料 papers to bring (encrypted)
  called_by text,                         -- 通知人 who called it (issuer's subject)
  result text,                            -- 结果 held or missed; null: not yet
  held_on date,                           -- 约谈之日 day it was held or missed
  participants text,                      -- 到场人员 who took part (encrypted)
  content text,                           -- 约谈内容 what was said (encrypted)
  promises text,                          -- 当事人承诺 what the subject promised (encrypted)
  signed text,                            -- 签字 signed by both sides, or the subject refused
  signed_note text,                       -- 签字说明 note on the signing (encrypted)
  minuted_by text,                        -- 记录人 who wrote the minutes (issuer's subject)
  constraint rectification_rung_pkey primary key (case_id, rung),
  constraint rectification_rung_case_fkey foreign key (case_id) references rectification (case_id),
  constraint rectification_rung_known check (rung in (0, 1, 2)),
  constraint rectification_rung_first_has_no_interview check (
    rung > 0 or num_nulls(document, called_for, result, minuted_by) = 4),
  constraint rectification_rung_call_whole check (
    num_nulls(document, reason, called_for, called_time, place, people, purpose, papers, called_by) in (0, 9)),
  constraint rectification_rung_result_known check (result in ('held', 'missed')),
  constraint rectification_rung_minutes_whole check (
    num_nulls(result, held_on, participants, content, minuted_by) in (0, 5)),
  constraint rectification_rung_minuted_was_called check (
    result is null or (called_for is not null and held_on >= called_for)),
  constraint rectification_rung_signed_known check (signed in ('by-both', 'subject-refused')),
  constraint rectification_rung_signed_held check (
    result is null or (result = 'held') = (signed is not null)),
  constraint rectification_rung_refusal_noted check (signed <> 'subject-refused' or signed_note is not null),
  constraint rectification_rung_reason_encrypted check (reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint rectification_rung_people_encrypted check (people ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint rectification_rung_purpose_encrypted check (purpose ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint rectification_rung_papers_encrypted check (papers ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint rectification_rung_participants_encrypted check (participants ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint rectification_rung_content_encrypted check (content ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint rectification_rung_promises_encrypted check (promises ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint rectification_rung_signed_note_encrypted check (signed_note ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);

-- 整改报告 report of the subject that it is put right
create table rectification_report (
  id uuid not null,                       -- 编号 id
  case_id uuid not null,                  -- 案件 case
  seq integer not null,                   -- 序号 order in which they were written down
  rung integer not null,                  -- 阶梯 rung on which it was written down
  body text not null,                     -- 内容 what was put right (encrypted)
  evidence text,                          -- 佐证材料 evidence, by its references (encrypted)
  received_on date not null,              -- 收件日期 day on which it counts
  received_at timestamptz(3) not null,    -- 登记时间 received by the service at
  on_paper boolean not null,              -- 纸质 on paper, registered by an officer
  in_time boolean not null,               -- 期限内 by the date of its rung
  registered_by text not null,            -- 报告或登记人 who reported or registered it (issuer's subject)
  verdict text,                           -- 核实结论 accepted or rejected; null: not yet
  verdict_reason text,                    -- 核实说明 reason of the verdict (encrypted)
  verdict_by text,                        -- 核实人 who checked it (issuer's subject)
  verdict_at timestamptz(3),              -- 核实时间 checked at
  act_id text not null,                   -- 操作编号 act that brought it
  constraint rectification_report_pkey primary key (id),
  constraint rectification_report_case_fkey foreign key (case_id) references rectification (case_id),
  constraint rectification_report_seq_unique unique (case_id, seq),
  constraint rectification_report_rung_known check (rung in (0, 1, 2)),
  constraint rectification_report_verdict_known check (verdict in ('accepted', 'rejected')),
  constraint rectification_report_verdict_whole check (num_nulls(verdict, verdict_by, verdict_at) in (0, 3)),
  constraint rectification_report_rejected_with_reason check (verdict <> 'rejected' or verdict_reason is not null),
  constraint rectification_report_body_encrypted check (body ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint rectification_report_evidence_encrypted check (evidence ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint rectification_report_reason_encrypted check (verdict_reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);
`;

/** Which statuses a rectification has, what it may leave on the subject's file, and what each role may do with its tables. */
export const rectificationGrants = `
alter table case_file add constraint case_file_rectification_statuses check (kind <> 'rectification' or (
  status in ('opening', 'rectifying', 'registering', 'checking', 'reminder-due', 'reminder-called', 'warning-due',
    'warning-called', 'rectified', 'not-rectified', 'cancelled')
  and (closed_at is not null) = (status in ('rectified', 'not-rectified', 'cancelled'))));
alter table performance_result drop constraint performance_result_known, drop constraint performance_result_previous_known,
  add constraint performance_result_known check (
    result in ('kept', 'not-kept', 'lapsed', 'released', 'annulled', 'rectified')),
  add constraint performance_result_previous_known check (
    previous in ('kept', 'not-kept', 'lapsed', 'released', 'annulled', 'rectified'));
grant select on rectification, rectification_rung, rectification_report to jiannuo_api, jiannuo_worker;
grant insert on rectification, rectification_rung, rectification_report to jiannuo_worker;
-- What was asked for stands; the ladder goes on, an interview is called and minuted, a report has its verdict.
grant update (rung, cancelled_by, cancel_reason) on rectification to jiannuo_worker;
grant update (passed_on, document, reason, called_for, called_time, place, people, purpose, papers, called_by,
  result, held_on, participants, content, promises, signed, signed_note, minuted_by) on rectification_rung to jiannuo_worker;
grant update (verdict, verdict_reason, verdict_by, verdict_at) on rectification_report to jiannuo_worker;
`;
