import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { DecryptionError, FieldCipher, type FieldKey } from '../../db/encryption.ts';

const newKey = (id: string): FieldKey => ({ id, key: randomBytes(32) });
const [k1, k2] = [newKey('2025'), newKey('2026-a.b_c')];
const indexKey = randomBytes(32);
const cipher = new FieldCipher({ dataKeys: [k2, k1], indexKey });

describe('FieldCipher', () => {
  it.each(['', '张三', '91350100M000100Y43', 'x'.repeat(100_000), 'a\u0000b'])(
    'gives back what it took (%#)',
    (text) => {
      expect(cipher.decrypt('subject.name', cipher.encrypt('subject.name', text))).toBe(text);
    },
  );

  it('names the key in use and never writes the same text twice the same way', () => {
    const [one, two] = [cipher.encrypt('subject.name', '张三'), cipher.encrypt('subject.name', '张三')];
    expect(one).toMatch(/^2026-a\.b_c:[A-Za-z0-9_-]+$/);
    expect(one).not.toBe(two);
    expect(Buffer.from(one.slice(11), 'base64url').toString('utf8')).not.toContain('张三');
  });

  it('reads what an older key wrote', () => {
    const old = new FieldCipher({ dataKeys: [k1], indexKey }).encrypt('subject.name', '张三');
    expect(old.startsWith('2025:')).toBe(true);
    expect(cipher.decrypt('subject.name', old)).toBe('张三');
  });

  it('refuses a value whose key it has not', () => {
    const later = new FieldCipher({ dataKeys: [newKey('2027')], indexKey }).encrypt('subject.name', '张三');
    expect(() => cipher.decrypt('subject.name', later)).toThrow(new DecryptionError('subject.name', 'unknown key'));
  });

  it('refuses a value moved to another column', () => {
    const name = cipher.encrypt('subject.name', '张三');
    expect(() => cipher.decrypt('notice.body', name)).toThrow(
      new DecryptionError('notice.body', 'altered, or of another column'),
    );
  });

  it('refuses a value relabelled with another key id, even for the same key', () => {
    const twin = new FieldCipher({ dataKeys: [k1, { id: 'twin', key: k1.key }], indexKey });
    const relabelled = twin.encrypt('subject.name', '张三').replace(/^2025:/, 'twin:');
    expect(() => twin.decrypt('subject.name', relabelled)).toThrow(DecryptionError);
  });

  it('refuses a value with any one byte altered', () => {
    const [id, body] = cipher.encrypt('subject.name', '张三').split(':') as [string, string];
    const bytes = Buffer.from(body, 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(() => cipher.decrypt('subject.name', `${id}:${altered.toString('base64url')}`)).toThrow(DecryptionError);
    }
  });

  it.each(['', '张三', 'plain text', '2025', '2025:', '2025:AAAA', ':AAAA'])(
    'refuses what is no stored value: "%s"',
    (stored) => {
      expect(() => cipher.decrypt('subject.name', stored)).toThrow(new DecryptionError('subject.name', 'malformed'));
    },
  );

  it('never shows the value in an error', () => {
    const stored = cipher.encrypt('subject.name', '张三');
    expect(() => cipher.decrypt('delivery.address', stored)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(stored.slice(20, 40)) }),
    );
  });

  it('indexes the same value the same way however it was typed, by column and by key', () => {
    const index = cipher.blindIndex('subject.identifier', '91350100M000100Y43');
    expect(index).toMatch(/^[0-9a-f]{64}$/);
    expect(cipher.blindIndex('subject.identifier', ' ９１350100m000 100y43')).toBe(index);
    expect(cipher.blindIndex('subject.identifier', '91350100M000100Y44')).not.toBe(index);
    expect(cipher.blindIndex('subject.name', '91350100M000100Y43')).not.toBe(index);
    const other = new FieldCipher({ dataKeys: [k1], indexKey: randomBytes(32) });
    expect(other.blindIndex('subject.identifier', '91350100M000100Y43')).not.toBe(index);
  });

  it('refuses keys of a wrong length and ids used twice', () => {
    expect(() => new FieldCipher({ dataKeys: [{ id: 'short', key: randomBytes(16) }], indexKey })).toThrow(RangeError);
    expect(() => new FieldCipher({ dataKeys: [k1], indexKey: randomBytes(31) })).toThrow(RangeError);
    expect(() => new FieldCipher({ dataKeys: [k1, k1], indexKey })).toThrow(RangeError);
  });
});
