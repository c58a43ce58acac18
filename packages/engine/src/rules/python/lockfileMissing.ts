import type { Install, Presence } from '../../contents';
import { baseName } from '../../contents/paths';
import type { Build } from '../../questions/build';
import { defineRule } from '../defineRule';
import { atLine } from './words';
import { failWith, notApplicable, type Draft, unknown } from '../../verdict';

export const lockfileMissing = defineRule({
  id: 'lockfile-missing',
  title: 'The lock file is not there when it is needed',
  passing: 'The lock file is there when it is needed',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-build',
  level: 'bronze',
  weight: 8,
  aliases: [],
  docs: {
    what: 'Finds an installer that insists on a lock file (`uv sync --locked`, `--frozen`, `pipenv sync`, `pip install -r`, `-c`) where the file has not been copied.',
    why: 'The build stops at that line.',
    example: 'COPY pyproject.toml ./\nRUN uv sync --locked --no-dev',
    instead: 'COPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev',
  },
  check(build) {
    const { target } = build;
    const reachable = new Set(
      build.stages
        .filter(stage => stage.reachable || stage.index === target?.stage.index)
        .map(({ index }) => index),
    );
    const reading = build
      .allInstalls()
      .filter(({ place }) => reachable.has(place.stage))
      .map(install => ({ install, files: filesOf(install) }))
      .filter(({ files }) => files.length > 0);
    if (reading.length === 0)
      return notApplicable('No installer needs a lock file.');
    const missing = reading.flatMap(({ install, files }) =>
      install.certainty === 'maybe'
        ? []
        : files
            .filter(({ found }) => found === 'absent')
            .map(file => findingOf(build, install, file)),
    );
    const doubt = reading.some(({ files }) =>
      files.some(
        ({ found, path }) =>
          found === 'unknown' && build.files.has(baseName(path)) === undefined,
      ),
    );
    return missing.length === 0 && doubt
      ? unknown(
          'Whether the file is part of what is copied from the build context is not known.',
        )
      : failWith(missing);
  },
});

interface Read {
  path: string;
  found: Presence['state'];
}

/** Files without which an installer stops. */
function filesOf({
  needsLock,
  requirements,
  requirementsFound,
  alsoReads,
  tool,
}: Install): Read[] {
  const files = requirements
    .map((path, i) => ({ path, found: requirementsFound[i] }))
    .filter(
      ({ path }) =>
        needsLock ||
        tool === 'pip' ||
        // `uv sync` by itself writes the lock file that it lacks
        (tool === 'uv' && baseName(path) !== 'uv.lock'),
    );
  return [...files, ...alsoReads].filter(({ path }) => !/\/\w+:\//.test(path));
}

function findingOf(
  build: Build,
  { tool, range }: Install,
  { path }: Read,
): Draft {
  return {
    message: `\`${tool}\` needs ${path} (${atLine(
      range,
    )}), but no COPY has brought it there: the build stops. Copy ${baseName(
      path,
    )} before this line.`,
    range,
    trace: [build.trace(range, `reads ${path}`)],
  };
}
