import { describe, expect, it } from '@jest/globals';
import { startDevServer } from '../support/temporal.ts';

describe('the dev server that npm start runs', () => {
  it('answers with its version', async () => {
    const env = await startDevServer();
    try {
      const { serverVersion } = await env.connection.workflowService.getSystemInfo({});
      expect(serverVersion).toMatch(/^1\.\d+/);
    } finally {
      await env.teardown();
    }
  }, 300_000);
});
