import { dockerfile, evaluation, fails, lineRange } from './build';

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
    nextLevel: { level: 'bronze', missing: ['syntax-error'] },
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
  evaluation({
    path: '{{cookiecutter.name}}/Dockerfile',
    kind: 'template',
    level: 'none',
    problems: [
      {
        code: 'template',
        severity: 'info',
        message: 'This is a template, not a Dockerfile.',
        range: lineRange(templateText, 1),
      },
    ],
    checks: [
      {
        rule: 'eol-base',
        state: 'unknown',
        findings: [],
        reason: 'The tag is filled in when the template is rendered.',
      },
    ],
  }),
);
