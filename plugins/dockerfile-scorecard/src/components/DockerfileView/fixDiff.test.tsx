import { screen } from '@testing-library/react';
import type { Fix } from 'dockerfile-scorecard-engine';
import { flask, service } from '../../../dev/samples';
import { fakeApi, renderService } from '../../../dev/testing';
import { FixDiff } from './FixDiff';

const TEXT = 'FROM python:3.14-slim-trixie\nCMD ["flask", "run"]\n';
const FIX: Fix = {
  title: 'Start `gunicorn app:app`, and add gunicorn to requirements.txt',
  safety: 'review',
  edits: [
    {
      range: { start: { line: 2, column: 4 }, end: { line: 2, column: 20 } },
      text: '["gunicorn", "app:app"]',
    },
  ],
  dockerignore: '.git\n',
  additions: [{ path: 'requirements.txt', lines: ['gunicorn'] }],
};

it('shows what a fix does to each file', async () => {
  renderService(
    <FixDiff path="Dockerfile" text={TEXT} fix={FIX} rule="dev-server" />,
    { api: fakeApi({ getScorecard: async () => service('a', [flask]) }) },
  );
  expect(
    await screen.findByLabelText(
      'Fix: Start gunicorn app:app, and add gunicorn to requirements.txt',
    ),
  ).toHaveTextContent('added: CMD ["gunicorn", "app:app"]');
  expect(
    screen.getByLabelText('.dockerignore after the fix'),
  ).toHaveTextContent('.git');
  expect(screen.getByLabelText('Added to requirements.txt')).toHaveTextContent(
    'added: gunicorn',
  );
});
