import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { runsAsRoot } from './runsAsRoot';

testRule(runsAsRoot, {
  valid: [
    {
      name: 'the service below its test stage',
      text: dockerfile`
FROM python:3.14-slim-trixie AS app
USER 10001
CMD ["python", "-m", "app"]
FROM app AS test
USER root
RUN pip install --no-cache-dir pytest==8.4.2
`,
    },

    {
      name: 'a start script that drops to a user by gosu',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y gosu && useradd app
COPY --chmod=755 run.sh /run.sh
ENTRYPOINT ["/run.sh"]
`,
      context: {
        files: ['run.sh'],
        dockerignore: null,
        manifests: {
          'run.sh':
            '#!/bin/sh\nset -e\nchown -R app /data\nexec gosu app python -m app\n',
        },
      },
    },
    {
      name: 'a start script that runs CMD as another user',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY --chmod=755 run.sh /run.sh
ENTRYPOINT ["tini", "--", "/run.sh"]
CMD ["python", "-m", "app"]
`,
      context: {
        files: ['run.sh'],
        dockerignore: null,
        manifests: {
          'run.sh':
            '#!/bin/sh\nset -e\nchown -R app /data\nexec setpriv --reuid=1000 --clear-groups "$@"\n',
        },
      },
    },
    ...[
      'FROM postgres:18-alpine\nCOPY a.sql /docker-entrypoint-initdb.d/\n',
      'FROM postgres:18\nCMD ["postgres", "-c", "fsync=off"]\n',
      'FROM mysql:8.4\nCMD ["--character-set-server=utf8mb4"]\n',
      'FROM public.ecr.aws/docker/library/redis:8\nCMD ["redis-server", "/etc/redis.conf"]\n',
      'FROM mongo:8\n',
      'FROM rabbitmq:4-management\nENTRYPOINT ["docker-entrypoint.sh"]\nCMD ["rabbitmq-server"]\n',
    ].map(text => ({
      name: `the entry point of the image changes the user: ${
        text.split('\n')[0]
      }`,
      text,
    })),
    ...[
      'ENTRYPOINT ["tini", "--", "su-exec", "app", "server"]',
      'CMD exec runuser -u app -- server',
      'CMD ["s6-setuidgid", "app", "server"]',
      'CMD ["chpst", "-u", "app:app", "server"]',
      'CMD start-stop-daemon --start --chuid app --exec /server',
      'CMD ["su", "-s", "/bin/sh", "-c", "exec server", "app"]',
    ].map(start => ({
      name: `the start command changes the user: ${start}`,
      text: `FROM debian:trixie-slim\n${start}\n`,
    })),
    {
      name: 'supervisor starts every program as a user',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y supervisor
COPY supervisord.conf /etc/supervisor/conf.d/
CMD ["supervisord", "-n"]
`,
      context: {
        files: ['supervisord.conf'],
        dockerignore: null,
        manifests: {
          'supervisord.conf':
            '[supervisord]\nnodaemon=true\n[program:a]\ncommand=a\nuser=app\n',
        },
      },
    },
    {
      name: 'a start script in the file itself',
      text: dockerfile`
FROM alpine:3.23
COPY --chmod=755 <<EOF /run.sh
#!/bin/sh
exec su-exec nobody httpd -f
EOF
ENTRYPOINT ["/run.sh"]
`,
    },

    {
      name: 'a number',
      text: dockerfile`
FROM python:3.14-slim-trixie
USER 10001
`,
    },
    {
      name: 'the base runs as another user',
      text: dockerfile`
FROM gcr.io/distroless/python3-debian13:nonroot
`,
    },
  ],
  invalid: [
    {
      name: 'a program in the home of root',
      text: dockerfile`
FROM alpine:3.22
WORKDIR /root/
COPY app .
CMD ["./app"]
`,
      line: 1,
      message:
        'Move the program out of /root, which only root may enter, and add `USER 10001` before CMD.',
    },
    {
      name: 'a user that is made and not used',
      text: dockerfile`
FROM debian:trixie-slim
RUN useradd --uid 10001 web
ENTRYPOINT ["sleep", "9"]
`,
      line: 1,
      message: 'Add `USER web` before ENTRYPOINT: the file makes this user.',
    },
    {
      name: 'nothing is started',
      text: dockerfile`
FROM debian:trixie-slim
RUN echo a > /a
`,
      line: 1,
      message: 'Add a user, and `USER 10001` at the end.',
    },
    {
      name: 'a test stage on it, which installs',
      text: dockerfile`
FROM ubuntu:24.04 AS app
CMD ["wget", "--help"]
FROM app AS test
WORKDIR /test
RUN apt-get update && apt-get install -y git
`,
      line: 1,
      message:
        'Add a user, and `USER 10001` before CMD. Begin stage test with `USER root`.',
    },
    {
      name: 'a volume that belongs to root',
      text: dockerfile`
FROM debian:trixie-slim
VOLUME /data/db
CMD ["/opt/server"]
`,
      line: 1,
      message:
        'Add a user, give it /data/db with `chown`, and add `USER 10001` before CMD.',
    },
    {
      name: 'volumes for a user that the file makes',
      text: dockerfile`
FROM debian:trixie-slim
RUN useradd web && mkdir /cache && chown web /cache
VOLUME ["/cache", "/data", "/logs"]
CMD ["/opt/server"]
`,
      line: 1,
      message:
        "Give /data and the other volumes to the file's user web with `chown`, and add `USER web` before CMD.",
    },
    {
      name: 'the user of the image',
      text: dockerfile`
FROM node:24-trixie-slim
CMD ["node", "server.js"]
`,
      line: 1,
      message:
        "Add `USER 1000` before CMD, the number of the image's user `node`.",
    },
    {
      name: 'a program that only root may run',
      text: dockerfile`
FROM debian:trixie-slim
COPY start.sh /opt/start.sh
RUN chmod 700 /opt/start.sh
CMD ["/opt/start.sh"]
`,
      line: 1,
      message:
        'Let others run /opt/start.sh with `chmod 755`, and add `USER 10001` before CMD.',
    },
    {
      name: 'a daemon that a script starts',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y openssh-server
COPY start.sh /start.sh
CMD ["/start.sh"]
`,
      line: 1,
      message: 'sshd needs root',
    },
    {
      name: 'what needs most of several daemons',
      text: dockerfile`
FROM debian:trixie-slim
CMD php-fpm8.4 && nginx -g 'daemon off;'
`,
      line: 1,
      message:
        'make the cache, log and run directories of nginx and PHP-FPM writable',
    },
    {
      name: 'an environment in the home of root',
      text: dockerfile`
FROM python:3.14-slim-trixie
WORKDIR /app
COPY Pipfile Pipfile.lock ./
RUN pip install pipenv==2025.0.4 && pipenv install --deploy
CMD ["pipenv", "run", "serve"]
`,
      line: 1,
      message:
        'Install outside of /root, which only root may enter (`PIPENV_VENV_IN_PROJECT=1`), and add `USER 10001` before CMD.',
    },
    {
      name: 'a server that keeps its state at home',
      text: dockerfile`
FROM python:3.14-slim-trixie
CMD ["jupyter", "lab"]
`,
      line: 1,
      message: 'Add a user with a home, and `USER 10001` before CMD.',
    },
    {
      name: 'root instead of the user of the base image',
      text: dockerfile`
FROM mambaorg/micromamba:2.5.0
USER root
CMD ["tool"]
`,
      line: 2,
      message: 'End with `USER mambauser`, the user of the base image.',
    },
    {
      name: 'an init system',
      text: dockerfile`
FROM debian:trixie-slim
CMD ["/sbin/my_init"]
`,
      line: 1,
      message:
        'Start the service itself instead of an init system, which needs root',
    },
    {
      name: 'a web server that is installed',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y nginx
CMD ["nginx", "-g", "daemon off;"]
`,
      line: 1,
      message: 'make its cache',
    },
    {
      name: 'cron does not run as another user',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y cron
CMD ["cron", "-f"]
`,
      line: 1,
      message: 'supercronic',
    },

    {
      name: 'a start script that stays root',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY --chmod=755 run.sh /run.sh
ENTRYPOINT ["/run.sh"]
`,
      context: {
        files: ['run.sh'],
        dockerignore: null,
        manifests: {
          'run.sh':
            '#!/bin/sh\nset -e\nchown -R app /data\nexec python -m app\n',
        },
      },
      line: 1,
    },
    {
      name: 'a variable of another stage is empty',
      text: dockerfile`
FROM golang:1.26 AS b
ARG APPUSER=app
COPY . .
RUN go build -o /x .
FROM scratch
COPY --from=b /x /x
USER \${APPUSER}
ENTRYPOINT ["/x"]
`,
      line: 7,
      message: 'repeat `ARG APPUSER` after its FROM',
    },
    {
      name: 'nginx has an image for it',
      text: dockerfile`
FROM nginx:1.29-alpine
`,
      line: 1,
      message: 'nginxinc/nginx-unprivileged',
    },
    {
      name: 'a database that a shell starts has a user of its own',
      text: dockerfile`
FROM postgres:18-alpine
COPY a.sql /docker-entrypoint-initdb.d/
CMD postgres -c fsync=off
`,
      line: 1,
      message: 'End with `USER 70`',
    },
    {
      name: 'a database whose entry point is replaced',
      text: dockerfile`
FROM redis:8
ENTRYPOINT ["redis-server"]
`,
      line: 1,
      message: 'End with `USER 999`',
    },
    {
      name: 'supervisor starts one program as root',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y supervisor
COPY supervisord.conf /etc/supervisor/conf.d/
CMD ["supervisord", "-n"]
`,
      context: {
        files: ['supervisord.conf'],
        dockerignore: null,
        manifests: {
          'supervisord.conf':
            '[program:a]\ncommand=a\nuser=app\n[program:b]\ncommand=b\n',
        },
      },
      line: 1,
    },
    {
      name: 'an entry point that calls sudo for root',
      text: dockerfile`
FROM debian:trixie-slim
ENTRYPOINT ["su", "-s", "/bin/sh", "root", "-c", "server"]
`,
      line: 1,
    },

    {
      text: dockerfile`
FROM python:3.14-slim-trixie
CMD ["python"]
`,
      line: 1,
      message: 'root',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
USER 10001
USER root
CMD ["python"]
`,
      line: 3,
      message: 'root',
    },
    {
      name: 'distroless has a tag for it',
      text: dockerfile`
FROM gcr.io/distroless/python3-debian13
CMD ["main.py"]
`,
      line: 1,
      message: 'Build on its tag `gcr.io/distroless/python3-debian13:nonroot`',
    },
    {
      name: 'an empty image knows no names',
      text: dockerfile`
FROM scratch
COPY server /server
CMD ["/server"]
`,
      line: 1,
      message: 'a number needs no entry',
    },
  ],
  unknown: [
    {
      name: 'a variable that the base image may set',
      text: dockerfile`
FROM mambaorg/micromamba:2.3.0
USER $MAMBA_USER
`,
      reason: 'MAMBA_USER',
    },
    {
      name: 'a supervisor',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y supervisor
CMD ["supervisord", "-n"]
`,
      reason: 'settings',
    },
    {
      name: 'a start script that is not seen, beside gosu',
      text: dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y gosu
COPY run.sh /
ENTRYPOINT ["/run.sh"]
`,
      reason: 'start script',
    },

    {
      name: 'an image nobody knows',
      text: dockerfile`
FROM registry.example.com/base:1
`,
      reason: 'not known',
    },
  ],
  notApplicable: [
    {
      name: 'AWS Lambda has a user of its own',
      text: dockerfile`
FROM public.ecr.aws/lambda/python:3.13
CMD ["handler.main"]
`,
    },
    {
      name: 'an image of data',
      text: dockerfile`
FROM scratch
COPY a /a
`,
    },
  ],
});
