/** A promise of the demo county on its way through the API. */
import type { CommitmentAct, DemoCommitment, DemoObligation } from './commitment.ts';
import type { County } from './entry.ts';

/** Makes a promise as its people would, and does what is done on it. */
export async function enterCommitment(county: County, commitment: DemoCommitment): Promise<void> {
  const { key, way, signer, title, subject, acts, intended } = commitment;
  const online = 'online' in way;
  const by = online ? way.online : way.registeredBy;
  const wish = wishOf(county, commitment);
  const { commitment: letter } = await county
    .as(by)
    .post<{ commitment: { version: number; sha256: string } }>('/v1/commitments/preview', wish, null);
  const body = {
    ...wish,
    ...(online ? {} : { applicantSub: way.applicant }),
    contact: { name: signer, email: online ? `${by}@example.com` : null, phone: online ? null : '0571-5550177' },
    commitment: {
      version: letter.version,
      sha256: letter.sha256,
      signer,
      agreed: true,
      means: online ? 'online' : 'paper',
    },
  };
  const { number } = await county.open<{ number: string }>(by, '/v1/commitments', body, `commitment-${key}`, () =>
    findCommitment(county, subject, title),
  );
  for (const [index, act] of acts.entries()) {
    const address = `/v1/${act.act === 'claim' ? 'cases' : 'commitments'}/${number}/${act.act}`;
    await county.act(act.by, address, bodyOf(act, county), `commitment-${key}-${index + 1}`);
  }
  county.intend(number, 'commitment', intended, key);
}

function wishOf(
  county: County,
  { kind, subject, authority, procedure, promisor, title, way, obligations }: DemoCommitment,
): object {
  return {
    kind,
    authority,
    title,
    procedure: procedure ?? null,
    promisorAuthority: promisor ?? null,
    subjectId: county.subject(subject),
    obligations: obligations.map((obligation) => obligationOf(county, obligation)),
    ...('registeredBy' in way && way.receivedOn !== undefined ? { receivedOn: county.days.at(way.receivedOn) } : {}),
  };
}

function obligationOf({ days }: County, { term, ...words }: DemoObligation): object {
  if (term === 'approval') return { ...words, term: { kind: 'approval' } };
  if ('due' in term) return { ...words, term: { kind: 'day', due: days.at(term.due) } };
  const { event, count, unit, expectedBy } = term;
  return { ...words, event, term: { kind: 'event', count, unit, expectedBy: days.at(expectedBy) } };
}

async function findCommitment(county: County, subject: string, title: string): Promise<{ number: string } | null> {
  for (const { number } of await county.casesOf('commitment', subject)) {
    const { commitment } = await county.as('auditor').get<{ commitment: { title: string } }>(`/v1/cases/${number}`);
    if (commitment.title === title) return { number };
  }
  return null;
}

function bodyOf(act: CommitmentAct, county: County): object {
  const { days } = county;
  switch (act.act) {
    case 'claim':
      return {};
    case 'report': {
      const { obligation, reference, quantity = null, receivedOn } = act;
      return {
        items: [{ obligation, complete: quantity === null, quantity, reference }],
        ...(receivedOn === undefined ? { means: 'online' } : { means: 'counter', receivedOn: days.at(receivedOn) }),
      };
    }
    case 'report-event':
      return { obligation: act.obligation, on: days.at(act.on), proof: act.proof };
    case 'concede':
      return { obligations: [act.obligation], statement: act.statement };
    case 'confirm':
      return {
        items: Object.entries(act.verdicts).map(([obligation, reason]) => ({
          obligation,
          verdict: reason === null ? 'accepted' : 'rejected',
          reason,
        })),
      };
    case 'check':
      return {
        items: Object.entries(act.findings).map(([obligation, reason]) => ({
          obligation,
          found: reason === null ? 'true' : 'untrue',
          reason,
        })),
      };
    case 'extend':
      return { obligation: act.obligation, until: days.at(act.until), reason: act.reason, proof: act.proof };
    case 'amend':
      return { obligations: [obligationOf(county, act.obligation)], reason: act.reason };
    case 'answer-amendment':
      return { consented: act.consented, reason: act.reason };
    case 'release':
    case 'withdraw':
      return { reason: act.reason };
    default:
      return act satisfies never;
  }
}
