import { imageOf } from '../__testUtils__/testImage';

const PYTHON = 'FROM python:3.14-slim-trixie\n';
const UV = 'FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim\nWORKDIR /app\n';
const SYSTEM = '/usr/local/lib/python3.14/site-packages';

/** Where each install of the image puts its modules. */
function packagesOf(text: string): (string | undefined)[] {
  return imageOf(text).state.installs.map(({ target }) => target.packages);
}

describe('where an installer puts packages', () => {
  it.each([
    ['pip as root', `${PYTHON}RUN pip install flask`, SYSTEM],
    ['python -m pip', `${PYTHON}RUN python3 -m pip install flask`, SYSTEM],
    [
      'pip --user',
      `${PYTHON}RUN pip install --user flask`,
      '/root/.local/lib/python3.14/site-packages',
    ],
    [
      'pip --user of another user',
      `${PYTHON}RUN useradd -m -d /srv/app app\nUSER app\nRUN pip install --user flask`,
      '/srv/app/.local/lib/python3.14/site-packages',
    ],
    [
      'PYTHONUSERBASE',
      `${PYTHON}ENV PYTHONUSERBASE=/opt/user\nRUN pip install --user flask`,
      '/opt/user/lib/python3.14/site-packages',
    ],
    [
      'pip without root rights falls back to --user',
      `${PYTHON}RUN useradd -m app\nUSER app\nRUN pip install flask`,
      '/home/app/.local/lib/python3.14/site-packages',
    ],
    [
      'pip --prefix',
      `${PYTHON}RUN pip install --prefix=/install flask`,
      '/install/lib/python3.14/site-packages',
    ],
    ['pip --target', `${PYTHON}RUN pip install -t /deps flask`, '/deps'],
    [
      'pip --target below the working directory',
      `${PYTHON}WORKDIR /src\nRUN pip install --target deps flask`,
      '/src/deps',
    ],
    ['PIP_TARGET', `${PYTHON}ENV PIP_TARGET=/d\nRUN pip install flask`, '/d'],
    ['pip --root', `${PYTHON}RUN pip install --root=/r flask`, `/r${SYSTEM}`],
    [
      'pip --install-option',
      `${PYTHON}RUN pip install --install-option="--prefix=/i" flask`,
      '/i/lib/python3.14/site-packages',
    ],
    [
      'pip of an environment, by its path',
      `${PYTHON}RUN python -m venv /v && /v/bin/pip install flask`,
      '/v/lib/python3.14/site-packages',
    ],
    [
      'pip of an environment on the PATH',
      `${PYTHON}RUN python -m venv /v\nENV PATH=/v/bin:$PATH\nRUN pip install flask`,
      '/v/lib/python3.14/site-packages',
    ],
    [
      'activated in the same RUN',
      `${PYTHON}RUN python -m venv /v && . /v/bin/activate && pip install flask`,
      '/v/lib/python3.14/site-packages',
    ],
    [
      'activated in another RUN',
      `${PYTHON}RUN python -m venv /v && . /v/bin/activate\nRUN pip install flask`,
      SYSTEM,
    ],
    [
      'VIRTUAL_ENV alone, which pip ignores',
      `${PYTHON}RUN python -m venv /v\nENV VIRTUAL_ENV=/v\nRUN pip install flask`,
      SYSTEM,
    ],
    [
      'virtualenv',
      `${PYTHON}RUN virtualenv /v && /v/bin/pip install flask`,
      '/v/lib/python3.14/site-packages',
    ],
    [
      'the Python of Debian',
      'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y python3-pip && pip3 install flask',
      '/usr/local/lib/python3.13/dist-packages',
    ],
    ['pip wheel', `${PYTHON}RUN pip wheel -w /wheels flask`, '/wheels'],
    ['pip download', `${PYTHON}RUN pip download -d /wheels flask`, '/wheels'],
    [
      'uv sync',
      `${UV}RUN uv sync --locked`,
      '/app/.venv/lib/python3.14/site-packages',
    ],
    [
      'UV_PROJECT_ENVIRONMENT',
      `${UV}ENV UV_PROJECT_ENVIRONMENT=/opt/venv\nRUN uv sync`,
      '/opt/venv/lib/python3.14/site-packages',
    ],
    ['uv pip --system', `${UV}RUN uv pip install --system flask`, SYSTEM],
    [
      'UV_SYSTEM_PYTHON',
      `${UV}ENV UV_SYSTEM_PYTHON=1\nRUN uv pip install flask`,
      SYSTEM,
    ],
    [
      'uv pip obeys VIRTUAL_ENV',
      `${UV}RUN uv venv /v\nENV VIRTUAL_ENV=/v\nRUN uv pip install flask`,
      '/v/lib/python3.14/site-packages',
    ],
    [
      'uv pip in the nearest .venv',
      `${UV}RUN uv venv\nWORKDIR /app/src\nRUN uv pip install flask`,
      '/app/.venv/lib/python3.14/site-packages',
    ],
    [
      'poetry in the project',
      `${PYTHON}ENV POETRY_VIRTUALENVS_IN_PROJECT=1\nWORKDIR /app\nRUN pip install poetry && poetry install --only main`,
      '/app/.venv/lib/python3.14/site-packages',
    ],
    [
      'poetry without an environment',
      `${PYTHON}RUN pip install poetry && poetry config virtualenvs.create false && poetry install`,
      SYSTEM,
    ],
    [
      'pipenv --system',
      `${PYTHON}RUN pip install pipenv && pipenv install --system --deploy`,
      SYSTEM,
    ],
    [
      'pipenv in the project',
      `${PYTHON}WORKDIR /app\nRUN pip install pipenv && PIPENV_VENV_IN_PROJECT=1 pipenv sync`,
      '/app/.venv/lib/python3.14/site-packages',
    ],
    [
      'pdm',
      `${PYTHON}WORKDIR /app\nRUN pip install pdm && pdm sync --prod`,
      '/app/.venv/lib/python3.14/site-packages',
    ],
    [
      'conda, by a path',
      'FROM condaforge/miniforge3:25.3.0-3\nRUN conda create -p /env python=3.13 flask',
      '/env/lib/python3.13/site-packages',
    ],
    [
      'conda, by a name',
      'FROM condaforge/miniforge3:25.3.0-3\nRUN mamba create -n web python=3.13 flask',
      '/opt/conda/envs/web/lib/python3.13/site-packages',
    ],
  ])('%s', (_, text, expected) => {
    expect(packagesOf(text).at(-1)).toBe(expected);
  });
});

describe('what an installer is asked for', () => {
  const installOf = (command: string) =>
    imageOf(`${PYTHON}WORKDIR /app\nRUN ${command}`).state.installs[0];

  it('normalises names and drops versions and extras', () => {
    expect(
      installOf('pip install "Flask[async]>=3" zope.interface==7')
        .distributions,
    ).toEqual(['flask', 'zope-interface']);
  });

  it('tells which names have no exact version', () => {
    expect(installOf('pip install flask gunicorn==23.0.0').unpinned).toEqual([
      'flask',
    ]);
  });

  it('keeps requirement files with their absolute paths', () => {
    expect(
      installOf('pip install -r requirements/base.txt').requirements,
    ).toEqual(['/app/requirements/base.txt']);
  });

  it('knows editable projects', () => {
    expect(installOf('pip install -e .').editable).toEqual(['/app']);
  });

  it('is not certain behind a condition', () => {
    expect(
      installOf('if [ -f /x ]; then pip install flask; fi').certainty,
    ).toBe('maybe');
  });

  it('is not complete with a word that is not known', () => {
    expect(installOf('pip install $(cat names)').complete).toBe(false);
  });

  it.each([
    ['uv sync --no-dev', 'no'],
    ['uv sync', 'yes'],
    ['UV_NO_DEV=1 uv sync', 'no'],
  ])('%s installs development dependencies: %s', (command, development) => {
    expect(
      imageOf(`${UV}RUN ${command}`).state.installs.at(-1)?.development,
    ).toBe(development);
  });

  it('finds that uv writes no bytecode and pip does', () => {
    expect(installOf('pip install flask').bytecode).toBe(true);
    expect(imageOf(`${UV}RUN uv sync`).state.installs[0].bytecode).toBe(false);
  });

  it('knows a Python that uv downloads', () => {
    const { environments } = imageOf(
      'FROM ghcr.io/astral-sh/uv:trixie-slim\nWORKDIR /app\nRUN uv sync',
    ).state;
    expect(environments[0].managedPython).toContain(
      '/root/.local/share/uv/python',
    );
  });
});

describe('tools that bring a program', () => {
  const holds = (text: string, path: string) => imageOf(text).holds(path).state;

  it.each([
    [
      'uv tool install, for root',
      `${PYTHON}RUN uv tool install ruff`,
      '/root/.local/bin/ruff',
    ],
    [
      'UV_TOOL_BIN_DIR',
      `${PYTHON}ENV UV_TOOL_BIN_DIR=/opt/bin\nRUN uv tool install "ruff==0.9"`,
      '/opt/bin/ruff',
    ],
    [
      'pipx install',
      `${PYTHON}RUN pip install pipx && pipx install poetry==2.1.1`,
      '/root/.local/bin/poetry',
    ],
    [
      'PIPX_BIN_DIR',
      `${PYTHON}ENV PIPX_BIN_DIR=/usr/local/bin\nRUN pipx install poetry`,
      '/usr/local/bin/poetry',
    ],
  ])('%s', (_, text, path) => {
    expect(holds(text, path)).toBe('present');
  });

  it.each(['uv tool run ruff check', 'uvx ruff check', 'pipx run ruff check'])(
    '%s leaves no program',
    command => {
      expect(
        holds(`${PYTHON}WORKDIR /app\nRUN ${command}`, '/root/.local/bin/ruff'),
      ).not.toBe('present');
    },
  );
});

describe('setup.py', () => {
  const installOf = (command: string) =>
    imageOf(`${PYTHON}WORKDIR /app\nCOPY . .\nRUN python setup.py ${command}`)
      .state.installs[0];

  it.each([
    ['install', SYSTEM],
    ['install --prefix=/install', '/install/lib/python3.14/site-packages'],
  ])('%s', (command, packages) => {
    expect(installOf(command)).toMatchObject({
      tool: 'setuptools',
      projects: ['/app'],
      editable: [],
      target: { packages },
    });
  });

  it('develop only links to the source', () => {
    expect(installOf('develop')).toMatchObject({
      projects: [],
      editable: ['/app'],
    });
  });

  it('build installs nothing', () => {
    expect(installOf('build')).toBeUndefined();
  });
});

describe('what an installer reads besides', () => {
  it.each([
    ['pip install -c c.txt flask', ['/c.txt']],
    ['pip install --constraint=/a/c.txt flask', ['/a/c.txt']],
    ['pip install -c https://example.com/c.txt flask', []],
    ['PIP_CONSTRAINT="a.txt b.txt" pip install flask', ['/a.txt', '/b.txt']],
    ['uv pip install --system --override o.txt flask', ['/o.txt']],
    ['UV_BUILD_CONSTRAINT=b.txt uv pip install --system flask', ['/b.txt']],
  ])('%s', (command, expected) => {
    const [install] = imageOf(`${PYTHON}RUN ${command}`).state.installs;
    expect(install.alsoReads.map(({ path }) => path)).toEqual(expected);
  });
});

describe('what manifests list', () => {
  const listedBy = (
    command: string,
    manifests: Record<string, string>,
    copy = 'COPY . .',
  ) =>
    imageOf(`${PYTHON}WORKDIR /app\n${copy}\nRUN ${command}`, { manifests })
      .state.installs[0];

  it.each<[string, string, Record<string, string>, string[]]>([
    [
      'requirements',
      'pip install -r requirements.txt',
      {
        'requirements.txt':
          '# web\nFlask[async]==3.1 \\\n  --hash=sha256:1\nuvloop==1 ; sys_platform != "win32"\n-e ./lib\n',
      },
      ['flask'],
    ],
    [
      'requirements that include others',
      'pip install -r requirements/prod.txt',
      {
        'requirements/prod.txt': '-r base.txt\ngunicorn==23.0.0\n',
        'requirements/base.txt': '-r prod.txt\nflask==3.1.2\n',
      },
      ['gunicorn', 'flask'],
    ],
    [
      'a project',
      'pip install .',
      {
        'pyproject.toml':
          '[project]\nname = "shop"\ndependencies = [\n  "fastapi[standard]>=1", # web\n  \'pywin32; os_name == "nt"\',\n]\n[project.scripts]\nshop-serve = "shop:main"\n',
      },
      ['fastapi', 'shop-serve'],
    ],
    [
      'the project beside uv.lock',
      'uv sync --locked --no-install-project',
      {
        'pyproject.toml':
          '[project]\ndependencies = ["uvicorn"]\n[dependency-groups]\ndev = ["pytest"]\n[project.scripts]\nserve = "a:b"\n',
      },
      ['uvicorn'],
    ],
    [
      'Poetry',
      'poetry install --no-root',
      {
        'pyproject.toml':
          '[tool.poetry.dependencies]\npython = "^3.13"\nDjango = "^5"\nredis = { version = "*", optional = true }\n',
      },
      ['django'],
    ],
    [
      'a Pipfile',
      'pipenv sync --system',
      { Pipfile: '[packages]\ncelery = "*"\n[dev-packages]\npytest = "*"\n' },
      ['celery'],
    ],
  ])('%s', (...row) => {
    const [, command, manifests, expected] = row;
    expect(listedBy(command, manifests).listed).toEqual(expected);
  });

  it('takes no names from constraints', () => {
    expect(
      listedBy('pip install -r requirements.txt', {
        'requirements.txt': '-c constraints.txt\nflask\n',
        'constraints.txt': 'gunicorn==23.0.0\n',
      }).listed,
    ).toEqual(['flask']);
  });

  it('does not trust a file that is edited', () => {
    expect(
      listedBy(
        "sed -i '/flask/d' requirements.txt && pip install -r requirements.txt",
        {
          'requirements.txt': 'flask==3.1.2\n',
        },
      ).listed,
    ).toEqual([]);
  });

  it('looks for the files that are included', () => {
    expect(
      listedBy(
        'pip install -r requirements.txt',
        { 'requirements.txt': '-c constraints.txt\nflask\n' },
        'COPY requirements.txt .',
      ).alsoReads,
    ).toEqual([{ path: '/app/constraints.txt', found: 'absent' }]);
  });
});
