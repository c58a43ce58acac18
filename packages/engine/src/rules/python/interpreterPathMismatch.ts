import { dockerfile } from '../dockerfile';
import type { TargetImage } from '../../questions/targetImage';
import { lacksPython } from '../../questions/programs/missingPrograms';
import { defineRule } from '../defineRule';
import {
  environmentOfLaunch,
  mainCrossings,
} from '../../questions/python/crossings';
import { atLine, startClause, fitting, shortStartClause } from './words';
import { failWith, notApplicable, unknown } from '../../verdict';

/** The Python of the operating system or of an official image, on an image of which no line installs one. */
function isSystemPythonMissing(target: TargetImage, path: string): boolean {
  return (
    /^\/usr\/(?:local\/)?bin\/python3/.test(path) &&
    lacksPython(target) &&
    target.taintOver(path) === undefined &&
    target.python(path).kind !== 'runtime'
  );
}

/** What distroless images of Python are made from. */
const DISTROLESS_BUILDERS: Readonly<Record<string, string>> = {
  '11': 'debian:bullseye-slim',
  '12': 'debian:bookworm-slim',
  '13': 'debian:trixie-slim',
};

function cureFor(target: TargetImage): string {
  const { facts } = target;
  const builder =
    facts?.entry === 'distroless' &&
    facts.interpreter?.language === 'python' &&
    DISTROLESS_BUILDERS[facts.osRelease ?? ''];
  if (builder)
    return `Build on \`${builder}\` with \`python3-venv\`: its Python is at the same path.`;
  return lacksPython(target)
    ? 'Start the final stage from the Python image of the builder.'
    : 'Build both stages on images that have Python at the same path.';
}

export const interpreterPathMismatch = defineRule({
  id: 'interpreter-path-mismatch',
  title: 'The environment links to a Python that is not there',
  passing: 'The environment finds its Python',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 10,
  aliases: [],
  docs: {
    what: 'Finds a virtual environment whose `bin/python` links to a path that the image does not have.',
    why: 'The official images keep Python in `/usr/local/bin`, Debian, Ubuntu and distroless in `/usr/bin`. A dangling link is "not found".',
    example: dockerfile`
FROM python:3.13-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0

FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3
COPY --from=builder /opt/venv /opt/venv
COPY app.py .
CMD ["/opt/venv/bin/python", "-m", "gunicorn", "app:app"]
`,
    instead: dockerfile`
FROM python:3.13-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0

FROM python:3.13-slim-trixie
COPY --from=builder /opt/venv /opt/venv
COPY app.py .
CMD ["/opt/venv/bin/python", "-m", "gunicorn", "app:app"]
`,
    exceptions:
      'For distroless, link the path in the builder first: `ln -s /usr/local/bin/python /usr/bin/python` and create the environment with `/usr/bin/python`.',
  },
  check(build) {
    const { target } = build;
    const environments = mainCrossings(build).filter(
      ({ install, environment }) =>
        !install &&
        environment?.kind === 'venv' &&
        environment.managedPython === undefined,
    );
    if (!target || environments.length === 0)
      return notApplicable(
        'No virtual environment is copied from another stage.',
      );
    for (const { environment, entry } of environments) {
      const path = environment?.runtime.path;
      if (!environment || !path)
        return unknown('Which Python the environment links to is not known.');
      const used = target.launches.find(
        launch =>
          environmentOfLaunch(build, launch)?.environment === environment,
      );
      if (!used) continue;
      const held = target.holds(path);
      if (held.state === 'present') continue;
      if (held.state === 'unknown' && !isSystemPythonMissing(target, path)) {
        const found = target.python(path);
        if (found.kind === 'runtime' || found.kind === 'environment') continue;
        if (found.kind === 'unknown' || target.facts === undefined)
          return unknown(
            `Whether ${path} is in the image is not known: ${held.reason}.`,
          );
        if (
          target.facts.interpreter?.language !== 'python' ||
          target.facts.interpreter.path === undefined
        )
          return unknown(
            `Whether ${path} is in the image is not known: ${held.reason}.`,
          );
      }
      return failWith([
        {
          message: fitting(
            ...[startClause(build), shortStartClause(build)].map(
              start =>
                `The environment ${environment.path} links to ${path} (${atLine(
                  environment.place.range,
                )}), which the final image does not have, so ${start}. ${cureFor(
                  target,
                )}`,
            ),
          ),
          range: entry.layer.range,
          trace: [
            build.trace(environment.place.range, `made with ${path}`),
            build.trace(target.stage.range, `has no ${path}`),
            build.trace(used.range, 'runs the Python of the environment'),
          ],
        },
      ]);
    }
    return failWith([]);
  },
});
