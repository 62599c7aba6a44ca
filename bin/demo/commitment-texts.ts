/**
 * The standard commitment text of a procedure. What is missing in a case, by when, and what lateness means is
 * added by the service to the text that is signed.
 * Source: 国办发〔2019〕35号（一）; 2025年意见（十五）.
 */
export function standardText(procedure: string, promise: string): string {
  return [
    `容缺受理承诺书（${procedure}）`,
    '',
    `本承诺人自愿以容缺受理方式申请办理“${procedure}”，已阅读并知悉受理机关一次性告知的办理条件、材料清单、补交期限和法律后果，现郑重承诺：`,
    `一、${promise}`,
    '二、已提交的主要材料齐全、真实、合法、有效；',
    '三、暂缺的次要材料客观存在或者能够依法取得，将在告知的期限内按要求的形式一次补齐，内容与申请时的陈述一致；',
    '四、补交的材料经核验不符的，在期限届满前更换；因不可抗力不能按期补交的，及时提出延期并提供证明；',
    '五、同意受理机关为核验本次申请所需，通过政务信息共享查询与申请事项有关的信息，并对本承诺的履行情况予以记录；',
    '六、知悉逾期未补齐或者补交有误的后果，并愿意承担相应责任。',
    '以上承诺系本承诺人的真实意思表示，自签署之日起生效。',
  ].join('\n');
}

/** From this day on the texts are in use: before every receipt of the demo county. */
export const TEXTS_VALID_FROM = '2020-01-01';
