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

const SCRIPT = join(__dirname, '../../../ci/github.sh');

let folder: string;

/** A program that writes its words to a log, and prints what a case wants. */
function program(name: string, body: string): string {
  const file = join(folder, 'bin', name);
  writeFileSync(
    file,
    `#!/usr/bin/env bash\nprintf '%s\\n' "${name} $*" >> "${folder}/log"\n${body}\n`,
  );
  chmodSync(file, 0o755);
  return file;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'action-'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'log'), '');
  writeFileSync(join(folder, 'summary'), '');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(
  { status = 0, known = '' },
  env: Record<string, string> = {},
): { code: number; log: string[]; summary: string } {
  program(
    'scorecard',
    `case "$*" in *markdown*) echo "## Summary";; *) echo "::error file=Dockerfile::x"; exit ${status};; esac`,
  );
  program('gh', `case "$*" in *--jq*) echo "${known}";; esac`);
  let code = 0;
  try {
    execFileSync(SCRIPT, {
      env: {
        PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
        SCORECARD: 'scorecard',
        GITHUB_STEP_SUMMARY: join(folder, 'summary'),
        GITHUB_REPOSITORY: 'acme/shop',
        ...env,
      },
      stdio: 'pipe',
    });
  } catch (error) {
    code = (error as { status: number }).status;
  }
  return {
    code,
    log: readFileSync(join(folder, 'log'), 'utf8').trim().split('\n'),
    summary: readFileSync(join(folder, 'summary'), 'utf8'),
  };
}

describe('the GitHub action', () => {
  it('annotates, writes a summary, and says how it went', () => {
    expect(run({})).toEqual({
      code: 0,
      log: [
        'scorecard check --format github --fail-under bronze .',
        'scorecard check --format markdown --fail-under none .',
      ],
      summary: '## Summary\n',
    });
  });

  it('fails with a summary where a Dockerfile is below what is asked', () => {
    const { code, summary, log } = run(
      { status: 1 },
      { SCORECARD_PATH: 'a b', FAIL_UNDER: 'gold', BASELINE: 'known.json' },
    );
    expect([code, summary]).toEqual([1, '## Summary\n']);
    expect(log[0]).toBe(
      'scorecard check --format github --fail-under gold --baseline known.json a b',
    );
  });

  it('compares with the base of a pull request, where the checkout has it', () => {
    const status = (base: string) => {
      program('git', `[ "$*" = 'cat-file -e abc^{commit}' ]`);
      const { log } = run({}, { BASE: base });
      return log.filter(line => /markdown/.test(line)).slice(-1);
    };
    expect(status('abc')).toEqual([
      'scorecard check --format markdown --since abc .',
    ]);
    expect(status('def')).toEqual([
      'scorecard check --format markdown --fail-under none .',
    ]);
  });

  it('stops where nothing could be judged', () => {
    const { code, log } = run({ status: 2 });
    expect([code, log]).toHaveLength(2);
    expect(code).toBe(2);
    expect(log).toHaveLength(1);
  });

  it('posts a comment once, and updates it', () => {
    const pull = { COMMENT: 'true', PULL_REQUEST: '7' };
    const last = (log: string[]) => log.join('\n');
    expect(last(run({}, pull).log)).toContain(
      'gh api --silent --method POST repos/acme/shop/issues/7/comments --field body=<!-- dockerfile-scorecard -->',
    );
    expect(last(run({ known: '42' }, pull).log)).toContain(
      'gh api --silent --method PATCH repos/acme/shop/issues/comments/42 --field body=<!-- dockerfile-scorecard -->',
    );
  });

  it('posts none outside of a pull request', () => {
    const { log } = run({}, { COMMENT: 'true', PULL_REQUEST: '' });
    expect(log.some(line => line.startsWith('gh'))).toBe(false);
  });
});
