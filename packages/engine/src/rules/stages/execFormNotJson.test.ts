import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { execFormNotJson } from './execFormNotJson';

const SLIM = 'FROM python:3.14-slim-trixie\n';

testRule(execFormNotJson, {
  valid: [
    `${SLIM}CMD [ -f app.py ] && python app.py\n`,
    `${SLIM}CMD [[ -f app.py ]] && python app.py\n`,
    `${SLIM}RUN [ "a" = "a" ]\nCMD ["python", "app.py"]\n`,
    {
      name: 'the shell goes on',
      text: `${SLIM}RUN ['pip', 'install', 'flask'] || true\nCMD ["python", "app.py"]\n`,
    },
    {
      name: 'a CMD that an ENTRYPOINT in shell form drops',
      text: `${SLIM}ENTRYPOINT exec python app.py\nCMD ['python', 'app.py']\n`,
    },
    {
      name: 'a CMD that a later one replaces',
      text: `${SLIM}CMD ['python', 'app.py']\nCMD ["python", "app.py"]\n`,
    },
    {
      name: 'a stage that is not built',
      text: dockerfile`
FROM python:3.14-slim-trixie AS other
RUN ['pip', 'install', 'flask']
FROM python:3.14-slim-trixie
CMD ["python", "app.py"]
`,
    },
  ],
  invalid: [
    {
      name: 'single quotes',
      text: `${SLIM}CMD ['python', 'app.py']\n`,
      line: 2,
      message: 'double quotes',
    },
    {
      name: 'single quotes and spaces',
      text: `${SLIM}CMD [ 'python', 'app.py' ]\n`,
      line: 2,
      message: 'double quotes',
    },
    {
      name: 'no quotes',
      text: `${SLIM}ENTRYPOINT [python, app.py]\n`,
      line: 2,
      message: '`[python,`',
    },
    {
      name: 'no comma',
      text: `${SLIM}CMD ["python" "app.py"]\n`,
      line: 2,
      message: 'commas',
    },
    {
      name: 'a comma too many',
      text: `${SLIM}CMD ["python", "app.py",]\n`,
      line: 2,
    },
    {
      name: 'behind an init',
      text: `${SLIM}ENTRYPOINT ["tini", "--"]\nCMD ['python', 'app.py']\n`,
      line: 3,
    },
    {
      name: 'RUN',
      text: `${SLIM}RUN ['pip', 'install', 'flask']\nCMD ["python", "app.py"]\n`,
      line: 2,
      message: 'the build stops',
    },
  ],
  unknown: [
    {
      name: 'a start script may drop it',
      text: `${SLIM}COPY run.sh /\nENTRYPOINT ["/run.sh"]\nCMD ['python', 'app.py']\n`,
      reason: 'What the ENTRYPOINT does',
    },
    {
      name: 'an image nobody knows may have an ENTRYPOINT',
      text: "FROM example.com/base:1\nCMD ['python', 'app.py']\n",
      reason: 'What the ENTRYPOINT does',
    },
  ],
  notApplicable: [
    `${SLIM}CMD ["python", "app.py"]\n`,
    `${SLIM}CMD python app.py\n`,
    'FROM scratch\nCOPY a /a\n',
  ],
});
