/** What is made of records by those who decide: what they looked up. */
export const useOfRecords = `
-- 应查必查 what was in force of a subject when somebody decided on its case
create table look_up (
  id uuid not null,                       -- 编号 id
  case_id uuid not null,                  -- 案件 case
  act text not null,                      -- 决定 the act that decided
  at timestamptz(3) not null,             -- 时间 decided at
  actor_sub text not null,                -- 决定人 who decided (issuer's subject)
  actor_role text not null,               -- 角色 role; system: decided by rule, at once
  authority text,                         -- 所属部门 code of the authority they belong to
  found jsonb not null,                   -- 查询结果 records and measures in force, by their numbers and codes
  constraint look_up_pkey primary key (id),
  constraint look_up_case_fkey foreign key (case_id) references case_file (id),
  constraint look_up_role_known check (actor_role in ('officer', 'supervisor', 'system')),
  constraint look_up_authority_of_officer check ((authority is null) = (actor_role = 'system')),
  constraint look_up_found_list check (jsonb_typeof(found) = 'array')
);
create index look_up_case_index on look_up (case_id, at);

grant select on look_up to jiannuo_api, jiannuo_worker;
grant insert on look_up to jiannuo_worker;
`;
