import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { userInstallUnreadable } from './userInstallUnreadable';

testRule(userInstallUnreadable, {
  valid: [
    {
      name: 'root reads its home',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --user flask==3.1.2
FROM python:3.14-slim-trixie
COPY --from=builder /root/.local /root/.local
ENV PATH="/root/.local/bin:$PATH"
CMD ["flask", "run"]
`,
    },
    {
      name: 'given to the user who runs',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install flask==3.1.2 && chmod -R go-rwx /opt/venv
FROM python:3.14-slim-trixie
COPY --from=builder --chown=10001:10001 /opt/venv /opt/venv
USER 10001:10001
CMD ["/opt/venv/bin/flask", "run"]
`,
    },
    {
      name: 'made and started by the same user',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN useradd --create-home --uid 1000 app
USER app
RUN python -m venv /home/app/venv && /home/app/venv/bin/pip install flask==3.1.2 && chmod -R 700 /home/app
USER 1000
CMD ["/home/app/venv/bin/flask", "run"]
`,
    },
    {
      name: 'given away afterwards',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN mkdir -m 700 /opt/app && python -m venv /opt/app/venv && /opt/app/venv/bin/pip install flask==3.1.2
RUN useradd app && chown -R app:app /opt/app
USER app
CMD ["/opt/app/venv/bin/flask", "run"]
`,
    },
  ],
  invalid: [
    {
      name: 'closed by COPY',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install flask==3.1.2
FROM python:3.14-slim-trixie
COPY --from=builder --chmod=700 /opt/venv /opt/venv
USER 10001
CMD ["/opt/venv/bin/flask", "run"]
`,
      line: 4,
      message: '--chmod=700',
    },
    {
      name: 'another user runs',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --user flask==3.1.2
FROM python:3.14-slim-trixie
COPY --from=builder /root/.local /root/.local
ENV PATH="/root/.local/bin:$PATH"
USER 10001
CMD ["flask", "run"]
`,
      line: 4,
      message: '/root',
    },
    {
      name: 'closed in the builder, and COPY keeps the modes',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install flask==3.1.2 && chmod -R go-rwx /opt/venv
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
USER 10001:10001
CMD ["/opt/venv/bin/flask", "run"]
`,
      line: 4,
      message:
        'belong to root, and `chmod -R go-rwx` (line 2) denies access to everyone else, but the container runs as 10001:10001',
    },
    {
      name: 'closed in the image itself',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN python -m venv /opt/venv && /opt/venv/bin/pip install flask==3.1.2
RUN chmod 700 /opt/venv
USER 10001
CMD ["/opt/venv/bin/flask", "run"]
`,
      line: 2,
      message: 'chmod 700',
    },
    {
      name: 'umask',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN umask 077 && pip install flask==3.1.2
USER 10001
CMD ["flask", "run"]
`,
      line: 2,
      message: 'umask 077',
    },
    {
      name: 'mkdir -m',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN mkdir -m 700 /opt/app && python -m venv /opt/app/venv && /opt/app/venv/bin/pip install flask==3.1.2
USER 10001
CMD ["/opt/app/venv/bin/flask", "run"]
`,
      line: 2,
      message: 'mkdir -m 700',
    },
    {
      name: 'install -d -m',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN install -d -m 0700 /opt/app
RUN python -m venv /opt/app/venv && /opt/app/venv/bin/pip install flask==3.1.2
USER 10001
CMD ["/opt/app/venv/bin/flask", "run"]
`,
      line: 3,
      message: 'install -m 0700',
    },
    {
      name: 'made by one user, started by another',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN useradd --create-home --uid 1000 maker && useradd --uid 1001 runner
USER maker
RUN python -m venv /home/maker/venv && /home/maker/venv/bin/pip install flask==3.1.2 && chmod -R 700 /home/maker/venv
USER runner
CMD ["/home/maker/venv/bin/flask", "run"]
`,
      line: 4,
      message: 'belong to maker',
    },
  ],
  unknown: [
    {
      name: 'nobody knows who 1000 is',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN useradd --create-home app
USER app
RUN python -m venv /home/app/venv && /home/app/venv/bin/pip install flask==3.1.2 && chmod -R 700 /home/app/venv
USER 1000
CMD ["/home/app/venv/bin/flask", "run"]
`,
      reason: 'Who owns the packages',
    },
  ],
  notApplicable: [
    {
      name: 'opened by COPY',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install flask==3.1.2 && chmod -R 700 /opt/venv
FROM python:3.14-slim-trixie
COPY --from=builder --chmod=755 /opt/venv /opt/venv
USER 10001
CMD ["/opt/venv/bin/flask", "run"]
`,
    },
    {
      name: 'opened again',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN umask 077 && python -m venv /opt/venv && /opt/venv/bin/pip install flask==3.1.2
RUN chmod -R a+rX /opt/venv
USER 10001
CMD ["/opt/venv/bin/flask", "run"]
`,
    },
    {
      name: 'COPY makes the directory itself anew',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install flask==3.1.2 && chmod 700 /opt/venv
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
USER 10001
CMD ["/opt/venv/bin/flask", "run"]
`,
    },
    {
      name: 'the group may read',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN python -m venv /opt/venv && /opt/venv/bin/pip install flask==3.1.2 && chmod -R 750 /opt/venv
USER 10001
CMD ["/opt/venv/bin/flask", "run"]
`,
    },
    {
      name: 'a Go service',
      text: dockerfile`
FROM golang:1.27-trixie AS builder
WORKDIR /src
COPY . .
RUN go build -o /out/server ./cmd/server
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=builder /out/server /server
ENTRYPOINT ["/server"]
`,
    },
    {
      name: 'a front end',
      text: dockerfile`
FROM node:24-trixie-slim AS builder
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build
FROM nginx:1.29-alpine
COPY --from=builder /app/dist /usr/share/nginx/html
`,
    },
    {
      name: 'a Java service',
      text: dockerfile`
FROM maven:3.9-eclipse-temurin-21 AS builder
WORKDIR /src
COPY . .
RUN mvn package
FROM eclipse-temurin:21-jre
COPY --from=builder /src/target/app.jar /app.jar
ENTRYPOINT ["java", "-jar", "/app.jar"]
`,
    },
  ],
});
