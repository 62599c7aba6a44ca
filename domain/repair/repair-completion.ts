import type { Pause } from '../deadline/ledger.ts';
import type { Refusal } from '../refusal.ts';
import type { Day, Instant } from '../time.ts';
import type { PartFacts } from './repair-deadlines.ts';

const LICENSING_32 = '行政许可法第三十二条';

/** 补正 as a pause that begins: neither the day of the request nor that of the completion is counted. */
export function completionPause(from: Day): Pause {
  return { from, until: null, reason: '申请人补正', clause: LICENSING_32 };
}

/**
 * What speaks against asking for completion: it is asked once, all at once (一次性告知), and within the time to decide
 * on acceptance: afterwards it would only buy the authority a pause.
 * @param acceptBy end of the term of acceptance as stored; null: it does not run
 */
export function reasonsAgainstAskingCompletion(
  { completionAskedOn }: Pick<PartFacts, 'completionAskedOn'>,
  asked: { at: Instant; acceptBy: { due: Day; dueAt: Instant } | null },
): Refusal[] {
  const { at, acceptBy } = asked;
  if (completionAskedOn === null && acceptBy !== null && at >= acceptBy.dueAt) {
    return [
      {
        code: 'completion-asked-late',
        clause: LICENSING_32,
        text: {
          zh: `补正须在受理期限（${acceptBy.due}）内一次性告知，期限已过，请就现有材料决定。`,
          en: `Completion is asked within the time to accept, which ended on ${acceptBy.due}; decide on what there is.`,
        },
      },
    ];
  }
  if (completionAskedOn === null) return [];
  return [
    {
      code: 'completion-asked-once',
      clause: LICENSING_32,
      text: {
        zh: `补正只能要求一次，已于${completionAskedOn}一次性告知。`,
        en: `Completion is asked once, all at once; it was asked on ${completionAskedOn}.`,
      },
    },
  ];
}

/** What speaks against handing in a completion: nobody asked for one. */
export function reasonsAgainstCompletion({ completionAskedOn }: Pick<PartFacts, 'completionAskedOn'>): Refusal[] {
  if (completionAskedOn !== null) return [];
  return [
    {
      code: 'no-completion-asked',
      clause: LICENSING_32,
      text: {
        zh: '认定单位未要求补正，无需提交。',
        en: 'The authority has not asked for a completion; nothing need be handed in.',
      },
    },
  ];
}
