import type { Install } from '../../contents';
import { isMarked } from '../../contents/python/externallyManaged';
import type { Build } from '../../questions/build';
import { defineRule } from '../defineRule';
import { atLine, whatIsInstalled } from './words';
import { failWith, notApplicable, type Draft } from '../../verdict';

/** Name and package manager of the systems that mark their Python. */
const SYSTEMS: Readonly<Record<string, readonly [string, string]>> = {
  alpine: ['Alpine', 'apk'],
  debian: ['Debian', 'apt'],
  ubuntu: ['Ubuntu', 'apt'],
};

function findingOf(build: Build, install: Install): Draft {
  const { os = '', osRelease } = install.runtime;
  const [system, manager] = SYSTEMS[os] ?? [os, 'its package manager'];
  return {
    message: `\`${install.tool}\` refuses to install ${whatIsInstalled(
      install,
    )} into the Python that ${manager} manages (${system} ${osRelease}), so the build stops at ${atLine(
      install.range,
    )}. Run \`python3 -m venv /opt/venv\`, and set \`ENV PATH="/opt/venv/bin:$PATH"\` before it.`,
    range: install.range,
    trace: [
      build.trace(
        install.range,
        'PEP 668: only the package manager may install here',
      ),
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
    if (installs.length === 0)
      return notApplicable(
        'Nothing is installed into a Python that only a package manager may change.',
      );
    const refused = installs.find(install => install.refused);
    return failWith(refused ? [findingOf(build, refused)] : []);
  },
});
