/** The same repository gets the same verdict, whether the portal, the command or the scaffolder asks. */
import { deepStrictEqual, ok } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { main } from '../../packages/cli/src/main';
import {
  evaluateDockerfile,
  resolvePolicy,
  SET_ASIDE,
  type Finding,
} from '../../packages/engine/src';
import type { FullServiceRow } from '../../plugins/dockerfile-scorecard-backend/src/database';
import { LocalDirectoryReader } from '../../plugins/dockerfile-scorecard-backend/src/readers/LocalDirectoryReader';
import { createDockerfileSelector } from '../../plugins/dockerfile-scorecard-backend/src/scanning/selectDockerfiles';
import { inputsFromReading } from '../../plugins/dockerfile-scorecard-backend/src/scanning/serviceInputs';
import { createCheckAction } from '../../plugins/scaffolder-backend-module-dockerfile-scorecard/src/check/createCheckAction';

const TODAY = '2026-11-25';

/** Repositories in which the files around the Dockerfile decide: context, ignore file, start script, manifests, target. */
const REPOSITORIES: Readonly<Record<string, Readonly<Record<string, string>>>> =
  {
    'a start script that changes the user, below docker/': {
      'docker/Dockerfile': `FROM python:3.14-slim-trixie
COPY . /app
WORKDIR /app
RUN pip install --no-cache-dir -r requirements.txt
ENTRYPOINT ["./docker/entry"]
`,
      'docker/entry':
        '#!/bin/sh\nexec setpriv --reuid=1000 --regid=1000 --clear-groups gunicorn app:app\n',
      'requirements.txt': 'gunicorn\n',
      'app.py': 'app = None\n',
      '.dockerignore': '.git\n',
      'renovate.json': '{}\n',
      'tests/test_app.py': '\n',
    },
    'a stage for tests, and a workflow that names the one to ship': {
      Dockerfile: `FROM python:3.14-slim-trixie AS app
COPY app.py /app/
CMD ["python", "/app/app.py"]
FROM app AS test
RUN pip install pytest
CMD ["pytest"]
`,
      'app.py': 'print(1)\n',
      '.github/workflows/release.yml': `jobs:
  image:
    steps:
      - uses: docker/build-push-action@v6
        with:
          target: app
`,
    },
    'a workspace whose member is linked': {
      Dockerfile: `FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim AS build
WORKDIR /src
COPY . .
RUN uv sync --frozen --no-dev
FROM python:3.14-slim-trixie
COPY --from=build /src/.venv /src/.venv
USER 10001
CMD ["/src/.venv/bin/python", "-m", "shop"]
`,
      'pyproject.toml':
        '[project]\nname = "shop"\nversion = "1"\n[build-system]\nrequires = ["hatchling"]\n',
      'uv.lock': 'version = 1\n',
      'src/shop/__main__.py': '\n',
    },
    'a lock file that is not there, and supervisord': {
      Dockerfile: `FROM node:24-trixie-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY supervisord.conf /etc/supervisor/conf.d/
CMD ["supervisord", "-n"]
`,
      'package.json': '{"name":"a","devDependencies":{"vite":"7"}}\n',
      'supervisord.conf': '[program:a]\ncommand=node a.js\nuser=node\n',
    },
  };

interface Verdict {
  level: string;
  findings: string[];
}

function asLines(
  findings: readonly Pick<Finding, 'severity' | 'rule' | 'message'>[],
): string[] {
  return findings
    .map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`)
    .sort();
}

async function byCommand(folder: string): Promise<Verdict> {
  let out = '';
  await main(['check', folder, '--format', 'json', '--today', TODAY], {
    out: text => {
      out += text;
    },
    error: () => {},
    input: async () => '',
    color: false,
  });
  const {
    dockerfiles: [{ level, checks }],
  } = JSON.parse(out) as {
    dockerfiles: {
      level: string;
      checks: { state: string; findings: Finding[] }[];
    }[];
  };
  return {
    level,
    findings: asLines(
      checks.flatMap(({ state, findings }) =>
        state === 'fail' ? findings : [],
      ),
    ),
  };
}

async function byPortal(folder: string): Promise<Verdict> {
  const selector = createDockerfileSelector({
    services: [{ entityRef: 'component:default/a', folder: '', paths: null }],
    exclude: SET_ASIDE,
    pathsOutsideFolder: false,
  });
  const reading = await new LocalDirectoryReader({ roots: [folder] }).read({
    url: `file:${folder}`,
    isWanted: path => selector.isWanted(path),
    limits: {
      maxFiles: 10_000,
      maxFileSize: 1_000_000,
      maxTotalSize: 10_000_000,
    },
    signal: new AbortController().signal,
  } as Parameters<LocalDirectoryReader['read']>[0]);
  ok(reading.kind === 'content');
  const [found] = await inputsFromReading({
    services: [
      {
        entity_ref: 'component:default/a',
        folder: '',
        state: 'pending',
      } as FullServiceRow,
    ],
    selector,
    reading,
  });
  ok(found.kind === 'found');
  const [{ evaluatedPath, text, context }] = found.inputs;
  const evaluation = evaluateDockerfile({
    path: evaluatedPath,
    text,
    context,
    policy: resolvePolicy({}),
    today: TODAY,
  });
  ok(evaluation.kind === 'judged');
  return {
    level: evaluation.level,
    findings: asLines(
      evaluation.checks.flatMap(({ state, findings }) =>
        state === 'fail' ? findings : [],
      ),
    ),
  };
}

async function byScaffolder(folder: string): Promise<Verdict> {
  const outputs = new Map<string, unknown>();
  const action = createCheckAction({ today: () => TODAY });
  await action
    .handler({
      input: { path: '.' },
      workspacePath: folder,
      logger: { info: () => {} },
      output: (name: string, value: unknown) => outputs.set(name, value),
    } as never)
    // it refuses what falls short, and says before what it found
    .catch(() => {});
  return {
    level: String(outputs.get('level')),
    findings: asLines(
      outputs.get('findings') as Pick<
        Finding,
        'severity' | 'rule' | 'message'
      >[],
    ),
  };
}

for (const [name, files] of Object.entries(REPOSITORIES))
  test(`one verdict for ${name}`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'same-verdict-'));
    try {
      mkdirSync(join(folder, '.git'));
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      const command = await byCommand(folder);
      ok(command.findings.length > 0);
      deepStrictEqual(await byPortal(folder), command);
      deepStrictEqual(await byScaffolder(folder), command);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
