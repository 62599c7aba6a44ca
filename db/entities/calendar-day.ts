import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { CalendarNotice } from './calendar-notice.ts';
import { day } from './columns.ts';

export const CALENDAR_DAY_KINDS = ['off', 'workday'] as const;

/** 放假日与调休上班日: a day that differs from the plain week. */
export const CalendarDay = defineEntity({
  name: 'CalendarDay',
  tableName: 'calendar_day',
  properties: {
    day: day().primary(),
    year: p.manyToOne(CalendarNotice).mapToPk().fieldName('year'),
    kind: p.enum(CALENDAR_DAY_KINDS),
    name: p.text(),
  },
});
export type CalendarDay = InferEntity<typeof CalendarDay>;
