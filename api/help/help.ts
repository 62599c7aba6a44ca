import type { Bilingual } from '../../domain/text.ts';

/** What a "no" means and what whoever was told it can do: its page at `/problems/{code}`. */
export interface Help {
  readonly meaning: Bilingual;
  readonly whatToDo: Bilingual;
  /** The clauses it rests on, where it rests on one; a refusal itself names the clause that applied. */
  readonly clause?: string;
}

/** The four sentences of a page, and its clause. */
export function help(meaningZh: string, meaningEn: string, toDoZh: string, toDoEn: string, clause?: string): Help {
  const meaning = { zh: meaningZh, en: meaningEn };
  const whatToDo = { zh: toDoZh, en: toDoEn };
  return { meaning, whatToDo, ...(clause === undefined ? {} : { clause }) };
}
