import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
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
      name: 'a script of package.json that is not for development',
      text: dockerfile`
FROM node:24-trixie-slim
CMD ["npm", "start"]
`,
    },
  ],
  invalid: [
    {
      name: 'in a start script',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY start.sh /app/start.sh
CMD ["sh", "/app/start.sh"]
`,
      context: {
        files: ['start.sh'],
        dockerignore: null,
        manifests: {
          'start.sh':
            '#!/bin/sh\nflask db upgrade\nexec flask run --host=0.0.0.0\n',
        },
      },
      line: 3,
      message: 'flask run',
    },

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
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
CMD ["quart", "run"]
`,
      line: 2,
      message: 'hypercorn',
    },
  ],
  notApplicable: [
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
      name: 'a Java service',
      text: dockerfile`
FROM eclipse-temurin:21-jre
COPY target/app.jar /app.jar
ENTRYPOINT ["java", "-jar", "/app.jar"]
`,
    },
    {
      name: 'plain Node.js',
      text: dockerfile`
FROM node:24-trixie-slim
COPY dist /app
CMD ["node", "/app/server.js"]
`,
    },
  ],
});
