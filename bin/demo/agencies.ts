/** The addresses of the demo's credit service agencies, entered as an administrator would. */
import { demoAgencies } from '../parts/demo-agencies.ts';
import { ApiClient, ApiError, type Session } from './api-client.ts';

/** Enters where each agency is pushed to, and its secrets; what is entered so already is left as it is. */
export async function enterAgencies(admin: Session, receiver: string): Promise<void> {
  for (const { code, outgoingSecret, incomingSecret } of demoAgencies) {
    const path = `/v1/authorities/${code}/webhook`;
    const url = `${receiver}/${code}`;
    const known = await admin.get<{ url: string }>(path).catch((error: unknown) => {
      if (error instanceof ApiError && error.code === 'webhook-unknown') return null;
      throw error;
    });
    if (known?.url === url) continue;
    const secrets = { outgoingSecrets: [outgoingSecret], incomingSecrets: [incomingSecret] };
    await admin.put(path, { url, active: true, ...secrets });
  }
}

/** At a later start the receiver may listen on another port. */
export async function moveAgencies(options: { apiUrl: string; issuer: string; receiver: string }): Promise<void> {
  await enterAgencies(new ApiClient(options).as('admin'), options.receiver);
}
