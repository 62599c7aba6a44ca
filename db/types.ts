import { type Configuration, type Platform, Type } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Instant } from '../domain/time.ts';
import { FieldCipher, type FieldKeys } from './encryption.ts';

const CIPHER = 'jiannuo/field-cipher';

/**
 * Gives an ORM its keys, as an extension in its own configuration. Entities are plain definitions that several
 * ORMs may share, so the keys can be neither in them nor in a module: an encrypted column asks the platform it is
 * read or written by.
 */
export function fieldKeysExtension(keys: FieldKeys) {
  const cipher = new FieldCipher(keys);
  return { register: ({ config }: { config: Configuration }) => config.registerExtension(CIPHER, () => cipher) };
}

/** The cipher of the ORM that an EntityManager belongs to, for SQL written by hand. */
export function getCipher(em: EntityManager): FieldCipher {
  return cipherOf(em.getPlatform());
}

function cipherOf(platform: Platform | undefined): FieldCipher {
  const cipher = platform?.getConfig().getExtension<FieldCipher>(CIPHER);
  if (cipher === undefined) throw new Error('this ORM was made without field keys');
  return cipher;
}

/** A personal column: text in the table is encrypted and bound to its own table and column. */
abstract class Encrypted<T> extends Type<T | null, string | null> {
  protected abstract write(value: T): string;
  protected abstract read(text: string): T;

  override convertToDatabaseValue(value: T | null, platform: Platform): string | null {
    return value == null ? null : cipherOf(platform).encrypt(this.column(), this.write(value));
  }

  override convertToJSValue(stored: string | null, platform: Platform): T | null {
    return stored == null ? null : this.read(cipherOf(platform).decrypt(this.column(), stored));
  }

  /** Two ciphertexts of one text differ: what is in them is compared, or every flush would write them anew. */
  override compareValues(a: string | null, b: string | null): boolean {
    if (a == null || b == null) return (a ?? null) === (b ?? null);
    const cipher = cipherOf(this.platform);
    return a === b || cipher.decrypt(this.column(), a) === cipher.decrypt(this.column(), b);
  }

  override compareAsType(): string {
    return 'string';
  }

  /** What was loaded is already what the table holds. */
  override ensureComparable(): boolean {
    return false;
  }

  override getColumnType(): string {
    return 'text';
  }

  // Not a #private method: each ORM works on its own clone of the type, which would not have it.
  private column(): string {
    const field = this.prop?.fieldNames[0];
    if (this.meta === undefined || field === undefined)
      throw new Error('an encrypted type serves one discovered property');
    return `${this.meta.tableName}.${field}`;
  }
}

export class EncryptedText extends Encrypted<string> {
  protected write(value: string): string {
    return value;
  }

  protected read(text: string): string {
    return text;
  }
}

export class EncryptedJson<T> extends Encrypted<T> {
  protected write(value: T): string {
    return JSON.stringify(value);
  }

  protected read(text: string): T {
    return JSON.parse(text) as T;
  }
}

/** A moment: `timestamptz(3)` in the table, ISO 8601 text in UTC with milliseconds everywhere else. */
export class InstantType extends Type<Instant | null, string | null> {
  override convertToJSValue(stored: string | null): Instant | null {
    return stored == null ? null : toInstant(stored);
  }

  override compareAsType(): string {
    return 'string';
  }

  override get runtimeType(): string {
    return 'string';
  }

  override getColumnType(): string {
    return 'timestamptz(3)';
  }
}

/** PostgreSQL's text of a timestamptz, as the domain writes it. */
export function toInstant(stored: string): Instant {
  return new Date(stored).toISOString();
}
