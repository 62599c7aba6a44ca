import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { instant } from './columns.ts';
import { Notice } from './notice.ts';

/** 已阅: who has read a notice, and when first. */
export const NoticeRead = defineEntity({
  name: 'NoticeRead',
  tableName: 'notice_read',
  properties: {
    noticeId: p.manyToOne(Notice).mapToPk().fieldName('notice_id').primary(),
    readerSub: p.text().primary(),
    at: instant(),
  },
});
export type NoticeRead = InferEntity<typeof NoticeRead>;
