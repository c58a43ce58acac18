import type { Place, PythonRuntime } from '../../contents';
import { isMarked } from '../../contents/python/externallyManaged';
import type { Build } from '../../questions/build';
import { namesSystemPaths } from '../../questions/python/systemPaths';
import { defineRule } from '../defineRule';
import { atLine, whatIsInstalled } from './words';
import { failWith, notApplicable, type Draft, type Range } from '../../verdict';

/** Name and package manager of the systems that mark their Python. */
const SYSTEMS: Readonly<Record<string, readonly [string, string]>> = {
  alpine: ['Alpine', 'apk'],
  debian: ['Debian', 'apt'],
  ubuntu: ['Ubuntu', 'apt'],
};

/** Debian and Ubuntu have `venv` in a package of its own. */
function cureOf(build: Build, { stage }: Place, { os }: PythonRuntime): string {
  if (namesSystemPaths(build))
    return 'Add `--break-system-packages`: other lines name the paths where it installs.';
  const lacksVenv =
    os !== 'alpine' &&
    !build.states[stage]?.packages.some(({ names }) =>
      names.some(name => /^python3[\d.]*-(?:venv|full)$/.test(name)),
    );
  return `Run \`python3 -m venv /opt/venv\`${
    lacksVenv ? ' (of python3-venv)' : ''
  }, and set \`ENV PATH="/opt/venv/bin:$PATH"\` before it.`;
}

function findingOf(
  build: Build,
  refusal: {
    who: string;
    what: string;
    runtime: PythonRuntime;
    place: Place;
    range: Range;
  },
): Draft {
  const { who, what, runtime, place, range } = refusal;
  const { os = '', osRelease } = runtime;
  const [system, manager] = SYSTEMS[os] ?? [os, 'its package manager'];
  return {
    message: `\`${who}\` (${atLine(
      range,
    )}) may not install ${what} into ${manager}'s Python (${system} ${osRelease}), so the build stops. ${cureOf(
      build,
      place,
      runtime,
    )}`,
    range,
    trace: [
      build.trace(range, 'PEP 668: only the package manager may install here'),
    ],
  };
}

export const externallyManagedPython = defineRule({
  id: 'externally-managed-python',
  title: 'pip refuses to install beside the package manager',
  passing: 'pip installs where it may',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-build',
  level: 'bronze',
  weight: 4,
  aliases: [],
  docs: {
    what: 'Finds `pip install` into the Python of Debian 12, Ubuntu 23.04, Alpine 3.19 or a later release of them.',
    why: 'These releases mark their Python as managed by apt or apk (PEP 668). pip stops with "externally-managed-environment", and so does the build.',
    example:
      'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y --no-install-recommends python3-pip\nRUN pip install flask',
    instead:
      'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y --no-install-recommends python3-venv\nRUN python3 -m venv /opt/venv && /opt/venv/bin/pip install flask',
    exceptions:
      'The official `python` images are not marked. `--break-system-packages`, `PIP_BREAK_SYSTEM_PACKAGES=1`, `--target` and `--prefix` get past it.',
  },
  check(build) {
    const installs = build.stages
      .filter(({ reachable }) => reachable)
      .flatMap(({ index }) => build.installsIn(index))
      .filter(
        ({ runtime, target }) =>
          isMarked(runtime) &&
          target.scheme !== 'environment' &&
          target.scheme !== 'wheels',
      );
    const bootstrap = build.stages
      .filter(({ reachable }) => reachable)
      .flatMap(({ index }) => build.states[index]?.refusedBootstraps ?? [])
      .at(0);
    if (installs.length === 0 && !bootstrap)
      return notApplicable(
        'Nothing is installed into a Python that only a package manager may change.',
      );
    const refused = installs.find(install => install.refused);
    if (refused)
      return failWith([
        findingOf(build, {
          ...refused,
          who: refused.tool,
          what: whatIsInstalled(refused),
        }),
      ]);
    return failWith(
      bootstrap
        ? [
            findingOf(build, {
              who: 'get-pip.py',
              what: 'pip',
              runtime: bootstrap.runtime,
              place: bootstrap.call.place,
              range: bootstrap.call.step.range,
            }),
          ]
        : [],
    );
  },
});
