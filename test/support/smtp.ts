/** A mail server that counts what it takes by Message-ID, and refuses one address for good. */
import { SMTPServer } from 'smtp-server';
import { freePort } from '../../bin/parts/ports.ts';

export const REFUSED_ADDRESS = 'nobody@example.com';

export interface CountingSmtp {
  readonly url: string;
  /** How often each message was taken. */
  readonly taken: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

export async function startCountingSmtp(): Promise<CountingSmtp> {
  const taken = new Map<string, number>();
  const port = await freePort();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) => {
      done(address === REFUSED_ADDRESS ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null);
    },
    onData: (stream, _session, done) => {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString('latin1');
      });
      stream.on('end', () => {
        const id = /^message-id:\s*(\S+)/im.exec(text)?.[1] ?? 'none';
        taken.set(id, (taken.get(id) ?? 0) + 1);
        done(null);
      });
    },
  });
  // A client that is killed in the middle of a conversation is no failure of the server.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
