import { readMode } from './modes';

it.each([
  ['700', 'closes'],
  ['0700', 'closes'],
  ['go-rwx', 'closes'],
  ['u=rwX,go=', 'closes'],
  ['a-rwx,u+rwx', 'closes'],
  ['755', 'opens'],
  ['a+rX', 'opens'],
  ['+x', 'opens'],
  ['go-rwx,o+rx', 'opens'],
  ['750', undefined],
  ['o-rwx', undefined],
  ['go-w', undefined],
  ['u+x', undefined],
  ['nonsense', undefined],
])('%s %s a thing to others', (mode, effect) => {
  expect(readMode(mode)).toBe(effect);
});
