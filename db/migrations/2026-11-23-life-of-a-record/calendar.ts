/** What a load of the calendar changed, for the workflow that takes it to the running deadlines. */
export const calendarChangeTable = `
create table calendar_change (
  id uuid not null,
  year integer not null,
  first_day date not null,
  last_day date not null,
  at timestamptz(3) not null,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  constraint calendar_change_pkey primary key (id),
  constraint calendar_change_year_fkey foreign key (year) references calendar_notice (year),
  constraint calendar_change_days_in_order check (first_day <= last_day),
  constraint calendar_change_started_before_finished check (finished_at is null or started_at is not null)
);
create index calendar_change_not_started_index on calendar_change (at) where started_at is null;
comment on table calendar_change is '放假安排变更 what a load of the calendar changed: running deadlines over these days are counted anew';
comment on column calendar_change.id is '编号 id';
comment on column calendar_change.year is '所属通知年度 year that was loaded';
comment on column calendar_change.first_day is '最早变更日 first day that is known otherwise than before';
comment on column calendar_change.last_day is '最晚变更日 last such day';
comment on column calendar_change.at is '载入时间 loaded at';
comment on column calendar_change.started_at is '开始重算时间 its workflow was started at; null: the sweep will';
comment on column calendar_change.finished_at is '重算完毕时间 every running deadline was looked at by';
grant select, insert on calendar_change to jiannuo_api;
grant update (started_at) on calendar_change to jiannuo_api;
grant select on calendar_change to jiannuo_worker;
grant update (started_at, finished_at) on calendar_change to jiannuo_worker;
`;
