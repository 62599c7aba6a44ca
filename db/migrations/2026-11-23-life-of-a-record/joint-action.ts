/** Joint action: who carries out which measure, what each authority was asked and has said. */
export const jointActionTables = `
-- 措施实施单位 authority that carries a measure out, as an administrator entered it
create table measure_carrier (
  id uuid not null,                       -- 编号 id
  measure text not null,                  -- 惩戒措施 code of the measure
  authority_id uuid not null,             -- 实施单位 authority that carries it out
  at timestamptz(3) not null,             -- 录入时间 entered at
  ended_at timestamptz(3),                -- 终止时间 taken out at; null: it stands
  constraint measure_carrier_pkey primary key (id),
  constraint measure_carrier_measure_fkey foreign key (measure) references measure (code),
  constraint measure_carrier_authority_fkey foreign key (authority_id) references authority (id),
  constraint measure_carrier_ended_after check (ended_at >= at)
);
-- 实施单位变更 a change of who carries a measure out, until it has reached the records that stand
create table measure_carrier_change (
  id uuid not null,                       -- 编号 id
  measure text not null,                  -- 惩戒措施 code of the measure
  at timestamptz(3) not null,             -- 变更时间 changed at
  started_at timestamptz(3),              -- 开始办理时间 its workflow was started at; null: the sweep will
  reached_case uuid,                      -- 已办至 last case that it has reached, in the order of their ids; null: none yet
  finished_at timestamptz(3),             -- 办结时间 it has reached every record
  constraint measure_carrier_change_pkey primary key (id),
  constraint measure_carrier_change_measure_fkey foreign key (measure) references measure (code),
  constraint measure_carrier_change_started_before_finished check (finished_at is null or started_at is not null)
);
create index measure_carrier_change_not_started_index on measure_carrier_change (at) where started_at is null;
create unique index measure_carrier_standing_unique on measure_carrier (measure, authority_id) where ended_at is null;

-- 惩戒措施的执行 what one authority was asked to do about one measure of a record, and what it said of it
create table measure_execution (
  id uuid not null,                       -- 编号 id
  record_id uuid not null,                -- 失信记录 record
  measure text not null,                  -- 惩戒措施 code of the measure
  authority_id uuid not null,             -- 实施单位 authority that was asked
  direction text not null,                -- 事项 to apply it, or to undo it
  round integer not null,                 -- 次序 counts what the authority was asked about this measure
  named boolean not null,                 -- 指定 named for the measure; false: it determined the record, and nobody is named
  pushed_at timestamptz(3) not null,      -- 推送时间 asked at
  responded_at timestamptz(3),            -- 响应时间 responded at
  executed_on date,                       -- 执行日期 carried out on
  executed_at timestamptz(3),             -- 登记执行时间 execution registered at
  fed_back_at timestamptz(3),             -- 反馈时间 fed back at
  note text,                              -- 反馈内容 what was fed back (encrypted)
  held_at timestamptz(3),                 -- 暂不执行起始时间 held since; null: it is not
  called_off_at timestamptz(3),           -- 取消时间 no longer needed since; of what was declined: settled since
  declined_at timestamptz(3),             -- 退回时间 said then not to be its own to carry out
  declined_because text,                  -- 退回理由 why it is not (encrypted)
  constraint measure_execution_pkey primary key (id),
  constraint measure_execution_round_unique unique (record_id, measure, authority_id, round),
  constraint measure_execution_measure_fkey foreign key (record_id, measure) references record_measure (record_id, code),
  constraint measure_execution_authority_fkey foreign key (authority_id) references authority (id),
  constraint measure_execution_direction_known check (direction in ('apply', 'undo')),
  constraint measure_execution_round_counts check (round >= 1),
  constraint measure_execution_executed_whole check (num_nulls(executed_on, executed_at) in (0, 2)),
  constraint measure_execution_executed_was_responded check (executed_at is null or responded_at is not null),
  constraint measure_execution_fed_back_was_executed check (fed_back_at is null or executed_at is not null),
  constraint measure_execution_fed_back_or_called_off check (num_nonnulls(fed_back_at, called_off_at) <= 1),
  constraint measure_execution_declined_whole check (num_nulls(declined_at, declined_because) in (0, 2)),
  constraint measure_execution_declined_is_to_apply check (declined_at is null or direction = 'apply'),
  constraint measure_execution_note_encrypted check (note ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint measure_execution_declined_because_encrypted
    check (declined_because ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);
create index measure_execution_authority_index on measure_execution (authority_id, pushed_at, id);
create index measure_execution_record_index on measure_execution (record_id, round);
-- A deadline names what it is about by its id as text.
create index measure_execution_about_index on measure_execution ((id::text));
`;

/** What each role may do with the tables, what publicity and pushes learn, and what stands from before. */
export const jointActionGrants = `
alter table case_file drop constraint case_file_publicity_statuses,
  add constraint case_file_publicity_statuses check (kind <> 'publicity' or (
    status in ('opening', 'running', 'measures-only', 'annulment-check', 'undoing', 'undoing-void', 'ended-by-time',
      'repaired', 'annulled', 'corrected', 'withdrawn')
    and (closed_at is not null) = (status in ('ended-by-time', 'repaired', 'annulled', 'corrected', 'withdrawn'))));
-- A record that is over and whose measures are still to be undone keeps how it ended.
alter table case_file drop constraint case_file_outcome_iff_ended,
  add constraint case_file_outcome_iff_ended check (
    (outcome is not null) = (closed_at is not null or status in ('undoing', 'undoing-void')));
grant select on measure_carrier, measure_execution to jiannuo_api, jiannuo_worker;
grant insert on measure_carrier to jiannuo_api;
grant update (ended_at) on measure_carrier to jiannuo_api;
grant select, insert on measure_carrier_change to jiannuo_api;
grant select on measure_carrier_change to jiannuo_worker;
grant update (started_at) on measure_carrier_change to jiannuo_api;
grant update (started_at, reached_case, finished_at) on measure_carrier_change to jiannuo_worker;
grant insert on measure_execution to jiannuo_worker;
-- What was asked stands; what the authority says is added to it.
grant update (responded_at, executed_on, executed_at, fed_back_at, note, held_at, called_off_at, declined_at,
  declined_because)
  on measure_execution to jiannuo_worker;
-- Of records from before nobody was asked: who determined them carries their measures out, and says so.
insert into measure_execution (id, record_id, measure, authority_id, direction, round, named, pushed_at)
  select gen_random_uuid(), r.id, m.code, r.authority_id, 'apply', 1, false, r.at
  from record_measure m join record r on r.id = m.record_id
  where r.case_id is not null and r.ended_on is null and m.lifted_on is null;
`;
