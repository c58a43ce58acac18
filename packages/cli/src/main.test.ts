import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { DOCUMENTATION } from './documentation';
import { main } from './main';

const FINE = [
  'FROM python:3.14-slim-trixie AS builder',
  'RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2',
  'FROM python:3.14-slim-trixie',
  'COPY --from=builder /opt/venv /opt/venv',
  'COPY app /app',
  'WORKDIR /app',
  'ENV PATH="/opt/venv/bin:$PATH"',
  'USER 10001',
  'CMD ["python", "main.py"]',
  '',
].join('\n');
const BROKEN = FINE.replace(
  'COPY --from=builder /opt/venv /opt/venv',
  'COPY --from=builder /app /srv',
);

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scorecard-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Writes files below the temporary folder. */
function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

/** What the standard input holds. */
let input = '';

async function run(...args: string[]) {
  const result = { code: 0, out: '', error: '' };
  result.code = await main(args, {
    out: text => {
      result.out += text;
    },
    error: text => {
      result.error += text;
    },
    input: async () => input,
    color: false,
  });
  return result;
}

async function check(...args: string[]) {
  return run('check', folder, '--today', '2026-11-23', ...args);
}

describe('check', () => {
  it('ends with 0 where every level is bronze or better', async () => {
    write({ Dockerfile: FINE, 'app/main.py': '' });
    const { code, out } = await check();
    expect([code, out]).toEqual([0, expect.stringContaining('Dockerfile  ')]);
  });

  it('ends with 1 for a critical finding and shows line, caret and trace', async () => {
    write({ Dockerfile: BROKEN, 'app/main.py': '' });
    const { code, out } = await check();
    expect(code).toBe(1);
    expect(out).toContain('critical');
    expect(out).toContain('| COPY --from=builder /app /srv');
    expect(out).toMatch(/^ +\| +\^+$/m);
    expect(out).toMatch(/^ +1\. line \d+: /m);
  });

  it('ends with 1 below the level that is asked for', async () => {
    write({ Dockerfile: FINE.replace('USER 10001\n', ''), 'app/main.py': '' });
    expect((await check()).code).toBe(0);
    expect((await check('--fail-under', 'silver')).code).toBe(1);
  });

  it('finds Dockerfiles by their names, but not in what others made', async () => {
    write({
      Dockerfile: FINE,
      'a/Dockerfile.dev': FINE,
      'b/web.Dockerfile': FINE,
      'c/Containerfile': FINE,
      'node_modules/x/Dockerfile': BROKEN,
      'd/Dockerfile.dockerignore': '',
      'app/main.py': '',
    });
    const { out } = await check('--format', 'json');
    const paths: string[] = JSON.parse(out).dockerfiles.map(
      ({ path }: { path: string }) => path,
    );
    expect(
      paths.map(path => path.slice(path.indexOf('scorecard-'))),
    ).toHaveLength(4);
  });

  it('prints evaluations as JSON', async () => {
    write({ Dockerfile: FINE, 'app/main.py': '' });
    const {
      dockerfiles: [evaluation],
    } = JSON.parse((await check('--format', 'json')).out);
    expect(evaluation).toMatchObject({
      kind: 'judged',
      score: expect.any(Number),
    });
  });

  it('prints SARIF whose results name rules of the driver', async () => {
    write({ Dockerfile: BROKEN, 'app/main.py': '' });
    const { version, runs } = JSON.parse(
      (await check('--format', 'sarif')).out,
    );
    expect([version, runs]).toEqual(['2.1.0', expect.any(Array)]);
    const [{ tool, results }] = runs;
    const ids: string[] = tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(results.length).toBeGreaterThan(0);
    for (const { ruleId, level, message, locations } of results) {
      expect(ids).toContain(ruleId);
      expect(['error', 'warning', 'note']).toContain(level);
      expect(message.text).not.toBe('');
      const { region, artifactLocation } = locations[0].physicalLocation;
      expect(region.startLine).toBeGreaterThan(0);
      expect(artifactLocation.uri).not.toContain('\\');
    }
  });

  it('ends with 1 for level none without a critical finding', async () => {
    write({
      Dockerfile: 'FROM node:16\nUSER 1000\nCMD ["node", "main.js"]\n',
    });
    const policy = join(folder, 'policy.json');
    writeFileSync(
      policy,
      JSON.stringify({ rules: { 'eol-base': { level: 'bronze' } } }),
    );
    const { out } = await check('--format', 'json', '--policy', policy);
    const [{ level, checks }] = JSON.parse(out).dockerfiles;
    const severities = checks
      .filter(({ state }: { state: string }) => state === 'fail')
      .flatMap(({ findings }: { findings: { severity: string }[] }) => findings)
      .map(({ severity }: { severity: string }) => severity);
    expect([level, severities.includes('critical')]).toEqual(['none', false]);
    expect((await check('--policy', policy)).code).toBe(1);
    expect((await check('--policy', policy, '--fail-under', 'none')).code).toBe(
      0,
    );
  });

  it('ends with 1 for a file with conflict markers, with 0 for a template', async () => {
    write({
      Dockerfile: `<<<<<<< ours\n${FINE}=======\n${FINE}>>>>>>> theirs\n`,
    });
    expect((await check()).code).toBe(1);
    write({
      Dockerfile: 'FROM {{ image }}\n{% if x %}\nRUN true\n{% endif %}\n',
    });
    expect((await check()).code).toBe(0);
  });

  it('reads a Dockerfile from the standard input', async () => {
    input = FINE;
    const { code, out } = await run(
      'check',
      '-',
      '--format',
      'json',
      '--stdin-path',
      'svc/Dockerfile',
    );
    const [{ path, checks }] = JSON.parse(out).dockerfiles;
    expect([code, path]).toEqual([0, 'svc/Dockerfile']);
    const copies = checks.find(
      ({ rule }: { rule: string }) => rule === 'copy-source-missing',
    );
    expect(copies.state).not.toBe('fail');
    write({ 'main.py': '' });
    expect((await run('check', '-', '--context', folder)).code).toBe(1);
  });

  it('gives SARIF valid addresses, pages of rules and fingerprints', async () => {
    write({
      'ü b/Dockerfile': `${BROKEN}RUN curl x | tar x\nRUN curl x | tar x\n`,
      'app/main.py': '',
    });
    const { runs } = JSON.parse(
      (await check('--format', 'sarif', '--profile', 'all')).out,
    );
    const [{ tool, results }] = runs;
    expect(tool.driver.informationUri).toMatch(/^https:/);
    for (const { id, helpUri } of tool.driver.rules)
      expect(helpUri).toContain(`/docs/rules/${id}.md`);
    const fingerprints = new Set();
    for (const { locations, partialFingerprints } of results) {
      expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(
        /%C3%BC%20b\/Dockerfile$/,
      );
      fingerprints.add(partialFingerprints['ruleAndLine/v1']);
    }
    expect(fingerprints.size).toBe(results.length);
  });

  it('reads the .dockerignore and the files beside the Dockerfile', async () => {
    write({
      Dockerfile: 'FROM scratch\nCOPY docs /docs\n',
      '.dockerignore': 'docs\n',
      'docs/a.md': '',
    });
    const { code, out } = await check();
    expect([code, out]).toEqual([
      1,
      expect.stringContaining('.dockerignore keeps docs out'),
    ]);
  });

  it('takes a policy from a file', async () => {
    write({
      Dockerfile: BROKEN,
      'app/main.py': '',
      'policy.json': JSON.stringify({
        profile: 'strict',
        rules: {
          'copy-source-missing': 'off',
          'deps-not-copied': 'off',
          'app-code-missing': 'off',
        },
      }),
    });
    expect((await check('--policy', join(folder, 'policy.json'))).code).toBe(0);
  });
});

describe('the build context', () => {
  const DEPLOY = 'FROM scratch\nCOPY app/main.py docs /\n';

  it('is looked for between the Dockerfile and the root of its repository', async () => {
    write({
      '.git/HEAD': '',
      'renovate.json': '{}',
      'svc/deploy/docker/Dockerfile': DEPLOY,
      'svc/app/main.py': '',
      'svc/docs/a.md': '',
      'svc/.dockerignore': 'docs\n',
    });
    const { out } = await run(
      'check',
      join(folder, 'svc/deploy/docker/Dockerfile'),
      '--format',
      'json',
    );
    const [{ checks }] = JSON.parse(out).dockerfiles;
    const stateOf = (rule: string) =>
      checks.find((found: { rule: string }) => found.rule === rule);
    expect(stateOf('copy-source-missing').findings).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('.dockerignore keeps docs out'),
      }),
    ]);
    expect(stateOf('update-bot-missing').state).not.toBe('fail');
  });

  it('is not known where nothing of it is found', async () => {
    write({ 'a/Dockerfile': DEPLOY, 'main.py': '' });
    expect((await check()).code).toBe(0);
  });

  it('is what --context says', async () => {
    write({ 'a/Dockerfile': DEPLOY, 'b/app/main.py': '', 'b/docs/a.md': '' });
    const { code } = await check('--context', join(folder, 'b'));
    expect(code).toBe(0);
    expect((await check('--context', join(folder, 'a'))).code).toBe(1);
  });
});

describe('fix', () => {
  const OLD = [
    'FROM python:3.9-slim-buster',
    '# why',
    'RUN pip install flask==3.1.2',
    "CMD ['python', 'main.py']",
    '',
  ].join('\n');
  const path = () => join(folder, 'Dockerfile');
  const fix = (...options: string[]) =>
    run('fix', path(), '--today', '2026-11-23', ...options);

  beforeEach(() => write({ Dockerfile: OLD, '.dockerignore': '.git\n' }));

  it('prints safe fixes as a patch and changes nothing', async () => {
    const { out, error, code } = await fix();
    expect(code).toBe(0);
    expect(out).toContain('\n+RUN pip install --no-cache-dir flask==3.1.2\n');
    expect(out).toContain('+CMD ["python", "main.py"]');
    expect(out).not.toContain('+FROM');
    expect(error).toContain('exec-form-not-json, safe');
    expect(error).toContain('Left: ');
    expect(readFileSync(path(), 'utf8')).toBe(OLD);
  });

  it('writes, and applies what changes what runs, when it is asked to', async () => {
    const { out, code } = await fix('--write', '--review');
    expect([out, code]).toEqual(['', 0]);
    expect(readFileSync(path(), 'utf8')).toBe(
      [
        'FROM python:3.14-slim-trixie',
        '# why',
        'RUN pip install --no-cache-dir flask==3.1.2',
        'USER 10001',
        'CMD ["python", "main.py"]',
        '',
      ].join('\n'),
    );
    expect((await fix('--write', '--review')).error).toContain('→');
  });

  it('completes the .dockerignore of the folder that is built', async () => {
    write({
      '.git/HEAD': '',
      'tests/test_app.py': '',
      'app.py': '',
      'requirements.txt': 'flask==3.1.2\n',
      'docker/Dockerfile':
        'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir -r requirements.txt\nUSER 10001\nCMD ["python", "/app/app.py"]\n',
    });
    const { code, error } = await run(
      'fix',
      join(folder, 'docker/Dockerfile'),
      '--write',
      '--review',
      '--today',
      '2026-11-23',
    );
    expect([code, error]).toEqual([0, expect.stringContaining('tests-or-vcs')]);
    expect(readFileSync(join(folder, '.dockerignore'), 'utf8')).toContain(
      'tests',
    );
    expect(existsSync(join(folder, 'docker/.dockerignore'))).toBe(false);
  });

  it('adds a server to the manifest once, for two Dockerfiles that start it', async () => {
    const dockerfile = `FROM python:3.12-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY app.py .
USER 10001
CMD ["flask", "run", "--host", "0.0.0.0"]
`;
    write({
      '.git/HEAD': '',
      'svc/app.py': '',
      'svc/requirements.txt': 'flask==3.1.2\n',
      'svc/Dockerfile': dockerfile,
      'svc/Dockerfile.web': dockerfile,
    });
    const { code } = await run(
      'fix',
      join(folder, 'svc'),
      '--write',
      '--review',
      '--today',
      '2026-11-26',
    );
    expect(code).toBe(0);
    const read = (name: string) =>
      readFileSync(join(folder, 'svc', name), 'utf8');
    expect(read('requirements.txt')).toBe('flask==3.1.2\ngunicorn==26.2.0\n');
    expect(read('Dockerfile')).toContain('CMD ["gunicorn", ');
    expect(read('Dockerfile.web')).toContain('CMD ["gunicorn", ');
  });

  it('ends with 1 where the level is not reached', async () => {
    expect((await fix('--to', 'bronze')).code).toBe(0);
    expect((await fix('--to', 'gold')).code).toBe(1);
  });

  it.each([
    ['both ways of output', ['--diff', '--write'], 'not both'],
    ['a level that does not exist', ['--to', 'platinum'], '--to is one of'],
  ])('refuses %s', async (_, options, message) => {
    const { code, error } = await fix(...options);
    expect([code, error]).toEqual([2, expect.stringContaining(message)]);
  });

  it('refuses a template, and changes nothing', async () => {
    write({ 'a/Dockerfile': 'FROM x:{{ v }}\n{% if a %}\n{% endif %}\n' });
    const { code, error } = await run('fix', folder, '--write');
    expect([code, error]).toEqual([
      2,
      expect.stringContaining('cannot be judged, so it cannot be fixed'),
    ]);
    expect(readFileSync(path(), 'utf8')).toBe(OLD);
  });
});

describe('rewrite', () => {
  const SINGLE = [
    'FROM python:3.14-trixie',
    'WORKDIR /app',
    'COPY requirements.txt .',
    'RUN pip install --no-cache-dir -r requirements.txt',
    'COPY app.py .',
    'CMD ["gunicorn", "app:app"]',
    '',
  ].join('\n');
  const path = () => join(folder, 'Dockerfile');
  const rewrite = (...options: string[]) =>
    run('rewrite', path(), '--today', '2026-11-23', ...options);

  beforeEach(() =>
    write({
      Dockerfile: SINGLE,
      'requirements.txt': 'gunicorn==23.0.0\n',
      'app.py': '',
      '.dockerignore': '.git\n',
    }),
  );

  it('prints the split file as a patch, and what to check', async () => {
    const { out, error, code } = await rewrite();
    expect(code).toBe(0);
    expect(out).toContain('+FROM python:3.14-trixie AS build\n');
    expect(out).toContain('+COPY --from=build /opt/venv /opt/venv\n');
    expect(error).toContain('→ gold 100');
    expect(error).toContain('- Run as user 10001: the process');
    expect(readFileSync(path(), 'utf8')).not.toContain('AS build');
  });

  it('writes it, and has nothing more to do', async () => {
    const { out, code } = await rewrite('--write');
    expect([out, code]).toEqual(['', 0]);
    const written = readFileSync(path(), 'utf8');
    expect(written).toContain('FROM python:3.14-slim-trixie\n');
    const again = await rewrite('--write');
    expect([again.code, again.error]).toEqual([
      1,
      expect.stringContaining('split already'),
    ]);
    expect(readFileSync(path(), 'utf8')).toBe(written);
  });

  it('says why a file cannot be split', async () => {
    write({ Dockerfile: 'FROM acme/base:1\nRUN pip install flask==3.1.2\n' });
    const { out, error, code } = await rewrite();
    expect([out, code]).toEqual(['', 1]);
    expect(error).toContain('not rewritten\n  Because:\n    - What the base');
  });

  it('refuses both ways of output', async () => {
    const { code, error } = await rewrite('--diff', '--write');
    expect([code, error]).toEqual([2, expect.stringContaining('not both')]);
  });
});

describe('baseline', () => {
  const BAD =
    'FROM python:3.14-slim-trixie\nCOPY app.py .\nCMD ["python", "app.py"]\n';
  const at = (name: string) => join(folder, name);
  const checkAgain = () =>
    run('check', at('Dockerfile'), '--baseline', at('known.json'));

  beforeEach(async () => {
    write({ Dockerfile: BAD, 'app.py': '', '.dockerignore': '.git\n' });
    await run('baseline', at('Dockerfile'), '-o', at('known.json'));
  });

  it('accepts the findings of today, wherever they move', async () => {
    expect((await checkAgain()).code).toBe(0);
    write({ Dockerfile: `# moved\n\n${BAD}` });
    const { code, error } = await checkAgain();
    expect([code, error]).toEqual([
      0,
      expect.stringContaining('0 findings are not in'),
    ]);
  });

  it('fails on a new finding, whatever the level', async () => {
    write({
      Dockerfile: BAD.replace('COPY', 'ENV DB_PASSWORD=tr0ub4dor3xK9\nCOPY'),
    });
    const { code, error } = await checkAgain();
    expect([code, error]).toEqual([
      1,
      expect.stringContaining('1 finding is not in'),
    ]);
  });

  it.each([
    ['a file that is not there', 'none.json', 'cannot be read'],
    ['a file that is something else', 'Dockerfile', 'is not a baseline'],
  ])('refuses %s', async (_, name, message) => {
    const { code, error } = await run(
      'check',
      at('Dockerfile'),
      '--baseline',
      at(name),
    );
    expect([code, error]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe('--since', () => {
  const git = (...args: string[]) => {
    const { status, stderr } = spawnSync(
      'git',
      ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args],
      { cwd: folder, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
  };
  const BAD =
    'FROM python:3.14-slim-trixie\nCOPY app.py .\nCMD ["python", "app.py"]\n';
  const WITH_SECRET = BAD.replace(
    'COPY',
    'ENV DB_PASSWORD=tr0ub4dor3xK9\nCOPY',
  );
  const since = (...options: string[]) => check('--since', 'HEAD', ...options);

  beforeEach(() => {
    git('init', '--quiet');
    write({ Dockerfile: BAD, 'other/Dockerfile': BAD, '.dockerignore': '' });
    git('add', '.');
    git('commit', '--quiet', '-m', 'first');
  });

  it('says nothing of files that have not changed', async () => {
    const { code, error } = await since();
    expect([code, error]).toEqual([
      0,
      'No Dockerfile has changed since HEAD.\n',
    ]);
  });

  it('fails on a new finding, and only on that', async () => {
    write({ Dockerfile: `# moved\n${BAD}` });
    expect(await since()).toMatchObject({
      code: 0,
      error: '0 new findings since HEAD in 1 changed Dockerfile.\n',
    });
    write({ Dockerfile: WITH_SECRET });
    const { code, error, out } = await since();
    expect([code, error]).toEqual([
      1,
      '1 new finding since HEAD in 1 changed Dockerfile.\n',
    ]);
    expect(out).not.toContain('other/Dockerfile');
  });

  it('takes everything of a new file for new', async () => {
    write({ 'new/Dockerfile': BAD });
    const { code, out } = await since('--format', 'markdown');
    expect(code).toBe(1);
    expect(out).toMatch(
      /new\/Dockerfile\n\n\*\*bronze\*\*, \d+ of 100 \(new file\)/,
    );
    expect(out).toContain('runs-as-root');
  });

  it('tells the level before and after, new findings and what can be fixed', async () => {
    write({ Dockerfile: WITH_SECRET });
    const { out } = await since('--format', 'markdown');
    expect(out).toMatch(/\*\*\w+\*\*, \d+ of 100 \(was bronze, \d+\)/);
    expect(out).toContain('secret-in-build-arg');
    expect(out).not.toContain('runs-as-root');
    expect(out).toMatch(
      /1 of 1 finding can be fixed: `dockerfile-scorecard fix --review --write .*Dockerfile`/,
    );
    git('commit', '--quiet', '-am', 'second');
    expect((await since('--format', 'markdown')).out).toContain(
      'No Dockerfile has changed.',
    );
  });

  it('says that nothing is new', async () => {
    write({ Dockerfile: `# moved\n${BAD}` });
    const { out } = await since('--format', 'markdown');
    expect(out).toContain('(as before)');
    expect(out).toContain('No new findings.');
  });

  it.each([
    [['--since', 'v9'], 'The repository has no revision v9.'],
    [['--since=--output=x'], 'The repository has no revision --output=x.'],
    [['--since', '--output=x'], "Option '--since' argument is ambiguous. `"],
    [['--since', 'HEAD', '--baseline', 'x'], 'not both'],
  ])('refuses %j', async (options, message) => {
    write({ x: '{"version": 1, "findings": {}}' });
    process.chdir(folder);
    const { code, error } = await run('check', '.', ...options).finally(() =>
      process.chdir(__dirname),
    );
    expect([code, error]).toEqual([2, expect.stringContaining(message)]);
  });

  it('refuses a folder that is in no repository, and the standard input', async () => {
    rmSync(join(folder, '.git'), { recursive: true });
    const outside = await since();
    expect([outside.code, outside.error]).toEqual([
      2,
      expect.stringContaining('--since needs a git repository'),
    ]);
    input = BAD;
    const { code, error } = await run('check', '-', '--since', 'HEAD');
    expect([code, error]).toEqual([
      2,
      expect.stringContaining('The standard input has no history'),
    ]);
  });
});

describe('a policy of the folder', () => {
  const before = process.cwd();
  beforeEach(() => process.chdir(folder));
  afterEach(() => process.chdir(before));

  it('is written with comments, and is read', async () => {
    write({ Dockerfile: 'FROM python:3.14-slim-trixie\nCMD ["python"]\n' });
    expect((await run('init')).code).toBe(0);
    const plain = await run('check', '--today', '2026-11-23');
    expect(plain.out).toContain('runs-as-root');
    write({ '.dockerfile-scorecard.yaml': 'rules:\n  runs-as-root: off\n' });
    const { out } = await run('check', '--today', '2026-11-23');
    expect(out).not.toContain('runs-as-root');
  });

  it('of a folder below makes the verdict there stricter, and says what does not hold', async () => {
    write({
      'a/Dockerfile': 'FROM python:3.14-slim-trixie\nCMD ["python"]\n',
      'a/.dockerfile-scorecard.yaml':
        'rules:\n  unpinned-tag: off\n  runs-as-root: { severity: critical }\n',
    });
    const { out } = await run('check', '--today', '2026-11-23');
    expect(out).toContain('critical The container runs as root');
    expect(out).toContain(
      'a/.dockerfile-scorecard.yaml: rules["unpinned-tag"] may not be turned off here.',
    );
  });

  it('holds beside a policy that is named, as it does in the portal', async () => {
    write({
      Dockerfile: 'FROM python:3.14-slim-trixie\nCMD ["python"]\n',
      '.dockerfile-scorecard.yaml':
        'rules:\n  runs-as-root: { severity: critical }\n',
      'fleet.yaml': 'repositorySettings: off\n',
    });
    const own = await run('check', '--today', '2026-11-23');
    expect(own.out).toContain('critical The container runs as root');
    const fleet = await run(
      'check',
      '--policy',
      'fleet.yaml',
      '--today',
      '2026-11-23',
    );
    expect(fleet.out).toContain('high The container runs as root');
    expect(fleet.out).toContain('repositories may not change the policy');
  });

  it('is not written over', async () => {
    write({ '.dockerfile-scorecard.yaml': 'profile: strict\n' });
    const { code, error } = await run('init');
    expect([code, error]).toEqual([2, expect.stringContaining('--force')]);
    expect((await run('init', '--force')).code).toBe(0);
  });

  it.each([
    ['no YAML', 'rules: [\n', 'is not valid YAML or JSON'],
    ['a list', '- a\n', 'is not a list of settings'],
    [
      'a rule that does not exist',
      'rules:\n  runs-as-rot: off\n',
      'runs-as-rot',
    ],
  ])('refuses %s', async (_, text, message) => {
    write({ Dockerfile: 'FROM scratch\n', '.dockerfile-scorecard.yaml': text });
    const { code, error } = await run('check');
    expect([code, error]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe('--fail-under', () => {
  it.each([
    ['a score that is reached', '10', 0],
    ['a score that is not', '100', 1],
    ['a level that is not', 'gold', 1],
  ])('takes %s', async (_, value, expected) => {
    write({
      Dockerfile:
        'FROM python:3.14-slim-trixie\nCOPY app.py .\nCMD ["python", "app.py"]\n',
    });
    const { code } = await run(
      'check',
      join(folder, 'Dockerfile'),
      '--fail-under',
      value,
    );
    expect(code).toBe(expected);
  });

  it('refuses a score above 100', async () => {
    write({ Dockerfile: 'FROM scratch\n' });
    const { code, error } = await run('check', folder, '--fail-under', '101');
    expect([code, error]).toEqual([
      2,
      expect.stringContaining('from 0 to 100'),
    ]);
  });
});

describe('what cannot be done ends with 2', () => {
  it.each([
    ['a path that is not there', ['check', '/no/such/path'], 'does not exist'],
    ['an option that does not exist', ['check', '--colour'], '--colour'],
    [
      'a format that does not exist',
      ['check', '--format', 'xml'],
      '--format is one of human, json, sarif, github',
    ],
    [
      'a level that does not exist',
      ['check', '--fail-under', 'iron'],
      '--fail-under is one of',
    ],
    [
      'a day that does not exist',
      ['check', '--today', 'soon'],
      '--today is a date',
    ],
    ['a command that does not exist', ['chek'], 'There is no command "chek"'],
    ['a name that every object has', ['constructor'], 'There is no command'],
    [
      'a rule that does not exist',
      ['explain', 'no-rule'],
      'There is no rule "no-rule"',
    ],
    ['no rule', ['explain'], 'Name a rule'],
    ['no file', ['parse'], 'Name one Dockerfile'],
    ['a file that is not there', ['parse', '/no/such/file'], 'cannot be read'],
  ])('%s', async (_, args, message) => {
    const { code, out, error } = await run(...args);
    expect([code, out, error]).toEqual([
      2,
      '',
      expect.stringContaining(message),
    ]);
  });

  it('a folder without a Dockerfile', async () => {
    const { code, error } = await check();
    expect([code, error]).toEqual([
      2,
      expect.stringContaining('No Dockerfile in'),
    ]);
  });

  it('a build context that is not there', async () => {
    write({ Dockerfile: FINE });
    const { code, error } = await check('--context', join(folder, 'nowhere'));
    expect([code, error]).toEqual([2, expect.stringContaining('is no folder')]);
  });

  it('a policy with problems', async () => {
    write({ Dockerfile: FINE, 'policy.json': '{"profile":"lax"}' });
    const { code, error } = await check(
      '--policy',
      join(folder, 'policy.json'),
    );
    expect([code, error]).toEqual([
      2,
      expect.stringContaining('profile must be one of'),
    ]);
  });
});

describe('the other commands', () => {
  it('parse ends with 1 for what BuildKit refuses', async () => {
    write({ Dockerfile: 'FROM scratch\nFORM x\n' });
    const file = join(folder, 'Dockerfile');
    const { code, out, error } = await run('parse', file);
    expect([code, out, error]).toEqual([
      1,
      expect.stringContaining('scratch'),
      expect.stringMatching(/Dockerfile:2: `FORM` is not an instruction/),
    ]);
  });

  it('parse shows the tree, or JSON', async () => {
    write({ Dockerfile: FINE });
    const file = join(folder, 'Dockerfile');
    expect((await run('parse', file)).out).toContain('from');
    const { instructions } = JSON.parse(
      (await run('parse', file, '--format', 'json')).out,
    );
    expect(instructions).toHaveLength(9);
  });

  it('parse ends with 1 for a file that BuildKit refuses', async () => {
    write({ Dockerfile: 'FROM a\nRUN <<EOF\n' });
    expect((await run('parse', join(folder, 'Dockerfile'))).code).toBe(1);
  });

  it('rules lists every rule', async () => {
    expect((await run('rules')).out).toContain('deps-not-copied');
  });

  it('explain tells what to write instead, by an upstream id too', async () => {
    expect((await run('explain', 'DL3006')).out).toContain('unpinned-tag');
  });

  it.each(['--version', '-V', 'version'])(
    '%s prints the version',
    async word => {
      const { version } = JSON.parse(
        readFileSync(resolve(__dirname, '../package.json'), 'utf8'),
      );
      const { code, out, error } = await run(word);
      expect([code, error]).toEqual([0, '']);
      expect(out).toMatch(/^dockerfile-scorecard (.+)\n$/);
      expect(out).toContain(` ${version}+`);
    },
  );

  it.each(['check', 'parse', 'rules', 'explain'])(
    '%s --help explains the command',
    async command => {
      for (const word of ['--help', '-h']) {
        const { code, out } = await run(command, word);
        expect([code, out]).toEqual([
          0,
          expect.stringContaining(`dockerfile-scorecard ${command}`),
        ]);
      }
    },
  );

  it('names every option of check in its help', async () => {
    const source = ['commands/check.ts', 'inputs.ts']
      .map(file => readFileSync(resolve(__dirname, file), 'utf8'))
      .join('\n');
    const options = [
      ...source.matchAll(/^ {2,4}'?([\w-]+)'?: \{ type: 'string' \},$/gm),
    ].map(([, name]) => name);
    const { out } = await run('check', '--help');
    expect(options).toHaveLength(10);
    for (const option of options) expect(out).toContain(`--${option} `);
  });

  it('links to where the repository says it is', () => {
    const { homepage } = JSON.parse(
      readFileSync(resolve(__dirname, '../../../package.json'), 'utf8'),
    );
    expect(DOCUMENTATION).toBe(homepage);
    expect(
      existsSync(resolve(__dirname, '../../../docs/rules/deps-not-copied.md')),
    ).toBe(true);
  });

  it('help tells the exit codes', async () => {
    const { code, out } = await run('help');
    expect([code, out]).toEqual([0, expect.stringContaining('Exit codes')]);
  });
});

/* eslint-disable jest/no-standalone-expect -- what follows is a test, or a skipped one */
const hasDeno = spawnSync('deno', ['--version']).status === 0;

(hasDeno ? it : it.skip)(
  'runs on Deno with leave to read alone',
  () => {
    write({ Dockerfile: BROKEN, 'app/main.py': '' });
    const { status, stdout } = spawnSync(
      'deno',
      [
        'run',
        '--no-prompt',
        '--allow-read',
        resolve(__dirname, 'bin.ts'),
        'check',
        folder,
        '--format',
        'json',
      ],
      { encoding: 'utf8', cwd: resolve(__dirname, '../../..') },
    );
    expect(status).toBe(1);
    expect(JSON.parse(stdout).dockerfiles).toHaveLength(1);
  },
  60_000,
);
