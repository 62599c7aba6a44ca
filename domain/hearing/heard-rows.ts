import type { HearingResult } from './hearing.ts';
import type { ServiceMeans } from './service.ts';
import type { Day, Instant } from '../time.ts';

type Optional<T> = { [K in keyof T]?: T[K] | null | undefined };

/** The columns in which every kind of case that hears its subject keeps the service of its notice, and a waiver. */
export type HeardRow = Optional<{
  serviceMeans: ServiceMeans;
  serviceOn: Day;
  servedOn: Day;
  serviceProof: string;
  serviceConsent: string;
  serviceRegisteredBy: string;
  waivedOn: Day;
  waiver: string;
  waiverRegisteredBy: string;
}>;

/** A statement as it is written down; each kind of case has a table of its own. */
export interface StatementRow {
  caseId: string;
  seq: number;
  body: string;
  evidence?: string | null | undefined;
  receivedOn: Day;
  receivedAt: Instant;
  onPaper: boolean;
  inTime: boolean;
  registeredBy: string;
  actId: string;
}

/** A hearing as it is kept; one a case. */
export type HearingRow = { caseId: string; askedOn: Day; askedBy: string } & Optional<{
  calledFor: Day;
  calledTime: string;
  place: string;
  presiding: string;
  presidingName: string;
  result: HearingResult;
  endedOn: Day;
  minutes: string;
  /** Given up in writing: the subject's signed paper, by its reference. */
  declaration: string;
  recordedBy: string;
  /** The day on which its end was written down. */
  recordedOn: Day;
}>;
