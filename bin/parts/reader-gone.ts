/** What a shell sees of a program that a closed pipe ended (128 + SIGPIPE): `jiannuo … | head` is no failure. */
const CLOSED_PIPE = 141;

/** Nobody reads any more: what runs is unwound, and stops what it has started. */
export class ReaderGone extends Error {}

/** Writes lines to a stream. Once its reader has gone the next line throws `ReaderGone`, and the process ends with `CLOSED_PIPE`. */
export function sayTo(stream: NodeJS.WriteStream): (line: string) => void {
  let isGone = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    isGone = true;
    process.exitCode = CLOSED_PIPE;
  });
  return (line) => {
    if (isGone) throw new ReaderGone();
    stream.write(`${line}\n`);
  };
}
