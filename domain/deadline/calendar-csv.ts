import type { CalendarDay, CalendarNotice } from './calendar.ts';
import type { Day } from '../time.ts';
import { parseDay } from '../time.ts';

/**
 * Reads `date,kind,name` lines (kind `off` or `workday`), the form of `data/calendar-2013-2026.csv`.
 * No field of it is quoted. A line that is not of this form throws, naming the line.
 */
export function parseCalendarCsv(text: string): (CalendarDay & { readonly day: Day })[] {
  return rows(text, 'date,kind,name').map(({ fields: [date = '', kind = '', name = ''], line }) => {
    const day = parseDay(date);
    if (day === null) throw new Error(`line ${line}: "${date}" is not a day YYYY-MM-DD`);
    if (kind !== 'off' && kind !== 'workday')
      throw new Error(`line ${line}: kind "${kind}" is neither off nor workday`);
    if (name === '') throw new Error(`line ${line}: the holiday has no name`);
    return { day, kind, name };
  });
}

/** Reads `year,number,issued_on,source` lines, the form of `data/calendar-notices.csv`. Number and day may be empty. */
export function parseCalendarNoticesCsv(text: string): CalendarNotice[] {
  return rows(text, 'year,number,issued_on,source').map(
    ({ fields: [yearText = '', number = '', issued = '', source = ''], line }) => {
      const year = Number(yearText);
      if (!/^[0-9]{4}$/.test(yearText)) throw new Error(`line ${line}: "${yearText}" is not a year`);
      const issuedOn = issued === '' ? null : parseDay(issued);
      if (issued !== '' && issuedOn === null) throw new Error(`line ${line}: "${issued}" is not a day YYYY-MM-DD`);
      if (source === '') throw new Error(`line ${line}: the source is missing`);
      return { year, number: number === '' ? null : number, issuedOn, source };
    },
  );
}

interface Row {
  readonly fields: readonly string[];
  readonly line: number;
}

function rows(text: string, header: string): Row[] {
  const [first = '', ...rest] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (first !== header) throw new Error(`line 1: expected the header ${header}`);
  const columns = header.split(',').length;
  return rest
    .map((content, index) => ({ fields: content.split(','), line: index + 2, content }))
    .filter(({ content }) => content !== '')
    .map(({ fields, line }) => {
      if (fields.length !== columns)
        throw new Error(`line ${line}: ${fields.length} fields where ${columns} are expected`);
      return { fields, line };
    });
}
