/** Records with all that their state follows from, the list of measures, and who may write them now. */
export const recordTables = `
-- 惩戒措施清单 list of measures: what may be applied, and nothing else
create table measure (
  code text not null,                     -- 代码 code, ours
  category text not null,                 -- 类别 category
  name text not null,                     -- 措施 the measure
  objects text not null,                  -- 适用对象 whom the text names
  basis text not null,                    -- 依据 legal basis
  applied_by text not null,               -- 实施主体 who applies it
  source text not null,                   -- 出处 where it was read
  severities jsonb not null,              -- 适用失信程度 classes it may follow (default)
  force text not null,                    -- 强制或推荐 mandatory or recommended
  in_force_from date not null,            -- 施行日期 applicable from this day
  hinders_plan boolean not null,          -- 可能影响重整 could hinder a reorganisation plan (default)
  our_defaults jsonb not null,            -- 系统默认项 which of the last four no text gives
  constraint measure_pkey primary key (code),
  constraint measure_code_shape check (code ~ '^[A-Z][0-9]{2}$'),
  constraint measure_severities_list check (jsonb_typeof(severities) = 'array'),
  constraint measure_force_known check (force in ('mandatory', 'recommended'))
);

-- 记录所附措施 measure attached to a record
create table record_measure (
  id uuid not null,                       -- 编号 id
  record_id uuid not null,                -- 失信记录 record
  code text not null,                     -- 措施代码 code on the list
  name text not null,                     -- 措施 the measure as it was named then
  basis text not null,                    -- 依据 its legal basis then
  force text not null,                    -- 强制或推荐 mandatory or recommended
  from_day date not null,                 -- 起始日期 from this day
  until_day date,                         -- 终止日期 its own last day; null: ends with the record
  lifted_on date,                         -- 解除日期 lifted on; null: not lifted
  constraint record_measure_pkey primary key (id),
  constraint record_measure_code_unique unique (record_id, code),
  constraint record_measure_record_fkey foreign key (record_id) references record (id),
  constraint record_measure_code_fkey foreign key (code) references measure (code),
  constraint record_measure_force_known check (force in ('mandatory', 'recommended')),
  constraint record_measure_period check (until_day >= from_day)
);

-- 记录暂停 hold: what stops parts of a record's effect for a time
create table record_hold (
  id uuid not null,                       -- 编号 id
  record_id uuid not null,                -- 失信记录 record
  reason text not null,                   -- 原因 reason
  source_id uuid not null,                -- 来源 case or message that set it
  stops_publicity boolean not null,       -- 暂停公示 stops publicity
  stops_sharing boolean not null,         -- 暂停共享 stops sharing
  stops_measures boolean not null,        -- 暂停措施 stops measures
  only_measures jsonb,                    -- 限于 codes of the measures it stops; null: all of them
  from_at timestamptz(3) not null,        -- 起始时刻 in effect from
  until_at timestamptz(3),                -- 终止时刻 lifted at; null: in effect
  constraint record_hold_pkey primary key (id),
  constraint record_hold_record_fkey foreign key (record_id) references record (id),
  constraint record_hold_reason_known check (reason in ('objection', 'court-mask', 'court-pause', 'reorganisation')),
  constraint record_hold_stops_something check (stops_publicity or stops_sharing or stops_measures),
  constraint record_hold_only_measures_list check (jsonb_typeof(only_measures) = 'array'),
  constraint record_hold_only_measures_stopped check (only_measures is null or stops_measures),
  constraint record_hold_period check (until_at >= from_at)
);
create index record_hold_record_index on record_hold (record_id);
-- Each reason and source holds a record once at a time.
create unique index record_hold_in_effect_unique on record_hold (record_id, reason, source_id) where until_at is null;
`;

/** What part 1 knew of a record becomes the whole: its periods are reckoned as they were for its day (民法典第202条). */
export const recordColumns = `
alter table record
  add column case_id uuid,
  add column document_kind text not null default '决定书',
  add column sector text not null default 'general',
  add column facts text,
  add column published boolean,
  add column published_from date,
  add column minimum_ends date,
  add column apply_from date,
  add column ends_by date,
  add column rule_set text,
  add column restarted_on date,
  add column corrected_on date,
  add column duties_done_on date,
  add column duties_proof text,
  add column ended_on date,
  add column ended_how text,
  add column entered_by text not null default 'system',
  add column version integer not null default 1;

update record set
  kind = case when kind in ('行政处罚', 'penalty') then 'penalty' else 'other-negative' end,
  published = decided_on < '2026-04-01' or severity <> 'minor',
  published_from = decided_on,
  minimum_ends = (decided_on + case
    when decided_on < '2026-04-01' or severity = 'general' then interval '3 months'
    when severity = 'serious' then interval '12 months' end)::date,
  ends_by = (decided_on + case
    when decided_on < '2026-04-01' or severity = 'serious' then interval '36 months'
    when severity = 'general' then interval '12 months' else interval '3 months' end)::date,
  rule_set = case when decided_on < '2026-04-01' then '2023-05-01' else '2026-04-01' end,
  ended_on = repaired_on,
  ended_how = case when repaired_on is not null then 'repaired' end;
update record set apply_from = coalesce(minimum_ends + 1, decided_on);

drop index record_unrepaired_index;
alter table record
  drop constraint record_repaired_after_decision,
  drop column repaired_on,
  alter column document_kind drop default,
  alter column sector drop default,
  alter column entered_by drop default,
  alter column published set not null,
  alter column published_from set not null,
  alter column rule_set set not null,
  add constraint record_kind_known check (kind in (
    'penalty', 'serious-list', 'abnormal-list', 'judgment-debtor', 'false-repair', 'other-negative')),
  add constraint record_sector_known check (sector in ('general', 'market-supervision', 'wage-arrears', 'work-safety',
    'tax', 'judgment-debtor', 'food', 'drugs', 'special-equipment', 'fire')),
  add constraint record_facts_encrypted check (facts ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  add constraint record_duties_proof_encrypted check (duties_proof ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  add constraint record_published_after_decision check (published_from >= decided_on),
  add constraint record_apply_after_minimum check (apply_from > minimum_ends),
  add constraint record_restarted_after_decision check (restarted_on >= decided_on),
  add constraint record_ended_whole check (num_nulls(ended_on, ended_how) in (0, 2)),
  add constraint record_ended_how_known check (ended_how in ('repaired', 'annulled', 'corrected', 'withdrawn')),
  add constraint record_ended_after_decision check (ended_on >= decided_on),
  add constraint record_case_fkey foreign key (case_id) references case_file (id),
  add constraint record_case_unique unique (case_id);
create index record_standing_index on record (subject_id) where ended_on is null;

comment on table record is '失信记录 dishonesty record: what its state at any moment follows from';
comment on column record.case_id is '公示案件 case that follows its publicity; null: entered before there were such cases';
comment on column record.document_kind is '决定文书种类 kind of the deciding document';
comment on column record.sector is '领域 sector whose rules it goes by';
comment on column record.facts is '事实摘要 summary that is shown (encrypted)';
comment on column record.published is '公示与否 shown at all; minor ones are not in principle';
comment on column record.published_from is '公示起始日 first day shown';
comment on column record.minimum_ends is '最短公示期届满日 last day of the minimum; null: none, or none yet';
comment on column record.apply_from is '最早可申请修复之日 first day to apply for repair; null: none, or none yet';
comment on column record.ends_by is '公示最后一日 last day shown; null: no fixed term';
comment on column record.rule_set is '适用规则 rule set its period was reckoned by';
comment on column record.restarted_on is '重新计算之日 period started anew on; null: it never did';
comment on column record.corrected_on is '纠正日期 corrected on; null: not yet';
comment on column record.duties_done_on is '履行完毕日期 duties fully performed on; null: not yet';
comment on column record.duties_proof is '履行证明 proof of it (encrypted)';
comment on column record.ended_on is '终止日期 ended before its time on; null: not ended so';
comment on column record.ended_how is '终止原因 repaired, annulled, corrected, withdrawn';
comment on column record.entered_by is '录入人 entered by (issuer''s subject)';
comment on column record.version is '版本 version, rises with every change';

-- A record without a fixed term, and a court's shield, wait for nobody's day.
alter table case_file drop constraint case_file_next_iff_open,
  add constraint case_file_next_iff_open check (
    (next_at is null) = (closed_at is not null or status = 'opening')
    or (next_at is null and kind in ('publicity', 'reorganisation')));
alter table case_file add constraint case_file_publicity_statuses check (kind <> 'publicity' or (
  status in ('opening', 'running', 'measures-only', 'ended-by-time', 'repaired', 'annulled', 'corrected', 'withdrawn')
  and (closed_at is not null) = (status in ('ended-by-time', 'repaired', 'annulled', 'corrected', 'withdrawn'))));

-- A record is a case's now: the worker writes it, and the API reads.
revoke all on record from jiannuo_api;
grant select on record, record_measure, record_hold to jiannuo_api, jiannuo_worker;
grant insert, update on record, record_measure, record_hold to jiannuo_worker;
-- The list of measures is reference data: loaded from the service's own file by whoever starts it.
grant select on measure to jiannuo_api, jiannuo_worker;
`;
