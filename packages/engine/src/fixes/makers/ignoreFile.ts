import { isWithin } from '../../contents/paths';
import type { Build } from '../../questions/build';
import type { Call } from '../../contents/stageState';
import { addLines } from '../additions';
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

/** Whether a command runs the tests of the project. */
function runsTests({ name, args }: Call): boolean {
  const words = args.map(({ raw }) => raw);
  if (/^(?:pytest|py\.test|tox|nox)$/.test(name)) return true;
  if (/^python[\d.]*$/.test(name))
    return words.some(word => /^(?:pytest|unittest|tox|nox|test)$/.test(word));
  return (
    /^(?:npm|yarn|pnpm|bun|go|cargo|uv|poetry|make|mvn|gradle)$/.test(name) &&
    words.some(word => /^(?:test|pytest)(?::|$)/.test(word))
  );
}

/** Whether a command reads the history of the project. */
function readsHistory({ name, args }: Call): boolean {
  return (
    name === 'git' &&
    args.some(({ raw }) =>
      /^(?:describe|rev-parse|rev-list|log|show|status|submodule)$/.test(raw),
    )
  );
}

/** Paths of the build context that the file copies or mounts by name. */
function namedPaths(build: Build): string[] {
  return build.states.flatMap(state => [
    ...(state?.copies ?? [])
      .filter(({ from }) => from.kind === 'context')
      .flatMap(({ sources }) =>
        sources.flatMap(({ path }) => (path.known ? [path.value] : [])),
      ),
    ...(state?.mounts ?? [])
      .filter(({ from }) => from.kind === 'context')
      .map(({ source }) => source),
  ]);
}

/** Entries that a stage needs, or that the .dockerignore lets through on purpose. */
function neededEntries(build: Build): Set<string> {
  const calls = build.states.flatMap(state => state?.calls ?? []);
  const included = (build.files.context.dockerignore ?? '')
    .split(/\r?\n/)
    .filter(line => line.startsWith('!'))
    .map(line => line.slice(1));
  const paths = [...namedPaths(build), ...included].map(path =>
    path.trim().replace(/^(?:\.?\/)+/, ''),
  );
  return new Set([
    ...ENTRIES.filter(entry => paths.some(path => isWithin(path, entry))),
    ...(calls.some(runsTests) ? ['tests', 'test'] : []),
    ...(calls.some(readsHistory) ? ['.git'] : []),
  ]);
}

/** Creates the .dockerignore, or completes it. */
export const completeDockerignore: FixMaker = build => {
  const { dockerignore } = build.files.context;
  if (dockerignore === undefined) return [];
  const needed = neededEntries(build);
  const missing = ENTRIES.filter(
    entry => build.files.ignores(entry) === false && !needed.has(entry),
  );
  if (missing.length === 0) return [];
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
      dockerignore: addLines(dockerignore ?? '', missing),
    },
  ];
};
