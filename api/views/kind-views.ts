import type { CaseKind } from '../../domain/case/case-kind.ts';
import type { KindView } from '../case-view.ts';
import { acceptFirstView } from './accept-first-view.ts';
import { commitmentView } from './commitment-view.ts';
import { objectionView } from './objection-view.ts';
import { determinationView } from './determination-view.ts';
import { publicityView } from './publicity-view.ts';
import { rectificationView } from './rectification-view.ts';
import { reorganisationView } from './reorganisation-view.ts';
import { repairView } from './repair-view.ts';
import { repairWithdrawalView } from './repair-withdrawal-view.ts';
import { voluntaryRegistrationView } from './voluntary-registration-view.ts';

/** How each kind of case is shown. */
const VIEWS: Readonly<Partial<Record<CaseKind, unknown>>> = {
  'accept-first': acceptFirstView,
  commitment: commitmentView,
  publicity: publicityView,
  repair: repairView,
  'repair-withdrawal': repairWithdrawalView,
  reorganisation: reorganisationView,
  objection: objectionView,
  rectification: rectificationView,
  determination: determinationView,
  'voluntary-registration': voluntaryRegistrationView,
};

/** How a kind of case is shown. Throws for a kind that cannot be opened yet. */
export function getKindView(kind: CaseKind): KindView<unknown> {
  const view = VIEWS[kind];
  if (view === undefined) throw new RangeError(`there is no view of "${kind}"`);
  // What a view reads is only ever handed back to the same view.
  return view as KindView<unknown>;
}
