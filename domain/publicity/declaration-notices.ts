import { dated, type NoticeCase, type NoticeText, notice, sentence } from '../case/notice.ts';
import type { Day } from '../time.ts';

/** Words of a subject that an officer wrote down from a paper. */
export interface RegisteredWords {
  documentNumber: string;
  /** The day on which the paper came in. */
  on: Day;
  /** What stands beside the record from now on; null: the statement was taken back. */
  text: string | null;
  /** The paper by which it was said or taken back. */
  paper: string;
}

/** To the subject: what was registered in its name from a paper, so that it can put right what is not its word. */
export function declarationRegisteredNotice(
  file: NoticeCase,
  { documentNumber, on, text, paper }: RegisteredWords,
): NoticeText {
  const record = `“${documentNumber}”决定所涉信息`;
  const what =
    text === null
      ? [`根据${dated(on)}收到的书面材料，已撤回附加于${record}的本人声明。`]
      : [`根据${dated(on)}收到的书面材料，已在${record}旁附加本人声明：${sentence(text)}`];
  return notice('declaration-registered', '本人声明登记告知书', file, [
    ...what,
    `依据的材料：${sentence(paper)}`,
    '信用服务机构的副本一并更新。登记的内容与本意不符的，可以随时更换或者撤回。',
  ]);
}
