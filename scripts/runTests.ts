/** Runs the tests of every package, one after the other, and names what needs more than npm. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { backstageCli, deno, root } from './run';

const only = process.argv.slice(2);

function hasTests(folder: string): boolean {
  return readdirSync(folder, { withFileTypes: true }).some(entry =>
    entry.isDirectory()
      ? hasTests(join(folder, entry.name))
      : /\.test\.tsx?$/.test(entry.name),
  );
}

const packages = ['packages', 'plugins']
  .flatMap(group =>
    readdirSync(join(root, group)).map(name => join(root, group, name)),
  )
  .filter(
    folder => existsSync(join(folder, 'src')) && hasTests(join(folder, 'src')),
  )
  .filter(
    folder => only.length === 0 || only.some(name => folder.endsWith(name)),
  );

const failed: string[] = [];
if (only.length === 0) {
  console.log('\n── scripts');
  const status = deno([
    'test',
    '-A',
    '--no-check',
    'scripts/refreshBaseImages.test.ts',
  ]);
  if (status !== 0) failed.push('scripts');
}
for (const folder of packages) {
  const name = relative(root, folder);
  console.log(`\n── ${name}`);
  const status = deno(backstageCli('package', 'test', '--no-watch'), {
    cwd: folder,
    env: { CI: 'true', NODE_ENV: 'test' },
  });
  if (status !== 0) failed.push(name);
}

if (!process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING) {
  console.log(
    '\nSkipped: PostgreSQL. The tests of the store ran on SQLite only; set BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING to run them on PostgreSQL too.',
  );
}
const chromium = spawnSync('chromium', ['--version']).status === 0;
console.log(
  `Not part of this command: the browser journeys (\`deno task e2e\`${
    chromium ? '' : ', needs chromium'
  }), the acceptance cases (\`deno task acceptance\`), real image builds (\`deno task proof\`, \`deno task test:template\`).`,
);
console.log(
  `\n${packages.length + (only.length === 0 ? 1 : 0) - failed.length} passed, ${
    failed.length
  } failed`,
);
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}`);
  process.exit(1);
}
