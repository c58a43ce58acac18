import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { wheelsLeftInLayer } from './wheelsLeftInLayer';

testRule(wheelsLeftInLayer, {
  invalid: [
    {
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
COPY requirements.txt .
RUN pip wheel -w /wheels -r requirements.txt
FROM python:3.14-slim-trixie
COPY --from=builder /wheels /wheels
RUN pip install --no-cache-dir /wheels/*.whl && rm -rf /wheels
CMD ["gunicorn", "app:app"]
`,
      line: 5,
      message: '/wheels',
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
    {
      name: 'mounted',
      text: dockerfile`
FROM python:3.14-slim-trixie AS builder
COPY requirements.txt .
RUN pip wheel -w /wheels -r requirements.txt
FROM python:3.14-slim-trixie
RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels pip install --no-index /wheels/*.whl
CMD ["gunicorn", "app:app"]
`,
    },
  ],
});
