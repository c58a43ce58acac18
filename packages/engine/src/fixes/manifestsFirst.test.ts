import { proposeFixes } from './propose';

const TEXT = `FROM python:3.13-slim-trixie
WORKDIR /app
COPY . .
RUN pip install --no-cache-dir -r plain.txt
USER 10001
CMD ["python", "/app/job.py"]
`;

function fixWith(manifests?: Record<string, string>) {
  return proposeFixes({
    path: 'Dockerfile',
    text: TEXT,
    context: manifests && {
      files: ['Dockerfile', 'job.py', 'plain.txt', 'lib/pyproject.toml'],
      dockerignore: null,
      manifests,
    },
    today: '2026-11-26',
  }).find(({ finding }) => finding.rule === 'cache-busting-order');
}

describe('manifests first', () => {
  it('copies the list that the installer reads', () => {
    expect(fixWith({ 'plain.txt': 'click==8.1.8\n' })?.edits[0].text).toBe(
      'COPY plain.txt ./',
    );
  });

  it('leaves a list alone that names folders of the project', () => {
    expect(fixWith({ 'plain.txt': 'click==8.1.8\n./lib\n' })).toBeUndefined();
  });

  it('leaves a list alone that is there and that nobody has read', () => {
    expect(fixWith({})).toBeUndefined();
  });

  it('asks for a review where nothing of the repository is known', () => {
    expect(fixWith()?.safety).toBe('review');
  });
});
