/** Decisions that were set aside, for they had not heard what the subject said in time; each is decided anew. */
export const decisionsSetAside = `
-- 已撤销的决定 decision that was set aside, as it was; the case itself holds what is decided anew
create table decision_set_aside (
  case_id uuid not null,                  -- 案件 case
  round integer not null,                 -- 轮次 the how-manieth decision of the case it was
  set_aside_at timestamptz(3) not null,   -- 撤销时间 set aside at
  set_aside_by text not null,             -- 补登人 who wrote the paper down (issuer's subject); never who proposed
  cause text not null,                    -- 漏登原因 why the paper was not on file, and how its day is known (encrypted)
  handed_in_on date not null,             -- 提交之日 day on which the paper counts as handed in
  means text not null,                    -- 提交方式 at the counter or by post
  decided_by text not null,               -- 原决定人 who had decided (issuer's subject)
  decided_at timestamptz(3) not null,     -- 原决定时间 had been decided at
  document text not null,                 -- 原决定文书号 number of the decision
  reason text not null,                   -- 原决定理由 its reasons (encrypted)
  answer text,                            -- 原复核情况 what it said to a statement (encrypted)
  decided jsonb not null,                 -- 原决定内容 what it decided; nothing heavier is decided anew
  record_id uuid not null,                -- 失信记录 record that it had made, withdrawn with it
  constraint decision_set_aside_pkey primary key (case_id, round),
  constraint decision_set_aside_case_fkey foreign key (case_id) references case_file (id),
  constraint decision_set_aside_record_fkey foreign key (record_id) references record (id),
  constraint decision_set_aside_record_unique unique (record_id),
  constraint decision_set_aside_round_counted check (round >= 1),
  constraint decision_set_aside_means_known check (means in ('counter', 'post')),
  constraint decision_set_aside_after_decision check (set_aside_at >= decided_at),
  constraint decision_set_aside_decided_known check (decided ->> 'kind' in ('determined', 'upheld')),
  constraint decision_set_aside_cause_encrypted check (cause ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint decision_set_aside_reason_encrypted check (reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint decision_set_aside_answer_encrypted check (answer ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);
`;

/** What each role may do with them; the bar of a withdrawal that is decided anew runs from the new decision. */
export const decisionsSetAsideGrants = `
grant select on decision_set_aside to jiannuo_api, jiannuo_worker;
grant insert on decision_set_aside to jiannuo_worker;
grant update (from_day, until_day, at) on repair_bar to jiannuo_worker;
`;
