/**
 * Saved histories: how cases came to their ends, as the server wrote it down. Later code must be able to replay
 * them, or cases that run today hang tomorrow. Kept in plain text: the keys of a test are no part of what is guarded.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { type ReplayWorkerOptions, Worker } from '@temporalio/worker';
import { EncryptingCodec } from '../../config/payload-codec.ts';
import { WORKFLOWS_PATH } from '../../worker/create-worker.ts';
import type { BenchParts } from './bench-parts.ts';
import { TEST_KEYS } from './rows.ts';
import { bundleWorkflows } from '../../bin/parts/workflow-bundle.ts';

const { History } = temporal.api.history.v1;

const FOLDER = new URL('../histories/', import.meta.url);

/**
 * A replay in the test's own thread hooks into every promise there, and lets none go: whatever that process tests
 * afterwards is slowed down.
 */
const IN_THE_TESTS_OWN_THREAD = false;

export interface SavedHistory {
  name: string;
  workflowId: string;
  /** In the form of protobuf.js: bytes as base64, enums by name. */
  history: Record<string, unknown>;
}

/**
 * Saves a workflow's history under the name of what it guards, when the tests run with `UPDATE_HISTORIES=1`.
 * Do that when a new ending comes, never because a replay fails: then the code must be made to fit what is saved.
 */
export async function keepHistory(bench: Pick<BenchParts, 'env'>, workflowId: string, name: string): Promise<void> {
  if (process.env['UPDATE_HISTORIES'] !== '1') return;
  const history = await plainHistory(bench, workflowId);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(new URL(`${name}.json`, FOLDER), `${JSON.stringify({ workflowId, history }, null, 1)}\n`);
}

/** Replays what has happened to workflows so far: a run that was evicted just now would do that. */
export async function replayOf(
  bench: Pick<BenchParts, 'env'>,
  workflowIds: readonly string[],
): Promise<Record<string, string | null>> {
  const histories = workflowIds.map(async (workflowId) => ({
    name: workflowId,
    workflowId,
    history: await plainHistory(bench, workflowId),
  }));
  return await replay(await Promise.all(histories));
}

/** Replays histories against the workflows as they are now; the message of what does not fit, or null, by name. */
export async function replay(histories: readonly SavedHistory[]): Promise<Record<string, string | null>> {
  const workflowBundle = await bundleWorkflows({ workflowsPath: WORKFLOWS_PATH });
  const options: ReplayWorkerOptions & { debugMode: boolean } = { workflowBundle, debugMode: IN_THE_TESTS_OWN_THREAD };
  const results: Record<string, string | null> = {};
  const named = histories.map(({ name, history }) => ({ workflowId: name, history: History.fromObject(history) }));
  for await (const { workflowId, error } of Worker.runReplayHistories(options, named)) {
    results[workflowId] = error?.message ?? null;
  }
  return results;
}

async function plainHistory(bench: Pick<BenchParts, 'env'>, workflowId: string): Promise<Record<string, unknown>> {
  const history = await bench.env.client.workflow.getHandle(workflowId).fetchHistory();
  await decodePayloads(history, new EncryptingCodec(TEST_KEYS.dataKeys));
  const plain = History.toObject(History.fromObject(history), { bytes: String, enums: String, longs: String });
  return withoutMachine(plain) as Record<string, unknown>;
}

export function savedHistories(): SavedHistory[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const saved: Omit<SavedHistory, 'name'> = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
      return { name: file.replace(/\.json$/, ''), ...saved };
    });
}

/** Replaces every encrypted payload, however deep, by what it holds; what goes to a child is bound to the child. */
async function decodePayloads(value: unknown, codec: PayloadCodec): Promise<void> {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  for (const [key, inner] of Object.entries(value)) {
    if (isEncrypted(inner)) {
      const [decoded] = await codec.decode([inner], {} as never);
      Object.assign(value, { [key]: withoutStack(decoded ?? inner) });
    } else await decodePayloads(inner, codec);
  }
}

function isEncrypted(value: unknown): value is Payload {
  if (typeof value !== 'object' || value === null || !('metadata' in value)) return false;
  const { metadata } = value as Payload;
  return Buffer.from(metadata?.['encoding'] ?? []).toString() === 'binary/jiannuo-aes-256-gcm';
}

/** A failure's payload holds a stack with the paths of the machine on which it happened. */
function withoutStack(payload: Payload): Payload {
  const text = Buffer.from(payload.data ?? []).toString('utf8');
  if (!text.includes('"stack_trace"')) return payload;
  return { ...payload, data: Buffer.from(JSON.stringify({ ...JSON.parse(text), stack_trace: '' })) };
}

const MACHINE: Record<string, unknown> = { identity: 'worker', stackTrace: '' };

/** Names of hosts, processes and queues say nothing about the case. */
function withoutMachine(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((inner) => withoutMachine(inner));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => {
    if (name in MACHINE) return [name, MACHINE[name]];
    if (key.toLowerCase().endsWith('taskqueue') && name.toLowerCase().endsWith('name')) return [name, 'jiannuo'];
    return [name, withoutMachine(inner, name)];
  });
  return Object.fromEntries(entries);
}
