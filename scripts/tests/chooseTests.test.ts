import { deepStrictEqual, match } from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../run';
import { chooseTests } from './chooseTests';

const packages = [
  { name: 'scripts', folder: undefined, files: ['scripts/a.test.ts'] },
  {
    name: 'packages/engine',
    folder: join(root, 'packages/engine'),
    files: [
      'packages/engine/src/x/one.test.ts',
      'packages/engine/src/two.test.ts',
    ],
  },
  {
    name: 'plugins/dockerfile-scorecard',
    folder: join(root, 'plugins/dockerfile-scorecard'),
    files: ['plugins/dockerfile-scorecard/src/x/layout.test.ts'],
  },
];

const namesOf = (...words: string[]) =>
  chooseTests(words, packages).runs.map(({ name }) => name);

test('without words every package is tested', () => {
  deepStrictEqual(
    namesOf(),
    packages.map(({ name }) => name),
  );
});

test('a word is the end of a package', () => {
  deepStrictEqual(namesOf('engine'), ['packages/engine']);
  deepStrictEqual(namesOf('dockerfile-scorecard'), [
    'plugins/dockerfile-scorecard',
  ]);
});

test('a word is a part of the path of a test file', () => {
  const { runs } = chooseTests(['x/one.test'], packages);
  deepStrictEqual(
    runs.map(({ name, files }) => [name, files]),
    [['packages/engine', 1]],
  );
  match(runs[0].args[0], /src\/x\/one\\\.test\\\.ts$/);
});

test('what comes behind -- goes to jest', () => {
  const { runs } = chooseTests(['engine', '--', '-t', 'a name'], packages);
  deepStrictEqual(
    runs.map(({ args }) => args),
    [['-t', 'a name']],
  );
  deepStrictEqual(namesOf('--', '-t', 'a name'), [
    'packages/engine',
    'plugins/dockerfile-scorecard',
  ]);
});

test('a word that matches nothing is told', () => {
  deepStrictEqual(chooseTests(['engine', 'nowhere'], packages).unknown, [
    'nowhere',
  ]);
});
