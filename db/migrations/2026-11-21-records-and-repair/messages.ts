/** Messages between systems: what courts and agencies tell the service, where it pushes to, and what it pushed. */
export const messageTables = `
-- 收到的消息 message of a court or an agency, stored once
create table inbound_message (
  id uuid not null,                       -- 编号 id, drawn from sender and event
  sender_id uuid not null,                -- 发送机关 sender
  event_id text not null,                 -- 事件号 the sender's own id of what happened
  kind text not null,                     -- 种类 kind
  body_hash text not null,                -- 内容摘要 SHA-256 of kind, time and data, hex
  data text not null,                     -- 内容 what it says (encrypted)
  occurred_at timestamptz(3) not null,    -- 发生时间 happened at the sender at
  received_at timestamptz(3) not null,    -- 收到时间 first received at
  proof text not null,                    -- 身份证明 by which the sender was known: token or signature
  target_workflow_id text,                -- 交给的流程 workflow it is for; null: none is known
  case_id uuid,                           -- 所属案件 case it is for, before that has a row too; null for a push
  state text not null,                    -- 状态 what became of it
  signalled_at timestamptz(3),            -- 交出时间 last handed to its workflow at; null: not yet
  taken_at timestamptz(3),                -- 处理时间 taken or refused at
  outcome jsonb,                          -- 处理结果 what its case answered, without personal data
  constraint inbound_message_pkey primary key (id),
  constraint inbound_message_event_unique unique (sender_id, event_id),
  constraint inbound_message_sender_fkey foreign key (sender_id) references authority (id),
  constraint inbound_message_kind_shape check (kind ~ '^[a-z]+[.][a-z]+(-[a-z]+)*$'),
  constraint inbound_message_body_hash_hex check (body_hash ~ '^[0-9a-f]{64}$'),
  constraint inbound_message_data_encrypted check (data ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint inbound_message_proof_known check (proof in ('token', 'signature')),
  constraint inbound_message_state_known check (state in ('stored', 'taken', 'refused', 'unknown-case', 'closed-case')),
  constraint inbound_message_target_iff_routed check ((target_workflow_id is null) = (state in ('unknown-case', 'closed-case'))),
  constraint inbound_message_taken_whole check ((taken_at is not null) = (state in ('taken', 'refused'))),
  constraint inbound_message_outcome_whole check ((outcome is not null) = (taken_at is not null)),
  constraint inbound_message_outcome_object check (jsonb_typeof(outcome) = 'object')
);
create index inbound_message_state_index on inbound_message (state, received_at, id) where state <> 'taken';
create index inbound_message_list_index on inbound_message (received_at, id);
create index inbound_message_case_index on inbound_message (case_id, occurred_at, event_id) where case_id is not null;

-- 对接地址 where an authority's system is pushed to, and the secrets both sides sign with
create table webhook_endpoint (
  authority_id uuid not null,             -- 机关 authority
  url text not null,                      -- 地址 where pushes are sent
  outgoing_secrets text not null,         -- 发出密钥 secrets that pushes are signed with, all of them (encrypted)
  incoming_secrets text not null,         -- 收入密钥 secrets of which any may sign what comes in (encrypted)
  active boolean not null,                -- 启用 pushed to, and messages taken from
  updated_at timestamptz(3) not null,     -- 修改时间 changed at
  constraint webhook_endpoint_pkey primary key (authority_id),
  constraint webhook_endpoint_authority_fkey foreign key (authority_id) references authority (id),
  constraint webhook_endpoint_outgoing_encrypted check (outgoing_secrets ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint webhook_endpoint_incoming_encrypted check (incoming_secrets ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);

-- 推送 what another system is told, and until when it must confirm
create table push (
  id uuid not null,                       -- 编号 id, sent as webhook-id at every attempt
  case_id uuid not null,                  -- 案件 case that caused it
  record_id uuid,                         -- 失信记录 record it is about; null: the case alone
  authority_id uuid not null,             -- 接收机关 who is told
  kind text not null,                     -- 种类 kind
  sequence integer not null,              -- 序号 place among what this authority is told of this record, or of this case
  payload text not null,                  -- 内容 what is told (encrypted)
  at timestamptz(3) not null,             -- 形成时间 made at
  ledger jsonb,                           -- 期限账 term for the confirmation; null: none is asked
  due date,                               -- 到期日 to be confirmed by the end of this day
  due_at timestamptz(3),                  -- 截止时刻 exclusive end of that day
  received_at timestamptz(3),             -- 收到时间 first taken by the other system at
  confirmed_at timestamptz(3),            -- 确认时间 confirmed at
  receipt text,                           -- 回执 receipt of the other system
  constraint push_pkey primary key (id),
  constraint push_case_fkey foreign key (case_id) references case_file (id),
  constraint push_record_fkey foreign key (record_id) references record (id),
  constraint push_authority_fkey foreign key (authority_id) references authority (id),
  constraint push_kind_known check (kind in (
    'record.published', 'record.ended', 'record.restored', 'repair.forwarded', 'repair.answered')),
  constraint push_record_of_copy check (kind not like 'record.%' or record_id is not null),
  constraint push_sequence_positive check (sequence > 0),
  constraint push_payload_encrypted check (payload ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint push_term_whole check (num_nulls(ledger, due, due_at) in (0, 3)),
  constraint push_ledger_object check (jsonb_typeof(ledger) = 'object'),
  constraint push_due_ends_its_day check (due_at = (due + 1)::timestamp at time zone 'Asia/Shanghai'),
  constraint push_confirmed_has_receipt check ((confirmed_at is null) = (receipt is null))
);
create unique index push_of_record_unique on push (authority_id, record_id, sequence) where record_id is not null;
create unique index push_of_case_unique on push (authority_id, case_id, sequence) where record_id is null;
create index push_case_index on push (case_id, at, id);

alter table delivery alter column notice_id drop not null;
alter table delivery add column push_id uuid;
comment on column delivery.push_id is '推送 push';
comment on column delivery.notice_id is '通知 notice; null: a push';
alter table delivery drop constraint delivery_channel_known, drop constraint delivery_state_known,
  add constraint delivery_push_fkey foreign key (push_id) references push (id),
  add constraint delivery_push_unique unique (push_id),
  add constraint delivery_channel_known check (channel in ('mail', 'push')),
  -- Superseded: a later push about the same thing is on its way, and an older one must not come after it.
  add constraint delivery_state_known check (state in ('pending', 'delivered', 'outstanding', 'superseded')),
  add constraint delivery_notice_or_push check (
    case channel when 'push' then push_id is not null and notice_id is null
    else notice_id is not null and push_id is null end),
  add constraint delivery_superseded_push check (state <> 'superseded' or channel = 'push');
`;

/** The API takes messages in and keeps addresses; the worker takes messages over, and pushes. */
export const messageGrants = `
grant select, insert on inbound_message, webhook_endpoint to jiannuo_api;
grant select on inbound_message, webhook_endpoint to jiannuo_worker;
grant update on webhook_endpoint to jiannuo_api;
-- What a message said, and who sent it, is changed by nobody; the API places it, the worker takes it.
grant update (target_workflow_id, case_id, state, signalled_at) on inbound_message to jiannuo_api;
grant update (target_workflow_id, case_id, state, signalled_at, taken_at, outcome) on inbound_message to jiannuo_worker;
grant select, insert on push to jiannuo_worker;
grant update (received_at, confirmed_at, receipt) on push to jiannuo_worker;
grant select on push to jiannuo_api;
`;
