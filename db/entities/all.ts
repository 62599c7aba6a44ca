import { AcceptFirst } from './accept-first.ts';
import { AuditEntry } from './audit-entry.ts';
import { Authority } from './authority.ts';
import { CalendarChange } from './calendar-change.ts';
import { CalendarDay } from './calendar-day.ts';
import { CalendarNotice } from './calendar-notice.ts';
import { CaseFile } from './case-file.ts';
import { CaseMaterial } from './case-material.ts';
import { CaseNumberCounter } from './case-number-counter.ts';
import { CaseStep } from './case-step.ts';
import { Commitment } from './commitment.ts';
import { CommitmentAmendment } from './commitment-amendment.ts';
import { CommitmentStandardText } from './commitment-standard-text.ts';
import { CommitmentText } from './commitment-text.ts';
import { CreditReport } from './credit-report.ts';
import { DataConsent } from './data-consent.ts';
import { CaseDeadline } from './deadline.ts';
import { DecisionSetAside } from './decision-set-aside.ts';
import { Delivery } from './delivery.ts';
import { InboundMessage } from './inbound-message.ts';
import { IntegrityModelRow } from './integrity-model.ts';
import { JudgmentDebtor } from './judgment-debtor.ts';
import { MaterialSupply } from './material-supply.ts';
import { LookUp } from './look-up.ts';
import { Measure } from './measure.ts';
import { MeasureCarrier } from './measure-carrier.ts';
import { MeasureCarrierChange } from './measure-carrier-change.ts';
import { MeasureExecutionRow } from './measure-execution.ts';
import { Notice } from './notice.ts';
import { NoticeRead } from './notice-read.ts';
import { Objection } from './objection.ts';
import { ObjectionSupplement } from './objection-supplement.ts';
import { Obligation } from './obligation.ts';
import { ObligationReport } from './obligation-report.ts';
import { PerformanceRecord } from './performance-result.ts';
import { Permit } from './permit.ts';
import { PermitChange } from './permit-change.ts';
import { Procedure } from './procedure.ts';
import { ProcedureMaterial } from './procedure-material.ts';
import { Push } from './push.ts';
import { CreditRecord } from './record.ts';
import { RecordDeclaration } from './record-declaration.ts';
import { RecordHoldRow } from './record-hold.ts';
import { RecordMeasureRow } from './record-measure.ts';
import { RecordStatement } from './record-statement.ts';
import { RecordWithdrawal } from './record-withdrawal.ts';
import { Rectification } from './rectification.ts';
import { RectificationReport } from './rectification-report.ts';
import { RectificationRung } from './rectification-rung.ts';
import { Reorganisation } from './reorganisation.ts';
import { ReorganisationRecord } from './reorganisation-record.ts';
import { Repair } from './repair.ts';
import { RepairBarRow } from './repair-bar.ts';
import { RepairItem } from './repair-item.ts';
import { RepairMaterialRow } from './repair-material.ts';
import { RepairPart } from './repair-part.ts';
import { Determination } from './determination.ts';
import { DeterminationHearing } from './determination-hearing.ts';
import { DeterminationStatement } from './determination-statement.ts';
import { RepairWithdrawal } from './repair-withdrawal.ts';
import { RepairWithdrawalHearing } from './repair-withdrawal-hearing.ts';
import { RepairWithdrawalRecord } from './repair-withdrawal-record.ts';
import { RepairWithdrawalStatement } from './repair-withdrawal-statement.ts';
import { Representation } from './representation.ts';
import { RequestKey } from './request-key.ts';
import { RuleDefault } from './rule-default.ts';
import { Subject } from './subject.ts';
import { TimelineEntry } from './timeline-entry.ts';
import { VoluntaryRegistration } from './voluntary-registration.ts';
import { VoluntaryRegistrationStatement } from './voluntary-registration-statement.ts';
import { VoluntaryRegistrationVersion } from './voluntary-registration-version.ts';
import { WebhookEndpoint } from './webhook-endpoint.ts';

/** Every table, once: what the ORM is made of. */
export const entities = [
  Authority,
  Procedure,
  ProcedureMaterial,
  CommitmentText,
  CommitmentStandardText,
  CalendarNotice,
  CalendarChange,
  CalendarDay,
  RuleDefault,
  Subject,
  Representation,
  Measure,
  MeasureCarrier,
  MeasureCarrierChange,
  MeasureExecutionRow,
  CreditRecord,
  RecordMeasureRow,
  RecordHoldRow,
  RecordDeclaration,
  RecordWithdrawal,
  CaseFile,
  AcceptFirst,
  CaseMaterial,
  MaterialSupply,
  CaseDeadline,
  TimelineEntry,
  Commitment,
  Obligation,
  ObligationReport,
  CommitmentAmendment,
  Repair,
  RepairPart,
  RepairItem,
  RepairMaterialRow,
  RepairWithdrawal,
  RepairWithdrawalRecord,
  RepairWithdrawalStatement,
  RepairWithdrawalHearing,
  Determination,
  DeterminationStatement,
  DeterminationHearing,
  DecisionSetAside,
  RepairBarRow,
  Objection,
  ObjectionSupplement,
  Rectification,
  RectificationRung,
  RectificationReport,
  PerformanceRecord,
  Notice,
  Push,
  Delivery,
  NoticeRead,
  AuditEntry,
  RequestKey,
  InboundMessage,
  WebhookEndpoint,
  JudgmentDebtor,
  Reorganisation,
  ReorganisationRecord,
  RecordStatement,
  LookUp,
  Permit,
  PermitChange,
  CaseStep,
  CaseNumberCounter,
  CreditReport,
  DataConsent,
  IntegrityModelRow,
  VoluntaryRegistration,
  VoluntaryRegistrationVersion,
  VoluntaryRegistrationStatement,
];
