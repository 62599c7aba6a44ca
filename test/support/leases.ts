/** The lease that an API holds on a request while it acts: instead of waiting for it, a test says how long it lasts. */

interface Rows {
  sql<R>(text: string, values?: unknown[]): Promise<R[]>;
}

/** However long this machine takes to start the next API: what the dead one held is held still. */
export async function leaseGoesOn(rows: Rows, key: string): Promise<void> {
  await rows.sql(
    "update request_key set lease_until = lease_until + interval '1 hour' where key = ? and answered_at is null",
    [bareKey(key)],
  );
}

/** Instead of waiting for it. */
export async function leaseRunsOut(rows: Rows, key: string): Promise<void> {
  await rows.sql("update request_key set lease_until = '2020-01-01' where key = ? and answered_at is null", [
    bareKey(key),
  ]);
}

/** A key as its row has it: in the header it stands in quotation marks. */
export function bareKey(key: string): string {
  return key.replaceAll('"', '');
}
