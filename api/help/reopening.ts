import { type Help, help } from './help.ts';

const HEARD = '国办发〔2020〕49号（八）；行政处罚法第四十五条（参照）';

/** Refusals where a decision is set aside for a paper that came in time, and where it is decided anew. */
export const REOPENING_HELP: Readonly<Record<string, Help>> = {
  'handed-in-late': help(
    '材料计为逾期，决定不变。邮寄的以邮戳日计，其他的以收件日计。',
    'The paper counts as late, and the decision stands. A posted one counts on its postmark, any other on its receipt.',
    '核对收件日、邮戳日；不服决定的，依法申请复议、提起诉讼或者提出异议。',
    'Check both days; against the decision there are reconsideration, the court, and an objection.',
    HEARD,
  ),
  'statement-heard-already': help(
    '该陈述、申辩已在卷，决定作出前已经复核。',
    'The statement was on file, and was reviewed before it was decided.',
    '无需补登；不服决定的，依法申请复议、提起诉讼或者提出异议。',
    'Nothing is to be registered; against the decision there are reconsideration, the court, and an objection.',
    HEARD,
  ),
  'said-after-waiver': help(
    '当事人已声明放弃，材料是决定作出之后才提出的。',
    'The subject had given it up, and handed the paper in only after it was decided.',
    '决定不变；声明并非当事人作出的，请核查。',
    'The decision stands; look into it where the waiver was not the subject’s.',
    HEARD,
  ),
  'decision-void-already': help(
    '决定所记信息已被撤销、更正或者撤回。',
    'The record of the decision was annulled, corrected or withdrawn.',
    '无需重新办理。',
    'There is nothing to decide anew.',
    HEARD,
  ),
  'nothing-handed-in': help(
    '既未填写陈述、申辩，也未注明申请听证。',
    'There is neither a statement nor a request for a hearing.',
    '填写 text，或者将 asksHearing 设为 true。',
    'Give `text`, or set `asksHearing`.',
    HEARD,
  ),
  'heavier-than-before': help(
    '重新作出的决定重于已撤销的原决定。',
    'What is decided anew is heavier than the decision that was set aside.',
    '在原决定的程度、措施和记录之内决定，或者结案。',
    'Decide within the class, measures and records of the decision before, or drop the case.',
    '行政处罚法第四十五条（参照）',
  ),
  'record-had-ended': help(
    '原决定所记信息在撤回之前已公示期满或者已修复。',
    'The record of the decision before had run out, or was repaired.',
    '从轻处理，或者结案。',
    'Be lenient, or drop the case.',
    '行政处罚法第四十五条（参照）',
  ),
};
