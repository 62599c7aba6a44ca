/** What the rows of an application for repair say, and its workflows. */
import { type WorkflowHandle, WorkflowNotFoundError } from '@temporalio/client';
import * as messages from '../../workflows/messages/repair.ts';
import { Authority } from '../../db/entities/authority.ts';
import { Notice } from '../../db/entities/notice.ts';
import { CaseFile } from '../../db/entities/case-file.ts';
import { CaseDeadline } from '../../db/entities/deadline.ts';
import { InboundMessage } from '../../db/entities/inbound-message.ts';
import { CreditRecord } from '../../db/entities/record.ts';
import { RepairItem } from '../../db/entities/repair-item.ts';
import { RepairPart } from '../../db/entities/repair-part.ts';
import type { repair } from '../../workflows/repair.ts';
import { RepairCounty } from './repair-county.ts';

/** Reads where an application and its parts stand, and follows their workflows. */
export class RepairRows extends RepairCounty {
  /** What became of a message: its state, and the code of its outcome. */
  async message(id: string): Promise<{ state: string; code: string | null }> {
    const { state, outcome } = await this.orm.em.fork().findOneOrFail(InboundMessage, { id });
    return { state, code: outcome?.code ?? null };
  }

  async row({ caseId }: { caseId: string }): Promise<CaseFile> {
    return await this.orm.em.fork().findOneOrFail(CaseFile, { id: caseId });
  }

  async part({ caseId }: { caseId: string }, authority: string): Promise<RepairPart> {
    const em = this.orm.em.fork();
    const { id: authorityId } = await em.findOneOrFail(Authority, { code: authority });
    return await em.findOneOrFail(RepairPart, { caseId, authorityId });
  }

  async itemsOf(on: { caseId: string }, authority: string): Promise<RepairItem[]> {
    const { id: partId } = await this.part(on, authority);
    return await this.orm.em.fork().find(RepairItem, { partId }, { orderBy: { position: 'asc' } });
  }

  /** What became of each record, in the order of the application. */
  async outcomes({ caseId }: { caseId: string }): Promise<(string | null)[]> {
    const rows = await this.orm.em.fork().find(RepairItem, { caseId }, { orderBy: { position: 'asc' } });
    return rows.map(({ outcome }) => outcome ?? null);
  }

  /** The latest deadline of a kind of an authority's part. */
  async deadline(on: { caseId: string }, authority: string, kind: string): Promise<CaseDeadline> {
    const { id: about } = await this.part(on, authority);
    const [row] = await this.orm.em
      .fork()
      .find(
        CaseDeadline,
        { caseId: on.caseId, kind, about },
        { orderBy: { openedAt: 'desc', state: 'desc' }, limit: 1 },
      );
    if (row === undefined) throw new Error(`no deadline "${kind}"`);
    return row;
  }

  /** Kinds of the deadlines that run for an authority. */
  async running(on: { caseId: string }, authority: string): Promise<string[]> {
    const { id: about } = await this.part(on, authority);
    const rows = await this.sql<{ kind: string }>(
      "select kind from deadline where case_id = ? and about = ? and state = 'running' order by kind",
      [on.caseId, about],
    );
    return rows.map(({ kind }) => kind);
  }

  async recordRow(id: string): Promise<CreditRecord> {
    return await this.orm.em.fork().findOneOrFail(CreditRecord, { id });
  }

  /** Kinds on the timeline, in order. */
  async timeline({ caseId }: { caseId: string }): Promise<string[]> {
    const rows = await this.sql<{ kind: string }>('select kind from timeline_entry where case_id = ? order by seq', [
      caseId,
    ]);
    return rows.map(({ kind }) => kind);
  }

  /** What the notices of one kind say. */
  async noticeBodies({ caseId }: { caseId: string }, kind: string): Promise<string[]> {
    const rows = await this.orm.em.fork().find(Notice, { caseId, kind });
    return rows.map(({ body }) => body);
  }

  /** Kinds of the notices of a case, each with its addressee. */
  async notices({ caseId }: { caseId: string }): Promise<string[]> {
    const rows = await this.sql<{ kind: string; who: string }>(
      `select n.kind, coalesce(n.recipient_sub, a.code || '/' || n.desk_role, n.desk_role) as who
       from notice n left join authority a on a.id = n.authority_id where n.case_id = ? order by n.at, n.kind, who`,
      [caseId],
    );
    return rows.map(({ kind, who }) => `${kind} → ${who}`);
  }

  /** Waits for the workflow's end at the present time: the environment's own client would run the clock on for it. */
  async end({ caseId }: { caseId: string }): Promise<{ status: string }> {
    return await this.endOf(messages.repairWorkflowId(caseId));
  }

  /** Workflow ids of an application and of its parts. */
  async workflowIds({ caseId }: { caseId: string }): Promise<string[]> {
    const parts = await this.orm.em.fork().find(RepairPart, { caseId }, { orderBy: { position: 'asc' } });
    return [messages.repairWorkflowId(caseId), ...parts.map(({ id }) => messages.repairPartWorkflowId(id))];
  }

  /** The workflows of an application, each begun: an act may be answered before the last child was started. */
  async begunWorkflowIds(on: { caseId: string }): Promise<string[]> {
    const ids = await this.workflowIds(on);
    for (const id of ids) await this.until(async () => await this.hasBegun(id));
    return ids;
  }

  private async hasBegun(workflowId: string): Promise<boolean> {
    try {
      await this.env.client.workflow.getHandle(workflowId).describe();
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  /** Stops following applications that a test is done with, so that the clock passes over them. */
  async abandon(...cases: { caseId: string }[]): Promise<void> {
    for (const on of cases) await this.stopFollowing(...(await this.workflowIds(on)));
  }

  /** The workflow of an application. */
  workflow({ caseId }: { caseId: string }): WorkflowHandle<typeof repair> {
    return this.env.client.workflow.getHandle<typeof repair>(messages.repairWorkflowId(caseId));
  }
}
