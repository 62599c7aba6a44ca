/** Why records whose decision stands no more were taken back, and until when that is said in public. */
export const recordWithdrawals = `
-- 撤回说明 why a record was taken back whose decision was changed, annulled, found unlawful or void
create table record_withdrawal (
  record_id uuid not null,                -- 失信记录 record, as it was when it was taken back
  ground text not null,                   -- 撤回原因 annulled by a document, set aside by its authority, or its basis fell
  ground_on date not null,                -- 原因发生之日 day of that document, of setting aside, or of the fall
  ground_document text,                   -- 文号 number of the document that annulled the decision
  reason text,                            -- 理由 the officer's words, public where the subject is no person (encrypted)
  withdrawn_on date not null,             -- 撤回之日 taken back on
  withdrawn_by text not null,             -- 撤回人 who took it back (issuer's subject)
  shown_until date,                       -- 公开至 last day on which this is public; null: it is not
  at timestamptz(3) not null,             -- 登记时间 written down at
  constraint record_withdrawal_pkey primary key (record_id),
  constraint record_withdrawal_record_fkey foreign key (record_id) references record (id),
  constraint record_withdrawal_ground_known check (ground in ('annulled', 'set-aside', 'basis-fallen')),
  constraint record_withdrawal_words_of_annulled check (
    num_nonnulls(ground_document, reason) = case ground when 'annulled' then 2 else 0 end),
  constraint record_withdrawal_after_ground check (withdrawn_on >= ground_on),
  constraint record_withdrawal_shown_after check (shown_until >= withdrawn_on),
  constraint record_withdrawal_reason_encrypted check (reason ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$')
);
`;

/** What each role may do with them: they are written once. */
export const recordWithdrawalGrants = `
grant select on record_withdrawal to jiannuo_api, jiannuo_worker;
grant insert on record_withdrawal to jiannuo_worker;
`;
