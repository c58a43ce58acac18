import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const COMPONENT = join(
  __dirname,
  '../../../templates/dockerfile-scorecard.yml',
);

interface Header {
  spec: { inputs: Record<string, { default: string }> };
}
interface Pipeline {
  'dockerfile-scorecard': {
    script: string[];
    artifacts: { reports: { codequality: string } };
  };
}

const [header, pipeline] = parseAllDocuments(
  readFileSync(COMPONENT, 'utf8'),
).map(document => document.toJS()) as [Header, Pipeline];
const job = pipeline['dockerfile-scorecard'];

describe('the GitLab component', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'component-'));
    mkdirSync(join(folder, 'bin'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the script of the job as GitLab does, with `npx` that notes what it is asked. */
  function run(inputs: Record<string, string>, status: number) {
    const npx = join(folder, 'bin/npx');
    writeFileSync(
      npx,
      `#!/bin/sh\necho "$*" >> "${folder}/log"\necho '[]'\nexit ${status}\n`,
    );
    chmodSync(npx, 0o755);
    const values = Object.fromEntries(
      Object.entries(header.spec.inputs).map(([name, input]) => [
        name,
        inputs[name] ?? input.default,
      ]),
    );
    const script = job.script
      .join('\n')
      .replace(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name) => values[name]);
    let code = 0;
    try {
      execFileSync('bash', ['-e', '-c', script], {
        cwd: folder,
        env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}` },
        stdio: 'pipe',
      });
    } catch (error) {
      code = (error as { status: number }).status;
    }
    return {
      code,
      log: readFileSync(join(folder, 'log'), 'utf8').trim().split('\n'),
    };
  }

  it('writes the report that the job names, and says how it went', () => {
    const { code, log } = run({}, 0);
    expect([code, log]).toEqual([
      0,
      [
        '--yes dockerfile-scorecard@latest check --format gitlab .',
        '--yes dockerfile-scorecard@latest check --fail-under bronze .',
      ],
    ]);
    expect(
      readFileSync(join(folder, job.artifacts.reports.codequality), 'utf8'),
    ).toBe('[]\n');
  });

  it('fails where a Dockerfile is below what is asked, with the report', () => {
    const { code, log } = run(
      { path: 'a b', 'fail-under': 'gold', version: '1.2.3' },
      1,
    );
    expect(code).toBe(1);
    expect(log).toEqual([
      '--yes dockerfile-scorecard@1.2.3 check --format gitlab a b',
      '--yes dockerfile-scorecard@1.2.3 check --fail-under gold a b',
    ]);
  });
});
