import { isHostTrouble } from './hostTrouble';

describe('isHostTrouble', () => {
  it.each([
    ['https://x could not be read as y, 429 Too Many Requests', true],
    ['Request failed with status code 502', true],
    ['403 Forbidden (rate limit exceeded)', true],
    ['connect ECONNREFUSED 127.0.0.1:443', true],
    ['404 Not Found', false],
    ['401 Unauthorized', false],
    ['a file of 5000 lines', false],
  ])('%s: %s', (message, expected) => {
    expect(isHostTrouble(new Error(message))).toBe(expected);
  });

  it('looks for the cause', () => {
    const error = new Error('no luck', { cause: new Error('fetch failed') });
    expect(isHostTrouble(error)).toBe(true);
  });
});
