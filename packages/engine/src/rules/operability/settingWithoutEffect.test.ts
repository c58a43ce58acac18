import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { settingWithoutEffect } from './settingWithoutEffect';

testRule(settingWithoutEffect, {
  valid: [
    {
      name: 'FLASK_ENV for a Flask that reads it',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install flask==2.2.5 gunicorn==23.0.0
ENV FLASK_ENV=production
CMD ["gunicorn", "app:app"]
`,
    },
    {
      name: 'FLASK_RUN_PORT for flask run',
      text: dockerfile`
FROM python:3.14-slim-trixie
ENV FLASK_RUN_PORT=8000
CMD ["python", "-m", "flask", "run"]
`,
    },
    {
      name: 'settings of uvicorn for uvicorn',
      text: dockerfile`
FROM python:3.14-slim-trixie
ENV UVICORN_HOST=0.0.0.0
CMD ["uvicorn", "app:app"]
`,
    },
  ],
  invalid: [
    {
      name: 'FLASK_ENV for the newest Flask',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install flask gunicorn
ENV PYTHONUNBUFFERED=1 FLASK_ENV=production
CMD ["gunicorn", "app:app"]
`,
      line: 3,
      severity: 'info',
      message: 'Flask 2.3 and later do not read FLASK_ENV. Leave it out.',
    },
    {
      name: 'FLASK_ENV for a locked Flask, set in the stage below',
      text: dockerfile`
FROM python:3.14-slim-trixie AS base
ENV FLASK_ENV=production
FROM base
COPY pyproject.toml uv.lock ./
RUN uv sync --locked
CMD ["gunicorn", "app:app"]
`,
      context: {
        files: ['pyproject.toml', 'uv.lock'],
        manifests: {
          'uv.lock': '[[package]]\nname = "flask"\nversion = "2.3.0"\n',
        },
      },
      line: 2,
    },
    {
      name: 'settings of flask run for gunicorn',
      text: dockerfile`
FROM python:3.14-slim-trixie
ENV FLASK_RUN_PORT=8000
CMD ["gunicorn", "app:app"]
`,
      line: 2,
      message:
        '`gunicorn` does not read FLASK_RUN_PORT: only `flask run` does. Set it by an option of `gunicorn`, or leave it out.',
    },
    {
      name: 'settings of uvicorn for gunicorn with its workers',
      text: dockerfile`
FROM python:3.14-slim-trixie
ENV UVICORN_PORT=8000
CMD ["gunicorn", "-k", "uvicorn.workers.UvicornWorker", "app:app"]
`,
      line: 2,
      message: 'only the command `uvicorn` does',
    },
  ],
  unknown: [
    {
      name: 'FLASK_ENV for a Flask that is not known',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install -r requirements.txt
ENV FLASK_ENV=production
CMD ["gunicorn", "app:app"]
`,
      reason: 'Which version of Flask is installed is not known',
    },
    {
      name: 'a script that may start anything',
      text: dockerfile`
FROM python:3.14-slim-trixie
ENV FLASK_RUN_PORT=8000
COPY start.sh /
CMD ["/start.sh"]
`,
      reason: 'is not known',
    },
  ],
  notApplicable: [
    {
      name: 'no such setting',
      text: dockerfile`
FROM python:3.14-slim-trixie
ENV APP_ENV=production
CMD ["gunicorn", "app:app"]
`,
    },
  ],
});
