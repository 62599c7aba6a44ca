/**
 * Mines: files in a folder that say where a killable worker dies. Whoever removes one steps on it, so it kills one
 * process, once, and the worker that is started again walks over the same place unharmed.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Activities } from '../../activities/index.ts';
import type { Leap, ShiftedClock } from './shifted-clock.ts';

/**
 * `begun` and `done`: around the whole activity; `before-commit` and `after-commit`: of its transaction;
 * `before-mail` and `after-mail`: around what the mail server is told and answers; `-push` likewise for other systems.
 */
export type Point =
  | 'begun'
  | 'before-commit'
  | 'after-commit'
  | 'before-mail'
  | 'after-mail'
  | 'before-push'
  | 'after-push'
  | 'done';

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

  /** Those on which nobody has stepped. */
  left(): string[] {
    return readdirSync(this.folder).filter((name) => !name.startsWith('.'));
  }

  /** Says by how many milliseconds the clock of worker and API is ahead from now on; `leap`: and from when on it is further ahead. */
  moveClock(shift: number, leap: Leap | null = null): void {
    const file = join(this.folder, '.shift');
    writeFileSync(`${file}.new`, JSON.stringify({ shift, leap }));
    renameSync(`${file}.new`, file);
  }

  clock(): ShiftedClock {
    const file = join(this.folder, '.shift');
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ShiftedClock) : { shift: 0, leap: null };
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
