import { Migration } from '@mikro-orm/migrations';
import { withComments } from '../commented-sql.ts';
import { caseTables } from './case-tables.ts';
import { edgeTables } from './edge-tables.ts';
import { grants } from './grants.ts';
import { noticeTables } from './notice-tables.ts';
import { referenceTables } from './reference-tables.ts';

/** All tables of the first procedure, and what the two roles may do with them. */
export class InitialMigration extends Migration {
  override up(): void {
    for (const part of [referenceTables, caseTables, noticeTables, edgeTables]) this.addSql(withComments(part));
    this.addSql(grants);
  }
}
