import { dated, type NoticeCase, type NoticeText, notice } from '../case/notice.ts';
import type { Day } from '../time.ts';

/** To the promisor: what was written down as its own word, and how it is put right or made good. */
export function obligationConcededNotice(file: NoticeCase, titles: readonly string[], on: Day): NoticeText {
  return notice('obligation-conceded', '确认未履行登记告知', file, [
    `已登记您于${dated(on)}作出的确认：${titles.join('、')}未履行或者不再整改，不再等候登记。`,
    '请尽快履行并报告；及时补救的，减轻情节（国办发〔2019〕35号（一））。报告实际在期限内送达的，可凭凭证申请更正。',
    '并非您本人或者您委托的人作出此确认的，请立即告知我们。',
  ]);
}
