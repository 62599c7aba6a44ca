import { Migration } from '@mikro-orm/migrations';
import { givenUpColumns } from './given-up.ts';
import { noticeComment } from './notice-comment.ts';
import { listsAndCodes } from './lists.ts';
import { recordColumns } from './records.ts';

/** Columns of acts that the kinds of cases learned later. */
export class FurtherActsMigration extends Migration {
  override up(): void {
    this.addSql(givenUpColumns);
    this.addSql(noticeComment);
    this.addSql(listsAndCodes);
    this.addSql(recordColumns);
  }
}
