/** What is done alike in every case in which the subject is told, and heard. */
import type { DayPlace } from './days.ts';

export type HeardAct =
  | { readonly by: string; readonly act: 'serve'; readonly proof: string }
  | { readonly by: string; readonly act: 'state'; readonly text: string }
  | { readonly by: string; readonly act: 'waive'; readonly text: string }
  | { readonly by: string; readonly act: 'ask-hearing' }
  | {
      readonly by: string;
      readonly act: 'call-hearing';
      readonly on: DayPlace;
      readonly presiding: string;
      readonly presidingName: string;
    };
