import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Authority } from './authority.ts';
import { encryptedJson, instant } from './columns.ts';

/** 对接地址: where an authority's system is pushed to. Several secrets stand side by side while they are changed. */
export const WebhookEndpoint = defineEntity({
  name: 'WebhookEndpoint',
  tableName: 'webhook_endpoint',
  properties: {
    authorityId: p.manyToOne(Authority).mapToPk().fieldName('authority_id').primary(),
    url: p.text(),
    outgoingSecrets: encryptedJson<string[]>(),
    incomingSecrets: encryptedJson<string[]>(),
    active: p.boolean(),
    updatedAt: instant(),
  },
});
export type WebhookEndpoint = InferEntity<typeof WebhookEndpoint>;
