/** By when a decision was to be published, as it was when its record was entered: who was late, and by how much. */
export const publicationTerm = `
alter table record
  add column publish_by date,
  add constraint record_publish_by_after_decision check (publish_by >= decided_on);
comment on column record.publish_by is
  '应公示日 last day on which the decision was to be published; null: the day was not certain, or no such term runs';
create index record_entered_late_index on record (publish_by, id)
  where (at at time zone 'Asia/Shanghai')::date > publish_by;
`;
