/** What only courts determine: who is listed as a judgment debtor, and whose plan or settlement is approved. */
export const courtTables = `
-- 失信被执行人 what a listing says beside its record
create table judgment_debtor (
  record_id uuid not null,                -- 失信记录 record
  situation integer not null,             -- 情形 which of the six situations (法释〔2017〕7号第一条)
  extra_years integer not null,           -- 延长年数 years by which the court lengthened the term (第二条)
  ground text,                            -- 删除、撤销事由 why the court withdrew it; null: it has not
  constraint judgment_debtor_pkey primary key (record_id),
  constraint judgment_debtor_record_fkey foreign key (record_id) references record (id),
  constraint judgment_debtor_situation_known check (situation between 1 and 6),
  constraint judgment_debtor_extra_years_not_negative check (extra_years >= 0),
  constraint judgment_debtor_ground_known check (ground in ('performed', 'settlement-performed', 'creditor-agrees',
    'no-property-found', 'stayed', 'not-to-be-enforced', 'enforcement-ended', 'active-performance', 'wrongly-listed'))
);

-- 破产重整、和解 reorganisation or settlement of one enterprise by one ruling
create table reorganisation (
  case_id uuid not null,                  -- 案件 case
  kind text not null,                     -- 种类 plan or settlement
  court_id uuid not null,                 -- 人民法院 court that ruled
  ruling_number text not null,            -- 裁定案号 number of the ruling
  ruled_on date not null,                 -- 裁定日期 day of the ruling
  plan_until date,                        -- 执行期限 last day of the term to carry it out; null: the ruling gives none
  opened_by text not null,                -- 提出方 who brought it here
  contact text,                           -- 联系方式 contact (encrypted); null: the court brought it
  confirmed_at timestamptz(3),            -- 确认时间 confirmed by the court here at; null: not yet
  ended_on date,                          -- 终结日期 day on which it ended at the court, or here; null: it goes on
  end_reason text,                        -- 终结理由 why it failed or was not confirmed (encrypted)
  constraint reorganisation_pkey primary key (case_id),
  constraint reorganisation_case_fkey foreign key (case_id) references case_file (id),
  constraint reorganisation_court_fkey foreign key (court_id) references authority (id),
  constraint reorganisation_kind_known check (kind in ('plan', 'settlement')),
  constraint reorganisation_opened_by_known check (opened_by in ('court', 'debtor', 'administrator')),
  constraint reorganisation_term_after_ruling check (plan_until >= ruled_on),
  constraint reorganisation_contact_of_applicant check ((contact is null) = (opened_by = 'court')),
  constraint reorganisation_contact_encrypted check (contact ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint reorganisation_end_reason_encrypted check (end_reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint reorganisation_end_reason_of_end check (end_reason is null or ended_on is not null)
);
create index reorganisation_ruling_index on reorganisation (court_id, ruling_number);
-- One ruling is followed by one open case.
create unique index reorganisation_open_unique on reorganisation (court_id, ruling_number) where ended_on is null;

-- 屏蔽的记录 record that a ruling shields
create table reorganisation_record (
  case_id uuid not null,                  -- 案件 case
  record_id uuid not null,                -- 失信记录 record
  shielded_at timestamptz(3) not null,    -- 屏蔽时间 shielded at
  lifted_measures jsonb not null,         -- 暂时解除的措施 codes of the measures lifted for the time being
  constraint reorganisation_record_pkey primary key (case_id, record_id),
  constraint reorganisation_record_case_fkey foreign key (case_id) references reorganisation (case_id),
  constraint reorganisation_record_record_fkey foreign key (record_id) references record (id),
  constraint reorganisation_record_measures_list check (jsonb_typeof(lifted_measures) = 'array')
);
create index reorganisation_record_record_index on reorganisation_record (record_id);

-- 附加说明 statement that the court or the administrator added to a record
create table record_statement (
  id uuid not null,                       -- 编号 id
  record_id uuid not null,                -- 失信记录 record
  case_id uuid not null,                  -- 案件 case in which it was added
  source text not null,                   -- 来源 act or message that brought it
  by_role text not null,                  -- 提出方 court or administrator
  body text not null,                     -- 说明 what it says (encrypted)
  at timestamptz(3) not null,             -- 时间 added at
  constraint record_statement_pkey primary key (id),
  constraint record_statement_source_unique unique (record_id, source),
  constraint record_statement_record_fkey foreign key (record_id) references record (id),
  constraint record_statement_case_fkey foreign key (case_id) references case_file (id),
  constraint record_statement_by_known check (by_role in ('court', 'administrator')),
  constraint record_statement_body_encrypted check (body ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);
create index record_statement_record_index on record_statement (record_id, at);

alter table case_file add constraint case_file_reorganisation_statuses check (kind <> 'reorganisation' or (
  status in ('opening', 'awaiting-ruling', 'shielded', 'shielded-for-good', 'restored', 'not-confirmed', 'withdrawn')
  and (closed_at is not null) = (status in ('shielded-for-good', 'restored', 'not-confirmed', 'withdrawn'))));
`;

/** Courts speak by message and applicants by act: the worker writes both down, and the API reads. */
export const courtGrants = `
grant select on judgment_debtor, reorganisation, reorganisation_record, record_statement to jiannuo_api, jiannuo_worker;
grant insert on judgment_debtor, reorganisation, reorganisation_record, record_statement to jiannuo_worker;
-- What the court says of its ruling counts, not what the application said.
grant update (kind, ruled_on, plan_until, confirmed_at, ended_on, end_reason) on reorganisation to jiannuo_worker;
grant update (ground) on judgment_debtor to jiannuo_worker;
-- A court may list who was never known here.
grant insert on subject to jiannuo_worker;
`;
