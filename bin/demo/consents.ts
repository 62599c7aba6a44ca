/** A person of the demo county who consents to queries, takes one consent back, and can read who looked. */
import { addMonths } from '../../domain/time.ts';
import { type County, whenEnteredBefore } from './entry.ts';

const MONTHS = 6;

/** Zhao consents to two authorities, withdraws from one; both then ask, and only one is answered. */
export async function enterConsents(county: County): Promise<void> {
  const subjectId = county.subject('zhao');
  const give = (authority: string, purpose: string) =>
    county
      .as('zhao')
      .post<{ id: string }>(
        '/v1/consents',
        {
          subjectId,
          authority,
          purpose,
          kinds: ['penalty', 'abnormal-list'],
          until: addMonths(county.days.today, MONTHS),
        },
        `demo-consent-${authority}`,
      )
      .catch(whenEnteredBefore);
  await give('market', 'licensing');
  const given = await give('tax', 'honours');
  if (given === null) return;
  await county.act('zhao', `/v1/consents/${given.id}/withdrawal`, {}, 'consent-tax-withdrawn');
  await county.as('chen').get(`/v1/records?subjectId=${subjectId}&purpose=licensing`);
  await county.as('ma').get(`/v1/records?subjectId=${subjectId}&purpose=honours`);
}
