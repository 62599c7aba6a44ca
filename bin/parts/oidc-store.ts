/** What the demo issuer remembers while it runs: logins, codes, grants. A restart forgets them; signed tokens live on. */
import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Entry {
  readonly payload: AdapterPayload;
  readonly expiresAt: number;
}

/** A store of its own per provider, in the shape that oidc-provider asks for. */
export function createOidcStore(): (model: string) => Adapter {
  const entries = new Map<string, Entry>();
  const find = (key: string): AdapterPayload | undefined => {
    const entry = entries.get(key);
    if (entry === undefined || entry.expiresAt < Date.now()) return undefined;
    return entry.payload;
  };
  return (model) => ({
    upsert: async (id, payload, expiresIn) => {
      const expiresAt = expiresIn ? Date.now() + expiresIn * 1_000 : Number.POSITIVE_INFINITY;
      entries.set(`${model}:${id}`, { payload, expiresAt });
    },
    find: async (id) => find(`${model}:${id}`),
    findByUid: async (uid) =>
      [...entries]
        .filter(([key]) => key.startsWith(`${model}:`))
        .map(([key]) => find(key))
        .find((payload) => payload?.uid === uid),
    findByUserCode: async () => undefined,
    consume: async (id) => {
      const payload = find(`${model}:${id}`);
      if (payload) payload.consumed = Math.floor(Date.now() / 1_000);
    },
    destroy: async (id) => void entries.delete(`${model}:${id}`),
    revokeByGrantId: async (grantId) => {
      for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key);
    },
  });
}
