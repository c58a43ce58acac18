import { resolvePolicy } from '../policy';
import { applyFixes, fixDockerfile, proposeFixes } from './propose';

const TODAY = '2026-11-23';
const policy = resolvePolicy({ profile: 'all' });

/** The text after the fix of a rule; undefined where none is offered. */
function fixed(rule: string, text: string): string | undefined {
  const input = { path: 'Dockerfile', text, today: TODAY, policy };
  const fix = proposeFixes(input).find(({ finding }) => finding.rule === rule);
  return fix && applyFixes(text, [fix]);
}

const DEBIAN = 'FROM debian:trixie-slim\n';
const PYTHON = 'FROM python:3.14-slim-trixie\n';
const APT = 'apt-get update && apt-get install -y --no-install-recommends';
const LISTS = 'rm -rf /var/lib/apt/lists/*';
const START = 'CMD ["python", "app.py"]\n';
const DIGEST = `@sha256:${'a'.repeat(64)}`;

/** Name, rule, what stands before, what comes after; undefined: no fix is offered. */
const cases: readonly (readonly [
  string,
  string,
  string,
  string | undefined,
])[] = [
  [
    'replaces a last semicolon',
    'cache-in-final-layer',
    `${DEBIAN}RUN ${APT} curl;\n`,
    `${DEBIAN}RUN ${APT} curl && ${LISTS}\n`,
  ],
  [
    'adds no command behind one in the background',
    'cache-in-final-layer',
    `${DEBIAN}RUN ${APT} curl &\n`,
    undefined,
  ],
  [
    'adds no command behind the end of the script',
    'cache-in-final-layer',
    `${DEBIAN}RUN ${APT} curl && exit 0\n`,
    undefined,
  ],
  [
    'adds a command in front of a last continuation',
    'cache-in-final-layer',
    `${DEBIAN}RUN ${APT} curl \\\n`,
    `${DEBIAN}RUN ${APT} curl && ${LISTS} \\\n`,
  ],
  [
    'keeps blanks at the end of the line',
    'cache-in-final-layer',
    `${DEBIAN}RUN ${APT} curl  \n`,
    `${DEBIAN}RUN ${APT} curl && ${LISTS}  \n`,
  ],
  [
    'leaves quoted texts and comments alone',
    'cache-in-final-layer',
    `${PYTHON}RUN echo "pip install" && \\\n  # pip install is slow\n  pip install flask==3.1.2\n`,
    `${PYTHON}RUN echo "pip install" && \\\n  # pip install is slow\n  pip install --no-cache-dir flask==3.1.2\n`,
  ],
  [
    'leaves other programs and calls that have the option alone',
    'cache-in-final-layer',
    `${PYTHON}RUN my-pip install a && pip install --no-cache-dir b==1 && python -m pip install c==1\n`,
    `${PYTHON}RUN my-pip install a && pip install --no-cache-dir b==1 && python -m pip install --no-cache-dir c==1\n`,
  ],
  [
    'finds a command that is written over two lines',
    'cache-in-final-layer',
    `${PYTHON}RUN pip \\\n    install flask==3.1.2\n`,
    `${PYTHON}RUN pip \\\n    install --no-cache-dir flask==3.1.2\n`,
  ],
  [
    'sets the user behind commands that need root',
    'runs-as-root',
    `${PYTHON}${START}RUN ${APT} curl\n`,
    `${PYTHON}${START}RUN ${APT} curl\nUSER 10001\n`,
  ],
  [
    'sets the user between the last command and CMD',
    'runs-as-root',
    `${PYTHON}ENTRYPOINT ["python"]\nRUN ${APT} curl\nCMD ["a.py"]\n`,
    `${PYTHON}ENTRYPOINT ["python"]\nRUN ${APT} curl\nUSER 10001\nCMD ["a.py"]\n`,
  ],
  [
    'keeps root for the commands behind USER',
    'runs-as-root',
    `${PYTHON}USER root\nRUN ${APT} curl\n${START}`,
    `${PYTHON}USER root\nRUN ${APT} curl\nUSER 10001\n${START}`,
  ],
  [
    'sets no user for a program that needs root',
    'runs-as-root',
    `${PYTHON}CMD ["cron", "-f"]\n`,
    undefined,
  ],
  [
    'sets no user for a service in the home of root',
    'runs-as-root',
    `${PYTHON}WORKDIR /root\nCOPY app.py .\n${START}`,
    undefined,
  ],
  [
    'sets no user for commands that later images run',
    'runs-as-root',
    `${PYTHON}ONBUILD RUN pip install -r a.txt\n${START}`,
    undefined,
  ],
  [
    'runs a database as the user who owns its data',
    'runs-as-root',
    'FROM postgres:18-trixie\nCOPY a.sql /docker-entrypoint-initdb.d/\nCMD postgres -c fsync=off\n',
    'FROM postgres:18-trixie\nCOPY a.sql /docker-entrypoint-initdb.d/\nUSER 999\nCMD postgres -c fsync=off\n',
  ],
  [
    'knows the user of the Alpine variant of a database',
    'runs-as-root',
    'FROM postgres:18-alpine\nUSER root\nENTRYPOINT ["postgres"]\n',
    'FROM postgres:18-alpine\nUSER 70\nENTRYPOINT ["postgres"]\n',
  ],
  [
    'sets no user for what is made of PHP and Apache',
    'runs-as-root',
    'FROM wordpress:6.8-php8.4-apache\nCOPY plugins /usr/src/wordpress/wp-content/plugins\n',
    undefined,
  ],
  [
    'keeps the registry of nginx',
    'runs-as-root',
    'FROM docker.io/library/nginx:1.31-alpine\n',
    'FROM docker.io/nginxinc/nginx-unprivileged:1.31-alpine\n',
  ],
  [
    'knows no unprivileged nginx in a mirror',
    'runs-as-root',
    'FROM public.ecr.aws/docker/library/nginx:1.31-alpine\n',
    undefined,
  ],
  [
    'leaves nginx alone where an argument names it',
    'runs-as-root',
    'ARG IMAGE=nginx:1.31-alpine\nFROM ${IMAGE}\n',
    undefined,
  ],
  [
    'keeps root for commands on nginx',
    'runs-as-root',
    'FROM nginx:1.31-alpine\nRUN apk add --no-cache curl\nCOPY a.conf /etc/nginx/conf.d/\n',
    'FROM nginxinc/nginx-unprivileged:1.31-alpine\nUSER root\nRUN apk add --no-cache curl\nUSER 101\nCOPY a.conf /etc/nginx/conf.d/\n',
  ],
  [
    'leaves the digest of nginx alone',
    'runs-as-root',
    `FROM nginx:1.31-alpine${DIGEST}\n`,
    undefined,
  ],
  [
    'keeps the platform of distroless',
    'runs-as-root',
    'FROM gcr.io/distroless/static-debian12:latest-amd64\nCOPY a /a\nENTRYPOINT ["/a"]\n',
    'FROM gcr.io/distroless/static-debian12:nonroot-amd64\nCOPY a /a\nENTRYPOINT ["/a"]\n',
  ],
  [
    'leaves a base alone whose release a command names',
    'eol-base',
    `FROM ubuntu:18.04\nRUN echo "deb https://apt.example.com bionic main" > /etc/apt/sources.list.d/a.list\n`,
    undefined,
  ],
  [
    'keeps the packages that are on PYTHONPATH',
    'target-not-on-pythonpath',
    `${PYTHON}ENV PYTHONPATH=/app\nRUN pip install --no-cache-dir --target /opt/packages flask==3.1.2\n${START}`,
    `${PYTHON}ENV PYTHONPATH=/app\nRUN pip install --no-cache-dir --target /opt/packages flask==3.1.2\nENV PYTHONPATH="/opt/packages:$PYTHONPATH"\n${START}`,
  ],
  [
    'takes the option out of the command only',
    'editable-without-source',
    `FROM python:3.14-slim-trixie AS builder\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir --prefix=/install -e ./lib -r requirements.txt # no install -e x\n${PYTHON}COPY --from=builder /install /usr/local\nUSER 10001\nCMD ["gunicorn", "app:app"]\n`,
    `FROM python:3.14-slim-trixie AS builder\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir --prefix=/install ./lib -r requirements.txt # no install -e x\n${PYTHON}COPY --from=builder /install /usr/local\nUSER 10001\nCMD ["gunicorn", "app:app"]\n`,
  ],
  [
    'leaves a user alone that an argument names',
    'non-numeric-user',
    `${PYTHON}ARG NAME=app\nRUN useradd -u 10001 $NAME\nUSER $NAME\n${START}`,
    undefined,
  ],
  [
    'keeps the options of the reloader that are not the switch',
    'dev-server',
    `${PYTHON}USER 10001\nCMD uvicorn app:app --reload --reload-dir src\n`,
    `${PYTHON}USER 10001\nCMD uvicorn app:app --reload-dir src\n`,
  ],
  [
    'sets a user in the case of the file',
    'runs-as-root',
    'from python:3.14-slim-trixie\ncmd ["python", "app.py"]\n',
    'from python:3.14-slim-trixie\nuser 10001\ncmd ["python", "app.py"]\n',
  ],
  [
    'leaves an operator in a list to a person',
    'exec-form-not-json',
    `${PYTHON}CMD [python, a.py && b]\n`,
    undefined,
  ],
  [
    'loses no comment inside a list',
    'exec-form-not-json',
    `${PYTHON}CMD ['python', \\\n  # the service\n  'a.py']\n`,
    undefined,
  ],
  [
    'keeps directives and a licence above a stage',
    'dead-stage',
    `# syntax=docker/dockerfile:1\n# Copyright Example\nFROM golang:1.27-trixie AS tools\nRUN go install example.com/a@v1\n${DEBIAN}CMD ["date"]\n`,
    `# syntax=docker/dockerfile:1\n# Copyright Example\n${DEBIAN}CMD ["date"]\n`,
  ],
  [
    'makes no directive of a comment',
    'dead-stage',
    `FROM golang:1.27-trixie AS tools\nRUN go install example.com/a@v1\n# escape=\`\n${DEBIAN}CMD ["date"]\n`,
    undefined,
  ],
  [
    'continues a line as the file does',
    'purge-in-later-layer',
    `# escape=\`\r\n${PYTHON.trim()}\r\nRUN ${APT} gcc && ${LISTS}\r\nRUN apt-get purge -y gcc\r\n`,
    `# escape=\`\r\n${PYTHON.trim()}\r\nRUN ${APT} gcc && ${LISTS} \`\r\n && apt-get purge -y gcc\r\n`,
  ],
  [
    'keeps packages for the commands between',
    'purge-in-later-layer',
    `${PYTHON}RUN ${APT} gcc && ${LISTS}\nRUN make\nRUN apt-get purge -y gcc\n`,
    undefined,
  ],
  [
    'moves nothing that hides a failure',
    'purge-in-later-layer',
    `${PYTHON}RUN ${APT} gcc && ${LISTS}\nRUN apt-get purge -y gcc; apt-get autoremove -y\n`,
    undefined,
  ],
  [
    'copies the source first where the RUN builds it',
    'cache-busting-order',
    `FROM node:24-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nCMD ["node", "a.js"]\n`,
    undefined,
  ],
  [
    'copies the source first where pip installs it',
    'cache-busting-order',
    `${PYTHON}WORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir -r requirements.txt && pip install --no-cache-dir .\n${START}`,
    undefined,
  ],
  [
    'copies the source first where another copy replaces a part of it',
    'cache-busting-order',
    `${PYTHON}WORKDIR /app\nCOPY . .\nCOPY production.env .env\nRUN pip install --no-cache-dir -r requirements.txt\n${START}`,
    undefined,
  ],
  [
    'copies to the folder that a relative path means',
    'cache-busting-order',
    `${PYTHON}WORKDIR /app\nCOPY . .\nWORKDIR /other\nRUN pip install --no-cache-dir -r /app/requirements.txt\n${START}`,
    undefined,
  ],
  [
    'names no manifest that the copy leaves out',
    'cache-busting-order',
    `${PYTHON}WORKDIR /app\nCOPY --exclude=*.txt . .\nRUN pip install --no-cache-dir -r requirements.txt\n${START}`,
    undefined,
  ],
  [
    'copies in the case of the file',
    'cache-busting-order',
    `from python:3.14-slim-trixie\ncopy . /app\nworkdir /app\nrun pip install --no-cache-dir -r requirements.txt\n`,
    `from python:3.14-slim-trixie\ncopy requirements.txt /app/\nworkdir /app\nrun pip install --no-cache-dir -r requirements.txt\ncopy . /app\n`,
  ],
  [
    'renames a package, not an address, a file or a comment',
    'system-package-unavailable',
    `${PYTHON}RUN ${APT} libgl1-mesa-glx && ${LISTS} && \\\n  # libgl1-mesa-glx is for OpenCV\n  ls /opt/libgl1-mesa-glx "libgl1-mesa-glx"\n`,
    `${PYTHON}RUN ${APT} libgl1 && ${LISTS} && \\\n  # libgl1-mesa-glx is for OpenCV\n  ls /opt/libgl1-mesa-glx "libgl1-mesa-glx"\n`,
  ],
  [
    'gives a new package no version of the old one',
    'system-package-unavailable',
    `${PYTHON}RUN ${APT} libgl1-mesa-glx=21.1 && ${LISTS}\n`,
    undefined,
  ],
  [
    'keeps development dependencies for a build',
    'dev-deps-in-final',
    'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN npm run build\nCMD ["node", "a.js"]\n',
    undefined,
  ],
];

/** The .dockerignore after its fix; undefined where none is offered. */
function ignored(text: string, dockerignore: string | null, files?: string[]) {
  return proposeFixes({
    path: 'Dockerfile',
    text,
    today: TODAY,
    policy,
    context: { dockerignore, ...(files && { files }) },
  }).find(({ finding }) => finding.rule === 'tests-or-vcs-copied')
    ?.dockerignore;
}

describe('the fix of a .dockerignore', () => {
  const whole = `${PYTHON}WORKDIR /app\nCOPY . .\nUSER 10001\n${START}`;

  it('keeps what the file copies by name', () => {
    const text = whole.replace('COPY . .', 'COPY . .\nCOPY .env ./');
    expect(ignored(text, null)?.split('\n')).not.toContain('.env');
    expect(ignored(whole, null)?.split('\n')).toContain('.env');
  });

  it('keeps tests for a stage that runs them', () => {
    const text = `${PYTHON}COPY . /src\nRUN python -m pytest /src\n${whole}`;
    expect(ignored(text, null, ['app.py', '.env'])?.split('\n')).toEqual(
      expect.not.arrayContaining(['tests']),
    );
  });

  it('keeps the history for a command that reads it', () => {
    const text = whole.replace('USER', 'RUN git describe > version\nUSER');
    expect(ignored(text, null, ['app.py', 'tests/a.py'])).toBeUndefined();
  });

  it('keeps what a line lets through', () => {
    const lines = ignored(whole, '*.log\n!.venv\n')?.split('\n');
    expect(lines).toContain('.git');
    expect(lines).not.toContain('.venv');
  });

  it('keeps the line ends of Windows', () => {
    expect(ignored(whole, '*.log')).toMatch(/^\*\.log\n\.git\n/);
    expect(ignored(whole, '*.log\r\n*.tmp')).toMatch(
      /^\*\.log\r\n\*\.tmp\r\n\.git\r\n/,
    );
  });
});

describe('another release', () => {
  const reason = (text: string) =>
    proposeFixes({ path: 'Dockerfile', text, today: TODAY, policy }).find(
      ({ finding }) => finding.rule === 'eol-base',
    )?.reason;

  it('does not read the files of an old database', () => {
    expect(reason('FROM postgres:9.6-alpine\n')).toContain('data files');
  });

  it('has another digest', () => {
    const text = `FROM python:3.8${DIGEST}\n${START}`;
    expect(reason(text)).toContain('digest');
    expect(fixed('eol-base', text)).not.toContain('sha256');
  });
});

describe('a fix does no harm that its proof cannot see', () => {
  it.each(cases)('%s (%s)', (_, rule, before, after) => {
    expect(fixed(rule, before)).toBe(after);
  });

  it('tells that a low port may need root', () => {
    const [fix] = proposeFixes({
      path: 'Dockerfile',
      text: `${PYTHON}EXPOSE 80/tcp\n${START}`,
      today: TODAY,
    }).filter(({ finding }) => finding.rule === 'runs-as-root');
    expect(fix.reason).toContain('Port 80 is below 1024');
  });

  it.each(cases.map(([name, , before]) => [name, before] as const))(
    'fixed once, a file stays as it is (%s)',
    (_, before) => {
      const input = { path: 'Dockerfile', text: before, today: TODAY, policy };
      const once = fixDockerfile(input);
      const twice = once && fixDockerfile({ ...input, text: once.text });
      expect(twice?.text).toBe(once?.text);
    },
  );
});
