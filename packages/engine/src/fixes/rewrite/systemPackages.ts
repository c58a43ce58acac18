import { installablePackages, packageUse } from '../../questions/buildPackages';
import type { PackageEvent, StageState } from '../../contents';
import { readPackageFate } from '../../questions/packageFate';

/** Packages that only install Python packages, or hold what their compilation needs. */
const PYTHON_INSTALLERS =
  /^(?:python3?(?:[\d.]*)-(?:pip|dev|devel|venv|setuptools|wheel|distutils|full)|py3?-pip|pip|pipx|virtualenv|python3-virtualenv|libpython3[\d.]*-dev)$/;

/** Headers of the system itself: what is compiled with them needs no other package. */
export const BUILD_ONLY =
  /^(?:musl-dev|libc6?-dev|linux-headers|linux-libc-dev|python.*|libpython.*|.*-headers)$/;

/** What the image needs of the packages that its stage installs. */
export interface RuntimePackages {
  manager: PackageEvent['manager'] | undefined;
  names: readonly string[];
  /** Only the build stage has them. */
  left: readonly string[];
  /** Headers of libraries whose run-time package is not known. */
  unmatched: readonly string[];
}

/**
 * Sorts the packages of a stage into those that run the service and those that build it.
 *
 * @param isMoved - whether the instruction of an index is left to the build stage
 */
export function runtimePackagesOf(
  state: StageState,
  isMoved: (instruction: number) => boolean,
): RuntimePackages {
  const shipped = readPackageFate(state).filter(
    ({ removed, installed: { place } }) =>
      !removed && place.stage === state.stage && isMoved(place.instruction),
  );
  const groups = new Set(
    state.packages
      .filter(({ group }) => group !== undefined)
      .flatMap(({ names }) => names),
  );
  const names = new Set<string>();
  const left: string[] = [];
  const unmatched: string[] = [];
  for (const { name, manager } of shipped) {
    const use = packageUse(name);
    // a virtual group is what the author means to remove
    if (use === 'other' && !PYTHON_INSTALLERS.test(name) && !groups.has(name)) {
      names.add(name);
      continue;
    }
    left.push(name);
    if (use !== 'headers') continue;
    const libraries = installablePackages(manager, name, state.image);
    for (const library of libraries) names.add(library);
    if (libraries.length === 0 && !BUILD_ONLY.test(name)) unmatched.push(name);
  }
  return {
    manager: shipped[0]?.manager,
    names: [...names],
    left: [...new Set(left)],
    unmatched,
  };
}

const COMMANDS: Readonly<
  Record<PackageEvent['manager'], (names: string) => readonly string[]>
> = {
  apt: names => [
    'apt-get update',
    `apt-get install -y --no-install-recommends ${names}`,
    'rm -rf /var/lib/apt/lists/*',
  ],
  apk: names => [`apk add --no-cache ${names}`],
  dnf: names => [`dnf install -y ${names}`, 'dnf clean all'],
  zypper: names => [
    `zypper --non-interactive install ${names}`,
    'zypper clean',
  ],
};

/** A RUN that installs packages; undefined where there is nothing to install. */
export function installCommand(
  manager: PackageEvent['manager'] | undefined,
  names: readonly string[],
): string | undefined {
  if (manager === undefined || names.length === 0) return undefined;
  return `RUN ${COMMANDS[manager](names.join(' ')).join(' \\\n    && ')}`;
}
