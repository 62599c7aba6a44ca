/** What a scenario expects at an instant, looked up through the API and compared. */
import { differs, lookAtAnswer } from './answers.ts';
import { readAllCases, readCase, type TimelineRow } from './case-reader.ts';
import type { Expectation } from './format.ts';
import { at, StepFault } from './handles.ts';
import { canHave } from './kinds.ts';
import { personOf, type Tools } from './requests.ts';
import { type Told, toldBy } from './told.ts';
import { instantOf, isWithin, shownInstant } from './when.ts';

/** A status that an expectation found: what scenarios reach is counted by these. */
export interface Reached {
  readonly kind: string;
  readonly status: string;
}

/** What was found instead is in `fault`; null: as expected. */
export interface Looked {
  readonly fault: StepFault | null;
  readonly reached?: Reached;
  /** The silence that an expectation of a timeline asked for, and found told. */
  readonly told?: Told;
}

type Of<K extends Expectation['expect']> = Extract<Expectation, { expect: K }>;

/** Looks whether an expectation holds now. */
export async function look(tools: Tools, step: Expectation): Promise<Looked> {
  switch (step.expect) {
    case 'status':
      return await lookAtStatus(tools, step);
    case 'part':
      return await lookAtPart(tools, step);
    case 'next':
      return { fault: await lookAtNext(tools, step) };
    case 'timeline':
      return await lookAtTimeline(tools, step);
    case 'nothing':
      return { fault: await lookForNothing(tools, step) };
    case 'shown':
      return { fault: await lookAtPublicPage(tools, step) };
    case 'notice':
      return { fault: await lookAtInbox(tools, step) };
    case 'answer':
      return { fault: await lookAtAnswer(tools, step) };
    default:
      return step satisfies never;
  }
}

async function lookAtStatus({ site, handles }: Tools, { of, equals }: Of<'status'>): Promise<Looked> {
  const { kind, status } = await readCase(site, handles.caseNumber(of));
  return { fault: differs(status, equals), reached: { kind, status } };
}

async function lookAtPart({ site, handles }: Tools, { of, authority, equals }: Of<'part'>): Promise<Looked> {
  const { repair } = await readCase(site, handles.caseNumber(of));
  const part = repair?.parts.find((one) => one.authority.code === authority);
  if (part === undefined) throw new StepFault(`“${of}”没有“${authority}”的部分`, `${of} has no part of ${authority}`);
  return { fault: differs(part.status, equals), reached: { kind: 'repair-part', status: part.status } };
}

async function lookAtNext({ site, handles }: Tools, { of, equals, kind }: Of<'next'>): Promise<StepFault | null> {
  const { next } = await readCase(site, handles.caseNumber(of));
  const fault = differs(next?.due ?? 'none', equals);
  return fault ?? (kind === undefined ? null : differs(next?.kind ?? 'none', kind));
}

async function lookAtTimeline({ site, handles }: Tools, step: Of<'timeline'>): Promise<Looked> {
  const { kind: caseKind, timeline } = await readCase(site, handles.caseNumber(step.of));
  const { absent } = step;
  if (absent !== undefined && !canHave(caseKind, absent))
    return amiss(
      `“${step.of}”（${caseKind}）的经过中不会有“${absent}”，写 absent 没有核对任何内容`,
      `a case of the kind ${caseKind} never has "${absent}": nothing is compared`,
    );
  const has = (kind: string) => timeline.filter((row) => row.kind === kind);
  const all = timeline.map(shownRow).join('；');
  if (absent !== undefined && has(absent).length > 0)
    return amiss(`经过中不应有“${absent}”：${all}`, `the timeline has "${absent}"`);
  if (step.contains === undefined) return { fault: null };
  const { occurred, recorded, words = '', times } = step;
  const fitting = has(step.contains).filter(
    (row) =>
      row.text.includes(words) &&
      (occurred === undefined || isWithin(row.occurredAt, occurred)) &&
      (recorded === undefined || isWithin(row.at, recorded)),
  );
  if (times !== undefined && fitting.length !== times)
    return amiss(
      `“${step.contains}”应恰有${times}次，实有${fitting.length}次：${all}`,
      `"${step.contains}" is there ${fitting.length} times, not ${times}`,
    );
  if (fitting.length > 0) return { fault: null, ...toldBy(caseKind, fitting) };
  const dates = [occurred, recorded, step.words].filter((one) => one !== undefined).join('，');
  return amiss(
    `经过中没有“${step.contains}”${dates === '' ? '' : `（${dates}）`}，有：${all}`,
    `the timeline has no "${step.contains}" ${dates}`,
  );
}

function amiss(zh: string, en: string): Looked {
  return { fault: new StepFault(zh, en) };
}

async function lookForNothing({ site, handles }: Tools, { of, since }: Of<'nothing'>): Promise<StepFault | null> {
  const cases = of === undefined ? await readAllCases(site) : [await readCase(site, handles.caseNumber(of))];
  const after = instantOf(since);
  const fresh = cases.flatMap(({ timeline }) => timeline.filter((row) => row.at > after));
  if (fresh.length === 0) return null;
  return new StepFault(
    `应无新记载，却有：${fresh.map(shownRow).join('；')}`,
    `something happened: ${fresh.map(({ kind }) => kind).join(', ')}`,
  );
}

const FOUND = 200;
const NOT_FOUND = 404;

/** Neither yes nor no: what is not answered must not pass for nothing being there. */
function unanswered(zh: string, en: string, status: number, body: unknown): StepFault {
  const detail = at(body, ['detail']);
  const said = typeof detail === 'string' ? `：${detail}` : '';
  return new StepFault(`${zh}未获答复（${status}）${said}`, `${en} answered ${status}`);
}

async function lookAtPublicPage({ site, handles }: Tools, { of, equals }: Of<'shown'>): Promise<StepFault | null> {
  const id = String(await handles.resolve(`$${of.replace(/^\$/, '')}.record.id`));
  const { status, body } = await site.ask(null, 'GET', `/v1/public/records/${id}`);
  if (status !== FOUND && status !== NOT_FOUND) throw unanswered('公示查询', 'the public page', status, body);
  if ((status === FOUND) === equals) return null;
  return equals
    ? new StepFault('该信息应在公示，却未公示', 'the record should be shown, and is not')
    : new StepFault('该信息不应公示，却在公示', 'the record should not be shown, and is');
}

async function lookAtInbox(tools: Tools, { to, of, contains, absent }: Of<'notice'>): Promise<StepFault | null> {
  const { status, body } = await tools.site.ask(personOf(tools, to), 'GET', '/v1/inbox?limit=100');
  if (status !== FOUND) throw unanswered(`${to}的收件箱`, `the inbox of ${to}`, status, body);
  const { items = [] } = body as { items?: { kind: string; title: string; caseNumber: string }[] };
  const number = of === undefined ? null : tools.handles.caseNumber(of);
  const own = items.filter(({ caseNumber }) => number === null || caseNumber === number);
  const all = own.map(({ kind, title }) => `${kind}《${title}》`).join('；');
  if (contains !== undefined && !own.some(({ kind }) => kind === contains))
    return new StepFault(`${to}未收到“${contains}”，收到：${all}`, `${to} has no notice "${contains}"`);
  if (absent !== undefined && own.some(({ kind }) => kind === absent))
    return new StepFault(`${to}不应收到“${absent}”`, `${to} has a notice "${absent}"`);
  return null;
}

function shownRow({ at: recorded, occurredAt, kind }: TimelineRow): string {
  const dates = new Set([occurredAt, recorded].map((instant) => shownInstant(instant)));
  return `${kind}（${[...dates].join('，登记于')}）`;
}
