/** What the stock app has to read: a service that cannot start, and one with nothing wrong. */
import type { Repository } from './gitHubHost';

function catalogInfo(name: string): string {
  return `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: ${name} }
spec: { type: service, lifecycle: production, owner: guests }
`;
}

export const BROKEN = 'stock-broken';
export const SOUND = 'stock-sound';

export const REPOSITORIES: Record<string, Repository> = {
  [`acme/${BROKEN}`]: {
    'catalog-info.yaml': catalogInfo(BROKEN),
    'requirements.txt': 'flask==3.1.2\n',
    'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
    Dockerfile: `FROM python:3.14-slim-trixie AS builder
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY app.py .
FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /app /app
CMD ["flask", "run"]
`,
  },
  [`acme/${SOUND}`]: {
    'catalog-info.yaml': catalogInfo(SOUND),
    '.dockerignore': '*\n!main.go\n!go.mod\n',
    'go.mod': 'module example.com/sound\n\ngo 1.25\n',
    'main.go': 'package main\n\nfunc main() {}\n',
    Dockerfile: `FROM golang:1.25-trixie AS build
WORKDIR /src
COPY go.mod main.go ./
RUN CGO_ENABLED=0 go build -o /sound .
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /sound /sound
ENTRYPOINT ["/sound"]
`,
  },
};
