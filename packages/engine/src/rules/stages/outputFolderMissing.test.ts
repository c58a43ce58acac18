import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { outputFolderMissing } from './outputFolderMissing';

testRule(outputFolderMissing, {
  invalid: [
    {
      name: 'an archive',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY tool.tar.gz /tmp/
RUN tar -xzf /tmp/tool.tar.gz -C /opt/tool
`,
      line: 3,
      severity: 'critical',
      message:
        '`tar … /opt/tool` (line 3) writes into /opt/tool, which is not there, so the build stops. Run `mkdir -p /opt/tool` first.',
    },
    {
      name: 'a download, in a stage that is copied from',
      text: dockerfile`
FROM python:3.14-slim-trixie AS fetch
RUN apt-get update && apt-get install -y curl
RUN curl -fsSLo /models/small/model.bin https://example.com/model.bin
FROM python:3.14-slim-trixie
COPY --from=fetch /models /models
`,
      line: 3,
      message: '/models/small',
    },
    {
      name: 'a redirection',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /app
RUN pip freeze > build/versions.txt
`,
      line: 3,
      message: '`> build/versions.txt` (line 3) writes into /app/build',
    },
    {
      name: 'mkdir without -p',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN mkdir /srv/app/data
`,
      line: 2,
      message: 'writes into /srv/app',
    },
    {
      name: 'a copy into a folder of that name',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY app.conf /tmp/
RUN cp /tmp/app.conf /config/
`,
      line: 3,
      message: 'writes into /config',
    },
    {
      name: 'a link and a file, told once',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN ln -s /usr/local/bin/python /tools/python && touch /tools/ready
`,
      line: 2,
      message: 'writes into /tools',
    },
    {
      name: 'a folder that the build context does not have',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /app
COPY . .
RUN touch logs/app.log
`,
      context: { files: ['app.py', 'data/a.csv'], dockerignore: '.git\n' },
      line: 4,
      message: 'writes into /app/logs',
    },
  ],
  notApplicable: [
    ...[
      'mkdir -p /opt/tool && tar -xzf /tmp/tool.tar.gz -C /opt/tool',
      'mkdir /opt/tool && touch /opt/tool/x',
      'install -d /opt/tool && touch /opt/tool/x',
      'curl --create-dirs -o /models/a https://example.com/a',
      'git clone https://example.com/a /x/y && touch /x/y/z',
      'touch /x/y || true',
      'if [ -d /x ]; then touch /x/y; fi',
      'cp /etc/hosts /hosts',
      'cp -r /etc/skel /home/app',
      'python make_folders.py && touch /x/y',
      'touch /etc/tool/x /usr/share/tool/x /var/lib/tool/x /dev/shm/x',
      'echo a | tee /x/y >/dev/null',
      'tar -cf /out.tar -C /etc .',
      'pip install -e git+https://example.com/a#egg=a && touch src/a/x',
      'make install DESTDIR=/stage && touch /stage/usr/x',
    ].map(command => ({
      name: command,
      text: `FROM python:3.14-slim-trixie\nWORKDIR /work\nRUN ${command}\n`,
    })),
    {
      name: 'folders that WORKDIR, COPY, a mount or a volume bring',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /a/b
COPY x /c/d/x
VOLUME /data
RUN touch /a/x /a/b/x /c/d/y /data/x
RUN --mount=type=cache,target=/cache/pip touch /cache/pip/x
RUN touch /cache/pip/../x
`,
    },
    {
      name: 'a folder of the build context',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /app
COPY . .
RUN touch data/app.log
`,
      context: { files: ['app.py', 'data/a.csv'], dockerignore: '.git\n' },
    },
    {
      name: 'a folder of a build context that is not known',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /app
COPY . .
RUN touch data/app.log
`,
    },
    {
      name: 'the home of a user that is made',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN useradd --create-home app && touch /home/app/.profile
`,
    },
    {
      name: 'a base image that is not known',
      text: dockerfile`
FROM acme/base:1
RUN touch /x/y
`,
    },
  ],
});
