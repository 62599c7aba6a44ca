import type { HearingResult } from './hearing.ts';
import type { HowHeard } from './hearing-course.ts';
import { PAPER_MEANS_TEXT, type PaperMeans } from './reopening.ts';
import { SERVICE_MEANS_TEXT, type ServiceMeans } from './service.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/** What service begins; `over`: it was written down after the last day. Older entries do not say. */
interface ServedPeriod {
  servedOn: Day;
  statementBy: Day | null;
  provisional: boolean;
  over?: boolean;
}

/** What happens while a subject is heard. What people wrote is in the case's own rows. */
export type HearingEvent =
  | ({ kind: 'notice-served'; means: ServiceMeans } & ServedPeriod)
  | ({ kind: 'notice-acknowledged' } & ServedPeriod)
  | { kind: 'statement-made'; on: Day; onPaper: boolean; inTime: boolean }
  | { kind: 'hearing-asked'; on: Day; onPaper: boolean }
  | { kind: 'heard-waived'; on: Day; onPaper: boolean; statements: number }
  // Older entries have no cause: a term that ran again was a statement's, none a hearing's.
  | { kind: 'waiver-taken-back'; statementBy: Day | null; cause?: 'statement' | 'hearing' }
  | { kind: 'hearing-called'; for: Day }
  // `stayedAway`: given up by not coming. Older entries do not say.
  | { kind: 'hearing-ended'; result: HearingResult; on: Day; statementBy: Day; stayedAway?: boolean }
  /** The decision of that day was set aside: this paper had come in time. `document`: number of the decision. */
  | { kind: 'reopened'; decidedOn: Day; document: string; handedInOn: Day; means: PaperMeans }
  // Older entries do not say how.
  | { kind: 'statement-period-ended'; due: Day; heard: boolean; how?: HowHeard };

/** The entries as one kind of case writes them: theirs begin with a word of their own. */
export type HearingEventOf<Prefix extends string> = HearingEvent extends infer Event
  ? Event extends { kind: infer Kind extends string }
    ? Omit<Event, 'kind'> & { kind: `${Prefix}-${Kind}` }
    : never
  : never;

const KINDS = {
  'notice-served': true,
  'notice-acknowledged': true,
  'statement-made': true,
  'hearing-asked': true,
  'heard-waived': true,
  'waiver-taken-back': true,
  'hearing-called': true,
  'hearing-ended': true,
  'statement-period-ended': true,
  reopened: true,
} as const satisfies Record<HearingEvent['kind'], true>;

/** Which entries of its hearing the subject reads: all, for nothing of it is secret from whom it may harm. */
export function hearingEventsForSubject<Prefix extends string>(
  prefix: Prefix,
): Record<HearingEventOf<Prefix>['kind'], true> {
  const entries = Object.keys(KINDS).map((kind) => [`${prefix}-${kind}`, true]);
  return Object.fromEntries(entries) as Record<HearingEventOf<Prefix>['kind'], true>;
}

/** An entry as the kind of case with this prefix writes it. */
export function prefixed<Prefix extends string>(prefix: Prefix, event: HearingEvent): HearingEventOf<Prefix> {
  return { ...event, kind: `${prefix}-${event.kind}` } as unknown as HearingEventOf<Prefix>;
}

/** Whether an entry of the kind of case with this prefix is one of its hearing. */
export function isOfHearing<Prefix extends string>(
  prefix: Prefix,
  event: { kind: string },
): event is HearingEventOf<Prefix> {
  return event.kind.startsWith(`${prefix}-`) && event.kind.slice(prefix.length + 1) in KINDS;
}

/** The words of such an entry. */
export function prefixedEventText<Prefix extends string>(prefix: Prefix, event: HearingEventOf<Prefix>): Bilingual {
  return hearingEventText({ ...event, kind: event.kind.slice(prefix.length + 1) } as unknown as HearingEvent);
}

function hearingEventText(event: HearingEvent): Bilingual {
  switch (event.kind) {
    case 'notice-served':
      return {
        zh: `告知书已${SERVICE_MEANS_TEXT[event.means].zh}，${event.servedOn}为送达日；${until(event).zh}`,
        en: `Notice served ${SERVICE_MEANS_TEXT[event.means].en}, as of ${event.servedOn}; ${until(event).en}`,
      };
    case 'notice-acknowledged':
      return {
        zh: `当事人已签收告知书，${event.servedOn}为送达日；${until(event).zh}`,
        en: `The subject confirmed receipt of the notice, served as of ${event.servedOn}; ${until(event).en}`,
      };
    case 'statement-made':
      return statementText(event);
    case 'hearing-asked':
      return event.onPaper
        ? {
            zh: `当事人书面申请听证，${event.on}收到；陈述申辩期限暂停计算`,
            en: `The subject asked for a hearing on paper, received on ${event.on}; the statement period stands still`,
          }
        : {
            zh: `当事人申请听证（${event.on}）；陈述申辩期限暂停计算`,
            en: `The subject asked for a hearing (${event.on}); the statement period stands still`,
          };
    case 'heard-waived':
      return waivedText(event);
    case 'waiver-taken-back':
      return takenBackText(event);
    case 'hearing-called':
      return { zh: `听证定于${event.for}举行`, en: `Hearing called for ${event.for}` };
    case 'hearing-ended':
      return hearingEndedText(event);
    case 'statement-period-ended':
      return periodEndedText(event);
    case 'reopened':
      return reopenedText(event);
    default:
      return event satisfies never;
  }
}

const HOW_HEARD = {
  not: { zh: '未收到陈述、申辩', en: 'without a statement' },
  'in-writing': { zh: '已收到陈述、申辩', en: 'with a statement on file' },
  'at-hearing': { zh: '当事人已在听证中陈述、申辩', en: 'and the subject spoke at its hearing' },
  both: { zh: '已收到陈述、申辩，当事人并已在听证中陈述、申辩', en: 'with a statement and a hearing on file' },
} as const satisfies Record<HowHeard, Bilingual>;

function periodEndedText({
  due,
  heard,
  how = heard ? 'in-writing' : 'not',
}: Extract<HearingEvent, { kind: 'statement-period-ended' }>): Bilingual {
  return {
    zh: `陈述申辩期限${due}届满，${HOW_HEARD[how].zh}，由另一名工作人员决定`,
    en: `The statement period ended on ${due} ${HOW_HEARD[how].en}; a second officer decides`,
  };
}

function reopenedText({
  decidedOn,
  document,
  handedInOn,
  means,
}: Extract<HearingEvent, { kind: 'reopened' }>): Bilingual {
  const how = PAPER_MEANS_TEXT[means];
  return {
    zh: `当事人${handedInOn}${how.zh}的材料在期限内，决定时未登记；撤销${decidedOn}的决定（${document}），重新办理`,
    en: `What the subject handed in ${how.en} on ${handedInOn} was in time, and not on file when it was decided; the decision of ${decidedOn} (${document}) is set aside`,
  };
}

function statementText({ on, onPaper, inTime }: Extract<HearingEvent, { kind: 'statement-made' }>): Bilingual {
  const how = onPaper ? { zh: '书面', en: ' on paper' } : { zh: '', en: '' };
  const late = inTime
    ? { zh: '', en: '' }
    : { zh: '，已逾期，存卷供决定时参考', en: ', late: on file for the decision' };
  return {
    zh: `收到当事人${how.zh}陈述、申辩（${on}）${late.zh}`,
    en: `Statement of the subject received${how.en} (${on})${late.en}`,
  };
}

function waivedText({ on, onPaper, statements }: Extract<HearingEvent, { kind: 'heard-waived' }>): Bilingual {
  const how = onPaper ? { zh: '书面', en: ' on paper' } : { zh: '', en: '' };
  const before =
    statements === 0 ? { zh: '陈述、申辩', en: 'statement' } : { zh: '进一步陈述、申辩', en: 'further statement' };
  return {
    zh: `当事人${how.zh}声明放弃${before.zh}和听证（${on}），由另一名工作人员决定`,
    en: `The subject gave up any ${before.en} and the hearing${how.en} (${on}); a second officer decides`,
  };
}

function hearingEndedText({
  result,
  on,
  statementBy,
  stayedAway = false,
}: Extract<HearingEvent, { kind: 'hearing-ended' }>): Bilingual {
  const until = { zh: `；可陈述、申辩至${statementBy}`, en: `; statements until ${statementBy}` };
  if (result === 'held') return { zh: `听证于${on}举行${until.zh}`, en: `Hearing held on ${on}${until.en}` };
  return stayedAway
    ? {
        zh: `当事人未出席听证，视为放弃（${on}）${until.zh}`,
        en: `The subject stayed away from the hearing, which is given up (${on})${until.en}`,
      }
    : { zh: `当事人放弃听证（${on}）${until.zh}`, en: `The subject gave the hearing up (${on})${until.en}` };
}

/** `statementBy` null: a hearing is asked for, and the period runs after it; or the period is over already. */
function takenBackText({
  statementBy,
  cause = statementBy === null ? 'hearing' : 'statement',
}: Extract<HearingEvent, { kind: 'waiver-taken-back' }>): Bilingual {
  if (cause === 'hearing')
    return { zh: '当事人申请听证，放弃声明失效', en: 'The waiver is taken back: the subject asks for a hearing' };
  return statementBy === null
    ? {
        zh: '当事人在期限内再作陈述，放弃声明失效；陈述申辩期限已届满',
        en: 'The waiver is taken back by a statement in time; the statement period is over',
      }
    : {
        zh: `当事人在期限内再作陈述，放弃声明失效；可陈述、申辩至${statementBy}`,
        en: `The waiver is taken back by a statement in time; statements until ${statementBy}`,
      };
}

/** A hearing that was asked for before service stops the period before it begins. */
function until({ statementBy, provisional, over = false }: ServedPeriod): Bilingual {
  if (statementBy === null) return { zh: '听证后起算陈述申辩期限', en: 'the statement period runs after the hearing' };
  if (over)
    return {
      zh: `事后登记，陈述申辩期限已于${statementBy}届满`,
      en: `registered later, the statement period ended on ${statementBy}`,
    };
  return {
    zh: `可陈述、申辩至${statementBy}${provisional ? '（暂定）' : ''}`,
    en: `statements until ${statementBy}${provisional ? ' (provisional)' : ''}`,
  };
}
