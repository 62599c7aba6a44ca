import { ApplicationFailure } from '@temporalio/common';
import { CaseFile } from '../../db/entities/case-file.ts';
import type { CaseKind } from '../../domain/case/case-kind.ts';
import { CASE_UNKNOWN } from '../../workflows/messages/case.ts';
import { acceptFirstCourse } from '../accept-first/accept-first-course.ts';
import type { CaseCourse } from './case-course.ts';
import { objectionCourse } from '../objection/objection-course.ts';
import { determinationCourse } from '../determination/determination-course.ts';
import { publicityCourse } from '../publicity/publicity-course.ts';
import { rectificationCourse } from '../rectification/rectification-course.ts';
import { reorganisationCourse } from '../reorganisation/reorganisation-course.ts';
import { commitmentCourse } from '../commitment/commitment-course.ts';
import { repairCourse } from '../repair/repair-course.ts';
import { repairWithdrawalCourse } from '../repair-withdrawal/repair-withdrawal-course.ts';
import { voluntaryRegistrationCourse } from '../voluntary-registration/voluntary-registration-course.ts';
import type { ActivityDeps } from './transaction.ts';

/** The course of each kind of case, for the steps that all have in common. */
const COURSES: Readonly<Partial<Record<CaseKind, CaseCourse>>> = {
  'accept-first': acceptFirstCourse,
  commitment: commitmentCourse,
  'repair-withdrawal': repairWithdrawalCourse,
  publicity: publicityCourse,
  repair: repairCourse,
  reorganisation: reorganisationCourse,
  objection: objectionCourse,
  rectification: rectificationCourse,
  determination: determinationCourse,
  'voluntary-registration': voluntaryRegistrationCourse,
};

/** The course that a case follows, by its kind. Throws the non-retryable `CaseUnknown` where there is no such case. */
export async function courseOfCase({ orm }: ActivityDeps, caseId: string): Promise<CaseCourse> {
  const file = await orm.em.fork().findOne(CaseFile, { id: caseId }, { fields: ['kind'] });
  const course = file === null ? undefined : COURSES[file.kind];
  if (course === undefined) throw ApplicationFailure.nonRetryable(`There is no case ${caseId}`, CASE_UNKNOWN);
  return course;
}
