import { decodeText } from './decodeText';

const TEXT = 'FROM scratch # ü';

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT, 'utf8')],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`, 'utf8')],
    ['UTF-16 LE', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['UTF-16 BE', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16()],
  ])('reads %s', (_, bytes) => {
    expect(decodeText(bytes)).toBe(TEXT);
  });

  it('replaces what is not UTF-8', () => {
    expect(decodeText(Buffer.from([0x46, 0xfc]))).toBe('F\uFFFD');
  });
});
