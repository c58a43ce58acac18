import { dockerfile } from '../dockerfile';
import type { Entry, PythonEnvironment } from '../../contents';
import { baseName, directoryOf, joinPath } from '../../contents/paths';
import type { TargetImage } from '../../questions/targetImage';
import type { Build } from '../../questions/build';
import { defineRule } from '../defineRule';
import {
  bringsScript,
  environmentOfLaunch,
  isPythonProgram,
  mainCrossings,
} from '../../questions/python/crossings';
import { atLine, launchText } from './words';
import { failWith, notApplicable, type Draft, unknown } from '../../verdict';

export const venvRelocated = defineRule({
  id: 'venv-relocated',
  title: 'The virtual environment is moved',
  passing: 'The virtual environment is where it was made',
  category: 'build-separation',
  severity: 'high',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 8,
  aliases: [],
  docs: {
    what: 'Finds a virtual environment that is in the image at a different path from where it was created.',
    why: 'The first line of every console script in it names the old path, so the scripts cannot start. `python -m …` still works.',
    example: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /build/venv && /build/venv/bin/pip install --no-cache-dir gunicorn==23.0.0

FROM python:3.14-slim-trixie
COPY --from=builder /build/venv /opt/venv
COPY app.py .
CMD ["/opt/venv/bin/gunicorn", "app:app"]
`,
    instead: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0

FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
COPY app.py .
CMD ["/opt/venv/bin/gunicorn", "app:app"]
`,
    exceptions:
      'Where the start command is `python -m …` the finding is only a note. `uv venv --relocatable` makes environments that may move.',
  },
  check(build) {
    const { target } = build;
    const environments = mainCrossings(build).filter(
      ({ install, environment }) => !install && environment?.kind === 'venv',
    );
    const strays = strayScripts(build);
    if (!target || (environments.length === 0 && strays.length === 0))
      return notApplicable(
        'No virtual environment is copied from another stage.',
      );
    const findings: Draft[] = [...strays];
    for (const { environment, entry } of environments) {
      if (
        !environment ||
        environment.relocatable ||
        entry.path === environment.path
      )
        continue;
      // a link or a second copy puts it at its old place
      if (target.holds(environment.path).state === 'present') continue;
      if (isRewritten(build, environment.path)) {
        return unknown(
          `A command works on ${environment.path}; it may fix its scripts.`,
        );
      }
      const script = target.launches.find(
        launch =>
          !isPythonProgram(launch.program) &&
          environmentOfLaunch(build, launch)?.environment === environment,
      );
      const note = script
        ? `so \`${launchText(script)}\` cannot start: its first line names ${
            environment.path
          }/bin/python`
        : 'so its console scripts are broken; `python -m …` still works';
      findings.push({
        message: `The virtual environment is made at ${
          environment.path
        } (${atLine(environment.place.range)}) and copied to ${
          entry.path
        } (${atLine(entry.layer.range)}), ${note}. Create it at ${entry.path}.`,
        range: entry.layer.range,
        severity: script ? 'high' : 'info',
        trace: [
          build.trace(
            environment.place.range,
            `created at ${environment.path}`,
          ),
          build.trace(entry.layer.range, `copied to ${entry.path}`),
          ...(script
            ? [
                build.trace(
                  script.range,
                  `\`${baseName(
                    script.program,
                  )}\` looks for its Python at the old path`,
                ),
              ]
            : []),
        ],
      });
    }
    return failWith(findings);
  },
});

/** Console scripts that were taken out of an environment which is not in the image. */
function strayScripts(build: Build): Draft[] {
  const { target } = build;
  if (!target) return [];
  return target.launches.flatMap((launch): Draft[] => {
    const { program, certainty, range } = launch;
    if (certainty !== 'sure' || isPythonProgram(program)) return [];
    const entry = entryOf(target, program);
    const environment = entry && environmentOf(entry);
    if (
      !environment ||
      environment.relocatable ||
      // it was moved as a whole, which is told below
      target.environments().some(found => found.environment === environment) ||
      target.holds(environment.path).state !== 'absent' ||
      isRewritten(build, environment.path)
    )
      return [];
    return [
      {
        message: `\`${launchText(
          launch,
        )}\` cannot start: the first line of ${pathOf(
          entry,
          program,
        )} (${atLine(entry.layer.range)}) names ${
          environment.path
        }/bin/python, and that environment is not in the image. Copy it whole: \`COPY --from=… ${
          environment.path
        } ${environment.path}\`.`,
        range: entry.layer.range,
        trace: [
          build.trace(
            environment.place.range,
            `the environment is created at ${environment.path}`,
          ),
          build.trace(entry.layer.range, 'only its commands are copied'),
          build.trace(range, `starts one of them`),
        ],
      },
    ];
  });
}

/** Directories that a program is looked up in. */
function directoriesFor({ path }: TargetImage, program: string): string[] {
  if (program.includes('/')) return [directoryOf(program)];
  return path?.known ? path.value.split(':') : [];
}

/** What stands first under a name. */
function entryOf(target: TargetImage, program: string): Entry | undefined {
  const name = baseName(program);
  for (const directory of directoriesFor(target, program)) {
    const found = target.state.fs.entries.findLast(
      ({ path: at, content }) =>
        at === joinPath(directory, name) ||
        (at === directory &&
          content.kind === 'scripts' &&
          bringsScript(content.install, name) === true),
    );
    if (found) return found;
  }
  return undefined;
}

function pathOf({ path }: Entry, program: string): string {
  const name = baseName(program);
  return baseName(path) === name ? path : joinPath(path, name);
}

/** The environment that a command was installed into. */
function environmentOf({ content }: Entry): PythonEnvironment | undefined {
  const of = content.kind === 'part' ? content.of : content;
  if (of.kind === 'environment') return of.environment;
  return of.kind === 'scripts' ? of.install.target.environment : undefined;
}

/** A stream editor whose words name the old place rewrites the first lines of the scripts. */
function isRewritten(build: Build, path: string): boolean {
  return build.states.some(state =>
    state?.calls.some(
      ({ name, args }) =>
        /^(?:sed|perl|awk|find|xargs)$/.test(name) &&
        args.some(({ text }) => text.known && text.value.includes(path)),
    ),
  );
}
