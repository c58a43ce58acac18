/**
 * Runs tests, says which and how far it is, and names what was not run.
 *
 *   deno task test                          every package
 *   deno task test engine cli               packages by the end of their folder
 *   deno task test engine -- -t "a name"    what comes behind -- goes to jest
 *   deno task test StageGraph/layout.test   files whose path contains it
 */
import { spawnSync } from 'node:child_process';
import { backstageCli, deno } from './run';
import { chooseTests, type TestRun } from './tests/chooseTests';
import { testedPackages } from './tests/testedPackages';

const { runs, unknown } = chooseTests(process.argv.slice(2), testedPackages());
if (unknown.length > 0) {
  console.error(
    `No package and no test file matches ${unknown.join(
      ', ',
    )}. Packages: ${testedPackages()
      .map(({ name }) => name)
      .join(', ')}.`,
  );
  process.exit(2);
}

function run({ folder, args }: TestRun): number {
  if (folder === undefined)
    return deno(['test', '-A', '--no-check', '--quiet', ...args]);
  return deno(backstageCli('package', 'test', '--no-watch', ...args), {
    cwd: folder,
    env: { CI: 'true', NODE_ENV: 'test' },
  });
}

const failed: string[] = [];
runs.forEach((one, index) => {
  const began = Date.now();
  console.log(
    `\n── ${index + 1} of ${runs.length}: ${one.name}${
      one.files === undefined ? '' : ` (${one.files} test files)`
    }`,
  );
  const status = run(one);
  if (status !== 0) failed.push(one.name);
  const seconds = ((Date.now() - began) / 1000).toFixed(0);
  console.log(
    `── ${one.name}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s`,
  );
});

const everything = process.argv.length === 2;
if (everything) sayWhatWasSkipped();
else
  console.log(
    `\nOnly ${runs
      .map(({ name }) => name)
      .join(', ')}; \`deno task test\` without words runs all.`,
  );
console.log(`\n${runs.length - failed.length} passed, ${failed.length} failed`);
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}`);
  process.exit(1);
}

function sayWhatWasSkipped(): void {
  if (!process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING) {
    console.log(
      '\nSkipped: PostgreSQL. The tests of the store ran on SQLite only; set BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING to run them on PostgreSQL too.',
    );
  }
  const chromium = spawnSync('chromium', ['--version']).status === 0;
  console.log(
    `Not part of this command: the browser journeys (\`deno task e2e\`${
      chromium ? '' : ', needs chromium'
    }), the tarballs (\`deno task test:packages\`), the acceptance cases (\`deno task acceptance\`), real image builds (\`deno task proof\`, \`deno task test:template\`).`,
  );
}
