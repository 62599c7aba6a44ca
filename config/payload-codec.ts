import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import {
  type DataConverter,
  type Payload,
  type PayloadCodec,
  type SerializationContext,
  ValueError,
} from '@temporalio/common';
import proto from '@temporalio/proto';
import type { DataKey } from './env.ts';

const ENCODING = 'binary/jiannuo-aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PayloadMessage = proto.temporal.api.common.v1.Payload;

/**
 * The data converter of every Temporal client and worker: payloads and failure texts are encrypted with
 * AES-256-GCM and bound to their workflow id. The first key encrypts, all decrypt.
 */
export function createDataConverter(keys: readonly [DataKey, ...DataKey[]]): DataConverter {
  return {
    payloadCodecs: [new EncryptingCodec(keys)],
    failureConverterPath: fileURLToPath(new URL('../workflows/failure-converter.ts', import.meta.url)),
  };
}

/**
 * Refuses plaintext: whoever can write to the Temporal server but holds no key can feed nothing to a case.
 * The workflow id is authenticated with the payload, so one copied into another case does not decrypt.
 * It stands in the metadata too, for readers that have no context, such as the Temporal UI's codec endpoint.
 */
export class EncryptingCodec implements PayloadCodec {
  readonly #current: { readonly id: string; readonly key: KeyObject };
  // Key objects: Node looks at bare bytes anew for each payload, which costs more than to encrypt it.
  readonly #keys: ReadonlyMap<string, KeyObject>;

  constructor(keys: readonly [DataKey, ...DataKey[]]) {
    this.#current = { id: keys[0].id, key: createSecretKey(keys[0].key) };
    this.#keys = new Map(keys.map(({ id, key }) => [id, createSecretKey(key)]));
  }

  async encode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    return payloads.map((payload) => this.#encrypt(payload, context?.workflowId ?? ''));
  }

  async decode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    return payloads.map((payload) => this.#decrypt(payload, context?.workflowId));
  }

  #encrypt(payload: Payload, workflowId: string): Payload {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#current.key, nonce);
    cipher.setAAD(boundTo(this.#current.id, workflowId));
    const plain = PayloadMessage.encode(payload).finish();
    const data = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    return {
      metadata: { encoding: bytes(ENCODING), 'key-id': bytes(this.#current.id), 'workflow-id': bytes(workflowId) },
      data,
    };
  }

  #decrypt(payload: Payload, workflowId: string | undefined): Payload {
    if (text(payload, 'encoding') !== ENCODING) throw new ValueError('Refused a payload that is not encrypted');
    const boundId = text(payload, 'workflow-id');
    if (workflowId !== undefined && boundId !== workflowId) {
      throw new ValueError('Refused a payload that belongs to another workflow');
    }
    const keyId = text(payload, 'key-id');
    const key = this.#keys.get(keyId);
    if (key === undefined) throw new ValueError(`No key "${keyId}" for a payload; add it to DATA_KEYS`);
    const data = Buffer.from(payload.data ?? []);
    const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, NONCE_BYTES));
    decipher.setAAD(boundTo(keyId, boundId));
    decipher.setAuthTag(data.subarray(data.length - TAG_BYTES));
    const sealed = data.subarray(NONCE_BYTES, data.length - TAG_BYTES);
    return PayloadMessage.decode(Buffer.concat([decipher.update(sealed), decipher.final()]));
  }
}

function boundTo(keyId: string, workflowId: string): Buffer {
  return bytes(JSON.stringify(['payload', keyId, workflowId]));
}

function bytes(value: string): Buffer {
  return Buffer.from(value, 'utf8');
}

function text(payload: Payload, name: string): string {
  return Buffer.from(payload.metadata?.[name] ?? []).toString('utf8');
}
