/** Problems that people reported, rebuilt small, and what was wrongly taken for one; both with their corrected versions. */
import { JOB, PROJECT, WSGI } from './projects';
import { fails, STARTS, stops, type ProofCase } from './types';

const SLIM = 'FROM python:3.13-slim-trixie';
const FULL = 'FROM python:3.13-trixie';
const TRIXIE = 'FROM debian:trixie-slim';
const BOOKWORM = 'FROM debian:bookworm-slim';
const UV = 'FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim';
const START = 'CMD ["python", "job.py"]\n';
const APT = 'apt-get update && apt-get install -y --no-install-recommends';
const NOT_THERE =
  /no such file or directory|not found|stat .*: no such|couldn't find|Invalid wheel/i;
const NO_PACKAGE = /Unable to locate package|has no installation candidate/;

/** A first stage makes what the job reads when it starts. */
function written(name: string, builder: string, from: string): ProofCase {
  return {
    name: `written-${name}`,
    dockerfile: `${builder}

${SLIM}
WORKDIR /app
COPY --from=b ${from} /app/data
COPY read.py ./
CMD ["python", "read.py"]
`,
    files: {
      'read.py': 'import os\nassert os.path.exists("data")\nprint("done")\n',
      Makefile: 'all:\n\tmkdir -p ../static && touch ../static/a\n',
    },
    reality: STARTS,
  };
}

/** Commands that write where only they know. */
const writers: readonly ProofCase[] = [
  written(
    'by-python-from-input',
    `${SLIM} AS b\nRUN echo 'import os; os.makedirs("/data/m")' | python -`,
    '/data/m',
  ),
  written(
    'by-python-code',
    `${SLIM} AS b\nRUN python -c 'import os; os.makedirs("/data/m")'`,
    '/data/m',
  ),
  written(
    'beside-the-project',
    `${FULL} AS b\nWORKDIR /src/web\nCOPY Makefile .\nRUN make`,
    '/src/static',
  ),
  written(
    'by-unpacking-a-package',
    `${TRIXIE} AS b\nWORKDIR /w\nRUN apt-get update && apt-get download hello && dpkg -x hello_*.deb /opt/hello`,
    '/opt/hello/usr/bin',
  ),
  written(
    'by-find',
    `${SLIM} AS b\nRUN mkdir /a /f && touch /a/x && find /a -name x -exec cp {} /f/y ';'`,
    '/f/y',
  ),
  written(
    'by-awk',
    `${TRIXIE} AS b\nRUN echo a | awk '{ print > "/made" }'`,
    '/made',
  ),
  written(
    'by-tee',
    `${SLIM} AS b\nWORKDIR /w\nRUN echo a | tee made`,
    '/w/made',
  ),
];

/** A list of requirements that another stage exports. */
function exported(name: string, install: string, command: string): ProofCase {
  return {
    name: `exported-${name}`,
    dockerfile: `${UV} AS req
WORKDIR /t
COPY pyproject.toml uv.lock ./
RUN ${install}${command}

${SLIM}
WORKDIR /app
COPY --from=req /o/req.txt ./requirements.txt
RUN pip install --no-cache-dir -r requirements.txt
COPY job.py ./
${START}`,
    files: {
      'job.py': JOB['job.py'],
      'pyproject.toml':
        '[project]\nname = "a"\nversion = "1"\nrequires-python = ">=3.11"\ndependencies = ["click==8.1.8"]\n',
    },
    uvLock: true,
    reality: STARTS,
  };
}

const exporters: readonly ProofCase[] = [
  exported(
    'by-uv',
    'mkdir /o && ',
    'uv export --frozen --no-dev --no-hashes --no-emit-project -o /o/req.txt',
  ),
  exported(
    'by-uv-pip-compile',
    'mkdir /o && ',
    'uv pip compile --no-header pyproject.toml --output-file=/o/req.txt',
  ),
  exported(
    'by-redirection',
    'mkdir /o && ',
    'uv export --frozen --no-dev --no-hashes --no-emit-project > /o/req.txt',
  ),
];

/** Wheels of a project in a directory that an option names. */
function built(name: string, command: string): ProofCase {
  return {
    name: `built-${name}`,
    dockerfile: `${UV} AS b
WORKDIR /s
COPY . .
RUN ${command}

${SLIM}
COPY --from=b /out /wheels
RUN pip install --no-cache-dir /wheels/*.whl
CMD ["greeter"]
`,
    files: PROJECT,
    reality: STARTS,
  };
}

const builders: readonly ProofCase[] = [
  built('by-uv', 'uv build --wheel -o /out'),
  built(
    'by-build',
    'pip install --no-cache-dir build==1.3.0 && python -m build --wheel --outdir /out',
  ),
  built('by-pip-wheel', 'pip wheel --no-cache-dir -w /out .'),
];

/** Starts that need less than a hasty reader thinks, or that find it elsewhere. */
const starts: readonly ProofCase[] = [
  {
    name: 'start-with-the-standard-library',
    dockerfile: `${SLIM} AS docs
RUN pip install --no-cache-dir click==8.1.8 && mkdir /site && echo ok > /site/index.html

${SLIM}
COPY --from=docs /site /site
CMD ["python", "-m", "http.server", "8000", "--directory", "/site"]
`,
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'start-with-packages-of-the-system',
    dockerfile: `${SLIM} AS b
RUN pip install --no-cache-dir click==8.1.8 && mkdir /tool
COPY job.py /tool/job.py

${TRIXIE}
RUN ${APT} python3 python3-click
COPY --from=b /tool /tool
CMD ["python3", "/tool/job.py"]
`,
    files: JOB,
    reality: STARTS,
  },
  {
    name: 'start-through-a-path-file',
    dockerfile: `${SLIM} AS b
RUN python -m venv /ve && echo /app/src > /ve/lib/python3.13/site-packages/app.pth && /ve/bin/pip install --no-cache-dir gunicorn==23.0.0

${SLIM}
COPY --from=b /ve /ve
WORKDIR /app
COPY . .
CMD ["/ve/bin/gunicorn", "--bind", "0.0.0.0:8000", "shop.web:app"]
`,
    files: { 'src/shop/__init__.py': '', 'src/shop/web.py': WSGI['app.py'] },
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'default-of-an-argument-without-one',
    dockerfile: `ARG TAG
FROM python:\${TAG:-3.13-slim-trixie}
WORKDIR /app
COPY requirements.txt job.py ./
RUN pip install --no-cache-dir -r requirements.txt
${START}`,
    files: JOB,
    reality: STARTS,
  },
  {
    name: 'argument-of-another-scope',
    dockerfile: `ARG PYV=3.13
FROM python:\${PYV}-slim-trixie AS b
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:\${PYV}-slim-trixie
COPY --from=b /usr/local/lib/python\${PYV}/site-packages /usr/local/lib/python\${PYV}/site-packages
WORKDIR /app
COPY job.py ./
${START}`,
    files: JOB,
    rules: ['deps-not-copied'],
    reality: stops(NOT_THERE),
  },
  {
    name: 'argument-repeated',
    dockerfile: `ARG PYV=3.13
FROM python:\${PYV}-slim-trixie AS b
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:\${PYV}-slim-trixie
ARG PYV
COPY --from=b /usr/local/lib/python\${PYV}/site-packages /usr/local/lib/python\${PYV}/site-packages
WORKDIR /app
COPY job.py ./
${START}`,
    files: JOB,
    reality: STARTS,
  },
  {
    name: 'script-that-drops-to-a-user',
    dockerfile: `${SLIM}
RUN pip install --no-cache-dir click==8.1.8
WORKDIR /app
COPY job.py run.sh ./
ENTRYPOINT ["/app/run.sh"]
${START}`,
    files: {
      ...JOB,
      'run.sh':
        '#!/bin/sh\nset -e\nexec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"\n',
    },
    passes: ['runs-as-root'],
    reality: STARTS,
  },
  {
    name: 'apt-without-lists',
    dockerfile: `${TRIXIE}
RUN apt-get install -y --no-install-recommends hello
CMD ["hello"]
`,
    reality: stops(NO_PACKAGE),
    rules: ['system-package-unavailable'],
  },
  {
    name: 'apt-lists-removed-before',
    dockerfile: `${SLIM}
RUN apt-get update && apt-get install -y --no-install-recommends hello && rm -rf /var/lib/apt/lists/*
RUN apt-get install -y --no-install-recommends figlet
CMD ["hello"]
`,
    reality: stops(NO_PACKAGE),
    rules: ['system-package-unavailable'],
  },
  {
    name: 'apt-lists-in-one-run',
    dockerfile: `${TRIXIE}
RUN apt-get update && apt-get install -y --no-install-recommends hello
CMD ["hello"]
`,
    reality: STARTS,
    passes: ['system-package-unavailable'],
  },
  {
    name: 'script-that-starts-a-module-that-is-missing',
    dockerfile: `${SLIM}
WORKDIR /app
COPY run.sh ./
ENTRYPOINT ["/app/run.sh"]
`,
    files: { 'run.sh': '#!/bin/sh\nexec python -m shop\n' },
    gap: 'what a start script runs is read, but never certain enough for a finding',
    reality: fails(/No module named shop/),
  },
];

/** A workspace: a service and a library beside it. */
const WORKSPACE = {
  'pyproject.toml':
    '[project]\nname = "svc"\nversion = "1"\nrequires-python = ">=3.11"\ndependencies = ["core", "click==8.1.8"]\n[tool.uv.sources]\ncore = { workspace = true }\n[tool.uv.workspace]\nmembers = ["packages/*"]\n',
  'packages/core/pyproject.toml':
    '[project]\nname = "core"\nversion = "1"\n[build-system]\nrequires = ["setuptools==80.9.0"]\nbuild-backend = "setuptools.build_meta"\n',
  'packages/core/core/__init__.py': '',
  'job.py': 'import click\nimport core\n\nclick.echo("done")\n',
} as const;

function workspace(
  name: string,
  options: string,
  more: string,
  reality: ProofCase['reality'],
): ProofCase {
  return {
    name: `workspace-${name}`,
    dockerfile: `${UV} AS b
WORKDIR /app
COPY pyproject.toml uv.lock ./
COPY packages packages
RUN uv sync --locked --no-dev --no-install-project${options}

${SLIM}
WORKDIR /app
COPY --from=b /app/.venv /app/.venv
${more}COPY job.py ./
CMD ["/app/.venv/bin/python", "job.py"]
`,
    files: WORKSPACE,
    uvLock: true,
    ...(reality === STARTS ? {} : { rules: ['editable-without-source'] }),
    reality,
  };
}

const LIBRARY = {
  'requirements.txt': 'click==8.1.8\n-e ./lib\n',
  'plain.txt': 'click==8.1.8\n./lib\n',
  'lib/pyproject.toml': WORKSPACE['packages/core/pyproject.toml'],
  'lib/core/__init__.py': '',
  'job.py': WORKSPACE['job.py'],
} as const;

function linked(
  name: string,
  list: string,
  reality: ProofCase['reality'],
): ProofCase {
  return {
    name: `library-${name}`,
    dockerfile: `${SLIM} AS b
WORKDIR /w
COPY . .
RUN python -m venv /ve && /ve/bin/pip install --no-cache-dir -r ${list}

${SLIM}
WORKDIR /app
COPY --from=b /ve /ve
COPY job.py ./
CMD ["/ve/bin/python", "job.py"]
`,
    files: LIBRARY,
    ...(reality === STARTS ? {} : { rules: ['editable-without-source'] }),
    reality,
  };
}

const localDependencies: readonly ProofCase[] = [
  workspace('left-behind', '', '', fails(/No module named 'core'/)),
  workspace('installed', ' --no-editable', '', STARTS),
  workspace(
    'copied',
    '',
    'COPY --from=b /app/packages /app/packages\n',
    STARTS,
  ),
  linked('linked', 'requirements.txt', fails(/No module named 'core'/)),
  linked('installed', 'plain.txt', STARTS),
];

/** A RUN that calls a program. */
function calls(
  name: string,
  dockerfile: string,
  reality: ProofCase['reality'],
): ProofCase {
  return {
    name: `calls-${name}`,
    dockerfile: `${dockerfile}\nCMD ["true"]\n`,
    files: { Makefile: 'all:\n\techo made\n' },
    ...(reality === STARTS ? {} : { rules: ['build-program-missing'] }),
    reality,
  };
}

const programs: readonly ProofCase[] = [
  calls('git', `${SLIM}\nRUN git init -q /a`, stops(/git: not found/)),
  calls('curl', `${TRIXIE}\nRUN curl --version`, stops(/curl: not found/)),
  calls(
    'make',
    `${SLIM}\nWORKDIR /w\nCOPY Makefile .\nRUN make`,
    stops(/make: not found/),
  ),
  calls(
    'make-that-is-installed',
    `${SLIM}\nWORKDIR /w\nCOPY Makefile .\nRUN ${APT} make && make`,
    STARTS,
  ),
  calls(
    'make-of-the-full-image',
    `${FULL}\nWORKDIR /w\nCOPY Makefile .\nRUN make`,
    STARTS,
  ),
  calls(
    'cargo-through-maturin',
    `${SLIM}\nWORKDIR /w\nRUN pip install --no-cache-dir maturin==1.9.4 && maturin new -b pyo3 a && cd a && maturin build`,
    stops(/cargo|rustc/i),
  ),
  calls(
    'a-compiler-for-uwsgi',
    `${SLIM}\nRUN pip install --no-cache-dir uwsgi==2.0.30`,
    stops(/gcc|compiler/i),
  ),
];

/** A package that the release dropped, and the one that took its place. */
function dropped(base: string, name: string, successor?: string): ProofCase[] {
  const release = base.includes('trixie') ? 'trixie' : 'bookworm';
  const lines = (packages: string) =>
    `${base}\nRUN ${APT} ${packages}\nCMD ["true"]\n`;
  return [
    {
      name: `${release}-without-${name}`,
      dockerfile: lines(name),
      rules: ['system-package-unavailable'],
      reality: stops(NO_PACKAGE),
    },
    ...(successor === undefined
      ? []
      : [
          {
            name: `${release}-with-${successor}`,
            dockerfile: lines(successor),
            reality: STARTS,
          },
        ]),
  ];
}

const packages: readonly ProofCase[] = [
  ...dropped(TRIXIE, 'libgl1-mesa-glx', 'libgl1'),
  ...dropped(TRIXIE, 'python3-distutils', 'python3-setuptools'),
  ...dropped(TRIXIE, 'libaio1', 'libaio1t64'),
  ...dropped(TRIXIE, 'libncurses5'),
  ...dropped(TRIXIE, 'libldap-2.5-0', 'libldap2'),
  ...dropped(BOOKWORM, 'netcat', 'netcat-openbsd'),
  ...dropped(BOOKWORM, 'libssl1.1', 'libssl3'),
  ...dropped(BOOKWORM, 'python'),
];

/** Wheels through a mount. */
const mounts: readonly ProofCase[] = ['wheels', 'wheel'].map(folder => ({
  name: `mount-of-${folder}`,
  dockerfile: `${SLIM} AS b
COPY requirements.txt .
RUN pip wheel --no-cache-dir -w /wheels -r requirements.txt

${SLIM}
WORKDIR /app
RUN --mount=type=bind,from=b,source=/${folder},target=/w pip install --no-cache-dir --no-index /w/*.whl
COPY job.py ./
${START}`,
  files: JOB,
  ...(folder === 'wheel' ? { rules: ['copy-source-missing'] } : {}),
  reality: folder === 'wheel' ? stops(NOT_THERE) : STARTS,
}));

/** A wheel that calls a library of the system. */
function library(
  name: string,
  distribution: string,
  module: string,
  installs: string,
): ProofCase[] {
  const lines = (more: string) => `${SLIM}
${more}RUN pip install --no-cache-dir ${distribution}
WORKDIR /app
COPY job.py ./
${START}`;
  const files = { 'job.py': `import ${module}\n\nprint("done")\n` };
  return [
    {
      name: `wheel-without-${name}`,
      dockerfile: lines(''),
      files,
      rules: ['runtime-lib-missing'],
      gap: 'runtime-lib-missing speaks of what happens when the library is first called',
      reality: fails(
        /cannot open shared object|failed to find lib|cannot load library|Unable to find/i,
      ),
    },
    {
      name: `wheel-with-${name}`,
      dockerfile: lines(`RUN ${APT} ${installs}\n`),
      files,
      passes: ['runtime-lib-missing'],
      reality: STARTS,
    },
  ];
}

const libraries: readonly ProofCase[] = [
  ...library(
    'opengl',
    'opencv-python==4.12.0.88',
    'cv2',
    'libgl1 libglib2.0-0',
  ),
  ...library('magic', 'python-magic==0.4.27', 'magic', 'libmagic1'),
  ...library('zbar', 'pyzbar==0.1.9', 'pyzbar.pyzbar', 'libzbar0'),
  ...library(
    'pango',
    'weasyprint==66.0',
    'weasyprint',
    'libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0',
  ),
];

/** Old ways on Debian. */
const debian: readonly ProofCase[] = [
  {
    name: 'setup-with-the-prefix-of-debian',
    dockerfile: `${TRIXIE}
RUN ${APT} python3 python3-setuptools
WORKDIR /src
COPY . .
RUN python3 setup.py install --prefix=/usr/local
WORKDIR /
CMD ["python3", "-c", "import greeter"]
`,
    files: {
      'setup.py':
        'from setuptools import setup\nsetup(name="greeter", version="1", py_modules=["greeter"])\n',
      'greeter.py': '',
    },
    reality: STARTS,
  },
];

/** A job that needs nothing but Python. */
const PLAIN = { 'job.py': 'print("done")\n' };

/** A command that writes into a folder, which only some programs make. */
function output(name: string, run: string, folder: string): ProofCase[] {
  const lines = (before: string) => `${FULL} AS b
RUN tar -cf /tmp/a.tar -C /etc hostname && echo 'int main(void) { return 0; }' > /tmp/a.c
WORKDIR /src
RUN ${before}${run}
${SLIM}
WORKDIR /app
COPY --from=b ${folder} /app/out
COPY job.py ./
${START}`;
  return [
    {
      name: `folder-missing-for-${name}`,
      dockerfile: lines(''),
      files: PLAIN,
      rules: ['output-folder-missing'],
      reality: stops(/no such file or directory|not a directory|nonexistent/i),
    },
    {
      name: `folder-made-for-${name}`,
      dockerfile: lines(`mkdir -p ${folder} && `),
      files: PLAIN,
      reality: STARTS,
    },
  ];
}

const folders: readonly ProofCase[] = [
  ...output('tar', 'tar -xf /tmp/a.tar -C /opt/tool', '/opt/tool'),
  ...output('cp', 'cp /tmp/a.tar /config/', '/config'),
  ...output('mv', 'mv /tmp/a.tar /tmp/a.c /data', '/data'),
  ...output('a-redirection', 'pip freeze > out/versions.txt', '/src/out'),
  ...output('a-link', 'ln -s /etc/hostname /tools/name', '/tools'),
  ...output('touch', 'touch /logs/app/app.log', '/logs/app'),
  ...output('a-compiler', 'gcc -o /out/bin/a /tmp/a.c', '/out/bin'),
  {
    name: 'folder-made-by-python',
    dockerfile: `${SLIM} AS b
WORKDIR /w
RUN python -m venv /x/y/venv && python -c 'import os; os.makedirs("/d/e")' && touch /x/y/a /d/e/a
${SLIM}
COPY --from=b /x/y/a /d/e/a /
COPY job.py ./
${START}`,
    files: PLAIN,
    reality: STARTS,
  },
];

/** What debian:trixie-slim has and has not, for a RUN that is root's. */
const plainDebian: readonly ProofCase[] = [
  {
    name: 'sudo-is-not-there',
    dockerfile: `${TRIXIE}
RUN sudo mkdir /made
CMD ["ls", "/made"]
`,
    rules: ['build-program-missing'],
    reality: stops(/sudo: not found/),
  },
  {
    name: 'sudo-of-a-package',
    dockerfile: `${TRIXIE}
RUN ${APT} sudo && sudo -E mkdir /made
CMD ["ls", "/made"]
`,
    reality: STARTS,
  },
  {
    name: 'packages-of-the-base-system',
    dockerfile: `${TRIXIE}
RUN rm -rf /var/lib/apt/lists/* && apt-get install -y zlib1g gcc-14-base login.defs
CMD ["true"]
`,
    reality: STARTS,
  },
  {
    name: 'git-is-not-there',
    dockerfile: `${SLIM}
WORKDIR /app
RUN git init -q /src
COPY job.py ./
${START}`,
    files: PLAIN,
    rules: ['build-program-missing'],
    reality: stops(/git: not found/),
  },
  {
    name: 'compiler-without-headers',
    dockerfile: `${TRIXIE}
RUN ${APT} gcc && echo '#include <stdio.h>' > /tmp/a.c && gcc -c -o /tmp/a.o /tmp/a.c
CMD ["true"]
`,
    reality: stops(/stdio\.h: No such file/),
    gap: 'which headers a program includes is not known',
  },
  {
    name: 'compiler-that-calls-nothing',
    dockerfile: `${SLIM}
WORKDIR /app
RUN echo '#include <stdio.h>' > /tmp/a.c && gcc -c -o /tmp/a.o /tmp/a.c
COPY job.py ./
${START}`,
    files: PLAIN,
    rules: ['build-program-missing'],
    reality: stops(/gcc: not found/),
  },
  {
    name: 'apt-without-root',
    dockerfile: `${TRIXIE}
USER 10001
RUN apt-get update
CMD ["true"]
`,
    rules: ['install-without-root'],
    reality: stops(/Permission denied/),
  },
  {
    name: 'apt-key-is-gone',
    dockerfile: `${TRIXIE}
RUN ${APT} gnupg && echo key | apt-key add -
CMD ["true"]
`,
    rules: ['system-package-unavailable'],
    reality: stops(/apt-key: not found/),
  },
  {
    name: 'venv-of-another-package',
    dockerfile: `${TRIXIE}
RUN ${APT} python3-pip && python3 -m venv /opt/venv
CMD ["/opt/venv/bin/python", "-c", "1"]
`,
    rules: ['build-program-missing'],
    reality: stops(/ensurepip is not\s+available/),
  },
  {
    name: 'versions-that-are-gone',
    dockerfile: `${TRIXIE}
RUN apt-get update && apt-get install -y --no-install-recommends php7.4-cli
CMD ["true"]
`,
    rules: ['system-package-unavailable'],
    reality: stops(NO_PACKAGE),
  },
  {
    name: 'tests-on-an-image-of-root',
    dockerfile: `${SLIM} AS app
WORKDIR /app
COPY job.py ./
${START}
FROM app AS test
RUN ${APT} hello && hello
`,
    files: PLAIN,
    reality: STARTS,
  },
  {
    name: 'program-that-only-root-may-run',
    dockerfile: `${TRIXIE}
COPY start.sh /opt/start.sh
RUN chmod 700 /opt/start.sh
CMD ["/opt/start.sh"]
`,
    files: { 'start.sh': '#!/bin/sh\necho done\n' },
    reality: STARTS,
  },
];

export const field: readonly ProofCase[] = [
  ...plainDebian,
  ...folders,
  ...writers,
  ...exporters,
  ...builders,
  ...starts,
  ...localDependencies,
  ...programs,
  ...packages,
  ...mounts,
  ...libraries,
  ...debian,
];
