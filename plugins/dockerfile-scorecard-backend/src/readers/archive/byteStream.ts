import { Transform, type Readable } from 'node:stream';

/** Passes bytes on until there are too many of them. */
export function limitBytes(limit: number, problem: string): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limit) {
        done(new Error(problem));
      } else {
        done(null, chunk);
      }
    },
  });
}

/** The first bytes of a stream, and all of its bytes. */
export async function peek(
  stream: Readable,
  size: number,
): Promise<{ head: Buffer; all: AsyncIterable<Buffer> }> {
  const iterator: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  let length = 0;
  while (length < size) {
    const { value, done } = await iterator.next();
    if (done) break;
    const chunk = Buffer.from(value);
    chunks.push(chunk);
    length += chunk.length;
  }
  const head = Buffer.concat(chunks);
  async function* all() {
    try {
      if (head.length > 0) yield head;
      for (;;) {
        const { value, done } = await iterator.next();
        if (done) return;
        yield Buffer.from(value);
      }
    } finally {
      stream.destroy();
    }
  }
  return { head, all: all() };
}
