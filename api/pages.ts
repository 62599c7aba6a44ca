import { BadCursorError, type Page, type PageRequest } from '../db/queries/page.ts';
import { invalidField } from './problems.ts';

const USUAL_LIMIT = 20;

/**
 * One page of a list, as it is answered.
 * @throws Problem `invalid-input` for a cursor that is not one of this list
 */
export async function pageOf<T>(
  { limit = USUAL_LIMIT, cursor = null }: { limit?: number; cursor?: string | null },
  list: (request: PageRequest) => Promise<Page<T>>,
): Promise<{ items: T[]; next: string | null }> {
  try {
    const { items, nextCursor } = await list({ limit, cursor });
    return { items, next: nextCursor };
  } catch (error) {
    if (!(error instanceof BadCursorError)) throw error;
    throw invalidField('/query/cursor', 'not-a-cursor', {
      zh: '“/query/cursor”不是本列表的翻页标记，请使用上一页的 next。',
      en: '"/query/cursor" is not a cursor of this list; use `next` of the page before.',
    });
  }
}
