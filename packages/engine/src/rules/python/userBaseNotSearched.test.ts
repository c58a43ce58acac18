import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { userBaseNotSearched } from './userBaseNotSearched';

testRule(userBaseNotSearched, {
  valid: [
    {
      name: 'root looks into its own home',
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
      name: 'copied to the home of the user',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --user flask==3.1.2
FROM python:3.14-slim-trixie
RUN useradd --create-home app
COPY --from=builder --chown=app /root/.local /home/app/.local
USER app
CMD ["python", "-m", "flask", "run"]
`,
    },
    {
      name: 'PYTHONUSERBASE in both stages',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
ENV PYTHONUSERBASE=/opt/packages
RUN pip install --user flask==3.1.2
FROM python:3.14-slim-trixie
ENV PYTHONUSERBASE=/opt/packages
COPY --from=builder /opt/packages /opt/packages
USER 10001
CMD ["python", "-m", "flask", "run"]
`,
    },
    {
      name: 'HOME of the final stage is where they are',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --user flask==3.1.2
FROM python:3.14-slim-trixie
ENV HOME=/srv
COPY --from=builder /root/.local /srv/.local
USER 10001
CMD ["python", "-m", "flask", "run"]
`,
    },
    {
      name: 'PYTHONPATH names them',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --user flask==3.1.2
FROM python:3.14-slim-trixie
COPY --from=builder /root/.local /deps
ENV PYTHONPATH=/deps/lib/python3.14/site-packages
CMD ["python", "-m", "flask", "run"]
`,
    },
  ],
  invalid: [
    {
      name: 'PYTHONUSERBASE in the builder alone',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
ENV PYTHONUSERBASE=/opt/packages
RUN pip install --user flask==3.1.2
FROM python:3.14-slim-trixie
COPY --from=builder /opt/packages /opt/packages
CMD ["python", "-m", "flask", "run"]
`,
      line: 5,
      message: 'ENV PYTHONUSERBASE=/opt/packages',
    },
    {
      name: 'another HOME',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --user flask==3.1.2
FROM python:3.14-slim-trixie
ENV HOME=/home/app
COPY --from=builder /root/.local /root/.local
CMD ["python", "-m", "flask", "run"]
`,
      line: 5,
      message: '/home/app/.local',
    },
    {
      name: 'a user without a home directory has HOME=/',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --user flask==3.1.2
FROM python:3.14-slim-trixie
COPY --from=builder /root/.local /home/app/.local
USER 10001:10001
CMD ["python", "-m", "flask", "run"]
`,
      line: 4,
      message: '/.local',
    },
    {
      name: 'installed by one user, started by another',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN useradd --create-home --uid 1000 app
USER app
RUN pip install flask==3.1.2
USER root
CMD ["/home/app/.local/bin/flask", "run"]
`,
      line: 4,
      message: '/root/.local',
    },
  ],
  unknown: [
    {
      name: 'PYTHONUSERBASE comes from the build command',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --user flask==3.1.2
FROM python:3.14-slim-trixie
ARG BASE
ENV PYTHONUSERBASE=$BASE
COPY --from=builder /root/.local /opt/packages
CMD ["python", "-m", "flask", "run"]
`,
      reason: 'Where the Python of the image looks for packages is not known',
    },
    {
      name: 'nobody knows the home of this user',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --user flask==3.1.2
FROM python:3.14-slim-trixie
COPY --from=builder /root/.local /srv/.local
USER www
CMD ["python", "-m", "flask", "run"]
`,
      reason: 'Where the Python of the image looks for packages is not known',
    },
  ],
  notApplicable: [
    {
      name: 'a tool of the user beside packages of the system',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install flask==3.1.2
RUN useradd --create-home app
USER app
RUN pip install --user httpie==3.2.4
USER root
CMD ["flask", "run"]
`,
    },
    {
      name: 'packages that the user may not read are told of elsewhere',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --user flask==3.1.2
FROM python:3.14-slim-trixie
COPY --from=builder /root/.local /root/.local
USER 10001
CMD ["python", "-m", "flask", "run"]
`,
    },
    {
      name: 'an environment',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install flask==3.1.2
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
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
  ],
});
