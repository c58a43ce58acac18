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
    'leaves nginx alone where commands run as its user',
    'runs-as-root',
    'FROM nginx:1.31-alpine\nRUN apk add --no-cache curl\n',
    undefined,
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
