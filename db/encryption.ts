import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/**
 * Personal columns are encrypted one value at a time with AES-256-GCM and stored as text `<key id>:<base64url>`,
 * where the bytes are nonce ‖ ciphertext ‖ tag. The column (`table.column`) and the key id are authenticated with
 * the value: one that was altered, or copied into another column, does not decrypt.
 *
 * Nonces are random: a key should be replaced long before 2^32 values (NIST SP 800-38D, 8.3).
 */

/** A 256-bit AES key and the id written into what it encrypts. */
export interface FieldKey {
  readonly id: string;
  readonly key: Buffer;
}

export interface FieldKeys {
  /** The first encrypts, all decrypt. */
  readonly dataKeys: readonly [FieldKey, ...FieldKey[]];
  /** HMAC key of the blind indexes. It cannot be replaced without writing every index anew. */
  readonly indexKey: Buffer;
}

/** A stored value that cannot be read. Says which column, never what was in it. */
export class DecryptionError extends Error {
  constructor(column: string, reason: 'malformed' | 'unknown key' | 'altered, or of another column') {
    super(`cannot decrypt a value of ${column}: ${reason}`);
    this.name = 'DecryptionError';
  }
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const STORED = /^([A-Za-z0-9._-]+):([A-Za-z0-9_-]+)$/;

/** Encrypts, decrypts and indexes personal columns with the keys of one service. */
export class FieldCipher {
  readonly #current: { readonly id: string; readonly key: KeyObject };
  // Key objects: Node looks at bare bytes anew for each value, which costs more than to encrypt it.
  readonly #keys: ReadonlyMap<string, KeyObject>;
  readonly #indexKey: KeyObject;

  /** Throws RangeError for a key that is not 32 bytes and for an id used twice. */
  constructor({ dataKeys, indexKey }: FieldKeys) {
    for (const { id, key } of [...dataKeys, { id: 'index', key: indexKey }]) {
      if (key.length !== KEY_BYTES) throw new RangeError(`key ${id} has ${key.length} bytes instead of ${KEY_BYTES}`);
    }
    this.#current = secret(dataKeys[0]);
    this.#keys = new Map(dataKeys.map(secret).map(({ id, key }) => [id, key]));
    if (this.#keys.size !== dataKeys.length) throw new RangeError('two data keys have the same id');
    this.#indexKey = createSecretKey(indexKey);
  }

  /** Encrypts a value for one column, given as `table.column`. The same text gives another value each time. */
  encrypt(column: string, text: string): string {
    const { id, key } = this.#current;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(column, id));
    const bytes = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${id}:${bytes.toString('base64url')}`;
  }

  /** The text of a stored value of this column. Throws DecryptionError. */
  decrypt(column: string, stored: string): string {
    const [, id, body] = STORED.exec(stored) ?? [];
    if (id === undefined || body === undefined) throw new DecryptionError(column, 'malformed');
    const key = this.#keys.get(id);
    if (key === undefined) throw new DecryptionError(column, 'unknown key');
    const bytes = Buffer.from(body, 'base64url');
    if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new DecryptionError(column, 'malformed');
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(
      boundTo(column, id),
    );
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      const start = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
      return Buffer.concat([start, decipher.final()]).toString('utf8');
    } catch {
      throw new DecryptionError(column, 'altered, or of another column');
    }
  }

  /**
   * Blind index of a value: the same for the same value however it was typed (width, case, spaces), so that a row
   * can be found by it, and useless to whoever has the table but not the key. HMAC-SHA-256, 64 hex digits.
   */
  blindIndex(column: string, text: string): string {
    const normal = text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();
    return createHmac('sha256', this.#indexKey).update(`${column}\n${normal}`, 'utf8').digest('hex');
  }
}

function secret({ id, key }: FieldKey): { readonly id: string; readonly key: KeyObject } {
  return { id, key: createSecretKey(key) };
}

function boundTo(column: string, keyId: string): Buffer {
  return Buffer.from(`jiannuo field\n${keyId}\n${column}`, 'utf8');
}
