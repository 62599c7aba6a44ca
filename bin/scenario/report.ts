/** What came about in a scenario, for a person and for a program. */
import { readFileSync } from 'node:fs';
import { oneLine } from '../commands/command.ts';
import { type Complaint, ScenarioFault } from './complaint.ts';
import { readScenario } from './read.ts';
import { type Happening, type Played, playScenario } from './run.ts';
import type { ScenarioStage } from './stage.ts';
import { shownInstant } from './when.ts';

/** One file, as `--json` prints it. */
export interface ScenarioReport {
  readonly file: string;
  readonly title: string;
  readonly rows: readonly string[];
  /** Everything that was expected has come about. */
  readonly ok: boolean;
  readonly complaints: readonly Complaint[];
  readonly timeline: readonly Happening[];
  readonly reached: Played['reached'];
  readonly told: Played['told'];
}

/** Reads a file and plays it. Throws for a file that cannot be opened, never for what is in it. */
export async function reportOn(stage: ScenarioStage, file: string): Promise<ScenarioReport> {
  const text = readFileSync(file, 'utf8');
  try {
    const read = readScenario(text);
    const { complaints, happenings, reached, told } = await playScenario(stage, read);
    const { title, rows = [] } = read.scenario;
    return { file, title, rows, ok: complaints.length === 0, complaints, timeline: happenings, reached, told };
  } catch (error) {
    if (!(error instanceof ScenarioFault)) throw error;
    return { file, title: '', rows: [], ok: false, complaints: error.complaints, timeline: [], reached: [], told: [] };
  }
}

/** The timeline of a file, line by line. */
export function timelineLines({ file, title, timeline }: ScenarioReport): string[] {
  return ['', `══ ${title}（${file}）`, ...timeline.map(lineOf)];
}

/** What went otherwise than expected, each with the file and its line. */
export function complaintLines({ file, complaints }: ScenarioReport): string[] {
  return complaints.map(({ line, text }) => `✖ ${file}:${line} ${oneLine(text)}`);
}

function lineOf({ at, occurredAt, what, ok, line, case: of, kind, text }: Happening): string {
  const when = shownInstant(at);
  if (what === 'entry') {
    const day = shownInstant(occurredAt);
    const earlier = day.slice(0, 10) === when.slice(0, 10) ? '' : `〔发生于${day}〕`;
    return `${when}    ${of} ${text}${earlier} [${kind}]`;
  }
  const mark = ok ? (what === 'act' ? '▸' : '✓') : '✖';
  return `${when}  ${mark} ${text}  (:${line})`;
}
