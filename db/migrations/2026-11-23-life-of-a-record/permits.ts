/** What was granted, for anybody to look up: which procedures are permits, each grant, and what became of it. */
export const permitTables = `
alter table procedure add column is_permit boolean;
comment on column procedure.is_permit is '是否行政许可 whether what it grants is an administrative permit; null: its data do not say';

-- 准予决定 what was granted, as it is published or withheld
create table permit (
  id uuid not null,                      -- 编号 id
  case_id uuid not null,                 -- 案件 case in which it was granted
  subject_id uuid not null,              -- 被许可人 who holds it
  authority_id uuid not null,            -- 许可机关 authority that granted it
  procedure_id uuid not null,            -- 事项 procedure
  procedure_name text not null,          -- 事项名称 name of the procedure when it was granted
  on_promise boolean not null,           -- 告知承诺 decided at once on a promise, checked after
  document text,                         -- 决定文书号 number of the decision; null: none was given
  decided_on date not null,              -- 决定日期 decided on
  publish_by date,                       -- 应公示日 last day to publish it; null: not certain, or it is not published
  withheld text,                         -- 不公示原因 why it is not published; null: it is
  by text not null,                      -- 录入人 who wrote it down (issuer's subject)
  at timestamptz(3) not null,            -- 录入时间 written down, and public from then on
  constraint permit_pkey primary key (id),
  constraint permit_case_unique unique (case_id),
  constraint permit_case_fkey foreign key (case_id) references case_file (id),
  constraint permit_subject_fkey foreign key (subject_id) references subject (id),
  constraint permit_authority_fkey foreign key (authority_id) references authority (id),
  constraint permit_procedure_fkey foreign key (procedure_id) references procedure (id),
  constraint permit_withheld_known check (withheld in ('not-said', 'not-a-permit', 'person')),
  constraint permit_withheld_has_no_day check (withheld is null or publish_by is null),
  constraint permit_publish_by_after_decision check (publish_by >= decided_on),
  constraint permit_decided_before_written check (decided_on <= (at at time zone 'Asia/Shanghai')::date)
);
create index permit_subject_index on permit (subject_id, decided_on) where withheld is null;
create index permit_publish_by_index on permit (publish_by, id);

-- 许可变动 what became of a permit
create table permit_change (
  id uuid not null,                      -- 编号 id
  permit_id uuid not null,               -- 准予决定 permit
  seq integer not null,                  -- 序号 order in which it was written down
  kind text not null,                    -- 变动 what became of it
  on_day date not null,                  -- 变动日期 day on which it did
  document text,                         -- 文书号 number of the document it rests on; null: none was given
  reason text,                           -- 理由 reason, as written down (encrypted)
  by text not null,                      -- 录入人 who wrote it down (issuer's subject)
  at timestamptz(3) not null,            -- 录入时间 written down at
  constraint permit_change_pkey primary key (id),
  constraint permit_change_seq_unique unique (permit_id, seq),
  constraint permit_change_permit_fkey foreign key (permit_id) references permit (id),
  constraint permit_change_seq_counted check (seq >= 1),
  constraint permit_change_kind_known check (kind in ('revoked', 'withdrawn', 'annulled', 'cancelled', 'restored')),
  constraint permit_change_reason_encrypted check (reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);
`;

/** What each role may do with them: both are only ever added to; what happens outside a case the API writes down. */
export const permitGrants = `
grant select on permit, permit_change to jiannuo_api, jiannuo_worker;
grant insert on permit, permit_change to jiannuo_worker;
grant insert on permit_change to jiannuo_api;
`;
