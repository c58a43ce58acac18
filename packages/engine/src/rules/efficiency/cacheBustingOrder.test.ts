import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { cacheBustingOrder } from './cacheBustingOrder';

testRule(cacheBustingOrder, {
  valid: [
    {
      name: 'development dependencies are pruned behind the source',
      text: dockerfile`
FROM node:24-trixie-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev
`,
    },
    {
      name: 'the manifest first',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY . .
RUN pip install -r requirements.txt
`,
      line: 2,
      message: 'manifest',
    },
    {
      text: dockerfile`
FROM node:24-trixie-slim
WORKDIR /app
COPY . .
RUN npm ci
`,
      line: 3,
    },
  ],
  notApplicable: [
    {
      name: 'no manifest',
      text: dockerfile`
FROM python:3.14-slim-trixie
COPY . .
RUN pip install flask
`,
    },
  ],
});
