import { type Help, help } from './help.ts';

/** Refusals about a person's information: queries of it, and consent to them (个人信息查询). */
export const CONSENT_HELP: Readonly<Record<string, Help>> = {
  'consent-required': help(
    '查询自然人的信用信息，既无本人为此目的所作的同意，也没有写明法定依据。',
    'A person’s information was queried without their consent for that purpose, and without a basis in law.',
    '请本人同意（POST /v1/consents），查询时写明 purpose；有法定依据的写明 basis 和 reference，见 GET /v1/query-bases。公示的信息可公开查询。',
    'Ask the person to consent (POST /v1/consents) and give the purpose; or name basis and reference, see GET /v1/query-bases. What is published anybody can look up.',
    '国办发〔2020〕49号（四）（十四）；个人信息保护法第十三条',
  ),
  'consent-not-of-a-person': help(
    '该主体是单位，查询单位信息无须同意。',
    'The subject is an organisation: no consent is asked for its information.',
    '无须办理。',
    'There is nothing to do.',
    '国办发〔2020〕49号（十四）',
  ),
  'consent-not-by-the-person': help(
    '同意须由本人（未成年人由监护人）作出，代理人不得代为同意。',
    'Consent is given by the person, or a minor’s guardian, and by no agent.',
    '请本人登录办理。',
    'The person signs in for it.',
    '个人信息保护法第十四条、第三十一条',
  ),
  'consent-over': help(
    '同意的截止日期已过。',
    'The last day of the consent has passed.',
    '更正截止日期。',
    'Give a later day.',
    '国办发〔2020〕49号（十四）',
  ),
  'consent-too-long': help(
    '同意的期限超过上限；不得一次授权终身。',
    'The consent would last too long: none is given for good.',
    '改短期限，期满可再次同意。',
    'Choose an earlier day; it can be given again.',
    '国办发〔2020〕49号（十四）',
  ),
};

/** Why somebody may not use the green channel (绿色通道). */
export const GREEN_CHANNEL_HELP: Readonly<Record<string, Help>> = {
  'green-channel-record': help(
    '存在未修复的失信记录，不适用绿色通道，诚信典型也不例外。',
    'A record that counts bars from the green channel, an integrity model too.',
    '先申请信用修复。',
    'Have the record repaired first.',
    '国发〔2016〕33号（四）',
  ),
  'green-channel-promise': help(
    '此前的承诺未履行，也未补救，不适用绿色通道。',
    'An earlier promise was not kept and not made good.',
    '先补救，经核实后适用。',
    'Make it good; once confirmed it bars no more.',
    '国发〔2016〕33号（四）',
  ),
  'green-channel-too-soon': help(
    '期限届满的不良信用记录距今不足规定年限，且不是诚信典型。',
    'A bad record ran out too short a time ago, and the subject is no integrity model.',
    '自 earliest 所示日期起适用。',
    'From the day in `earliest` on it bars no more.',
    '国发〔2016〕33号（四）',
  ),
};
