import { dockerfile, testRule } from '../ruleTester';
import { devServer } from './devServer';

testRule(devServer, {
  valid: [
    {
      name: 'a production server',
      text: dockerfile`
FROM python:3.14-slim-trixie
CMD ["gunicorn", "app:app"]
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
  invalid: [
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
CMD ["flask", "run", "--host=0.0.0.0"]
`,
      line: 2,
      message: 'flask run',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
CMD python manage.py runserver 0.0.0.0:8000
`,
      line: 2,
      message: 'runserver',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
CMD ["uvicorn", "app:app", "--reload"]
`,
      line: 2,
      message: 'reload',
    },
  ],
});
