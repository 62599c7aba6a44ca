/** While its record is held, what was applied of a measure is suspended, and resumed afterwards: asked and fed back alike. */
export const suspendedMeasures = `
-- What was applied and held before is asked to be suspended by the next step of its record.
update measure_execution set held_at = null where executed_on is not null;
alter table measure_execution drop constraint measure_execution_direction_known,
  add constraint measure_execution_direction_known check (direction in ('apply', 'undo', 'suspend', 'resume')),
  -- Nobody waits with what frees the subject, and what was done waits for nothing.
  add constraint measure_execution_held_is_to_do
    check (held_at is null or (direction in ('apply', 'resume') and executed_on is null));
comment on column measure_execution.direction is '事项 to apply it, to suspend or to resume it, or to undo it';
comment on column measure_execution.held_at is '暂不执行起始时间 not to be applied, or resumed, since; null: it is not held';
`;
