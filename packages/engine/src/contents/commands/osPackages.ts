import {
  has,
  readArguments,
  textOf,
  valueOf,
  type Arguments,
} from '../arguments';
import { forgetCachesOf, isMounted } from './caches';
import type { Call, PackageEvent, StageState } from '../stageState';

const APT_VALUED = new Set(
  '-t --target-release -o --option -c --config-file --default-release -a --host-architecture'.split(
    ' ',
  ),
);
const APK_VALUED = new Set(
  '-t --virtual -X --repository -p --root --repositories-file --keys-dir --cache-dir --arch'.split(
    ' ',
  ),
);
const DNF_VALUED = new Set(
  '--enablerepo --disablerepo --repo --repoid --setopt -c --config --releasever --installroot -x --exclude --comment --nogpgcheck'.split(
    ' ',
  ),
);
const ZYPPER_VALUED = new Set(
  '-r --repo -t --type --from -R --root'.split(' '),
);

/** Records what a command does to packages, with where and how surely it does. */
function put(
  state: StageState,
  { place, step }: Call,
  event: Omit<PackageEvent, 'group' | 'place' | 'range' | 'certainty'> &
    Partial<Pick<PackageEvent, 'group'>>,
): void {
  state.recordPackages({
    group: undefined,
    ...event,
    place,
    range: step.range,
    certainty: step.certainty,
  });
}

function record(
  state: StageState,
  call: Call,
  manager: PackageEvent['manager'],
  action: PackageEvent['action'],
  args: Arguments,
  operands: Arguments['operands'],
  group?: string,
): void {
  const names = operands.flatMap(word => {
    const text = textOf(word);
    if (!text) return [];
    // the name of a group has blanks: @Development Tools
    return text.startsWith('@') ? [text] : text.split(/\s+/);
  });
  put(state, call, {
    manager,
    action,
    names: names.map(name => packageName(manager, name)).filter(Boolean),
    complete: !args.unclear && operands.every(word => word.text.known),
    group,
  });
  if (action === 'install' && manager !== 'apk')
    taintByPackages(state, call, names);
}

/** Packages of a distribution leave these alone; those of others often live there. */
const FOREIGN_PLACES = ['/opt', '/srv', '/home', '/usr/local'];

/** Files that name further places to get packages from. */
const SOURCES = /\/etc\/(?:apt|yum|zypp|dnf)\b/;

function addsSource({ name, args }: Call): boolean {
  return (
    /^(?:add-apt-repository|apt-add-repository|apt-key|yum-config-manager)$/.test(
      name,
    ) || args.some(word => SOURCES.test(textOf(word) ?? ''))
  );
}

/** How far the calls of a stage were searched for sources of packages: thousands of installs must not search them all. */
const searched = new WeakMap<StageState, { calls: number; found: boolean }>();

function hasForeignSource(state: StageState): boolean {
  const known = searched.get(state) ?? { calls: 0, found: false };
  const found =
    known.found ||
    state.calls.slice(known.calls).some(addsSource) ||
    // a redirection or a COPY makes the file
    state.fs.entries.some(
      ({ path, content }) =>
        path.startsWith('/etc/') &&
        SOURCES.test(path) &&
        content.kind !== 'cache',
    );
  searched.set(state, { calls: state.calls.length, found });
  return found;
}

/** A package file or address, or a source of packages that is not the distribution's own. */
function areForeign(state: StageState, names: readonly string[]): boolean {
  return (
    names.some(name => /\.(?:deb|rpm)$|:\/\//.test(name)) ||
    hasForeignSource(state)
  );
}

/**
 * Packages of Debian may make directories for the administrator below /usr/local (r-base its site-library, Emacs its site-lisp);
 * packages from elsewhere put their files where they like.
 */
function taintByPackages(
  state: StageState,
  call: Call,
  names: readonly string[],
): void {
  const reason = `a package that \`${call.name}\` installs may make it`;
  if (areForeign(state, names))
    for (const path of FOREIGN_PLACES) state.taint(path, reason, call.place);
  else if (
    names.some(name => /^(?:r-|emacs|tex|octave|ocaml|guile|ghc)/.test(name))
  )
    for (const path of ['/usr/local/lib', '/usr/local/share'])
      state.taint(path, reason, call.place);
}

/** Packages for another root are files below it, and no part of the stage's own system. */
function goesElsewhere(
  call: Call,
  state: StageState,
  args: Arguments,
): boolean {
  const word = valueOf(
    args,
    '--root',
    '--installroot',
    ...(call.name === 'apk' ? ['-p'] : []),
    ...(call.name === 'zypper' ? ['-R'] : []),
  );
  if (!word) return false;
  const root = state.resolve(call.step.cwd, word.text);
  if (root.known && root.value === '/') return false;
  state.taint(
    root.known ? root.value : root.prefix || '/',
    `\`${call.name}\` installs packages there`,
    call.place,
    true,
  );
  return true;
}

function packageName(manager: PackageEvent['manager'], word: string): string {
  if (manager === 'apt') return word.replace(/[=/:].*$/, '');
  if (manager === 'apk') return word.replace(/[=<>~@].*$/, '');
  return word;
}

function cached(
  call: Call,
  state: StageState,
  of: string,
  path: string,
  cure: string,
): void {
  if (isMounted(call, path)) return;
  state.caches.push({
    of,
    path,
    place: call.place,
    range: call.step.range,
    cure,
  });
  state.add(path, 'tree', { kind: 'cache', of }, call.place);
}

type AptMark = 'auto' | 'manual';

/** Marks hold in the RUN that sets them: what an earlier one installed stays in its layer whatever is marked. */
function marksOf(state: StageState, { place }: Call, mark: AptMark): string[] {
  const [at, ...names] =
    state.settings.get(`apt-mark ${mark}`)?.split(' ') ?? [];
  return at === `${place.stage}.${place.instruction}` ? names : [];
}

/** `apt-mark auto '.*'`, `apt-mark auto gcc`, `apt-mark manual libpq5`: what is marked auto goes with the next `--auto-remove`. */
export function aptMark(call: Call, state: StageState): void {
  const [verb, ...words] = call.args.map(textOf);
  if (verb !== 'auto' && verb !== 'manual') return;
  const names = words
    .flatMap(word => word?.split(/\s+/) ?? [])
    .filter(word => word !== '' && !/^[->]/.test(word));
  const { stage, instruction } = call.place;
  const marked = [...marksOf(state, call, verb), ...names];
  state.settings.set(
    `apt-mark ${verb}`,
    [`${stage}.${instruction}`, ...marked].join(' '),
  );
}

/** Packages that a RUN has installed so far. */
function installedHere(
  { packages }: StageState,
  { place }: Call,
  manager: PackageEvent['manager'],
): PackageEvent[] {
  return packages.filter(
    event =>
      event.action === 'install' &&
      event.manager === manager &&
      event.place.stage === place.stage &&
      event.place.instruction === place.instruction,
  );
}

function removeMarked(state: StageState, call: Call): void {
  const auto = new Set(marksOf(state, call, 'auto'));
  if (auto.size === 0) return;
  const manual = new Set(marksOf(state, call, 'manual'));
  const names = installedHere(state, call, 'apt')
    .flatMap(event => event.names)
    .filter(name => (auto.has('.*') || auto.has(name)) && !manual.has(name));
  put(state, call, {
    manager: 'apt',
    action: 'remove',
    names,
    complete: true,
  });
}

/** `apt-get …`, `apt …`, `aptitude …`. */
export function apt(call: Call, state: StageState): void {
  const args = readArguments(call.args, APT_VALUED);
  const [verb, ...operands] = args.operands;
  switch (textOf(verb)) {
    case 'update':
      record(state, call, 'apt', 'update', args, []);
      cached(
        call,
        state,
        'apt lists',
        '/var/lib/apt/lists',
        'end the same RUN with `rm -rf /var/lib/apt/lists/*`',
      );
      break;
    case 'install':
    case 'build-dep':
      record(state, call, 'apt', 'install', args, operands);
      break;
    case 'remove':
    case 'purge':
    case 'autoremove':
      record(state, call, 'apt', 'remove', args, operands);
      if (
        textOf(verb) === 'autoremove' ||
        has(args, '--auto-remove', '--autoremove')
      )
        removeMarked(state, call);
      break;
    case 'upgrade':
    case 'dist-upgrade':
    case 'full-upgrade':
      record(state, call, 'apt', 'upgrade', args, []);
      break;
    case 'clean':
    case 'autoclean':
      record(state, call, 'apt', 'clean', args, []);
      break;
    // apt-get(8): as clean, and the package lists too
    case 'distclean':
    case 'dist-clean':
      record(state, call, 'apt', 'clean', args, []);
      forgetCachesOf(state, call, 'apt lists');
      break;
    default:
  }
}

/** `apk …`. */
export function apk(call: Call, state: StageState): void {
  const args = readArguments(call.args, APK_VALUED);
  if (goesElsewhere(call, state, args)) return;
  const [verb, ...operands] = args.operands;
  switch (textOf(verb)) {
    case 'add':
      record(
        state,
        call,
        'apk',
        'install',
        args,
        operands,
        textOf(valueOf(args, '-t', '--virtual')),
      );
      if (
        !has(args, '--no-cache') &&
        has(args, '-U', '--update-cache', '--update')
      ) {
        cached(
          call,
          state,
          'apk',
          '/var/cache/apk',
          'use `apk add --no-cache`',
        );
      }
      break;
    case 'del':
      record(state, call, 'apk', 'remove', args, operands);
      break;
    case 'update':
      record(state, call, 'apk', 'update', args, []);
      cached(
        call,
        state,
        'apk',
        '/var/cache/apk',
        'use `apk add --no-cache`, which needs no `apk update`',
      );
      break;
    case 'upgrade':
      record(state, call, 'apk', 'upgrade', args, []);
      break;
    default:
  }
}

function keepDnfCache(state: StageState, call: Call): void {
  cached(
    call,
    state,
    call.name,
    `/var/cache/${call.name}`,
    `end the same RUN with \`${call.name} clean all\``,
  );
}

const GROUP_ACTIONS: Readonly<Record<string, 'install' | 'remove'>> = {
  groupinstall: 'install',
  groupremove: 'remove',
};

/** `dnf group install "Development Tools"`: the group stands for its packages. */
function dnfGroup(
  state: StageState,
  call: Call,
  verb: string,
  operands: Arguments['operands'],
): void {
  const action = GROUP_ACTIONS[verb];
  if (action === undefined) return;
  const names = operands.flatMap(word => textOf(word) ?? []);
  put(state, call, {
    manager: 'dnf',
    action,
    names: names.map(name => `@${name.replace(/^@/, '')}`),
    complete: operands.every(word => word.text.known),
  });
  if (action === 'install') keepDnfCache(state, call);
}

/** `dnf history undo last`: what the RUN installed last goes again. */
function undoLast(
  state: StageState,
  call: Call,
  [verb, transaction]: readonly (string | undefined)[],
): void {
  if (verb !== 'undo' || transaction !== 'last') return;
  const last = installedHere(state, call, 'dnf').at(-1);
  if (last)
    put(state, call, {
      manager: 'dnf',
      action: 'remove',
      names: last.names,
      complete: true,
    });
}

/** `dnf`, `microdnf`, `yum`, `tdnf`. */
export function dnf(call: Call, state: StageState): void {
  const args = readArguments(call.args, DNF_VALUED);
  if (goesElsewhere(call, state, args)) return;
  const [verb, ...operands] = args.operands;
  switch (textOf(verb)) {
    case 'install':
    case 'localinstall':
      record(state, call, 'dnf', 'install', args, operands);
      keepDnfCache(state, call);
      break;
    case 'groupinstall':
    case 'groupremove':
      dnfGroup(state, call, textOf(verb) ?? '', operands);
      break;
    case 'group':
      dnfGroup(
        state,
        call,
        `group${textOf(operands[0]) ?? ''}`,
        operands.slice(1),
      );
      break;
    case 'history':
      undoLast(state, call, operands.map(textOf));
      break;
    case 'remove':
    case 'erase':
    case 'autoremove':
      record(state, call, 'dnf', 'remove', args, operands);
      break;
    case 'update':
    case 'upgrade':
      record(state, call, 'dnf', 'upgrade', args, []);
      break;
    case 'clean':
      record(state, call, 'dnf', 'clean', args, []);
      state.fs.remove(`/var/cache/${call.name}`, call.place);
      forgetCachesOf(state, call, 'dnf', 'microdnf', 'tdnf', 'yum');
      break;
    default:
  }
}

/** `zypper …`. */
export function zypper(call: Call, state: StageState): void {
  const args = readArguments(call.args, ZYPPER_VALUED);
  if (goesElsewhere(call, state, args)) return;
  const [verb, ...operands] = args.operands;
  switch (textOf(verb)) {
    case 'install':
    case 'in':
      record(state, call, 'zypper', 'install', args, operands);
      cached(
        call,
        state,
        'zypper',
        '/var/cache/zypp',
        'end the same RUN with `zypper clean --all`',
      );
      break;
    case 'remove':
    case 'rm':
      record(state, call, 'zypper', 'remove', args, operands);
      break;
    case 'update':
    case 'up':
    case 'dist-upgrade':
    case 'dup':
      record(state, call, 'zypper', 'upgrade', args, []);
      break;
    case 'clean':
    case 'cc':
      record(state, call, 'zypper', 'clean', args, []);
      state.fs.remove('/var/cache/zypp', call.place);
      forgetCachesOf(state, call, 'zypper');
      break;
    default:
  }
}

/** `dpkg -x FILE DIRECTORY`, `dpkg-deb -R FILE DIRECTORY`: the package is unpacked there. */
function extract(call: Call, state: StageState): boolean {
  const extracts = call.args.some(word =>
    /^(?:-[xXR]|--(?:v?extract|raw-extract))$/.test(textOf(word) ?? ''),
  );
  if (!extracts) return false;
  const directory = call.args[call.args.length - 1];
  const path = state.resolve(call.step.cwd, directory.text);
  state.taint(
    path.known ? path.value : path.prefix || '/',
    `\`${call.name}\` unpacks a package there`,
    call.place,
  );
  return true;
}

/** `dpkg -i FILE` unpacks a package into the directories of the system, `dpkg -x` elsewhere; the rest only asks or sets. */
export function dpkg(call: Call, state: StageState): void {
  if (extract(call, state)) return;
  const installs = call.args.some(word =>
    /^(?:-\w*i\w*|--install|--unpack)$/.test(textOf(word) ?? ''),
  );
  if (!installs) return;
  for (const path of ['/usr', '/opt', '/etc', '/bin', '/lib', '/var', '/srv']) {
    state.taint(path, '`dpkg` installs a package there', call.place, true);
  }
}
