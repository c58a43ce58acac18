import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { shellNeededButAbsent } from './shellNeededButAbsent';

testRule(shellNeededButAbsent, {
  valid: [
    {
      name: 'Debian has a shell',
      text: dockerfile`
FROM python:3.14-slim-trixie
CMD python -m app
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM gcr.io/distroless/python3-debian13:nonroot
COPY app /app
ENTRYPOINT python3 -m app
`,
      line: 3,
      message: 'exec form',
    },
    {
      text: dockerfile`
FROM scratch
COPY server /server
RUN chmod +x /server
ENTRYPOINT ["/server"]
`,
      line: 3,
      message: 'build stage',
    },
  ],
  notApplicable: [
    {
      name: 'exec form throughout',
      text: dockerfile`
FROM golang:1.27-trixie AS builder
WORKDIR /src
COPY . .
RUN ["go", "build", "-o", "/out/server", "./cmd/server"]
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=builder /out/server /server
ENTRYPOINT ["/server"]
`,
    },
  ],
});
