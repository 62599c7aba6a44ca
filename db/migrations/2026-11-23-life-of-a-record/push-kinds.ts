/** Pushed besides what the repair of records asked for: what is said against a record and of it, and what carriers of measures are asked. */
export const kindsOfPushes = `
alter table push drop constraint push_kind_known,
  add constraint push_kind_known check (kind in (
    'record.published', 'record.ended', 'record.withdrawn', 'record.restored', 'record.corrected',
    'record.under-objection', 'record.objection-over', 'record.declaration-changed',
    'repair.forwarded', 'repair.answered',
    'measure.to-apply', 'measure.to-undo', 'measure.to-suspend', 'measure.to-resume',
    'measure.called-off', 'measure.held', 'measure.resumed'));
`;
