/**
 * Turns the SQL comments of CREATE TABLE statements into comments in the database's own catalogue, so that each
 * table and column is described in one place. Expected shape, one column a line:
 *
 *     -- 主管部门 authority
 *     create table authority (
 *       id uuid not null,   -- 编号 id
 *
 * Released migrations rest on this function: it may be added to, never changed.
 */
export function withComments(sql: string): string {
  const comments: string[] = [];
  let previous = '';
  let table: string | null = null;
  for (const line of sql.split('\n')) {
    const opened = /^create table (\w+) \($/.exec(line)?.[1];
    if (opened !== undefined) {
      table = opened;
      comments.push(comment(`table ${table}`, /^-- (.+)$/.exec(previous)?.[1]));
    } else if (line === ');') {
      table = null;
    } else if (table !== null && !/^\s+(constraint|check|or|and)\b/.test(line)) {
      const [, column, text] = /^ {2}(\w+) .*?(?:-- (.+))?$/.exec(line) ?? [];
      if (column !== undefined) comments.push(comment(`column ${table}.${column}`, text));
    }
    previous = line;
  }
  return `${sql}\n${comments.join('\n')}\n`;
}

function comment(on: string, text: string | undefined): string {
  if (text === undefined) throw new Error(`${on} has no comment`);
  return `comment on ${on} is '${text.trim().replaceAll("'", "''")}';`;
}
