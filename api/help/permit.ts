import { type Help, help } from './help.ts';

/** Refusals about what became of a permit (许可变动). */
export const PERMIT_HELP: Readonly<Record<string, Help>> = {
  'permit-change-in-future': help(
    '变动日期晚于今天。',
    'The day of the change lies in the future.',
    '核对文书上的日期。',
    'Check the day on the document.',
  ),
  'permit-change-too-early': help(
    '变动日期早于准予决定，或者早于上一次变动。',
    'The day lies before the permit was granted, or before its last change.',
    '核对文书上的日期。',
    'Check the day on the document.',
  ),
  'permit-not-so': help(
    '该许可的现状不能作此变动：已经终止的不再终止，只有被撤销、注销的可以恢复。',
    'The permit cannot change so: what is over is not over again, and only what was revoked, annulled or cancelled is restored.',
    '从 GET /v1/public/permits 查看现状。',
    'GET /v1/public/permits shows how it stands.',
  ),
  'permit-decided-in-case': help(
    '凭承诺作出的许可仍在核查、跟踪，许可的变动先在承诺案件中办理。',
    'The permit was granted on a promise that is still followed; what becomes of it is settled in that case first.',
    '是否撤销，在承诺案件中核查并决定；已注销或者被撤销的，先在该案件中解除承诺（release），再录入变动。',
    'Whether it is revoked is decided there; where it was cancelled or annulled, release the promise there, then enter the change.',
    '国办发〔2020〕42号',
  ),
};
