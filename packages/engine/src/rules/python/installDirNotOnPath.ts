import { dockerfile } from '../dockerfile';
import type { Launch } from '../../questions/start/launch';
import {
  baseName,
  isWithin,
  normalise,
  resolvePath,
} from '../../contents/paths';
import type { TargetImage } from '../../questions/targetImage';
import { defineRule } from '../defineRule';
import {
  bareScripts,
  bringsScript,
  isPythonProgram,
} from '../../questions/python/crossings';
import { importPath } from '../../questions/python/importPath';
import { atLine, launchText, fitting } from './words';
import { failWith, notApplicable, type Draft, unknown } from '../../verdict';

/** `uv run` takes the .venv of the working directory or above, unless it is told otherwise; the others know where they made theirs. */
function isFoundByRunner(
  target: TargetImage,
  { through, cwd, start }: Launch,
  directory: string,
): boolean {
  return through.some(runner => {
    if (!/^(?:uv|rye) /.test(runner))
      return /^(?:poetry|pdm|pipenv|hatch) /.test(runner);
    const isTold = start.line.words.some(({ value }) =>
      /(?:^|\s)--(?:project|directory|active)\b/.test(value),
    );
    if (isTold || !cwd.known) return true;
    const named = target.variable('UV_PROJECT_ENVIRONMENT');
    if (named)
      return (
        !named.known ||
        directory === `${resolvePath(cwd.value, named.value)}/bin`
      );
    const project = directory.replace(/\/\.venv\/bin$/, '');
    return project !== directory && isWithin(cwd.value, project || '/');
  });
}

/** A link to what is not known, as a part of a directory of the PATH. */
function linkOnPath({ path, state }: TargetImage): string | undefined {
  if (!path?.known) return undefined;
  const directories = path.value.split(':').filter(Boolean).map(normalise);
  return state.fs.entries.find(
    ({ content, extent, path: at }) =>
      content.kind === 'made' &&
      content.by === 'ln' &&
      extent === 'tree' &&
      directories.some(directory => isWithin(directory, at)),
  )?.path;
}

export const installDirNotOnPath = defineRule({
  id: 'install-dir-not-on-path',
  title: 'The installed commands are not on the PATH',
  passing: 'The installed commands are on the PATH',
  category: 'build-separation',
  severity: 'high',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 8,
  aliases: [],
  docs: {
    what: 'Finds a start command that is installed in the image, but in a directory that the PATH of the image does not name.',
    why: 'ENV of a build stage does not carry over: the PATH that worked in the builder is not set in the image.',
    example: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0

FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
COPY app.py .
CMD ["gunicorn", "app:app"]
`,
    instead: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0

FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY app.py .
CMD ["gunicorn", "app:app"]
`,
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const scripts = target.state.fs.entries.filter(
      ({ content }) => content.kind === 'scripts',
    );
    if (scripts.length === 0)
      return notApplicable('No Python commands are in the image.');
    const { startup } = target;
    if (startup.unknown && bareScripts(build).length === 0) {
      return unknown(`${startup.unknown}.`);
    }
    const findings: Draft[] = [];
    for (const launch of bareScripts(build)) {
      const found = target.resolves(launch.program);
      if (found.state === 'found') continue;
      const providers = scripts.filter(
        ({ content }) =>
          content.kind === 'scripts' &&
          bringsScript(content.install, launch.program) === true,
      );
      if (
        providers.length === 0 ||
        providers.some(
          ({ path }) =>
            target.onPath(path) !== false ||
            isFoundByRunner(target, launch, path),
        )
      )
        continue;
      const link = linkOnPath(target);
      if (link !== undefined)
        return unknown(`Where the link ${link} leads is not known.`);
      if (target.doubt)
        return unknown(
          `Whether \`${launch.program}\` is on the PATH is not known: ${target.doubt}.`,
        );
      const [provider] = providers;
      findings.push({
        message: `${
          provider.path
        } is not on the PATH of the image, so \`${launchText(
          launch,
        )}\` is not found. Add \`ENV PATH="${
          provider.path
        }:$PATH"\` after ${atLine(provider.layer.range)}.`,
        range: launch.range,
        trace: [
          build.trace(
            provider.made.range,
            `\`${launch.program}\` is installed here`,
          ),
          build.trace(
            provider.layer.range,
            `it is in ${provider.path} of the image`,
          ),
          build.trace(
            launch.range,
            `\`${launch.program}\` is looked up on a PATH without that directory`,
          ),
        ],
      });
    }
    findings.push(...unusedEnvironments());
    return failWith(findings);

    /** `python -m app` with an environment that the PATH does not name. */
    function unusedEnvironments(): Draft[] {
      if (
        !target ||
        target
          .ownInstalls()
          .some(({ target: { scheme } }) => scheme === 'system')
      )
        return [];
      const environments = target.environments();
      const path = target.path;
      if (environments.length === 0 || !path?.known) return [];
      return target.launches.flatMap((launch): Draft[] => {
        if (
          !isPythonProgram(launch.program) ||
          launch.program.includes('/') ||
          launch.certainty !== 'sure' ||
          launch.start.place.instruction === -1
        )
          return [];
        if (target.python(launch.program).kind !== 'runtime' || target.doubt)
          return [];
        const used = environments.some(({ entry }) =>
          (importPath(build) ?? [entry.path]).some(
            directory =>
              directory.startsWith(`${entry.path}/`) ||
              directory === entry.path,
          ),
        );
        const [{ entry }] = environments;
        if (
          used ||
          isFoundByRunner(target, launch, `${entry.path}/bin`) ||
          target.state.fs.entries.some(
            ({ content, path: at }) =>
              content.kind === 'packages' && !at.startsWith(`${entry.path}/`),
          )
        )
          return [];
        return [
          {
            message: fitting(
              ...[launchText(launch), baseName(launch.program)].map(
                start =>
                  `\`${start}\` runs the Python of the base image, which does not see the packages in ${
                    entry.path
                  }. Add \`ENV PATH="${entry.path}/bin:$PATH"\` after ${atLine(
                    entry.layer.range,
                  )}.`,
              ),
              `\`${baseName(
                launch.program,
              )}\` runs the Python of the base image, which does not see the environment. Add \`ENV PATH="${
                entry.path
              }/bin:$PATH"\` after ${atLine(entry.layer.range)}.`,
            ),
            range: launch.range,
            trace: [
              build.trace(
                entry.layer.range,
                `the environment is in ${entry.path}`,
              ),
              build.trace(
                launch.range,
                'another Python comes first on the PATH',
              ),
            ],
          },
        ];
      });
    }
  },
});
