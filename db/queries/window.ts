import type { EntityManager } from '@mikro-orm/postgresql';
import { Authority } from '../entities/authority.ts';

/** The window (信用修复窗口) with this code, or the first by its code; null where there is none. One statement. */
export async function findWindow(em: EntityManager, code: string | null): Promise<Authority | null> {
  const which = code === null ? {} : { code };
  const [window] = await em.find(Authority, { kind: 'window', ...which }, { orderBy: { code: 'asc' }, limit: 1 });
  return window ?? null;
}
