/** The credit service agencies of the demo county that keep copies of records. None of them exists outside it. */
import type { Bilingual } from '../../domain/text.ts';

export interface DemoAgency {
  /** Of its authority, and the path of its address at the receiver. */
  readonly code: string;
  readonly name: string;
  /** What the service signs its pushes with. */
  readonly outgoingSecret: string;
  /** What the agency signs its own messages with. */
  readonly incomingSecret: string;
  /**
   * `prompt`: brings its copy up to date and says so at once. `forgetful`: says only that it has received the push,
   * confirms it after a while by a message of its own, and forgets the first delivery of every second push altogether.
   */
  readonly manner: 'prompt' | 'forgetful';
  readonly about: Bilingual;
}

/** 32 bytes that anybody may read: a demonstration hides nothing. */
const secret = (text: string): string => `whsec_${Buffer.from(text.padEnd(32, '.')).toString('base64')}`;

const agency = (code: string, name: string, manner: DemoAgency['manner'], about: Bilingual): DemoAgency => ({
  code,
  name,
  manner,
  about,
  outgoingSecret: secret(`jiannuo demo to ${code}`),
  incomingSecret: secret(`jiannuo demo from ${code}`),
});

export const demoAgencies: readonly DemoAgency[] = [
  agency('agency', '明信信用服务有限公司', 'prompt', { zh: '当即更新并确认', en: 'updates and confirms at once' }),
  agency('agency-two', '诚达征信有限公司', 'forgetful', {
    zh: '迟缓健忘，确认较晚，有的推送须再次催办',
    en: 'slow and forgetful: confirms late, and some pushes only when they are sent again',
  }),
];
