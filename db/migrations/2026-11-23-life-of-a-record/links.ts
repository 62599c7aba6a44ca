/** What is kept for the day on which a decision falls that something else rests on. */
export const linksBetweenCases = `
alter table repair_withdrawal
  add column undone_on date,
  add constraint repair_withdrawal_undone_was_upheld check (undone_on is null or decision_document is not null);
comment on column repair_withdrawal.undone_on is
  '撤销决定失效日期 day on which its record was voided, and the repair stood again; null: it was not';
alter table repair_withdrawal_record
  add column repair jsonb,
  add constraint repair_withdrawal_record_repair_known check (jsonb_typeof(repair) = 'object');
comment on column repair_withdrawal_record.repair is
  '被撤销的修复 ending day, days and measures as the repair had left them; null: it did not come back, or before they were kept';
grant update (undone_on) on repair_withdrawal to jiannuo_worker;
grant update (repair) on repair_withdrawal_record to jiannuo_worker;
`;
