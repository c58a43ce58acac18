import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { copiesInterpreter } from './copiesInterpreter';

testRule(copiesInterpreter, {
  valid: [
    {
      name: 'only the environment',
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
  ],
  invalid: [
    {
      name: 'onto an image without the standard library',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
FROM debian:trixie-slim
COPY --from=builder /usr/local/lib/python3.14/site-packages /usr/local/lib/python3.14/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
CMD ["gunicorn", "app:app"]
`,
      line: 6,
      message: 'standard library /usr/local/lib/python3.14',
      severity: 'critical',
    },
    {
      name: 'python itself without the standard library',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --no-cache-dir flask==3.1.2
FROM ubuntu:24.04
COPY --from=builder /usr/local/lib/python3.14/site-packages /usr/local/lib/python3.14/site-packages
COPY --from=builder /usr/local/bin/python3 /usr/local/bin/python3
CMD ["/usr/local/bin/python3", "-m", "app"]
`,
      line: 5,
      severity: 'critical',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install flask==3.1.2
FROM python:3.14-slim-trixie
COPY --from=builder /usr/local /usr/local
CMD ["flask", "run"]
`,
      line: 4,
      message: '/usr/local',
    },
  ],
  notApplicable: [
    {
      name: 'with its standard library onto an image without Python',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --no-cache-dir flask==3.1.2
FROM debian:trixie-slim
COPY --from=builder /usr/local/lib /usr/local/lib
COPY --from=builder /usr/local/bin /usr/local/bin
CMD ["python3", "-m", "app"]
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
