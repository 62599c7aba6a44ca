import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import type { App } from '../app-types.ts';

/** A logger that never writes what a person sent: no bodies, no queries, no tokens, no addresses with numbers in them. */
export function createLog(level: string, to?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    redact: ['req', 'res', 'headers', 'authorization'],
    serializers: { err: (error: Error) => ({ name: error.name, at: error.stack?.split('\n').slice(1, 8) }) },
  };
  return to === undefined ? pino(options) : pino(options, to);
}

/** One line a request: which route, how it ended, how long it took. The id is also in the answer. */
export function log(app: App): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    );
  });
}
