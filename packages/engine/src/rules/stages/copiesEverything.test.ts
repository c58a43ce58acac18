import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { copiesEverything } from './copiesEverything';

testRule(copiesEverything, {
  valid: [
    {
      name: 'a directory that was prepared to be copied',
      text: dockerfile`
FROM golang:1.26 AS b
RUN go build -o /x .
FROM busybox AS root
COPY --from=b /x /root/x
RUN mkdir /root/etc && echo "nobody:x:65534:65534:nobody:/:/sbin/nologin" > /root/etc/passwd
FROM scratch
COPY --from=root /root /
USER 65534
CMD ["/x"]
`,
    },

    {
      name: 'an image that is made to be copied',
      text: dockerfile`
FROM tonistiigi/xx:1.6.1 AS xx
FROM alpine:3.24
COPY --from=xx / /
`,
    },
    {
      name: 'an empty directory',
      text: dockerfile`
FROM golang:1.26 AS b
RUN go build -o /x .
FROM scratch
COPY --from=b /tmp /tmp
COPY --from=b /x /x
`,
    },
    {
      name: 'a system that was cleaned before',
      text: dockerfile`
FROM debian:trixie-slim AS b
RUN apt-get update && apt-get install -y gcc && make install && apt-get purge -y gcc
FROM scratch
COPY --from=b / /
`,
    },

    {
      name: 'one directory',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
WORKDIR /app
COPY src/ ./src/
ENV PATH="/opt/venv/bin:$PATH"
USER 10001
CMD ["gunicorn", "src.app:app"]
`,
    },
    {
      name: 'the root prefix of micromamba, which is an environment',
      text: dockerfile`
FROM mambaorg/micromamba:2.3.0-debian12-slim AS env
COPY conda-lock.yml /tmp/
RUN micromamba install -y -n base -f /tmp/conda-lock.yml && micromamba clean -ay
FROM debian:12-slim
COPY --from=env /opt/conda /opt/conda
ENV PATH=/opt/conda/bin:$PATH
CMD ["python", "-m", "app"]
`,
    },
  ],
  invalid: [
    {
      name: 'the base environment of conda, with conda itself',
      text: dockerfile`
FROM continuumio/miniconda3:25.3.1-1 AS env
RUN conda install -y flask && conda clean -ay
FROM debian:12-slim
COPY --from=env /opt/conda /opt/conda
ENV PATH=/opt/conda/bin:$PATH
CMD ["python", "-m", "app"]
`,
      line: 4,
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0
FROM python:3.14-slim-trixie
COPY --from=builder / /
CMD ["gunicorn", "app:app"]
`,
      line: 4,
    },
  ],
  notApplicable: [
    {
      name: 'nothing comes from a stage',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY . /app
`,
    },
  ],
});
