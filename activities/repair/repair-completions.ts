import { randomUUID } from 'node:crypto';
import { RepairMaterialRow } from '../../db/entities/repair-material.ts';
import type { Refusal } from '../../domain/refusal.ts';
import {
  completionPause,
  reasonsAgainstAskingCompletion,
  reasonsAgainstCompletion,
} from '../../domain/repair/repair-completion.ts';
import { repairCompletedNotice, repairCompletionNotice } from '../../domain/repair/repair-notices.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import type { AskCompletionAct, CompleteAct, RepairMaterial } from '../../workflows/messages/repair.ts';
import type { ActInput, ActResult } from '../case/act.ts';
import { latestDeadline } from '../case/case-deadlines.ts';
import { note } from '../case/case-in-hand.ts';
import { beginCompletion, closeClock, endOpenPause, runClocks, setStatus, stopClocks } from './repair-clocks.ts';
import { deskOfPart, factsOfPart, noticeOfPart, type PartInHand, type RepairInHand } from './repair-course.ts';
import { partMoved } from './repair-endings.ts';
import { partAct } from './repair-part-acts.ts';
import { serveApplicant, serveHandler } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';

export function recordCompletionAsked(deps: ActivityDeps, input: ActInput<AskCompletionAct>): Promise<ActResult> {
  return partAct(deps, input, 'ask-completion', (hand, part) =>
    askCompletion(hand, part, input.act.items, input.act.receivedAt),
  );
}

/** 补正: asked once, all at once; until it comes, or its date passes, no clock of the authority runs. */
export function askCompletion(hand: RepairInHand, part: PartInHand, items: string[], at: Instant): Refusal[] {
  const refusals = reasonsAgainstAskingCompletion(factsOfPart(hand, part), {
    at,
    acceptBy: latestDeadline(hand, 'accept-by', part.row.id),
  });
  if (refusals.length > 0) return refusals;
  const on = shanghaiDay(at);
  Object.assign(part.row, { completionAskedOn: on, completionItems: items });
  stopClocks(hand, part, completionPause(on), at);
  setStatus(hand, part, 'awaiting-completion');
  const { due } = beginCompletion(hand, part);
  const { code, name } = part.authority;
  note(hand, { kind: 'repair-completion-asked', authority: code, count: items.length, until: due }, at);
  serveApplicant(hand, repairCompletionNotice(noticeOfPart(hand, part), name, items, due), part.authority);
  partMoved(hand, part);
  return [];
}

/** What was asked for is handed in: the clock of the authority goes on. After its date it is still taken. */
export function recordRepairCompletion(deps: ActivityDeps, input: ActInput<CompleteAct>): Promise<ActResult> {
  const { materials, receivedAt } = input.act;
  return partAct(deps, input, 'complete', async (hand, part) => {
    const refusals = [
      ...reasonsAgainstCompletion(factsOfPart(hand, part)),
      ...reasonsAgainstMaterials(materials, part),
    ];
    if (refusals.length > 0) return refusals;
    await keepMaterials(hand, materials, { partId: part.row.id, actId: input.act.id, receivedAt });
    part.row.completedOn ??= shanghaiDay(receivedAt);
    if (part.row.status === 'awaiting-completion') {
      closeClock(hand, part, 'complete-by', 'met', receivedAt);
      backToAcceptance(hand, part, receivedAt);
    }
    const { by } = input.act;
    note(
      hand,
      { kind: 'repair-completed', authority: part.authority.code, count: materials.length, desk: by.authority },
      receivedAt,
    );
    const names = materials.map(({ name }) => name);
    serveHandler(hand, repairCompletedNotice(noticeOfPart(hand, part), names), deskOfPart(part));
    return [];
  });
}

/** The time to complete is over, in whichever way: the authority decides on what there is. */
export function backToAcceptance(hand: RepairInHand, part: PartInHand, at: Instant): void {
  endOpenPause(part, shanghaiDay(at));
  setStatus(hand, part, 'awaiting-acceptance');
  runClocks(hand, part);
  partMoved(hand, part);
}

/** Writes what was handed in, in its order. */
export async function keepMaterials(
  hand: Pick<RepairInHand, 'em' | 'file' | 'by'>,
  materials: readonly RepairMaterial[],
  { partId, actId, receivedAt }: { partId: string | null; actId: string; receivedAt: Instant },
): Promise<void> {
  const caseId = hand.file.id;
  const before = await hand.em.count(RepairMaterialRow, { caseId });
  materials.forEach(({ kind, recordId, name, reference }, index) => {
    hand.em.create(RepairMaterialRow, {
      id: randomUUID(),
      caseId,
      partId,
      recordId,
      position: before + index,
      kind,
      name,
      reference,
      receivedAt,
      registeredBy: hand.by.sub,
      actId,
    });
  });
}

function reasonsAgainstMaterials(materials: readonly RepairMaterial[], part: PartInHand): Refusal[] {
  const own = new Set(part.items.map(({ row }) => row.recordId));
  const foreign = materials.filter(({ recordId }) => recordId !== null && !own.has(recordId));
  return foreign.map(({ name }) => ({
    code: 'record-not-in-part',
    clause: '国办发〔2025〕22号',
    text: {
      zh: `材料“${name}”所附的信息不属于这一单位的部分，请核对。`,
      en: `The record that the material "${name}" goes with does not belong to the part of this authority; check it.`,
    },
  }));
}
