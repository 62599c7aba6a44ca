/** A document is entered once for a subject, unless its record was entered wrongly: then it may be entered rightly. */
export const enteredOnce = `
alter table record drop constraint record_document_unique;
create unique index record_document_unique on record (authority_id, document_number, subject_id)
  where ended_how is null or ended_how not in ('corrected', 'withdrawn');
`;
