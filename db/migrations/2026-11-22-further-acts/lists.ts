/** The credit code by which an authority's own promise is known to be its own, and the orders in which lists are read. */
export const listsAndCodes = `
alter table authority
  add column credit_code text,
  add constraint authority_credit_code_unique unique (credit_code),
  add constraint authority_credit_code_shape check (credit_code ~ '^[0-9A-Z]{18}$');
comment on column authority.credit_code is '统一社会信用代码 its own credit code, as a subject; null: not entered';

create index case_file_opened_index on case_file (opened_at, id);
create index inbound_message_sender_index on inbound_message (sender_id, received_at, id);
`;
