import { randomUUID } from 'node:crypto';
import { p } from '@mikro-orm/core';
import { EncryptedJson, EncryptedText, InstantType } from '../types.ts';

/** A calendar day, `YYYY-MM-DD`, both here and in the table. */
export const day = () => p.date();

/** A moment, ISO 8601 text in UTC; always given by the caller (one clock), never by SQL. */
export const instant = () => p.type(new InstantType());

/** A UUID primary key; drawn at random where the caller gives none. */
export const id = () =>
  p
    .uuid()
    .primary()
    .onCreate(() => randomUUID());

/** A position in a log, drawn by PostgreSQL. */
export const logPosition = () => p.bigint('number').primary().autoincrement();

/** The order in which rows were written, drawn by PostgreSQL. */
export const writtenOrder = () => p.bigint('number').autoincrement();

export const encryptedText = () => p.type(new EncryptedText());

export const encryptedJson = <T>() => p.type(new EncryptedJson<T>());
