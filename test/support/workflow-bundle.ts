/** The workflow code bundled once per change, not once per test file: webpack takes seconds. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, bundleWorkflowCode } from '@temporalio/worker';
import type { BundleOptions, WorkflowBundlePath } from '@temporalio/worker';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Folders whose code can reach a bundle; a change in any makes a new one. */
const SOURCES = ['workflows', 'domain', 'test/support'];

/**
 * `workflowBundle` for `Worker.create`, from the cache while the sources are the same.
 * @param options as for the SDK's `bundleWorkflowCode`, e.g. `{ workflowsPath }`
 */
export async function bundleWorkflows(options: BundleOptions): Promise<WorkflowBundlePath> {
  const codePath = join(ROOT, 'node_modules/.cache/jiannuo', `workflows-${fingerprint(options)}.js`);
  if (!existsSync(codePath)) {
    const { code } = await bundleWorkflowCode({ logger: new DefaultLogger('ERROR'), ...options });
    mkdirSync(dirname(codePath), { recursive: true });
    writeFileSync(`${codePath}.${process.pid}`, code);
    renameSync(`${codePath}.${process.pid}`, codePath);
  }
  return { codePath };
}

function fingerprint(options: BundleOptions): string {
  const hash = createHash('sha256').update(JSON.stringify(options));
  hash.update(readFileSync(join(ROOT, 'package-lock.json')));
  for (const folder of SOURCES) {
    const path = join(ROOT, folder);
    if (!existsSync(path)) continue;
    for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' }).sort()) {
      if (/\.[jt]s$/.test(name)) hash.update(name).update(readFileSync(join(path, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
