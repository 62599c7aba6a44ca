import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Runs one statement in the EntityManager's transaction, if it is in one. `?` stands for a value, `(?)` for a list
 * that is not empty. Days come back as `YYYY-MM-DD`, timestamptz as PostgreSQL's text: give it to `toInstant`.
 */
export async function select<Row>(em: EntityManager, sql: string, values: readonly unknown[] = []): Promise<Row[]> {
  const rows: unknown[] = await em.execute(sql, [...values], 'all');
  return rows as Row[];
}

/** Conditions that are joined by `and`, each with its own values. */
export class Conditions {
  readonly #texts: string[] = [];
  readonly values: unknown[] = [];

  add(text: string, ...values: unknown[]): void {
    this.#texts.push(text);
    this.values.push(...values);
  }

  get where(): string {
    return this.#texts.length === 0 ? '' : `where ${this.#texts.join(' and ')}`;
  }
}
