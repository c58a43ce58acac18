/**
 * Holds what the command prints as SARIF to the schema of the standard, which a Go module carries
 * (github.com/owenrumney/go-sarif, Unlicense). Without Go it says so, and is not run.
 */
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './run';

const MODULE = 'github.com/owenrumney/go-sarif/v3@v3.3.1';
const FOLDERS = ['examples/repositories'];

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

/** The schema as the module has it: a string of Go, whose backticks are written apart. */
function readSchema(): object {
  const folder = mkdtempSync(join(tmpdir(), 'sarif-'));
  try {
    const run = spawnSync('go', ['mod', 'download', '-json', MODULE], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (run.error) {
      console.log(
        'NOT RUN: the schema of SARIF comes from a Go module, and Go is not installed.',
      );
      process.exit(0);
    }
    const found: { Dir?: string; Error?: string } = JSON.parse(run.stdout);
    if (!found.Dir) fail(`The schema could not be had: ${found.Error}`);
    const source = readFileSync(
      join(found.Dir, 'pkg/report/v210/sarif/schema.go'),
      'utf8',
    );
    const text = source
      .slice(source.indexOf('`') + 1, source.lastIndexOf('`'))
      .replaceAll('` + "`" + `', '`');
    return JSON.parse(text);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
const validate = ajv.compile(readSchema());
const { stdout, stderr } = spawnSync(
  process.execPath,
  [
    'run',
    '--allow-read',
    '--allow-env',
    'packages/cli/src/bin.ts',
    'check',
    '--format',
    'sarif',
    ...FOLDERS,
  ],
  { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 },
);
if (stdout === '') fail(`The command printed nothing. ${stderr}`);
const log: { runs: { results: { fixes?: unknown[] }[] }[] } =
  JSON.parse(stdout);
if (!validate(log)) {
  for (const { instancePath, message } of validate.errors ?? [])
    console.error(`${instancePath}: ${message}`);
  fail('The output does not fit the schema of SARIF 2.1.0.');
}
const results = log.runs.flatMap(run => run.results);
const fixed = results.filter(({ fixes }) => fixes !== undefined);
if (fixed.length === 0) fail('No result has a fix, so fixes were not tested.');
console.log(
  `ok     ${results.length} results, ${fixed.length} of them with fixes, fit the schema of SARIF 2.1.0.`,
);
