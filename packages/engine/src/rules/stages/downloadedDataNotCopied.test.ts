import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { downloadedDataNotCopied } from './downloadedDataNotCopied';

testRule(downloadedDataNotCopied, {
  valid: [
    {
      name: 'a model of spaCy in the environment',
      text: dockerfile`
FROM python:3.12-slim-bookworm AS b
RUN python -m venv /v && /v/bin/pip install --no-cache-dir spacy==3.8.2 && /v/bin/python -m spacy download en_core_web_sm
FROM python:3.12-slim-bookworm
COPY --from=b /v /v
CMD ["/v/bin/python", "/app.py"]
`,
    },

    {
      name: 'the directory is copied, too',
      text: dockerfile`
FROM python:3.14-slim-trixie AS build
ENV PLAYWRIGHT_BROWSERS_PATH=/browsers
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir playwright==1.56.0 && /venv/bin/playwright install chromium
FROM python:3.14-slim-trixie
ENV PLAYWRIGHT_BROWSERS_PATH=/browsers
COPY --from=build /venv /venv
COPY --from=build /browsers /browsers
CMD ["/venv/bin/python", "a.py"]
`,
    },
    {
      name: 'the image downloads them itself',
      text: dockerfile`
FROM python:3.14-slim-trixie AS build
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir playwright==1.56.0 && /venv/bin/playwright install chromium
FROM python:3.14-slim-trixie
COPY --from=build /venv /venv
RUN /venv/bin/playwright install --with-deps chromium
CMD ["/venv/bin/python", "a.py"]
`,
    },
  ],
  invalid: [
    ...(
      [
        [
          `/ve/bin/python -c "import tiktoken; tiktoken.get_encoding('cl100k_base')"`,
          '/tmp/data-gym-cache',
        ],
        [
          `/ve/bin/python -c "import whisper; whisper.load_model('base')"`,
          '/root/.cache/whisper',
        ],
        ['/ve/bin/patchright install chromium', '/root/.cache/ms-playwright'],
      ] as const
    ).map(([command, path]) => ({
      name: `what \`${command}\` downloads`,
      text: `FROM python:3.14-slim-trixie AS build
RUN python -m venv /ve && /ve/bin/pip install --no-cache-dir -r requirements.txt
RUN ${command}
FROM python:3.14-slim-trixie
COPY --from=build /ve /ve
CMD ["/ve/bin/python", "-m", "app"]
`,
      line: 5,
      message: path,
      severity: path.includes('playwright')
        ? ('high' as const)
        : ('medium' as const),
    })),
    {
      name: 'the program of Cypress',
      text: dockerfile`
FROM node:24-trixie-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci && npx cypress install
FROM node:24-trixie-slim
COPY --from=build /app/node_modules /app/node_modules
CMD ["node", "/app/index.js"]
`,
      line: 6,
      message: 'CYPRESS_CACHE_FOLDER',
    },
    {
      name: 'a model of spaCy in another Python',
      text: dockerfile`
FROM python:3.12-slim-bookworm AS b
RUN python -m venv /v && /v/bin/pip install --no-cache-dir spacy==3.8.2
RUN pip install --no-cache-dir spacy==3.8.2 && python -m spacy download en_core_web_sm
FROM python:3.12-slim-bookworm
COPY --from=b /v /v
CMD ["/v/bin/python", "/app.py"]
`,
      line: 5,
      message: 'Download it with the Python of the environment',
    },

    {
      name: 'browsers of Playwright',
      text: dockerfile`
FROM python:3.14-slim-trixie AS build
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir playwright==1.56.0
RUN /venv/bin/playwright install --with-deps chromium
FROM python:3.14-slim-trixie
COPY --from=build /venv /venv
CMD ["/venv/bin/python", "a.py"]
`,
      line: 5,
      message:
        '/root/.cache/ms-playwright of stage build holds the browsers of Playwright (line 3)',
    },
    {
      name: 'data of NLTK, by the module',
      text: dockerfile`
FROM python:3.14-slim-trixie AS build
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir nltk==3.9.1 && /venv/bin/python -m nltk.downloader punkt
FROM python:3.14-slim-trixie
COPY --from=build /venv /venv
CMD ["/venv/bin/python", "a.py"]
`,
      line: 4,
      message: '/root/nltk_data',
    },
    {
      name: 'data of NLTK, by code',
      text: dockerfile`
FROM python:3.14-slim-trixie AS build
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir nltk==3.9.1
RUN /venv/bin/python -c "import nltk; nltk.download('punkt')"
FROM python:3.14-slim-trixie
COPY --from=build /venv /venv
CMD ["/venv/bin/python", "a.py"]
`,
      line: 5,
      message: 'the data of NLTK',
    },
    {
      name: 'models that are fetched again',
      text: dockerfile`
FROM python:3.14-slim-trixie AS build
ENV HF_HOME=/models
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir transformers==4.57.0 && /venv/bin/hf download org/model
FROM python:3.14-slim-trixie
COPY --from=build /venv /venv
CMD ["/venv/bin/python", "a.py"]
`,
      line: 5,
      severity: 'medium',
      message: '/models',
    },
    {
      name: 'the browser of Puppeteer, by its installer',
      text: dockerfile`
FROM node:24-trixie-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
FROM node:24-trixie-slim
COPY --from=build /app /app
CMD ["node", "/app/a.js"]
`,
      context: {
        files: ['package.json', 'package-lock.json'],
        dockerignore: null,
        manifests: {
          'package.json': '{"dependencies": {"puppeteer": "24.1.0"}}',
        },
      },
      line: 6,
      message: 'PUPPETEER_CACHE_DIR',
    },
  ],
  unknown: [
    {
      name: 'an image of which nothing is known',
      text: dockerfile`
FROM python:3.14-slim-trixie AS build
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir playwright==1.56.0 && /venv/bin/playwright install chromium
FROM registry.example.com/browsers:1
COPY --from=build /venv /venv
CMD ["/venv/bin/python", "a.py"]
`,
      reason: 'base image',
    },
  ],
  notApplicable: [
    {
      name: 'a directory that is named',
      text: dockerfile`
FROM python:3.14-slim-trixie AS build
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir nltk==3.9.1 && /venv/bin/python -m nltk.downloader -d /work punkt
FROM python:3.14-slim-trixie
COPY --from=build /venv /venv
CMD ["/venv/bin/python", "a.py"]
`,
    },
    {
      name: 'a stage whose packages do not travel',
      text: dockerfile`
FROM python:3.14-slim-trixie AS screenshots
RUN pip install --no-cache-dir playwright==1.56.0 && playwright install chromium && mkdir /shots
FROM nginx:1.29-alpine
COPY --from=screenshots /shots /usr/share/nginx/html
`,
    },
  ],
});
