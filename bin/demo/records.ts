/** Records of dishonesty, entered by the people of who determined them. Those of a court come by its messages. */
import type { DemoRecord } from './record.ts';
import { recordsAppliedFor } from './records-applied-for.ts';
import { recordsObjectedTo } from './records-objected-to.ts';
import { recordsRuledOn } from './records-ruled-on.ts';
import { standingRecords } from './records-standing.ts';

export const demoRecords: readonly DemoRecord[] = [
  ...standingRecords,
  ...recordsAppliedFor,
  ...recordsRuledOn,
  ...recordsObjectedTo,
];
