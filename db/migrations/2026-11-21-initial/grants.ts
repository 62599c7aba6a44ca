/**
 * Who may do what, table by table. Everything else is refused by PostgreSQL itself: the API writes no case table,
 * and nobody but the owner changes or removes an audit entry, a timeline entry or a signed commitment.
 */
export const grants = `
revoke all on schema public from public;
grant usage on schema public to jiannuo_api, jiannuo_worker;
revoke all on all tables in schema public from public, jiannuo_api, jiannuo_worker;

-- Reference data: the API's to maintain, the worker's to read.
grant select on authority, procedure, procedure_material, commitment_text, calendar_notice, calendar_day,
  rule_default, subject, representation, record to jiannuo_api, jiannuo_worker;
grant insert on authority, procedure, procedure_material, commitment_text, calendar_notice, calendar_day,
  rule_default, subject, representation, record to jiannuo_api;
grant update on authority, procedure, procedure_material, calendar_notice, calendar_day,
  subject, representation to jiannuo_api;
-- A record stands as it was decided; that it was repaired is noted later.
grant update (repaired_on) on record to jiannuo_api;
-- A list is replaced as a whole: cases keep their own copy of the materials, deadlines their calendar's version.
grant delete on procedure_material, calendar_day to jiannuo_api;

-- Cases: the API reads, the worker writes, and only what can change is changed.
grant select on case_file, accept_first, case_material, material_supply, deadline, timeline_entry,
  performance_result, notice, delivery, case_step to jiannuo_api, jiannuo_worker;
grant insert on case_file, accept_first, case_material, material_supply, deadline, timeline_entry,
  performance_result, notice, delivery, case_step to jiannuo_worker;
grant update on case_file, deadline, performance_result, delivery to jiannuo_worker;
grant update (verdict, verdict_reason, verdict_by, verdict_at) on material_supply to jiannuo_worker;
grant select, insert, update on case_number_counter to jiannuo_worker;

-- The edge: receipts and answers are the API's; the worker sees which acts are still on their way.
grant select, insert, update on request_key to jiannuo_api;
grant select on request_key to jiannuo_worker;
grant select, insert on notice_read to jiannuo_api;

-- The audit: both add to it, auditors read it through the API. An insert gives back the id, no more.
grant select, insert on audit_entry to jiannuo_api;
grant insert on audit_entry to jiannuo_worker;
grant select (id) on audit_entry to jiannuo_worker;
`;
