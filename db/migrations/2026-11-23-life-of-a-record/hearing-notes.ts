/** What is written down of a hearing beside its day and its minutes, in every kind of case that holds one. */
export const hearingNotes = `${['repair_withdrawal', 'determination'].map(notesOf).join('')}
alter table determination_hearing
  add column answer text,
  add column answered_on date,
  add column answered_by text,
  add constraint determination_hearing_answer_encrypted check (answer ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  add constraint determination_hearing_answer_whole check (num_nulls(answer, answered_on, answered_by) in (0, 3)),
  add constraint determination_hearing_answered_after_end check (answered_on is null or ended_on is not null);
comment on column determination_hearing.answer is '复核结果 how what was said at it was reviewed (encrypted)';
comment on column determination_hearing.answered_on is '复核日期 reviewed on';
comment on column determination_hearing.answered_by is '复核人 who reviewed it (issuer''s subject)';
grant update (answer, answered_on, answered_by) on determination_hearing to jiannuo_worker;
`;

function notesOf(kind: string): string {
  const table = `${kind}_hearing`;
  return `
alter table ${table}
  add column presiding_name text,
  add column declaration text,
  add column recorded_on date,
  add constraint ${table}_presiding_encrypted check (presiding_name ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  add constraint ${table}_declaration_encrypted check (declaration ~ '^[A-Za-z0-9._-]+:[A-Za-z0-9_-]{38,}$'),
  add constraint ${table}_declared_with_result check (declaration is null or result is not null),
  add constraint ${table}_recorded_after_end check (
    recorded_on is null or (ended_on is not null and recorded_on >= ended_on));
comment on column ${table}.presiding_name is '主持人姓名 name of who presides, as the subject was told (encrypted)';
comment on column ${table}.declaration is '放弃声明 signed paper by which the subject gave it up (encrypted); null: there is none';
comment on column ${table}.recorded_on is '登记日期 day on which its result was written down; null: before that day was kept';
grant update (presiding_name, declaration, recorded_on) on ${table} to jiannuo_worker;
`;
}
