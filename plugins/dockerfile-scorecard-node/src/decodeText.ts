/**
 * Text of a file: UTF-8, or UTF-16 if it begins with a byte order mark, as editors on Windows write it.
 * A byte order mark is not part of the text.
 *
 * @public
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) {
    return new TextDecoder('utf-16le').decode(bytes);
  }
  if (first === 0xfe && second === 0xff) {
    return new TextDecoder('utf-16be').decode(bytes);
  }
  return new TextDecoder('utf-8').decode(bytes);
}
