/** A record of the demo county on its way through the API. */
import type { RecordKind } from '../../domain/record/record-kind.ts';
import { isDeterminedAlone } from '../../domain/record/heard-before.ts';
import { addDays, addMonths } from '../../domain/time.ts';
import type { County, EnteredRecord } from './entry.ts';
import type { DemoRecord, RecordAct } from './record.ts';

const DOCUMENT_KINDS: Partial<Record<RecordKind, string>> = {
  penalty: '行政处罚决定书',
  'serious-list': '列入严重失信主体名单决定书',
  'abnormal-list': '列入经营异常名录决定书',
  'other-negative': '税务处理决定书',
};

/** Enters a record and what happened to it since, and keeps it under its key. */
export async function enterRecord(county: County, record: DemoRecord): Promise<void> {
  const { key, subject, by, kind, sector, severity, documentNumber, facts, measures = [], acts, intended } = record;
  const subjectId = county.subject(subject);
  const decidedOn = county.days.at(record.decidedOn);
  const body = {
    subjectId,
    kind,
    sector,
    severity,
    documentNumber,
    decidedOn,
    facts,
    documentKind: DOCUMENT_KINDS[kind],
    publishedFrom: decidedOn,
    measures: measures.map(({ code, months }) => ({
      code,
      from: decidedOn,
      until: months === undefined ? null : addMonths(decidedOn, months),
    })),
    ...(isDeterminedAlone(kind) ? { toldOn: addDays(decidedOn, -15), objection: 'none-raised' } : {}),
  };
  const entered = await county.open<EnteredRecord>(by, '/v1/records', body, `record-${key}`, () =>
    findRecord(county, subjectId, documentNumber),
  );
  county.keep(key, entered);
  for (const [index, act] of acts.entries()) {
    const address = `/v1/records/${entered.number}/${act.act}`;
    await county.act(act.by, address, bodyOf(act, county), `record-${key}-${index + 1}`);
  }
  county.intend(entered.number, 'publicity', intended, key);
}

/** A record that was entered before, by the document that it rests on. */
export async function findRecord(
  county: County,
  subjectId: string,
  documentNumber: string,
): Promise<EnteredRecord | null> {
  const { items } = await county
    .as('auditor')
    .get<{ items: { id: string; caseNumber: string | null; documentNumber: string }[] }>(
      `/v1/records?subjectId=${subjectId}`,
    );
  const found = items.find((item) => item.documentNumber === documentNumber);
  return found === undefined || found.caseNumber === null ? null : { id: found.id, number: found.caseNumber };
}

function bodyOf(act: RecordAct, { days }: County): object {
  if (act.act === 'withdraw') return { reason: act.reason };
  if ('measure' in act) {
    const { measure } = act;
    if (act.act === 'decline-measure') return { measure, direction: 'apply', reason: act.reason };
    const note = act.act === 'feed-back-measure' ? { note: '已在业务系统中登记（演示）' } : {};
    return { measure, direction: 'apply', ...note };
  }
  const on = days.at(act.on);
  if (act.act === 'duties-done')
    return { correctedOn: on, dutiesDoneOn: on, proof: '整改验收报告及罚款缴纳凭证（演示）' };
  const annulled = { annulledOn: on, documentNumber: act.document };
  return act.act === 'annul' ? { ...annulled, reason: '行政复议决定撤销原处罚决定' } : annulled;
}
