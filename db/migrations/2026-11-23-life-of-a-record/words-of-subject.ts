/** What subjects say: a statement that came in on paper, and what is added to an objection while it is checked. */
export const wordsOfSubject = `
alter table record_declaration
  add column received_on date not null,
  add column on_paper boolean not null,
  add column ended_on date,
  drop constraint record_declaration_ended_whole,
  add constraint record_declaration_ended_whole check (num_nulls(ended_at, ended_how, ended_on) in (0, 3)),
  add constraint record_declaration_not_overtaken check (ended_on >= received_on);
comment on column record_declaration.by_sub is '声明人、登记人 who made it, or wrote it down from a paper (issuer''s subject)';
comment on column record_declaration.received_on is '收到日期 day on which it came in';
comment on column record_declaration.on_paper is '书面 on paper';
comment on column record_declaration.ended_on is '终止表示收到日期 day on which the word came in that replaced it or took it back';
`;

/** Its tables come with their comments. */
export const objectionSupplementTable = `
-- 异议补充 what was added to an objection while it was open
create table objection_supplement (
  id uuid not null,                       -- 编号 id
  case_id uuid not null,                  -- 案件 case
  seq integer not null,                   -- 序号 number, from 1, in the order written down
  body text not null,                     -- 补充理由 grounds (encrypted)
  evidence text,                          -- 证据 evidence, by its references (encrypted)
  received_on date not null,              -- 收到日期 day on which it came in
  received_at timestamptz(3) not null,    -- 收到时间 when the service received it
  at timestamptz(3) not null,             -- 登记时间 written down at; who decides has seen what was there by then
  on_paper boolean not null,              -- 书面 on paper
  registered_by text not null,            -- 提交人、登记人 who handed it in or wrote it down (issuer's subject)
  act_id text not null,                   -- 操作编号 id of the act
  constraint objection_supplement_pkey primary key (id),
  constraint objection_supplement_seq_unique unique (case_id, seq),
  constraint objection_supplement_act_unique unique (case_id, act_id),
  constraint objection_supplement_case_fkey foreign key (case_id) references objection (case_id),
  constraint objection_supplement_not_received_later check (
    received_on <= (received_at at time zone 'Asia/Shanghai')::date),
  constraint objection_supplement_body_encrypted check (body ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint objection_supplement_evidence_encrypted check (evidence ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);
`;

/** What each role may do with what subjects say. */
export const wordsOfSubjectGrants = `
grant update (ended_on) on record_declaration to jiannuo_worker;
-- What was added stands.
grant select on objection_supplement to jiannuo_api, jiannuo_worker;
grant insert on objection_supplement to jiannuo_worker;
`;
