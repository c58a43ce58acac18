import { dockerfile } from '../dockerfile';
import { areContentsKnown } from '../../images';
import type { Launch } from '../../questions/start/launch';
import type { Build } from '../../questions/build';
import { defineRule } from '../defineRule';
import { launchText } from '../python/words';
import {
  findModule,
  placesWithout,
  wantedBy,
} from '../../questions/start/startCode';
import { failWith, notApplicable, type Draft, unknown } from '../../verdict';

export const appCodeMissing = defineRule({
  id: 'app-code-missing',
  title: 'The application is not in the image, or not where it is looked for',
  passing: 'The application is where it is looked for',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 10,
  aliases: [],
  docs: {
    what: 'Finds a start command that names a module or script of the project while the image holds nothing but dependencies, or holds the code in a directory that Python does not search.',
    why: 'Packages without the program cannot start: `ModuleNotFoundError` or "can\'t open file".',
    example: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
CMD ["gunicorn", "src.app:app"]
`,
    instead: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
COPY src/ ./src/
ENV PATH="/opt/venv/bin:$PATH"
CMD ["gunicorn", "src.app:app"]
`,
    exceptions:
      'In a file of one stage the code may be mounted when the container starts; then nothing certain is said.',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const wanted = target.launches
      .map(launch => ({ launch, wants: wantedBy(launch) }))
      .find(
        ({ wants, launch }) =>
          wants !== undefined && launch.certainty === 'sure',
      );
    if (!wanted?.wants)
      return notApplicable(
        'The start command names no module or script of the project.',
      );
    const { launch, wants } = wanted;
    const name = wants.kind === 'file' ? wants.path : wants.module;
    if (!areContentsKnown(target.facts))
      return unknown('What the base image holds is not known.');
    if (target.facts.family === 'framework')
      return unknown('The base image may bring code along.');
    if (wants.kind === 'file') {
      const held = target.holds(wants.path);
      if (held.state === 'present') return failWith([]);
      if (held.state === 'unknown')
        return unknown(
          `Whether ${wants.path} is in the image is not known: ${held.reason}.`,
        );
    } else {
      const found = findModule(build, wants.top);
      if (found.state === 'unknown') return failWith([]);
      if (found.state === 'present')
        return failWith(misplaced(build, launch, wants.top, found.directory));
    }
    const taint = target.state.fs.taints[0];
    if (taint)
      return unknown(
        `Whether ${name} is in the image is not known: ${taint.reason}.`,
      );
    if (
      target.stage.instructions.some(
        ({ instruction }) => instruction.kind === 'VOLUME',
      ) ||
      isMounted(build)
    )
      return unknown('The code may be mounted when the container starts.');
    return failWith([
      {
        message: `\`${launchText(launch)}\` cannot start: nothing puts ${
          wants.kind === 'file' ? wants.path : `the module ${wants.module}`
        } into the image. Copy the source, e.g. \`COPY src/ ./src/\`, or install the project into the environment.`,
        range: launch.range,
        trace: [build.trace(launch.range, `needs ${name}`)],
      },
    ]);
  },
});

/** The code is there, but in no directory that it is imported from. */
function misplaced(
  build: Build,
  launch: Launch,
  top: string,
  directory: string,
): Draft[] {
  const places = placesWithout(build, launch, top);
  if (!places) return [];
  return [
    {
      message: `\`${launchText(
        launch,
      )}\` cannot start: Python looks for ${top} in ${places.join(
        ' and ',
      )}, but the image has it in ${directory}. Set \`WORKDIR ${directory}\` before the start command, or copy the code to where it is looked for.`,
      range: launch.range,
      trace: [build.trace(launch.range, `imports ${top} from ${places[0]}`)],
    },
  ];
}

/** A file of one stage that copies only manifests is made to have its code mounted. */
function isMounted(build: Build): boolean {
  return (
    build.stages.length === 1 &&
    !build.target?.state.fs.entries.some(
      ({ content, extent }) => content.kind === 'context' && extent === 'tree',
    )
  );
}
