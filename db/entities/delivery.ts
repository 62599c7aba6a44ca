import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { encryptedText, id, instant } from './columns.ts';
import { Notice } from './notice.ts';
import { Push } from './push.ts';

export const DELIVERY_CHANNELS = ['mail', 'push'] as const;
export const DELIVERY_STATES = ['pending', 'delivered', 'outstanding', 'superseded'] as const;

/** 送达: one notice, or one push, on its way to one address, until a receipt. */
export const Delivery = defineEntity({
  name: 'Delivery',
  tableName: 'delivery',
  properties: {
    id: id(),
    noticeId: p.manyToOne(Notice).mapToPk().fieldName('notice_id').nullable(),
    pushId: p.manyToOne(Push).mapToPk().fieldName('push_id').nullable(),
    channel: p.enum(DELIVERY_CHANNELS),
    address: encryptedText(),
    state: p.enum(DELIVERY_STATES),
    attempts: p.integer().default(0),
    lastError: p.text().nullable(),
    receipt: p.text().nullable(),
    firstAt: instant(),
    deliveredAt: instant().nullable(),
  },
});
export type Delivery = InferEntity<typeof Delivery>;
