/**
 * Whose a term is, as it was when the term began: a case that is passed on to another authority takes its past with it.
 * Of the terms that are there already none was passed on: the kinds of cases that are came with this migration.
 */
export const authorityOfDeadline = `
alter table deadline add column authority_id uuid;
comment on column deadline.authority_id is '责任机关 authority that had the case, or that part of it, when the term began';
update deadline d set authority_id = coalesce(
  (select rp.authority_id from repair_part rp where rp.case_id = d.case_id and rp.id::text = d.about),
  (select c.authority_id from case_file c where c.id = d.case_id));
alter table deadline
  alter column authority_id set not null,
  add constraint deadline_authority_fkey foreign key (authority_id) references authority (id);
`;
