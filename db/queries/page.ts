/** Pages by cursor: a cursor is where the last page ended, opaque to callers. Nothing is counted. */
export interface PageRequest {
  /** 1 to 100. */
  readonly limit: number;
  readonly cursor: string | null;
}

export interface Page<Item> {
  readonly items: Item[];
  /** Where the next page begins; null on the last one. */
  readonly nextCursor: string | null;
}

export const LONGEST_PAGE = 100;

/** A cursor that no page of this list ended with. */
export class BadCursorError extends Error {
  constructor() {
    super('the cursor is not one of this list');
    this.name = 'BadCursorError';
  }
}

/** 30 February and the year 0 have the shape of an instant, and PostgreSQL would not take them. */
function isRealInstant(text: string): boolean {
  const milliseconds = Date.parse(text);
  return !text.startsWith('0000') && !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === text;
}

type Position = readonly (string | null)[];

/** Reads a cursor whose parts match these patterns. Throws BadCursorError. */
export function readCursor(cursor: string, patterns: readonly RegExp[]): Position {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new BadCursorError();
  }
  if (!Array.isArray(parts) || parts.length !== patterns.length) throw new BadCursorError();
  return parts.map((part: unknown, index) => {
    if (typeof part !== 'string' || !patterns[index]?.test(part)) throw new BadCursorError();
    if (INSTANT_PATTERN.test(part) && !isRealInstant(part)) throw new BadCursorError();
    if (DAY_PATTERN.test(part) && !isRealInstant(`${part}T00:00:00.000Z`)) throw new BadCursorError();
    return part;
  });
}

/**
 * Makes a page of rows of which one more than the limit was asked for: whether it came says if there is a next page.
 */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  position: (row: Row) => Position,
  item: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    items: shown.map(item),
    nextCursor: more ? Buffer.from(JSON.stringify(position(last)), 'utf8').toString('base64url') : null,
  };
}

/** Throws RangeError for a limit outside 1 to 100. */
export function checkedLimit(limit: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > LONGEST_PAGE)
    throw new RangeError(`a page holds 1 to ${LONGEST_PAGE}, not ${limit}`);
  return limit;
}

export const UUID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const INSTANT_PATTERN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
export const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;
export const NUMBER_PATTERN = /^[1-9]\d{0,17}$/;
