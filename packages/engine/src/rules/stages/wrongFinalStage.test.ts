import { dockerfile, testRule } from '../ruleTester';
import { wrongFinalStage } from './wrongFinalStage';

testRule(wrongFinalStage, {
  valid: [
    {
      name: 'the runtime is last',
      text: dockerfile`
FROM python:3.14-slim-trixie AS base
FROM base AS test
RUN pip install pytest
FROM base AS runtime
CMD ["python"]
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM python:3.14-slim-trixie AS runtime
CMD ["gunicorn", "app:app"]
FROM runtime AS test
RUN pip install pytest
CMD ["pytest"]
`,
      line: 3,
      message: 'runtime',
    },
  ],
  notApplicable: [
    {
      name: 'one stage',
      text: dockerfile`
FROM python:3.14-slim-trixie
`,
    },
    {
      name: 'the target is named',
      text: dockerfile`
FROM python:3.14-slim-trixie AS runtime
FROM runtime AS test
CMD ["pytest"]
`,
      context: { target: 'runtime' },
    },
  ],
});
