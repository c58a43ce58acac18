import { dockerfile } from '../dockerfile';
import { defineRule } from '../defineRule';
import { judgeImportability } from './importability';

export const prefixNotOnPath = defineRule({
  id: 'prefix-not-on-path',
  title: 'Packages of `pip install --prefix` are not importable',
  passing: 'Packages of `pip install --prefix` are importable',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 10,
  aliases: [],
  docs: {
    what: 'Finds packages installed with `--prefix` that are in the image outside the prefix of its Python.',
    why: 'Python imports from the `site-packages` of its own prefix (in the official image `/usr/local`), not from any other.',
    example: dockerfile`
FROM python:3.14-slim-trixie AS builder
COPY requirements.txt .
RUN pip install --no-cache-dir --prefix=/install -r requirements.txt

FROM python:3.14-slim-trixie
COPY --from=builder /install /install
COPY app.py .
CMD ["python", "-m", "gunicorn", "app:app"]
`,
    instead: dockerfile`
FROM python:3.14-slim-trixie AS builder
COPY requirements.txt .
RUN pip install --no-cache-dir --prefix=/install -r requirements.txt

FROM python:3.14-slim-trixie
COPY --from=builder /install /usr/local
COPY app.py .
CMD ["python", "-m", "gunicorn", "app:app"]
`,
  },
  check: build =>
    judgeImportability(
      build,
      'prefix',
      () => 'Copy them to /usr/local, the prefix of the Python in the image.',
    ),
});
