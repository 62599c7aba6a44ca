/** Who was told what, whether it arrived and was read. The worker writes, but for the reading. */
export const noticeTables = `
-- 通知 message to a person or a desk
create table notice (
  id uuid not null,                       -- 编号 id
  case_id uuid not null,                  -- 案件 case
  kind text not null,                     -- 种类 kind
  recipient_kind text not null,           -- 收件方 person or desk
  recipient_sub text,                     -- 收件人 person (issuer's subject); null: without an account
  authority_id uuid,                      -- 收件部门 authority of the desk, or of the handler written to
  desk_role text,                         -- 收件岗位 role of the desk
  title text not null,                    -- 标题 title, without personal data
  body text not null,                     -- 正文 body (encrypted)
  at timestamptz(3) not null,             -- 发出时间 made at
  constraint notice_pkey primary key (id),
  constraint notice_case_fkey foreign key (case_id) references case_file (id),
  constraint notice_authority_fkey foreign key (authority_id) references authority (id),
  constraint notice_recipient_known check (recipient_kind in ('person', 'desk')),
  constraint notice_desk_role_known check (desk_role in ('officer', 'supervisor', 'admin')),
  constraint notice_person_or_desk check (case recipient_kind
    when 'person' then desk_role is null
    else recipient_sub is null and desk_role is not null and (authority_id is null) = (desk_role = 'admin') end),
  constraint notice_body_encrypted check (body ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);
create index notice_person_index on notice (recipient_sub, at desc, id desc) where recipient_kind = 'person';
create index notice_desk_index on notice (authority_id, desk_role, at desc, id desc) where recipient_kind = 'desk';
create index notice_case_index on notice (case_id, at, id);

-- 送达 a notice on its way to an address
create table delivery (
  id uuid not null,                       -- 编号 id
  notice_id uuid not null,                -- 通知 notice
  channel text not null,                  -- 渠道 channel
  address text not null,                  -- 地址 address (encrypted)
  state text not null,                    -- 状态 pending, delivered, outstanding
  attempts integer not null default 0,    -- 尝试次数 attempts
  last_error text,                        -- 末次错误 last error
  receipt text,                           -- 回执 receipt
  first_at timestamptz(3) not null,       -- 首次发送时间 first sent at
  delivered_at timestamptz(3),            -- 送达时间 delivered at
  constraint delivery_pkey primary key (id),
  constraint delivery_notice_fkey foreign key (notice_id) references notice (id),
  constraint delivery_channel_known check (channel in ('mail')),
  constraint delivery_address_encrypted check (address ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  constraint delivery_state_known check (state in ('pending', 'delivered', 'outstanding')),
  constraint delivery_delivered_whole check ((delivered_at is not null) = (state = 'delivered')),
  constraint delivery_attempts_not_negative check (attempts >= 0)
);
create index delivery_notice_index on delivery (notice_id);
create index delivery_outstanding_index on delivery (first_at, id) where state = 'outstanding';

-- 已阅 who has read a notice
create table notice_read (
  notice_id uuid not null,                -- 通知 notice
  reader_sub text not null,               -- 阅读人 reader (issuer's subject)
  at timestamptz(3) not null,             -- 阅读时间 first read at
  constraint notice_read_pkey primary key (notice_id, reader_sub),
  constraint notice_read_notice_fkey foreign key (notice_id) references notice (id)
);
`;
