import { IsolationLevel } from '@mikro-orm/core';

/** Options of a transaction whose statements all read what was there when it began. */
export const AS_OF_ONE_MOMENT = { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true };
