import { toldAboveText } from '../case/told-above.ts';
import { WITHDRAWAL_GROUND_TEXT, type WithdrawalGround } from '../judgment-debtor/judgment-debtor-messages.ts';
import { MEASURE_EVENTS_FOR_APPLICANT, type MeasureEvent, measureEventText } from '../joint-action/measure-timeline.ts';
import { fieldsText } from '../record/correction-text.ts';
import { type HeardBefore, OBJECTION_BEFORE_TEXT } from '../record/heard-before.ts';
import { RECORD_KIND_TEXT, type RecordKind } from '../record/record-kind.ts';
import type { RecordEnding } from '../record/record-ending.ts';
import type { HoldReason } from '../record/record-hold.ts';
import { SEVERITY_TEXT, type Severity } from '../record/severity.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/** What happens to a record while it stands, one entry each; measures are named by their codes. */
export type PublicityEvent =
  | {
      kind: 'record-entered';
      of: RecordKind;
      severity: Severity;
      published: boolean;
      endsBy: Day | null;
      late: boolean;
      heard?: HeardBefore;
    }
  | { kind: 'record-told-above'; noSuperior?: true }
  | { kind: 'duties-registered'; correctedOn: Day | null; dutiesDoneOn: Day | null; applyFrom: Day | null }
  | { kind: 'minimum-period-ended'; applyFrom: Day }
  /** `keptUntil`: the day on which the duties were done that it was shown for after its last day. */
  | { kind: 'maximum-period-ended'; endsBy: Day; dutiesOpen: boolean; shownOn: boolean; keptUntil?: Day }
  | { kind: 'measure-term-ended'; measure: string; until: Day }
  | { kind: 'annulment-reported'; annulledOn: Day; withdrawBy: Day }
  | { kind: 'annulment-dismissed' }
  /** `of`: number of the case whose finding the record rests on, and which says so no more. */
  | { kind: 'record-basis-fallen'; of: string; withdrawBy: Day }
  /** `ground`: of a court's entry, why the court ended it. */
  | { kind: 'record-ended'; how: RecordEnding; on: Day; late: boolean; ground?: WithdrawalGround }
  | { kind: 'record-held'; hold: HoldReason }
  | { kind: 'hold-lifted'; hold: HoldReason }
  | { kind: 'record-corrected'; fields: string[]; endsBy: Day | null }
  /** `on`: the day on which it came in. */
  | { kind: 'declaration-made'; replaces: boolean; onPaper: boolean; on: Day }
  | { kind: 'declaration-withdrawn'; onPaper: boolean; on: Day }
  | { kind: 'record-restored'; period: 'restarts' | 'goes-on'; endsBy: Day | null }
  /** The withdrawal of its repair fell: it is repaired since that day. */
  | { kind: 'repair-stands-again'; on: Day }
  | MeasureEvent;

/** Which entries the subject's people read: all of them. */
export const PUBLICITY_EVENTS_FOR_APPLICANT = {
  'record-entered': true,
  'record-told-above': true,
  'duties-registered': true,
  'minimum-period-ended': true,
  'maximum-period-ended': true,
  'measure-term-ended': true,
  'annulment-reported': true,
  'annulment-dismissed': true,
  'record-basis-fallen': true,
  'record-ended': true,
  'record-held': true,
  'hold-lifted': true,
  'record-corrected': true,
  'declaration-made': true,
  'declaration-withdrawn': true,
  'record-restored': true,
  'repair-stands-again': true,
  ...MEASURE_EVENTS_FOR_APPLICANT,
  escalated: true,
} as const satisfies Record<PublicityEvent['kind'] | 'escalated', boolean>;

const ENDED_TEXT = {
  repaired: { zh: '信用已修复，终止公示、共享和惩戒措施', en: 'Repaired: publication, sharing and measures end' },
  annulled: { zh: '决定已撤销，信息撤回，惩戒措施解除', en: 'The decision was annulled: the record is withdrawn' },
  corrected: { zh: '信息有误，已更正', en: 'The record was wrong and is corrected' },
  withdrawn: { zh: '认定单位撤回信息，惩戒措施解除', en: 'Withdrawn by who determined it' },
} as const satisfies Record<RecordEnding, Bilingual>;

const HOLD_TEXT = {
  objection: { zh: '异议核查', en: 'an objection is checked' },
  'court-mask': { zh: '人民法院屏蔽', en: 'the court masks it' },
  'court-pause': { zh: '人民法院暂停', en: 'the court pauses it' },
  reorganisation: { zh: '重整、和解屏蔽', en: 'reorganisation or settlement' },
} as const satisfies Record<HoldReason, Bilingual>;

/** The words of an entry. `nameOf` turns a measure's code into its name. */
export function publicityEventText(event: PublicityEvent, nameOf: (code: string) => string): Bilingual {
  switch (event.kind) {
    case 'record-entered':
      return enteredText(event);
    case 'record-told-above':
      return toldAboveText(event);
    case 'duties-registered':
      return dutiesText(event);
    case 'minimum-period-ended':
      return {
        zh: `最短公示期已满，自${event.applyFrom}起可以申请信用修复`,
        en: `The minimum has ended; repair may be applied for from ${event.applyFrom}`,
      };
    case 'maximum-period-ended':
      return maximumText(event);
    case 'measure-term-ended':
      return {
        zh: `惩戒措施“${nameOf(event.measure)}”于${event.until}期满`,
        en: `The measure "${nameOf(event.measure)}" ended on ${event.until}`,
      };
    case 'annulment-reported':
      return {
        zh: `据报决定已于${event.annulledOn}被撤销、变更或确认违法；应于${event.withdrawBy}前撤回`,
        en: `Reported: the decision was annulled on ${event.annulledOn}; to be withdrawn by ${event.withdrawBy}`,
      };
    case 'annulment-dismissed':
      return { zh: '经核实，决定未被撤销', en: 'Checked: the decision was not annulled' };
    case 'record-basis-fallen':
      return {
        zh: `所依据的案件${event.of}的结论已不成立；应于${event.withdrawBy}前撤回`,
        en: `The finding of case ${event.of} that it rests on stands no more; to be withdrawn by ${event.withdrawBy}`,
      };
    case 'record-ended':
      return endedText(event);
    case 'record-held':
      return { zh: `暂停：${HOLD_TEXT[event.hold].zh}`, en: `Held: ${HOLD_TEXT[event.hold].en}` };
    case 'hold-lifted':
      return { zh: `暂停解除：${HOLD_TEXT[event.hold].zh}`, en: `Hold lifted: ${HOLD_TEXT[event.hold].en}` };
    case 'record-corrected':
      return correctedText(event);
    case 'declaration-made':
      return event.replaces
        ? saidText(event, { zh: '更换本人声明', en: 'The subject replaced its statement' })
        : saidText(event, { zh: '附加本人声明', en: 'The subject added a statement' });
    case 'declaration-withdrawn':
      return saidText(event, { zh: '撤回本人声明', en: 'The subject took its statement back' });
    case 'record-restored':
      return restoredText(event);
    case 'repair-stands-again':
      return {
        zh: `撤销修复决定已失效，信用修复自${event.on}起继续有效，终止公示、共享和惩戒措施`,
        en: `The withdrawal of the repair fell: repaired since ${event.on}; publication, sharing and measures end`,
      };
    default:
      return measureEventText(event, nameOf);
  }
}

type Of<K extends PublicityEvent['kind']> = Extract<PublicityEvent, { kind: K }>;

/** What the subject did by itself, or what was registered from its paper. */
function saidText({ onPaper, on }: { onPaper: boolean; on: Day }, { zh, en }: Bilingual): Bilingual {
  return onPaper
    ? { zh: `当事人书面${zh}（${on}收到）`, en: `${en} (on paper, received on ${on})` }
    : { zh: `当事人${zh}`, en };
}

function enteredText({ of, severity, published, endsBy, late, heard }: Of<'record-entered'>): Bilingual {
  const [kind, { name }] = [RECORD_KIND_TEXT[of], SEVERITY_TEXT[severity]];
  const until =
    endsBy === null
      ? { zh: '无固定期限', en: 'without a fixed term' }
      : published
        ? { zh: `公示至${endsBy}`, en: `shown until ${endsBy}` }
        : { zh: `不予公示，共享至${endsBy}`, en: `not published, shared until ${endsBy}` };
  const note = late ? { zh: '（逾期录入）', en: ' (entered late)' } : { zh: '', en: '' };
  const before = heard === undefined ? { zh: '', en: '' } : heardText(heard);
  return {
    zh: `记录已录入${note.zh}：${kind.zh}，${name.zh}；${until.zh}${before.zh}`,
    en: `Record entered${note.en}: ${kind.en}, ${name.en}; ${until.en}${before.en}`,
  };
}

function heardText({ toldOn, objection }: HeardBefore): Bilingual {
  const { zh, en } = OBJECTION_BEFORE_TEXT[objection];
  return { zh: `；决定前已于${toldOn}告知，${zh}`, en: `; the subject was told on ${toldOn}, and ${en}` };
}

/** An entry of a court's list is ended by the court, on one of the grounds that the law gives it. */
function endedText({ how, on, late: isLate, ground }: Of<'record-ended'>): Bilingual {
  const late = isLate ? { zh: '，逾期', en: ', late' } : { zh: '', en: '' };
  if (ground === undefined) {
    const { zh, en } = ENDED_TEXT[how];
    return { zh: `${zh}（${on}${late.zh}）`, en: `${en} (${on}${late.en})` };
  }
  const { zh, en } = WITHDRAWAL_GROUND_TEXT[ground];
  const act = how === 'annulled' ? { zh: '撤销', en: 'annulled' } : { zh: '删除', en: 'deleted' };
  return {
    zh: `人民法院${act.zh}失信被执行人信息：${zh}；惩戒措施解除（${on}）`,
    en: `The court ${act.en} the entry: ${en}; measures end (${on})`,
  };
}

function dutiesText({ correctedOn, dutiesDoneOn, applyFrom }: Of<'duties-registered'>): Bilingual {
  const zh = [
    ...(correctedOn === null ? [] : [`已于${correctedOn}纠正`]),
    ...(dutiesDoneOn === null ? [] : [`已于${dutiesDoneOn}履行完毕法定义务`]),
    ...(applyFrom === null ? [] : [`自${applyFrom}起可以申请信用修复`]),
  ];
  const en = [
    ...(correctedOn === null ? [] : [`corrected on ${correctedOn}`]),
    ...(dutiesDoneOn === null ? [] : [`duties performed on ${dutiesDoneOn}`]),
    ...(applyFrom === null ? [] : [`repair may be applied for from ${applyFrom}`]),
  ];
  return { zh: zh.join('；'), en: `Registered: ${en.join('; ')}` };
}

function maximumText({ endsBy, dutiesOpen, shownOn, keptUntil }: Of<'maximum-period-ended'>): Bilingual {
  if (shownOn) {
    return {
      zh: `最长公示期于${endsBy}届满，法定义务尚未履行完毕，继续公示至履行完毕`,
      en: `The maximum ended on ${endsBy}; duties are open, so it is shown until they are done`,
    };
  }
  if (keptUntil !== undefined) {
    return {
      zh: `法定义务已于${keptUntil}履行完毕，${endsBy}届满后的继续公示终止`,
      en: `The duties were done on ${keptUntil}; it is no longer shown on after ${endsBy}`,
    };
  }
  const open = dutiesOpen ? { zh: '（法定义务尚未履行完毕）', en: ' (duties still open)' } : { zh: '', en: '' };
  return {
    zh: `公示期满，${endsBy}为公示的最后一日${open.zh}`,
    en: `Ended by time, ${endsBy} was the last day shown${open.en}`,
  };
}

function correctedText({ fields, endsBy }: Of<'record-corrected'>): Bilingual {
  const what = fieldsText(fields);
  const until = endsBy === null ? { zh: '', en: '' } : { zh: `；最后一日${endsBy}`, en: `; ${endsBy} is the last day` };
  return { zh: `信息已更正：${what.zh}${until.zh}`, en: `Corrected: ${what.en}${until.en}` };
}

function restoredText({ period, endsBy }: Of<'record-restored'>): Bilingual {
  const until = endsBy === null ? { zh: '', en: '' } : { zh: `，公示至${endsBy}`, en: `, shown until ${endsBy}` };
  return period === 'restarts'
    ? {
        zh: `信用修复已撤销，恢复公示，期限重新计算${until.zh}`,
        en: `Repair withdrawn, shown again, its period anew${until.en}`,
      }
    : {
        zh: `信用修复已撤销，恢复公示，期限继续计算${until.zh}`,
        en: `Repair withdrawn, shown again, its period goes on${until.en}`,
      };
}
