import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../run';
import { problemsOf, publishedManifest } from './publishedManifest';
import { publishedPackages } from './workspace';

const folder = join(root, 'packages/engine');
const other = {
  folder: join(root, 'packages/other'),
  manifest: { name: 'other', version: '1.2.3' },
};

test('the ranges of the workspace become versions', () => {
  const { dependencies } = publishedManifest(
    {
      name: 'x',
      version: '1.0.0',
      dependencies: { other: 'workspace:^', react: '^18.0.0' },
    },
    folder,
    [other],
  );
  deepStrictEqual(dependencies, { other: '^1.2.3', react: '^18.0.0' });
});

test('what only this repository uses is left out, where it is stays', () => {
  const manifest = publishedManifest(
    {
      name: 'x',
      version: '1.0.0',
      jest: {},
      scripts: {},
      devDependencies: {},
    },
    folder,
    [],
  );
  deepStrictEqual(
    ['jest', 'scripts', 'devDependencies'].filter(key => key in manifest),
    [],
  );
  strictEqual(
    (manifest.repository as { directory: string }).directory,
    'packages/engine',
  );
});

test('a path that is not in the package is a problem', () => {
  const empty = mkdtempSync(join(tmpdir(), 'manifest-'));
  try {
    for (const name of ['README.md', 'LICENSE', 'CHANGELOG.md'])
      writeFileSync(join(empty, name), '');
    const problems = problemsOf(
      {
        ...publishedManifest({ name: 'x', version: '1.0.0' }, folder, []),
        description: 'x',
        license: 'x',
        keywords: [],
        engines: {},
        types: 'dist/index.d.ts',
        dependencies: { other: 'workspace:^' },
      },
      empty,
    );
    deepStrictEqual(problems, [
      'package.json names dist/index.d.ts, which is not in the package',
      'other is asked for as workspace:^',
    ]);
  } finally {
    rmSync(empty, { recursive: true });
  }
});

test('packages are published after what they depend on', () => {
  const names = publishedPackages().map(({ manifest }) => manifest.name);
  const engine = names.indexOf('dockerfile-scorecard-engine');
  const common = names.indexOf('backstage-plugin-dockerfile-scorecard-common');
  const backend = names.indexOf(
    'backstage-plugin-dockerfile-scorecard-backend',
  );
  strictEqual(engine < common && common < backend, true);
});
