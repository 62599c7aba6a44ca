import { type Static, Type } from 'typebox';
import { InstantSchema, LONGEST, OneOf, Strict } from './common.ts';

/** `whsec_` and the base64 of 24 to 64 bytes. */
const Secret = Type.String({
  pattern: '^whsec_(?:[A-Za-z0-9+/]{4}){8,21}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{0})$',
  maxLength: 96,
});
const secrets = (description: string) =>
  Type.Array(Secret, { minItems: 1, maxItems: 3, uniqueItems: true, description });

export const WebhookBody = Strict(
  {
    url: Type.String({ minLength: 1, maxLength: LONGEST.line, examples: ['https://credit.example.cn/pushes'] }),
    active: Type.Boolean(),
    outgoingSecrets: Type.Optional(
      secrets(
        '推送时逐一签名；省略：地址不变则不变，换了地址则另行生成 · every push is signed with each; left out: as they are, or a new one with a new address',
      ),
    ),
    incomingSecrets: Type.Optional(
      secrets('对方可用其中任何一个签名；省略：不变 · any of them may sign; left out: as they are'),
    ),
    rotate: Type.Optional(
      Type.Array(OneOf(['outgoing', 'incoming']), {
        maxItems: 2,
        uniqueItems: true,
        description:
          '生成新密钥，与原有最新一个并用 · a new secret is made, and stands beside the newest of the old ones',
      }),
    ),
  },
  { examples: [{ url: 'https://credit.example.cn/pushes', active: true }] },
);

export const WebhookSchema = Type.Object({
  authority: Type.String(),
  url: Type.String(),
  active: Type.Boolean(),
  outgoingSecrets: Type.Integer({
    description: '个数，密钥本身不再显示 · how many; the secrets are never shown again',
  }),
  incomingSecrets: Type.Integer(),
  updatedAt: InstantSchema,
});
export type WebhookView = Static<typeof WebhookSchema>;

const NewSecret = (description: string) => Type.Optional(Type.String({ readOnly: true, description }));

/** The one answer in which a secret that the service made is told. */
export const WebhookWritten = Type.Object({
  ...WebhookSchema.properties,
  newOutgoingSecret: NewSecret('本系统新生成的推送密钥，仅此一次 · a new secret of pushes, told this once'),
  newIncomingSecret: NewSecret(
    '本系统新生成的、供对方签名的密钥，仅此一次 · a new secret for the other side to sign with, told this once',
  ),
});
