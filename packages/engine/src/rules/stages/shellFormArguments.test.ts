import { testRule } from '../../__testUtils__/ruleTester';
import { shellFormArguments } from './shellFormArguments';

const SLIM = 'FROM python:3.14-slim-trixie\n';

testRule(shellFormArguments, {
  valid: [
    `${SLIM}ENTRYPOINT ["tini", "--"]\nCMD python app.py\n`,
    `${SLIM}ENTRYPOINT ["/usr/bin/dumb-init", "--"]\nCMD exec python app.py\n`,
    `${SLIM}ENTRYPOINT ["gosu", "app"]\nCMD python app.py\n`,
    `${SLIM}ENTRYPOINT ["uv", "run"]\nCMD python app.py\n`,
    'FROM nginx:1.29\nCMD nginx -g "daemon off;"\n',
  ],
  invalid: [
    {
      text: `${SLIM}ENTRYPOINT ["python"]\nCMD app.py\n`,
      line: 3,
      message: 'python /bin/sh -c app.py',
    },
    {
      text: `${SLIM}ENTRYPOINT ["python3", "-u"]\nCMD app.py\n`,
      line: 3,
      message: 'script',
    },
    {
      text: `${SLIM}ENTRYPOINT ["python", "-m"]\nCMD flask run\n`,
      line: 3,
      message: 'module',
    },
    {
      text: `${SLIM}ENTRYPOINT ["python", "manage.py"]\nCMD runserver\n`,
      line: 3,
      message: 'no command of that name',
    },
    {
      text: `${SLIM}ENTRYPOINT ["python", "-m", "uvicorn"]\nCMD app:app\n`,
      line: 3,
      message: 'no option -c',
    },
    {
      text: `${SLIM}ENTRYPOINT ["tini", "--", "gunicorn"]\nCMD app:app\n`,
      line: 3,
      message: 'settings',
    },
    {
      text: `${SLIM}ENTRYPOINT ["/bin/sh", "-c"]\nCMD python app.py\n`,
      line: 3,
      message: 'another shell',
    },
    {
      text: `${SLIM}ENTRYPOINT ["bash"]\nCMD python app.py\n`,
      line: 3,
      message: 'script',
    },
  ],
  unknown: [
    {
      text: `${SLIM}ENTRYPOINT ["/entrypoint.sh"]\nCMD python app.py\n`,
      reason: '/entrypoint.sh',
    },
    {
      text: `${SLIM}ENTRYPOINT ["python", "app.py"]\nCMD --port 80\n`,
      reason: 'python',
    },
  ],
  notApplicable: [
    `${SLIM}ENTRYPOINT ["python"]\nCMD ["app.py"]\n`,
    `${SLIM}CMD python app.py\n`,
    'FROM gcr.io/distroless/python3-debian13\nCMD app.py\n',
  ],
});
