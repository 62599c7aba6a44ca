/** The workflow code bundled once per change, not once per run: webpack takes seconds. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, bundleWorkflowCode } from '@temporalio/worker';
import type { BundleOptions, WorkflowBundlePath } from '@temporalio/worker';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Folders whose code can reach a bundle, beside those of its entries; a change in any makes a new one. */
const SOURCES = ['workflows', 'domain'];

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
  const entries = [options.workflowsPath, ...(options.workflowInterceptorModules ?? [])].filter(isAbsolute);
  const folders = [...SOURCES.map((folder) => join(ROOT, folder)), ...entries.map((path) => dirname(path))];
  for (const path of new Set(folders)) {
    if (!existsSync(path)) continue;
    for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' }).sort()) {
      if (/\.[jt]s$/.test(name)) hash.update(name).update(readFileSync(join(path, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
