import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { devDepsInFinal } from './devDepsInFinal';

testRule(devDepsInFinal, {
  valid: [
    {
      name: 'a manifest without development dependencies',
      text: dockerfile`
FROM node:24-trixie-slim
COPY package.json ./
RUN npm install
CMD ["node", "a.js"]
`,
      context: {
        files: ['package.json'],
        dockerignore: null,
        manifests: { 'package.json': '{"dependencies": {"express": "5.0.0"}}' },
      },
    },

    {
      name: 'IPython is a part of Jupyter',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install --no-cache-dir ipython==9.1.0 jupyter==1.1.1
CMD ["jupyter", "lab"]
`,
    },

    {
      name: '--no-dev',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim AS builder
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev --no-editable
FROM python:3.14-slim-trixie
COPY --from=builder /app/.venv /app/.venv
CMD ["/app/.venv/bin/service"]
`,
    },
    {
      name: 'packages named one by one where no manifest is',
      text: dockerfile`
FROM node:24-trixie-slim
WORKDIR /app
RUN npm install moment url && yarn add lodash
COPY main.js ./
CMD ["node", "main.js"]
`,
    },
    {
      name: 'production by a variable',
      text: dockerfile`
FROM node:24-trixie-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN NPM_CONFIG_OMIT=dev npm ci
CMD ["node", "main.js"]
`,
    },
    {
      name: 'the configuration of npm',
      text: dockerfile`
FROM node:24-trixie-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm config set omit dev && npm ci
CMD ["node", "main.js"]
`,
    },
    {
      name: 'bun without them',
      text: dockerfile`
FROM oven/bun:1
WORKDIR /app
COPY package.json bun.lock ./
RUN bun install --frozen-lockfile --production
CMD ["bun", "main.ts"]
`,
    },
  ],
  invalid: [
    {
      name: 'the stage builds with them',
      text: dockerfile`
FROM node:24-slim
WORKDIR /app
COPY . .
RUN npm ci
RUN npm run build
CMD ["node", "dist/main.js"]
`,
      line: 4,
      message:
        'Build in a separate stage, and install with `npm ci --omit=dev` in the final one.',
    },
    {
      name: 'an npm that does not know --omit',
      text: dockerfile`
FROM node:14-slim
WORKDIR /app
COPY package.json ./
RUN npm install
CMD ["node", "a.js"]
`,
      line: 4,
      message: 'Install with `npm install --only=production`',
    },
    {
      name: 'npm ci needs a lock file',
      text: dockerfile`
FROM node:24-trixie-slim
COPY package.json ./
RUN npm install
CMD ["node", "a.js"]
`,
      line: 3,
      message: '`npm install --omit=dev`',
    },

    {
      name: '--production=false',
      text: dockerfile`
FROM node:24-trixie-slim
WORKDIR /app
COPY package.json yarn.lock ./
RUN yarn install --production=false
CMD ["node", "main.js"]
`,
      line: 4,
      message: '/app/node_modules is installed with development dependencies',
    },
    {
      name: 'a package named beside a manifest',
      text: dockerfile`
FROM node:24-trixie-slim
WORKDIR /app
COPY package.json ./
RUN npm install pm2
CMD ["node", "main.js"]
`,
      line: 4,
    },
    {
      name: 'named as one of them',
      text: dockerfile`
FROM node:24-trixie-slim
WORKDIR /app
RUN npm install --save-dev typescript
CMD ["node", "main.js"]
`,
      line: 3,
    },
    {
      name: 'bun',
      text: dockerfile`
FROM oven/bun:1
WORKDIR /app
COPY package.json bun.lock ./
RUN bun install --frozen-lockfile
CMD ["bun", "main.ts"]
`,
      line: 4,
    },
    {
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim AS builder
WORKDIR /app
COPY . .
RUN uv sync --locked --no-editable
FROM python:3.14-slim-trixie
COPY --from=builder /app/.venv /app/.venv
CMD ["/app/.venv/bin/service"]
`,
      line: 4,
      message: '--no-dev',
    },
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install flask==3.1.2 pytest==8.4.2
CMD ["flask", "run"]
`,
      line: 2,
      message: 'pytest',
    },
  ],
  notApplicable: [
    {
      name: 'questions and global tools',
      text: dockerfile`
FROM node:24-trixie-slim
RUN yarn -v && yarn config set registry https://registry.example.com && npm install -g pm2 && pnpm config list
CMD ["node", "main.js"]
`,
    },
    {
      name: 'asking for the version',
      text: dockerfile`
FROM node:24-trixie-slim
RUN yarn --version && npm -v
CMD ["node", "main.js"]
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
