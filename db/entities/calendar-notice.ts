import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { day, instant } from './columns.ts';

/** 放假安排通知: the State Council's notice for a year, or the source its days were taken from. */
export const CalendarNotice = defineEntity({
  name: 'CalendarNotice',
  tableName: 'calendar_notice',
  properties: {
    year: p.integer().primary().autoincrement(false),
    number: p.text().nullable(),
    issuedOn: day().nullable(),
    source: p.text(),
    loadedAt: instant(),
    version: p.integer().version(),
  },
});
export type CalendarNotice = InferEntity<typeof CalendarNotice>;
