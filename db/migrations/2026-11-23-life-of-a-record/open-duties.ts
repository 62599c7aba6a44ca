/** What the sector's rule says of duties that are open at the maximum, written down with the record at its entry. */
export const openDuties = `
alter table record
  add column duties_open_at_maximum text,
  add constraint record_duties_at_maximum_known check (duties_open_at_maximum in ('flag', 'stays-published'));
comment on column record.duties_open_at_maximum is '期满义务未履行时 at the maximum with duties open: flagged, or shown until they are done; null: entered before it was written down';
create index record_open_duties_index on record (ends_by, id)
  where ended_on is null and voided_on is null and (corrected_on is null or duties_done_on is null);
`;
