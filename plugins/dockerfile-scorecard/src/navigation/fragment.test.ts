import { fromFragment, toFragment } from './fragment';

describe('a Dockerfile in the fragment of an address', () => {
  it.each([
    'FROM python:3.14-slim\n',
    '# ü → 漢字 🐳\n',
    ''.padEnd(5000, 'a?>'),
  ])('comes back as it was', text => {
    const fragment = toFragment(text);
    expect(fragment).toMatch(/^[\w-]+$/);
    expect(fromFragment(`#${fragment}`)).toBe(text);
  });

  it.each(['', '#', '#%%%', '#_w'])('is none in %j', fragment => {
    expect(fromFragment(fragment)).toBeUndefined();
  });
});
