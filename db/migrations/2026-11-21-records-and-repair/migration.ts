import { Migration } from '@mikro-orm/migrations';
import { withComments } from '../commented-sql.ts';
import { commitmentColumns, commitmentTables } from './commitment.ts';
import { core } from './core.ts';
import { courtGrants, courtTables } from './court.ts';
import { messageGrants, messageTables } from './messages.ts';
import { recordColumns, recordTables } from './records.ts';
import { repairGrants, repairTables } from './repair.ts';
import { repairWithdrawalGrants, repairWithdrawalTables } from './repair-withdrawal.ts';

/** Records with their publicity, repair, commitments, messages: the tables of the further kinds of cases. */
export class RecordsAndRepairMigration extends Migration {
  override up(): void {
    this.addSql(core);
    this.addSql(withComments(recordTables));
    this.addSql(recordColumns);
    this.addSql(withComments(commitmentTables));
    this.addSql(commitmentColumns);
    this.addSql(withComments(messageTables));
    this.addSql(messageGrants);
    this.addSql(withComments(courtTables));
    this.addSql(courtGrants);
    this.addSql(withComments(repairTables));
    this.addSql(repairGrants);
    this.addSql(withComments(repairWithdrawalTables));
    this.addSql(repairWithdrawalGrants);
  }
}
