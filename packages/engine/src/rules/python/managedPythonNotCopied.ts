import { dockerfile } from '../dockerfile';
import { isWithin } from '../../contents/paths';
import type { Build } from '../../questions/build';
import { defineRule } from '../defineRule';
import { mainCrossings } from '../../questions/python/crossings';
import { atLine, fitting } from './words';
import { failWith, notApplicable, unknown } from '../../verdict';

/** Why there is a download, as the begin of a sentence. */
function causeOf(build: Build, stage: number): string {
  const name = build.stageName(stage);
  return build.states[stage]?.image?.interpreter?.language === 'python'
    ? `The Python of stage ${name} is not taken: uv`
    : `The build stage ${name} has no Python of its own, so uv`;
}

export const managedPythonNotCopied = defineRule({
  id: 'managed-python-not-copied',
  title: 'The Python that uv downloaded stays in the builder',
  passing: 'The Python that uv downloaded is in the image',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 10,
  aliases: [],
  docs: {
    what: 'Finds an environment that links to an interpreter of `uv python install` whose directory does not reach the image.',
    why: 'Where the build stage has no Python, or a managed one is asked for, uv downloads one below `~/.local/share/uv/python` (or `UV_PYTHON_INSTALL_DIR`). The environment only links to it.',
    example: dockerfile`
FROM ghcr.io/astral-sh/uv:trixie-slim AS builder
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-editable

FROM python:3.14-slim-trixie
COPY --from=builder /app/.venv /app/.venv
COPY my_service/ ./my_service/
CMD ["/app/.venv/bin/python", "-m", "my_service"]
`,
    instead: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim AS builder
WORKDIR /app
COPY pyproject.toml uv.lock ./
ENV UV_PYTHON_DOWNLOADS=0
RUN uv sync --locked --no-dev --no-editable

FROM python:3.14-slim-trixie
COPY --from=builder /app/.venv /app/.venv
COPY my_service/ ./my_service/
CMD ["/app/.venv/bin/python", "-m", "my_service"]
`,
    exceptions:
      'Copying the directory of the interpreter to the same path works too, also onto an image without Python.',
  },
  check(build) {
    const { target } = build;
    const managed = mainCrossings(build).filter(
      ({ install, environment }) =>
        !install && environment?.managedPython !== undefined,
    );
    if (!target || managed.length === 0)
      return notApplicable(
        'No environment with a downloaded Python is copied.',
      );
    for (const { environment, entry } of managed) {
      const directory = environment?.managedPython;
      if (!environment || !directory) continue;
      if (
        target.state.fs.entries.some(
          ({ path }) =>
            isWithin(path, directory) ||
            (isWithin(directory, path) &&
              path !== '/' &&
              target.holds(directory).state === 'present'),
        )
      )
        continue;
      if (target.holds(directory).state === 'unknown')
        return unknown(`Whether ${directory} reaches the image is not known.`);
      return failWith([
        {
          message: fitting(
            ...[` into ${directory}`, ''].map(
              into =>
                `${causeOf(
                  build,
                  environment.place.stage,
                )} downloads one${into} (${atLine(
                  environment.place.range,
                )}), which the final image lacks. Build on the Python image of the final stage, or copy it.`,
            ),
          ),
          range: entry.layer.range,
          trace: [
            build.trace(
              environment.place.range,
              `uv downloads a Python into ${directory}`,
            ),
            build.trace(entry.layer.range, 'only the environment is copied'),
          ],
        },
      ]);
    }
    return failWith([]);
  },
});
