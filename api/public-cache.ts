import type { FastifyReply } from 'fastify';

/**
 * What is public is computed at reading, and is asked for each time: a cache that answered by itself would show what a
 * court masked, or a repair ended, a moment ago.
 */
export function askedEachTime(reply: FastifyReply): void {
  reply.header('cache-control', 'no-cache');
  reply.header('vary', 'accept-language');
}
