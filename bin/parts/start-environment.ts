/** What `npm start` needs before anything runs: free ports, and the environment of the worker and the API. */
import type { PortVariable, StartConfig } from '../../config/start.ts';
import { requireFreePort } from './ports.ts';
import type { Secrets } from './state.ts';

/** Fails, naming port, variable and part, where a port that is needed is taken. */
export async function requirePorts({
  ports,
  database: given,
  externalTemporal,
  oidcIssuer,
  smtpUrl,
}: StartConfig): Promise<void> {
  const needed: readonly [PortVariable, string, boolean][] = [
    ['POSTGRES_PORT', 'PostgreSQL', given === null],
    ['TEMPORAL_PORT', 'Temporal', !externalTemporal],
    ['TEMPORAL_UI_PORT', 'Temporal UI', !externalTemporal],
    ['OIDC_PORT', 'OIDC', oidcIssuer === null],
    ['SMTP_PORT', 'SMTP', smtpUrl === null],
    ['MAIL_PAGE_PORT', 'mail page', smtpUrl === null],
    ['RECEIVER_PORT', 'credit service agencies', oidcIssuer === null],
    ['PORT', 'API', true],
  ];
  for (const [variable, part, isNeeded] of needed) if (isNeeded) await requireFreePort(ports[variable], variable, part);
}

/** Keys come from the environment where it has them: who brings a database brings what its columns are encrypted with. */
export function commonEnvironment(
  { given, ports, audience, taskQueue, oidcIssuer }: StartConfig,
  secrets: Secrets,
): Record<string, string> {
  return {
    DATA_KEYS: given['DATA_KEYS'] || secrets.dataKeys,
    INDEX_KEY: given['INDEX_KEY'] || secrets.indexKey,
    PORT: String(ports.PORT),
    PUBLIC_URL: given['PUBLIC_URL'] || `http://localhost:${ports.PORT}`,
    OIDC_AUDIENCE: audience,
    TASK_QUEUE: taskQueue,
    // The demo's own agencies listen on this machine, without TLS.
    WEBHOOK_ORIGINS: given['WEBHOOK_ORIGINS'] || (oidcIssuer === null ? `http://localhost:${ports.RECEIVER_PORT}` : ''),
    // Only the migrations know the owner.
    DATABASE_URL: '',
  };
}
