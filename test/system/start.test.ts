/** `npm start` from an empty folder, stopped and started again: the acceptance of the set-up itself. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataConverter } from '../../config/payload-codec.ts';
import { freePorts, isRunning, launchStart } from '../support/running-start.ts';
import type { RunningStart } from '../support/running-start.ts';
import { until } from '../support/processes.ts';

const READY = /is running/;

describe('npm start', () => {
  let folder: string;
  let variables: Record<string, string>;
  let start: RunningStart;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jiannuo-start-'));
    variables = { ...(await freePorts()), JIANNUO_STATE: folder };
    start = launchStart(variables);
    await start.said(READY);
  }, 1_200_000);

  afterAll(async () => {
    start.process.kill('SIGTERM');
    await start.ended;
    await rm(folder, { recursive: true, force: true });
  });

  it('ends with addresses and accounts, every part healthy', async () => {
    expect(start.output()).toContain(`http://localhost:${variables['PORT']}`);
    expect(start.output()).toContain('zhang');
    const answer = await fetch(`http://localhost:${variables['PORT']}/health`);
    expect(await answer.json()).toMatchObject({ ok: true });
  });

  it('gives real tokens', async () => {
    const answer = await fetch(`http://localhost:${variables['OIDC_PORT']}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'password',
        client_id: 'jiannuo-scripts',
        username: 'chen',
        password: 'demo',
      }),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    expect(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({
      aud: 'jiannuo-api',
      sub: 'chen',
      roles: ['officer'],
      authority: 'market',
    });
  });

  it('a second one says so in one line and changes nothing', async () => {
    const second = launchStart(variables);
    expect(await second.ended).toBe(1);
    expect(second.output().trim()).toMatch(/^✖ [^\n]*已在此目录运行[^\n]*already runs[^\n]*$/);
    expect(isRunning(start.process.pid ?? 0)).toBe(true);
  }, 120_000);

  it('starts the worker again when it dies', async () => {
    const log = join(folder, 'logs', 'worker.log');
    const before = (await readFile(log, 'utf8')).split('worker started').length;
    process.kill(await pidOf('worker/main.ts'), 'SIGKILL');
    await start.said(/worker 已退出（SIGKILL），正在重新启动/);
    await until(
      'the worker started again',
      async () => (await readFile(log, 'utf8')).split('worker started').length > before,
      200_000,
    );
  }, 300_000);

  it('stops everything at Ctrl-C, and the next one takes up every open case', async () => {
    const open = await openCases();
    expect(open.length).toBeGreaterThan(0);
    const processes = start.descendants();
    expect(processes.length).toBeGreaterThanOrEqual(5);

    start.process.kill('SIGINT');
    expect(await start.ended).toBe(0);
    await allEnded(processes);

    start = launchStart(variables);
    await start.said(READY);
    expect(await openCases()).toEqual(open);
    await expect(stackOf(open[0] ?? '')).resolves.toEqual(expect.any(String));
  }, 1_200_000);

  it('killed without a word, it still leaves no process, and the next one starts', async () => {
    const open = await openCases();
    const processes = start.descendants();
    process.kill(await pidOf('bin/start.ts'), 'SIGKILL');
    expect(await start.ended).toBe(1);
    await allEnded(processes);

    start = launchStart(variables);
    await start.said(READY);
    expect(await openCases()).toEqual(open);
  }, 1_200_000);

  it('when npm itself is killed, the rest still stops in order; --reset then forgets', async () => {
    const processes = start.descendants();
    start.process.kill('SIGKILL');
    await allEnded(processes);
    await writeFile(join(folder, 'mail', 'kept.eml'), 'Subject: kept\r\n\r\n');
    start = launchStart({ ...variables, TEMPORAL_ADDRESS: '127.0.0.1:1' }, ['--reset']);
    expect(await start.ended).toBe(1);
    await expect(readFile(join(folder, 'mail', 'kept.eml'))).rejects.toThrow('ENOENT');
  }, 1_200_000);

  async function pidOf(script: string): Promise<number> {
    for (const pid of start.descendants()) {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (command.includes(script)) return pid;
    }
    throw new Error(`${script} does not run`);
  }

  async function withClient<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const connection = await Connection.connect({ address: `127.0.0.1:${variables['TEMPORAL_PORT']}` });
    const { dataKeys } = JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8')) as { dataKeys: string };
    const [id = '', key = ''] = dataKeys.split(':');
    try {
      return await work(
        new Client({ connection, dataConverter: createDataConverter([{ id, key: Buffer.from(key, 'base64') }]) }),
      );
    } finally {
      await connection.close();
    }
  }

  /** Ids of the cases that are still running; deliveries come and go by themselves. */
  async function openCases(): Promise<string[]> {
    return await withClient(async (client) => {
      const ids: string[] = [];
      for await (const { workflowId } of client.workflow.list({
        query: "WorkflowType = 'acceptFirst' and ExecutionStatus = 'Running'",
      }))
        ids.push(workflowId);
      return ids.sort();
    });
  }

  /** Only a worker that has replayed the case can answer. */
  async function stackOf(workflowId: string): Promise<string> {
    return await withClient(
      async (client) => await client.workflow.getHandle(workflowId).query<string>('__stack_trace'),
    );
  }
});

/** Waits until none of these processes runs any more. */
async function allEnded(processes: readonly number[]): Promise<void> {
  await until('every process ended', () => {
    const left = processes.filter(isRunning);
    return left.length === 0 || `still running: ${left.join(', ')}`;
  });
}
