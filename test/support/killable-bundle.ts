/** The workflows as a killable worker runs them: what died with a worker is soon given out again. */
import { fileURLToPath } from 'node:url';
import type { WorkflowBundlePath } from '@temporalio/worker';
import { createDataConverter } from '../../config/payload-codec.ts';
import { WORKFLOWS_PATH } from '../../worker/create-worker.ts';
import { TEST_KEYS } from './rows.ts';
import { bundleWorkflows } from '../../bin/parts/workflow-bundle.ts';

const SOON_AGAIN = fileURLToPath(new URL('./killable-timeouts.ts', import.meta.url));

/** Bundles the workflows of production, and beside them only shorter patience with activities. */
export async function killableBundle(): Promise<WorkflowBundlePath> {
  return await bundleWorkflows({
    workflowsPath: WORKFLOWS_PATH,
    workflowInterceptorModules: [SOON_AGAIN],
    failureConverterPath: createDataConverter(TEST_KEYS.dataKeys).failureConverterPath ?? '',
  });
}
