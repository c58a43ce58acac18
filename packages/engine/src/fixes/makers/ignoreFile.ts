import type { FixMaker } from '../types';

/** What has no place in an image; one line each. */
const ENTRIES = [
  '.git',
  '.github',
  '.venv',
  '__pycache__',
  '.env',
  'node_modules',
  'tests',
  'test',
];

/** Creates the .dockerignore, or completes it. */
export const completeDockerignore: FixMaker = build => {
  const { dockerignore } = build.files.context;
  if (dockerignore === undefined) return [];
  const missing = ENTRIES.filter(entry => build.files.ignores(entry) === false);
  if (missing.length === 0) return [];
  const before = dockerignore ?? '';
  const glue = before === '' || before.endsWith('\n') ? '' : '\n';
  return [
    {
      title:
        dockerignore === null
          ? 'Add a .dockerignore'
          : 'Complete the .dockerignore',
      safety: 'review',
      reason:
        'These files are not copied any more. Take out a line if the build needs them.',
      edits: [],
      dockerignore: `${before}${glue}${missing.join('\n')}\n`,
    },
  ];
};
