/**
 * What every kind of case shares no longer speaks of accept-first alone. Each kind says which statuses it has, and
 * which of them are endings, in a constraint of its own: `case_file_<kind>_statuses`.
 */
export const core = `
alter table case_file alter column procedure_id drop not null;
alter table case_file drop constraint case_file_kind_known, drop constraint case_file_status_known,
  drop constraint case_file_closed_iff_ended, drop constraint case_file_next_known,
  add constraint case_file_kind_known check (kind in (
    'accept-first', 'commitment', 'publicity', 'repair', 'repair-withdrawal', 'reorganisation')),
  add constraint case_file_status_shape check (status ~ '^[a-z]+(-[a-z]+)*$'),
  add constraint case_file_accept_first_statuses check (kind <> 'accept-first' or (
    procedure_id is not null
    and status in ('opening', 'refused', 'awaiting-materials', 'awaiting-registration', 'awaiting-verification',
      'awaiting-decision', 'completed', 'ended', 'withdrawn')
    and (closed_at is not null) = (status in ('refused', 'completed', 'ended', 'withdrawn')))),
  add constraint case_file_next_shape check (next_kind ~ '^[a-z]+(-[a-z]+)*$');

alter table deadline add column about text not null default '';
comment on column deadline.about is '所涉部分 the part of the case it belongs to; empty: the case itself';
alter table deadline drop constraint deadline_kind_known,
  add constraint deadline_kind_shape check (kind ~ '^[a-z]+(-[a-z]+)*$');
drop index deadline_running_unique;
create unique index deadline_running_unique on deadline (case_id, kind, about) where state = 'running';
`;
