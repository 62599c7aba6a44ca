import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { CalendarNotice } from './calendar-notice.ts';
import { day, id, instant } from './columns.ts';

/** 放假安排变更: the days that a load of the calendar changed; its workflow takes it to the running deadlines. */
export const CalendarChange = defineEntity({
  name: 'CalendarChange',
  tableName: 'calendar_change',
  properties: {
    id: id(),
    year: p.manyToOne(CalendarNotice).mapToPk().fieldName('year'),
    firstDay: day(),
    lastDay: day(),
    at: instant(),
    startedAt: instant().nullable(),
    finishedAt: instant().nullable(),
  },
});
export type CalendarChange = InferEntity<typeof CalendarChange>;
