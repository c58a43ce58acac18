import { deepStrictEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { duplicatesCausedBy } from './duplicates';

function entry(descriptors: string, version: string): string {
  return `"${descriptors}":\n  version: ${version}\n  resolution: "x"\n\n`;
}

const APP = [
  entry(
    '@backstage/catalog-model@npm:^1.10.0, @backstage/catalog-model@npm:^1.10.1',
    '1.10.1',
  ),
  entry('react@npm:^18', '18.3.1'),
].join('');

test('a second version of a package of Backstage is a duplicate', () =>
  deepStrictEqual(
    duplicatesCausedBy(
      APP,
      APP + entry('@backstage/catalog-model@npm:^2.0.0', '2.0.0'),
    ),
    ['@backstage/catalog-model 2.0.0 beside 1.10.1'],
  ));

test('a package that only the suite needs is none', () =>
  deepStrictEqual(
    duplicatesCausedBy(
      APP,
      APP + entry('@backstage/filter@npm:^1.0.0', '1.0.0'),
    ),
    [],
  ));

test('two versions of a package that only the suite needs are one', () =>
  deepStrictEqual(
    duplicatesCausedBy(
      APP,
      APP +
        entry('@backstage/filter@npm:^1.0.0', '1.0.0') +
        entry('@backstage/filter@npm:^2.0.0', '2.0.0'),
    ),
    ['@backstage/filter 2.0.0 beside 1.0.0'],
  ));

test('a second version of what others publish is none', () =>
  deepStrictEqual(
    duplicatesCausedBy(APP, APP + entry('react@npm:^17', '17.0.2')),
    [],
  ));

test('a version that the app had twice before is not caused by the suite', () => {
  const before = APP + entry('@backstage/catalog-model@npm:^2.0.0', '2.0.0');
  deepStrictEqual(duplicatesCausedBy(before, before), []);
});
