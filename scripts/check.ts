/** Types, lint, format, unused code and generated files; says at the end which of them failed. */
import { deno, npmProgram } from './run';

const CHECKS: readonly (readonly [string, readonly string[]])[] = [
  ['types', npmProgram('typescript/bin/tsc', '--pretty', 'false')],
  [
    'lint',
    npmProgram(
      'eslint/bin/eslint.js',
      '--ext',
      'ts,tsx',
      '--max-warnings',
      '0',
      'packages',
      'plugins',
    ),
  ],
  [
    'format',
    npmProgram(
      'prettier/bin-prettier.js',
      '--check',
      '.',
      '--loglevel',
      'warn',
    ),
  ],
  ['unused code', npmProgram('knip/bin/knip.js')],
  [
    'rule pages',
    ['run', '--allow-read', 'scripts/generateRuleDocs.ts', '--check'],
  ],
  [
    'questions page',
    ['run', '-A', 'scripts/generateQuestionDocs.ts', '--check'],
  ],
  ['API page', ['run', '-A', 'scripts/generateApiDocs.ts', '--check']],
  ['links', ['run', '-A', 'scripts/checkLinks.ts']],
  ['documentation site', ['run', '-A', 'scripts/buildDocs.ts', '--optional']],
  ['engine floors', ['run', '--allow-read', 'scripts/floors.ts']],
  [
    'engine version',
    ['run', '--allow-read', 'scripts/engineVersion.ts', '--check'],
  ],
  ['API reports', ['run', '-A', 'scripts/apiReports.ts', '--check']],
  ['published packages', ['run', '-A', 'scripts/lintPackages.ts']],
  ['packages for JSR', ['run', '-A', 'scripts/publishJsr.ts', '--dry-run']],
];

const only = process.argv.slice(2);
const failed: string[] = [];
for (const [name, args] of CHECKS) {
  if (only.length > 0 && !only.includes(name)) continue;
  const status = deno(args);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  if (status !== 0) failed.push(name);
}
console.log(
  `${
    failed.length === 0
      ? 'Everything is in order.'
      : `Failed: ${failed.join(', ')}.`
  }`,
);
process.exit(failed.length === 0 ? 0 : 1);
