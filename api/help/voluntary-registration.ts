import { type Help, help } from './help.ts';

const CLAUSE = '国办发〔2019〕35号（五）';

/** Refusals of what subjects register of themselves (自主申报). */
export const VOLUNTARY_REGISTRATION_HELP: Readonly<Record<string, Help>> = {
  'registration-of-person': help(
    '自愿注册信用信息面向市场主体。',
    'Credit information is registered by organisations.',
    '以所代表的单位申报；自然人的信息不作公开登记。',
    'Register it of an organisation you act for; nothing of a person is shown to everybody.',
    CLAUSE,
  ),
  'registration-found-false': help(
    '此前申报的信息被认定不实，尚未补救。',
    'What was registered before was found false and is not made good.',
    '向受理单位说明并公开更正，登记补救后再申报。',
    'Put it right in public and have that written down at the desk; then register again.',
    CLAUSE,
  ),
  'registration-open': help(
    '同类同名的信息已经登记。',
    'The same is registered already.',
    '在该案件中更正。',
    'Correct it in that case.',
    CLAUSE,
  ),
  'registration-incomplete': help(
    '缺少该类信息必须填写的内容。',
    'Something that this kind of information needs is missing.',
    '按所列内容一次补齐后重新提交。',
    'Add all that is listed and send it again.',
    CLAUSE,
  ),
  'registration-day-ahead': help(
    '所填日期晚于今天。',
    'The day that is given lies ahead.',
    '更正日期。',
    'Correct the day.',
  ),
  'registration-validity': help(
    '有效期不在允许的范围内。',
    'It would count too short or too long.',
    '改为所列范围内的日期；届满可以重新申报。',
    'Choose a day in the range that is given; it can be registered anew then.',
    CLAUSE,
  ),
  'registration-personal-number': help(
    '公开的内容中含有公民身份号码。',
    'What would be shown holds the identity number of a person.',
    '删除号码后重新提交；证件号码不要写入公开内容。',
    'Remove the number and send it again.',
    '国办发〔2020〕49号（十三）',
  ),
  'registration-unchanged': help(
    '更正的内容与现登记的信息相同。',
    'The correction is what is registered already.',
    '无需更正。',
    'There is nothing to correct.',
  ),
  'registration-other-category': help(
    '更正不能改变信息类别。',
    'A correction keeps the kind of information.',
    '撤回后按另一类别重新申报。',
    'Take it back and register it anew under the other kind.',
  ),
  'statement-final-by-subject': help(
    '“陈述完毕”只能由当事人在网上自行表示。',
    'Only the subject itself, online, says that it has said all.',
    '代为登记书面陈述时不填 final。',
    'Leave out "final" for a statement on paper.',
    '行政处罚法第四十五条（参照）',
  ),
};
