import { dockerfile, evaluation, fails, lineRange, notJudged } from './build';

const text = `FROM python:3.12-slim
WORKDIR /app
COPYY . .
RUN <<EOF
pip install -r requirements.txt
CMD ["python", "main.py"]
`;

/** BuildKit would refuse it. */
export const broken = dockerfile(
  text,
  evaluation({
    path: 'Dockerfile',
    level: 'none',
    score: 71,
    nextLevel: { level: 'bronze', missing: ['syntax-error'], open: [] },
    categories: [{ category: 'operability', earned: 5.7, applicable: 8 }],
    checks: [
      fails(text, 'syntax-error', {
        line: 3,
        message: 'COPYY is not an instruction. Did you mean COPY?',
      }),
    ],
    problems: [
      {
        code: 'unknown-instruction',
        severity: 'error',
        message: 'COPYY is not an instruction. Did you mean COPY?',
        range: lineRange(text, 3),
      },
      {
        code: 'unterminated-heredoc',
        severity: 'error',
        message:
          'The here-document that begins here is never closed by a line “EOF”.',
        range: lineRange(text, 4),
      },
    ],
  }),
);

const templateText = `FROM python:{{ python_version }}-slim
WORKDIR /app
COPY . .
CMD ["python", "-m", "{{ module }}"]
`;

/** A cookiecutter, not a Dockerfile yet. */
export const template = dockerfile(
  templateText,
  notJudged({
    path: '{{cookiecutter.name}}/Dockerfile',
    reason: 'template',
    message:
      'This is a template (Jinja), not a Dockerfile. It is judged once it is rendered.',
    range: lineRange(templateText, 1),
  }),
);
