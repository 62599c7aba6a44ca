/** By what a measure was lifted: a withdrawal of the repair brings back what the repair had lifted, and nothing else. */
export const howMeasuresWereLifted = `
alter table record_measure
  add column lifted_how text,
  add constraint record_measure_lifted_how_known check (
    lifted_how in ('repaired', 'annulled', 'corrected', 'withdrawn'));
comment on column record_measure.lifted_how is
  '解除方式 with its record, by how that ended; corrected: found wrong, by itself or with its record; null: not lifted';
-- Before, a measure was only lifted with its record.
update record_measure m set lifted_how = coalesce(r.ended_how, 'withdrawn')
  from record r where r.id = m.record_id and m.lifted_on is not null;
alter table record_measure
  add constraint record_measure_lifted_whole check ((lifted_on is null) = (lifted_how is null));
`;
