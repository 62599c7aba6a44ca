import * as acts from './reorganisation-acts.ts';
import { takeReorganisationMessage } from './reorganisation-messages.ts';
import { openReorganisation } from './reorganisation-open.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/** The activities of reorganisation alone, bound to their dependencies. */
export function createReorganisationActivities(deps: ActivityDeps) {
  type Input<F extends (deps: ActivityDeps, input: never) => unknown> = Parameters<F>[1];
  return {
    openReorganisation: (input: Input<typeof openReorganisation>) => openReorganisation(deps, input),
    takeReorganisationMessage: (input: Input<typeof takeReorganisationMessage>) =>
      takeReorganisationMessage(deps, input),
    recordReorganisationWithdrawal: (input: Input<typeof acts.recordReorganisationWithdrawal>) =>
      acts.recordReorganisationWithdrawal(deps, input),
    recordStatement: (input: Input<typeof acts.recordStatement>) => acts.recordStatement(deps, input),
  };
}

export type ReorganisationActivities = ReturnType<typeof createReorganisationActivities>;
