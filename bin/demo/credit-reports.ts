/** Special credit reports of the demo county: issued before anything is repaired, so that one of them is superseded soon. */
import { addMonths } from '../../domain/time.ts';
import type { County } from './entry.ts';

const MONTHS_BACK = 36;

interface DemoReport {
  readonly key: string;
  /** Who asks: who acts for the subject, or at the counter an officer of the window, who then has seen proof. */
  readonly by: string;
  readonly subject: string;
  readonly proof?: string;
}

export const demoReports: readonly DemoReport[] = [
  { key: 'report-qiming', by: 'zhang', subject: 'qiming' },
  { key: 'report-shunda', by: 'qin', subject: 'shunda' },
  { key: 'report-zhao', by: 'kong', subject: 'zhao', proof: '本人身份证原件及书面申请（演示）' },
];

/** Chen's authority names an integrity model, before the first report, which lists it. */
export async function enterIntegrityModel(county: County): Promise<void> {
  const from = county.days.today;
  const body = {
    subjectId: county.subject('qiming'),
    title: '诚信经营示范企业',
    documentNumber: '明市监信〔2026〕5号',
    from,
    until: addMonths(from, MONTHS_BACK),
  };
  await county.act('chen', '/v1/integrity-models', body, 'integrity-model-qiming');
}

/** Issues a report over the last three years. */
export async function enterReport(county: County, { key, by, subject, proof }: DemoReport): Promise<void> {
  const until = county.days.today;
  const body = {
    subjectId: county.subject(subject),
    from: addMonths(until, -MONTHS_BACK),
    until,
    ...(proof === undefined ? {} : { proof }),
  };
  await county.act(by, '/v1/reports', body, key);
}
