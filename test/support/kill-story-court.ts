/** What a court says of debtors and of reorganisations, in every kind of message; and two applications. */
import { endOfDay } from '../../domain/time.ts';
import type { MessageData } from '../../domain/messages/messages.ts';
import {
  addStatementUpdate,
  type AddStatementAct,
  withdrawReorganisationUpdate,
} from '../../workflows/messages/reorganisation.ts';
import { administrator, type CourtBench } from './court-bench.ts';

export async function tellCourt(bench: CourtBench): Promise<unknown> {
  const of = await bench.enterprise();
  const record = await bench.record(of);
  const serial = of.identifier.slice(-4);
  const documentNumber = `（2026）示01执${serial}号`;
  const rulingNumber = `（2026）示01破${serial}号`;
  const { identifier } = of;
  const listing: MessageData['debtor.listed'] = {
    documentNumber,
    decidedOn: '2026-03-02',
    situation: 1,
    extraYears: 0,
    facts: '拒不履行。',
    subject: {
      kind: 'organisation',
      identifier,
      name: '示范县制造有限公司',
    },
    listedAs: 'debtor',
    fullTimeStudent: false,
  };
  const listed = await bench.say('debtor.listed', listing);
  const masked = await bench.say('debtor.masked', { documentNumber, identifier, reason: '诚信履行' });
  const { caseId } = await bench.apply(await bench.application(of, { rulingNumber }));
  // The court is silent first.
  await bench.skipTo(endOfDay((await bench.row({ caseId })).nextDue ?? ''));
  const said = [
    await bench.say('reorganisation.approved', {
      rulingNumber,
      kind: 'plan',
      identifier,
      ruledOn: '2026-03-05',
      planUntil: null,
    }),
    await bench.say('reorganisation.statement', { rulingNumber, text: '本院监督执行。' }),
  ];
  const answers: unknown[] = [
    await bench.act<AddStatementAct>({ caseId }, addStatementUpdate, { by: administrator, text: '经营正常。' }),
  ];
  said.push(await bench.say('reorganisation.carried-out', { rulingNumber }));
  const other = await bench.apply(
    await bench.application(await bench.enterprise(), { rulingNumber: `（2026）示01破9${serial}号` }),
  );
  answers.push(await bench.act(other, withdrawReorganisationUpdate, { by: administrator, reason: null }));
  const states = [await bench.stateOf(record), await bench.stateOf(listed.caseId ?? '')];
  return {
    answers,
    said: [listed, masked, ...said].map(({ state, code }) => ({ state, code })),
    states: states.map(({ state }) => state),
  };
}
