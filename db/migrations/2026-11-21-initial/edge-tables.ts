/** What the API writes as it serves requests: receipts and answers, the audit. */
export const edgeTables = `
-- 请求键 request that acts: its receipt, its lease and its answer
create table request_key (
  caller text not null,                   -- 调用方 caller (issuer's subject)
  key text not null,                      -- 幂等键 Idempotency-Key
  body_hash text not null,                -- 请求摘要 SHA-256 of act and body, hex
  received_at timestamptz(3) not null,    -- 首次收到时间 first received at: the receipt of the act
  act text not null,                      -- 行为 act
  case_id uuid,                           -- 案件 case, before it has a row too
  lease_until timestamptz(3),             -- 租约至 being worked on until; null: given back
  answered_at timestamptz(3),             -- 答复时间 answered at
  status integer,                         -- 状态码 HTTP status of the answer
  answer text,                            -- 答复 body of the answer (encrypted)
  problem boolean,                        -- 是否错误 the answer is a problem
  constraint request_key_pkey primary key (caller, key),
  constraint request_key_body_hash_hex check (body_hash ~ '^[0-9a-f]{64}$'),
  constraint request_key_answer_whole check (num_nulls(answered_at, status, answer, problem) in (0, 4)),
  constraint request_key_status_range check (status between 200 and 599),
  constraint request_key_answer_encrypted check (answer ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);
create index request_key_unanswered_index on request_key (case_id, received_at) where answered_at is null;

-- 审计记录 who wrote what, and who read whose personal data
create table audit_entry (
  id bigint generated always as identity, -- 编号 id
  at timestamptz(3) not null,             -- 时间 at
  actor_sub text not null,                -- 行为人 who (issuer's subject)
  actor_role text not null,               -- 角色 role
  authority text,                         -- 所属部门 code of the authority they belong to
  action text not null,                   -- 行为 action
  object_kind text not null,              -- 对象种类 kind of object
  object_id text not null,                -- 对象 object
  request_id text,                        -- 请求编号 request
  detail jsonb not null,                  -- 详情 detail, without personal data
  constraint audit_entry_pkey primary key (id),
  constraint audit_entry_role_known check (actor_role in (
    'applicant', 'officer', 'supervisor', 'court', 'agency', 'auditor', 'admin', 'system')),
  constraint audit_entry_detail_object check (jsonb_typeof(detail) = 'object')
);
create index audit_entry_object_index on audit_entry (object_kind, object_id, id desc);
create index audit_entry_actor_index on audit_entry (actor_sub, id desc);
`;
