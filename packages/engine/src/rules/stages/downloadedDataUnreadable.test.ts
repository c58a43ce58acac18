import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { downloadedDataUnreadable } from './downloadedDataUnreadable';

testRule(downloadedDataUnreadable, {
  valid: [
    {
      name: 'root runs and looks in its own home',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install --no-cache-dir playwright==1.56.0 && playwright install chromium
CMD ["python", "a.py"]
`,
    },
    {
      name: 'a directory for everyone',
      text: dockerfile`
FROM python:3.14-slim-trixie
ENV PLAYWRIGHT_BROWSERS_PATH=/browsers
RUN pip install --no-cache-dir playwright==1.56.0 && playwright install chromium
USER 10001
CMD ["python", "a.py"]
`,
    },
    {
      name: 'the user downloads them',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install --no-cache-dir playwright==1.56.0 && useradd -m app
USER app
RUN playwright install chromium
CMD ["python", "a.py"]
`,
    },
    {
      name: 'a home that both have',
      text: dockerfile`
FROM python:3.14-slim-trixie
ENV HOME=/app
RUN pip install --no-cache-dir playwright==1.56.0 && playwright install chromium
USER 10001
CMD ["python", "a.py"]
`,
    },
  ],
  invalid: [
    {
      name: 'root downloads, another user runs',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN groupadd -r app && useradd -r -g app app
RUN pip install --no-cache-dir playwright==1.56.0
RUN playwright install chromium
USER app
CMD ["python", "a.py"]
`,
      line: 4,
      message:
        'in /root/.cache/ms-playwright (line 4), but the user that runs looks elsewhere',
    },
    {
      name: 'copied to a directory that no variable names',
      text: dockerfile`
FROM python:3.14-slim-trixie AS build
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir nltk==3.9.1 && /venv/bin/python -m nltk.downloader punkt
FROM python:3.14-slim-trixie
COPY --from=build /venv /venv
COPY --from=build /root/nltk_data /data
CMD ["/venv/bin/python", "a.py"]
`,
      line: 2,
      message: 'ENV NLTK_DATA=/opt/nltk',
    },
  ],
  unknown: [
    {
      name: 'a start script changes the user',
      text: dockerfile`
FROM python:3.14-slim-trixie
RUN pip install --no-cache-dir playwright==1.56.0 && playwright install chromium
ENTRYPOINT ["gosu", "app", "python", "a.py"]
`,
      reason: 'not known',
    },
  ],
  notApplicable: [
    {
      name: 'no such tool',
      text: dockerfile`
FROM python:3.14-slim-trixie
CMD ["python", "a.py"]
`,
    },
  ],
});
