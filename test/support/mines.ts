/**
 * Mines: files in a folder that say where a killable worker dies. Whoever removes one steps on it, so it kills one
 * process, once, and the worker that is started again walks over the same place unharmed.
 */
import { mkdirSync, readdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Activities } from '../../activities/index.ts';

/**
 * `begun` and `done`: around the whole activity; `before-commit` and `after-commit`: of its transaction;
 * `before-mail` and `after-mail`: around what the mail server is told and answers.
 */
export type Point = 'begun' | 'before-commit' | 'after-commit' | 'before-mail' | 'after-mail' | 'done';

/** One place in the run of one workflow, or of any (`workflowId: 'any'`). */
export interface Mine {
  readonly activity: keyof Activities;
  readonly point: Point;
  readonly workflowId: string;
}

export class Minefield {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  lay(mine: Mine): void {
    writeFileSync(this.#file(mine), '');
  }

  /** Whether it has not been stepped on yet. */
  holds(mine: Mine): boolean {
    return readdirSync(this.folder).includes(nameOf(mine));
  }

  /** Kills this process, as `kill -9` does, where a mine lies here. */
  step(activity: string, point: Point, workflowId: string): void {
    for (const id of [workflowId, 'any']) {
      try {
        unlinkSync(this.#file({ activity: activity as keyof Activities, point, workflowId: id }));
      } catch {
        continue;
      }
      process.kill(process.pid, 'SIGKILL');
    }
  }

  #file(mine: Mine): string {
    return join(this.folder, nameOf(mine));
  }
}

function nameOf({ activity, point, workflowId }: Mine): string {
  return `${activity}.${point}.${encodeURIComponent(workflowId)}`;
}
