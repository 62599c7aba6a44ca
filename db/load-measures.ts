import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type pg from 'pg';
import { type Measure, readMeasure } from '../domain/record/measures.ts';

const FILE = new URL('../data/measures.csv', import.meta.url);

/** The list of measures that comes with the program. Throws where the file cannot be read as one. */
export function readMeasuresFile(): Measure[] {
  const lines: Record<string, string>[] = parse(readFileSync(FILE, 'utf8'), { columns: true, skip_empty_lines: true });
  return lines.map(readMeasure);
}

/**
 * Brings the table `measure` up to the file, as the owner. A measure that left the file stays: records were decided with
 * it and keep their own copy of its words.
 */
export async function loadMeasures(owner: pg.Client): Promise<void> {
  await owner.query(
    `insert into measure (code, category, name, objects, basis, applied_by, source, severities, force, in_force_from,
       hinders_plan, our_defaults, least_months, most_months, term_words)
     select code, category, name, objects, basis, "appliedBy", source, severities, force, "inForceFrom"::date,
       "hindersPlan", "ourDefaults", "leastMonths", "mostMonths", "termWords"
     from jsonb_to_recordset($1) as m(code text, category text, name text, objects text, basis text, "appliedBy" text,
       source text, severities jsonb, force text, "inForceFrom" text,
       "hindersPlan" boolean, "ourDefaults" jsonb, "leastMonths" integer, "mostMonths" integer, "termWords" text)
     on conflict (code) do update set category = excluded.category, name = excluded.name, objects = excluded.objects,
       basis = excluded.basis, applied_by = excluded.applied_by, source = excluded.source,
       severities = excluded.severities, force = excluded.force, in_force_from = excluded.in_force_from,
       hinders_plan = excluded.hinders_plan, our_defaults = excluded.our_defaults,
       least_months = excluded.least_months, most_months = excluded.most_months, term_words = excluded.term_words`,
    [JSON.stringify(readMeasuresFile())],
  );
}
