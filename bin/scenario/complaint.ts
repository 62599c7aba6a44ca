import type { Bilingual } from '../../domain/text.ts';

/** Something that is wrong with a scenario, or that did not come about in it. */
export interface Complaint {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly text: Bilingual;
}

/** The file cannot be run as it is written: every complaint that reading it found. */
export class ScenarioFault extends Error {
  override name = 'ScenarioFault';
  readonly complaints: readonly Complaint[];

  constructor(complaints: readonly Complaint[]) {
    super(complaints.map(({ line, text }) => `${line}: ${text.zh} / ${text.en}`).join('\n'));
    this.complaints = complaints;
  }
}
