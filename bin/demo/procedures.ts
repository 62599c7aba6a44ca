/**
 * The procedures of the demo county: names, handling terms, materials and supply-by days as `data/procedures.csv` has
 * them; what it marks `unknown` may not be missing, and of a procedure that it does not say to be a permit none is published.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { AcceptFirstTerms, ProcedureMaterial, ProcedureTerms } from '../../domain/accept-first/accept-first.ts';
import type { ApprovalTerms } from '../../domain/commitment/commitment-kinds.ts';
import { AUTHORITY_OF_NAME } from './authorities.ts';
import { standardText } from './commitment-texts.ts';
import { OFFERS, type Offer } from './offers.ts';
import { PLACE_RULES, type PlaceRule } from './place-rules.ts';

export interface DemoProcedure extends ProcedureTerms {
  readonly authority: string;
  readonly basis: string;
  readonly commitmentTerms: ApprovalTerms | null;
  readonly commitmentText: string;
}

/** Ours where the county gives no number: the rule set's default. */
const ON_COMMITMENT: ApprovalTerms = {
  checkWithinWorkingDays: null,
  rectifyWithinWorkingDays: 15,
  clause: '明信县告知承诺制实施办法（演示）第六条',
};

interface Row {
  readonly authority: string;
  readonly procedure: string;
  readonly handling_days: string;
  readonly material: string;
  readonly main_or_secondary: 'main' | 'secondary';
  readonly may_be_missing: 'yes' | 'no' | 'unknown';
  readonly supply_within_days: string;
  readonly is_permit: 'yes' | 'no' | 'unknown';
}

/** The procedures as they are entered. Throws where this list and the data file do not fit. */
export function demoProcedures(): DemoProcedure[] {
  const text = readFileSync(new URL('../../data/procedures.csv', import.meta.url), 'utf8');
  const rows: Row[] = parse(text, { columns: true, skip_empty_lines: true });
  return Object.entries(OFFERS).map(([code, offer]) =>
    procedureOf(
      code,
      offer,
      rows.filter(({ procedure }) => procedure === offer.name),
    ),
  );
}

function procedureOf(code: string, offer: Offer, rows: readonly Row[]): DemoProcedure {
  const { name, basis, promise, onCommitment = false, greenChannel = null } = offer;
  const [first] = rows;
  const authority = AUTHORITY_OF_NAME[first?.authority ?? ''];
  if (first === undefined || authority === undefined)
    throw new Error(`data/procedures.csv: no procedure "${name}" of a known authority`);
  const codes = offer.materials.split(' ');
  if (codes.length !== rows.length)
    throw new Error(`${code}: ${codes.length} material codes for ${rows.length} materials of the file`);
  return {
    code,
    name,
    authority,
    basis,
    handlingDays: first.handling_days === '' ? null : Number(first.handling_days),
    acceptFirst: offer.rule === null ? null : termsOf(offer.rule, rows),
    commitmentTerms: onCommitment ? ON_COMMITMENT : null,
    greenChannel,
    isPermit: first.is_permit === 'unknown' ? null : first.is_permit === 'yes',
    materials: rows.map((row, index) => materialOf(codes[index] ?? '', row)),
    commitmentText: standardText(name, promise),
  };
}

/** A supply-by that the file gives for the procedure goes before the place's. */
function termsOf(rule: PlaceRule, rows: readonly Row[]): AcceptFirstTerms {
  const terms = PLACE_RULES[rule];
  const days = rows.map(({ supply_within_days }) => Number(supply_within_days)).filter((count) => count > 0);
  return days.length === 0 ? terms : { ...terms, supplyBy: { kind: 'fixed', workingDays: Math.max(...days) } };
}

function materialOf(code: string, row: Row): ProcedureMaterial {
  const { material: name, main_or_secondary: kind } = row;
  return {
    code,
    name,
    kind,
    mayBeMissing: kind === 'secondary' && row.may_be_missing === 'yes',
    form: formOf(name, kind),
  };
}

/** The file does not say in which form a paper is wanted: what offices usually ask for. */
function formOf(name: string, kind: 'main' | 'secondary'): string {
  if (/执照|许可证|批准书/.test(name)) return '复印件或者电子证照';
  if (/身份/.test(name)) return '复印件，核对原件';
  if (name.includes('复印件')) return '复印件，加盖公章';
  return kind === 'main' ? '原件' : '原件或者加盖公章的复印件';
}
