/** What somebody gives up in writing: a promisor its further time, a subject its hearing. Both stand with their words. */
export const givenUpColumns = `
alter table obligation
  add column conceded_on date,
  add column concession text,
  add constraint obligation_concession_encrypted check (concession ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  add constraint obligation_conceded_whole check ((conceded_on is null) = (concession is null)),
  add constraint obligation_conceded_not_kept check (conceded_on is null or not_kept_on is not null);
comment on column obligation.conceded_on is '确认未履行之日 day on which the promisor itself said that it was not done';
comment on column obligation.concession is '确认书 what it said, or the signed paper by its reference (encrypted)';

alter table repair_withdrawal
  add column waived_on date,
  add column waiver text,
  add column waiver_registered_by text,
  add constraint repair_withdrawal_waiver_encrypted check (waiver ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  add constraint repair_withdrawal_waiver_whole check (num_nulls(waived_on, waiver, waiver_registered_by) in (0, 3)),
  add constraint repair_withdrawal_waived_after_service check (
    waived_on is null or (served_on is not null and waived_on >= served_on));
comment on column repair_withdrawal.waived_on is '放弃之日 day on which the subject gave up statement and hearing; null: not, or taken back';
comment on column repair_withdrawal.waiver is '放弃声明 its words, or the signed paper by its reference (encrypted)';
comment on column repair_withdrawal.waiver_registered_by is '声明登记人 who wrote it down (issuer''s subject)';
grant update (waived_on, waiver, waiver_registered_by) on repair_withdrawal to jiannuo_worker;
`;
