/** The kinds of cases that a record's whole life needs; each brings its statuses as a constraint of its own. */
export const lifeOfARecordKinds = `
alter table case_file drop constraint case_file_kind_known,
  add constraint case_file_kind_known check (kind in (
    'accept-first', 'commitment', 'publicity', 'repair', 'repair-withdrawal', 'reorganisation',
    'rectification', 'determination', 'objection',
    'voluntary-registration'));
`;
