import { lookup as resolve } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isInsideAddress, objectionToUrl } from '../../domain/messages/webhook-url.ts';
import { oneLine } from '../../domain/text.ts';
import type { Instant } from '../../domain/time.ts';
import { signatureHeaders } from './webhook-signing.ts';

export interface SignedPush {
  url: string;
  id: string;
  /** When it is sent: the receiver refuses what is too old. */
  at: Instant;
  body: string;
  secrets: readonly string[];
}

/** What the other system said with its 2xx. */
export interface PushAnswer {
  confirmed: boolean;
  receipt: string;
}

/** The other system will never take this push at this address; trying again cannot help. */
export class PushRefused extends Error {}

/** Hands a push to another system. Throws `PushRefused`, or an error whose message says in a word what went wrong. */
export type SendPush = (push: SignedPush) => Promise<PushAnswer>;

export interface SenderOptions {
  /** Origins that are pushed to as they are, without TLS and on this machine too. */
  origins?: readonly string[];
  /** For connecting and the whole answer. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
const LONGEST_ANSWER_BYTES = 64 * 1024;
const LONGEST_RECEIPT = 200;
const GONE = 410;

/**
 * Pushes over HTTPS, without following redirects, and to nowhere on this machine or its link.
 */
export function createPushSender({ origins = [], timeoutMs = TIMEOUT_MS }: SenderOptions = {}): SendPush {
  return async ({ url, id, at, body, secrets }) => {
    const objection = objectionToUrl(url, origins);
    if (objection !== null) throw new PushRefused(objection);
    const headers = signatureHeaders({ id, at, body, secrets });
    const isAllowed = origins.includes(new URL(url).origin);
    const { status, text } = await post({ url: new URL(url), body, headers, isAllowed, timeoutMs });
    if (status === GONE) throw new PushRefused('HTTP 410');
    if (status < 200 || status > 299) throw new Error(`HTTP ${status}`);
    return readAnswer(status, text);
  };
}

/** Any 2xx is a receipt; one that says `confirmed` is the confirmation too. */
function readAnswer(status: number, text: string): PushAnswer {
  let answer: unknown = null;
  try {
    answer = JSON.parse(text);
  } catch {
    // Some answer "OK".
  }
  const fields = typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {};
  const receipt = typeof fields['receipt'] === 'string' ? oneLine(fields['receipt'], LONGEST_RECEIPT) : '';
  return { confirmed: fields['confirmed'] === true && receipt !== '', receipt: receipt || `HTTP ${status}` };
}

interface Post {
  url: URL;
  body: string;
  headers: Record<string, string>;
  /** Whether it may lie on this machine. */
  isAllowed: boolean;
  timeoutMs: number;
}

function post({ url, body, headers, isAllowed, timeoutMs }: Post): Promise<{ status: number; text: string }> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const signal = AbortSignal.timeout(timeoutMs);
  return new Promise((done, fail) => {
    const failed = (error: Error & { code?: string }) =>
      fail(new Error(signal.aborted ? 'timeout' : (error.code ?? 'connection lost')));
    const request = send(
      url,
      {
        method: 'POST',
        signal,
        headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        // A connection of its own: one that an idle server closed would make a push fail that was never sent.
        agent: false,
        ...(isAllowed ? {} : { lookup: outsideOnly }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > LONGEST_ANSWER_BYTES) request.destroy(Object.assign(new Error(), { code: 'answer too long' }));
          else chunks.push(chunk);
        });
        response.on('end', () => done({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
        response.on('error', failed);
      },
    );
    request.on('error', failed);
    request.end(body);
  });
}

/** A name that leads to this machine or its link is none of another system's; checked on the address that is connected to. */
export const outsideOnly: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return done(error, '', 0);
    const outside = addresses.filter(({ address }) => !isInsideAddress(address));
    const [first] = outside;
    if (first === undefined) return done(Object.assign(new Error('inside'), { code: 'inside' }), '', 0);
    return options.all === true ? done(null, outside) : done(null, first.address, first.family);
  });
};
