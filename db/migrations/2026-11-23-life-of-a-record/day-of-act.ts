/** The day of the act that is determined, by which a minor is known; a case from before it was asked for has none. */
export const dayOfAct = `
alter table determination
  add column act_on date,
  add column leniency_considered text,
  add constraint determination_act_before_draft check (act_on <= drafted_on or made_on is not null),
  add constraint determination_act_before_document check (act_on <= document_issued_on),
  add constraint determination_considered_with_decision check (leniency_considered is null or decision_document is not null),
  add constraint determination_considered_encrypted check (leniency_considered ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$');
comment on column determination.act_on is '行为发生之日 day of the act, or its last day; null: a draft without it, or from before it was asked for';
comment on column determination.leniency_considered is '未成年情形的考虑 how it was considered that the subject was under age (encrypted)';
grant update (act_on, leniency_considered) on determination to jiannuo_worker;
`;
