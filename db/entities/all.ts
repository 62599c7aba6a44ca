import { AcceptFirst } from './accept-first.ts';
import { AuditEntry } from './audit-entry.ts';
import { Authority } from './authority.ts';
import { CalendarDay } from './calendar-day.ts';
import { CalendarNotice } from './calendar-notice.ts';
import { CaseFile } from './case-file.ts';
import { CaseMaterial } from './case-material.ts';
import { CaseNumberCounter } from './case-number-counter.ts';
import { CaseStep } from './case-step.ts';
import { CommitmentText } from './commitment-text.ts';
import { CaseDeadline } from './deadline.ts';
import { Delivery } from './delivery.ts';
import { MaterialSupply } from './material-supply.ts';
import { Notice } from './notice.ts';
import { NoticeRead } from './notice-read.ts';
import { PerformanceRecord } from './performance-result.ts';
import { Procedure } from './procedure.ts';
import { ProcedureMaterial } from './procedure-material.ts';
import { CreditRecord } from './record.ts';
import { Representation } from './representation.ts';
import { RequestKey } from './request-key.ts';
import { RuleDefault } from './rule-default.ts';
import { Subject } from './subject.ts';
import { TimelineEntry } from './timeline-entry.ts';

/** Every table, once: what the ORM is made of. */
export const entities = [
  Authority,
  Procedure,
  ProcedureMaterial,
  CommitmentText,
  CalendarNotice,
  CalendarDay,
  RuleDefault,
  Subject,
  Representation,
  CreditRecord,
  CaseFile,
  AcceptFirst,
  CaseMaterial,
  MaterialSupply,
  CaseDeadline,
  TimelineEntry,
  PerformanceRecord,
  Notice,
  Delivery,
  NoticeRead,
  AuditEntry,
  RequestKey,
  CaseStep,
  CaseNumberCounter,
];
