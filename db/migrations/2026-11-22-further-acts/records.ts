/** What is found out about a record when it is over: its decision was annulled after all, and its copies are deleted. */
export const recordColumns = `
alter table record
  add column voided_on date,
  add constraint record_voided_how check (
    voided_on is null or (ended_how is not null and ended_how in ('annulled', 'withdrawn'))),
  add constraint record_voided_after_end check (voided_on >= ended_on);
comment on column record.voided_on is '撤回日期 annulled or withdrawn on, after it had been repaired or had run out; null: it was not';

alter table case_file drop constraint case_file_publicity_statuses,
  add constraint case_file_publicity_statuses check (kind <> 'publicity' or (
    status in ('opening', 'running', 'measures-only', 'annulment-check', 'ended-by-time', 'repaired', 'annulled',
      'corrected', 'withdrawn')
    and (closed_at is not null) = (status in ('ended-by-time', 'repaired', 'annulled', 'corrected', 'withdrawn'))));

alter table push drop constraint push_kind_known,
  add constraint push_kind_known check (kind in (
    'record.published', 'record.ended', 'record.withdrawn', 'record.restored', 'repair.forwarded', 'repair.answered'));
`;
