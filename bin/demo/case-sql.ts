/** What the walkthrough reads straight from the tables, as their owner: nothing that the API said is taken on trust. */
import pg from 'pg';

const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 10_000;

export interface CaseRow {
  id: string;
  status: string;
  assigned_to: string | null;
  next_kind: string | null;
  next_due: string | null;
  outcome: unknown;
}

/** The tables of one service. */
export class CaseTables {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  static async connect(connectionString: string): Promise<CaseTables> {
    const client = new pg.Client({
      connectionString,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
    });
    await client.connect();
    return new CaseTables(client);
  }

  end(): Promise<void> {
    return this.#client.end();
  }

  /** The rows of the case with this number: one, or the walkthrough is wrong. */
  async caseRows(number: string): Promise<CaseRow[]> {
    return this.#rows<CaseRow>(
      'select id, status, assigned_to, next_kind, next_due::text, outcome from case_file where number = $1',
      number,
    );
  }

  /** The commitment as it lies in its columns: the hash in clear, the text encrypted. */
  async commitment(number: string): Promise<{ sha256: string; stored: string } | undefined> {
    const [row] = await this.#rows<{ sha256: string; stored: string }>(
      `select f.commitment_sha256 as sha256, f.commitment_text as stored
       from accept_first f join case_file c on c.id = f.case_id where c.number = $1`,
      number,
    );
    return row;
  }

  /** Kind, due day and state of each deadline, oldest first. */
  async deadlines(number: string): Promise<string[]> {
    const rows = await this.#rows<{ line: string }>(
      `select d.kind || ' ' || d.due || ' ' || d.state as line
       from deadline d join case_file c on c.id = d.case_id where c.number = $1 order by d.opened_at, d.kind`,
      number,
    );
    return rows.map(({ line }) => line);
  }

  /** Material and verdict of each hand-in, oldest first. */
  async verdicts(number: string): Promise<string[]> {
    const rows = await this.#rows<{ line: string }>(
      `select s.material_code || ' ' || coalesce(s.verdict, '-') as line
       from material_supply s join case_file c on c.id = s.case_id where c.number = $1 order by s.received_at, s.material_code`,
      number,
    );
    return rows.map(({ line }) => line);
  }

  /** The mails of a case's notices of one kind: how each stands, and the mail server's receipt. */
  async mails(number: string, kind: string): Promise<{ state: string; receipt: string | null }[]> {
    return this.#rows(
      `select d.state, d.receipt from delivery d join notice n on n.id = d.notice_id
       join case_file c on c.id = n.case_id where c.number = $1 and n.kind = $2 order by d.first_at`,
      number,
      kind,
    );
  }

  /** Kinds of the timeline's entries, in order. */
  async timeline(number: string): Promise<string[]> {
    const rows = await this.#rows<{ kind: string }>(
      'select t.kind from timeline_entry t join case_file c on c.id = t.case_id where c.number = $1 order by t.seq',
      number,
    );
    return rows.map(({ kind }) => kind);
  }

  async performance(number: string): Promise<string[]> {
    const rows = await this.#rows<{ result: string }>(
      'select p.result from performance_result p join case_file c on c.id = p.case_id where c.number = $1',
      number,
    );
    return rows.map(({ result }) => result);
  }

  /** The writes on a case that the audit knows, in order: who did what. */
  async audited(number: string): Promise<string[]> {
    const rows = await this.#rows<{ line: string }>(
      `select actor_sub || ' ' || action as line from audit_entry
       where object_kind = 'case' and object_id = $1 and action <> 'case.read' order by id`,
      number,
    );
    return rows.map(({ line }) => line);
  }

  /** The column `line` of each row that a statement gives, in its order. */
  async lines(statement: string, ...values: (string | readonly string[])[]): Promise<string[]> {
    return (await this.#rows<{ line: string }>(statement, ...values)).map(({ line }) => line);
  }

  async #rows<T extends pg.QueryResultRow>(statement: string, ...values: (string | readonly string[])[]): Promise<T[]> {
    return (await this.#client.query<T>(statement, values)).rows;
  }
}
