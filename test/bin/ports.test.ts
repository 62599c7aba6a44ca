import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { commandOf, freePort, requireFreePort } from '../../bin/parts/ports.ts';

describe('ports', () => {
  it('one in use is a line with the port, who holds it, and the variable to set', async () => {
    const port = await freePort();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const error = await requireFreePort(port, 'OIDC_PORT', 'OIDC').catch((caught: unknown) => caught);
    await new Promise((resolve) => server.close(resolve));
    expect(error).toMatchObject({ name: 'StartError' });
    const { message } = error as Error;
    expect(message).toMatch(
      new RegExp(`^[^\\n]*端口 ${port}[^\\n]*OIDC_PORT[^\\n]*port ${port}[^\\n]*OIDC_PORT[^\\n]*$`),
    );
    await expect(requireFreePort(port, 'OIDC_PORT', 'OIDC')).resolves.toBeUndefined();
  });

  it('a process is known by its command line, one that is gone by none', () => {
    expect(commandOf(process.pid)).toContain('node');
    expect(commandOf(2 ** 30)).toBe('');
    expect(commandOf(Number.NaN)).toBe('');
  });
});
