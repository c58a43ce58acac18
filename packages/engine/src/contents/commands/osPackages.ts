import {
  has,
  readArguments,
  textOf,
  valueOf,
  type Arguments,
} from '../arguments';
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
    return text ? text.split(/\s+/) : [];
  });
  state.recordPackages({
    manager,
    action,
    names: names.map(name => packageName(manager, name)).filter(Boolean),
    complete: !args.unclear && operands.every(word => word.text.known),
    group,
    place: call.place,
    range: call.step.range,
    certainty: call.step.certainty,
  });
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
  if (
    call.mounted.some(mount => path === mount || path.startsWith(`${mount}/`))
  )
    return;
  state.caches.push({
    of,
    path,
    place: call.place,
    range: call.step.range,
    cure,
  });
  state.add(path, 'tree', { kind: 'cache', of }, call.place);
}

const MARKED = 'apt-mark auto';

/** `apt-mark auto '.*'`: what the same RUN installed goes with the next `--auto-remove`. */
export function aptMark(call: Call, state: StageState): void {
  const [verb, ...names] = call.args.map(textOf);
  if (verb === 'auto' && names.some(name => name === '.*'))
    state.settings.set(MARKED, String(call.place.instruction));
}

function removeMarked(state: StageState, call: Call): void {
  const { place, step } = call;
  if (state.settings.get(MARKED) !== String(place.instruction)) return;
  const names = state.packages
    .filter(
      ({ action, place: at }) =>
        action === 'install' &&
        at.stage === place.stage &&
        at.instruction === place.instruction,
    )
    .flatMap(event => event.names);
  state.recordPackages({
    manager: 'apt',
    action: 'remove',
    names,
    complete: true,
    group: undefined,
    place,
    range: step.range,
    certainty: step.certainty,
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

/** `dnf`, `microdnf`, `yum`, `tdnf`. */
export function dnf(call: Call, state: StageState): void {
  const args = readArguments(call.args, DNF_VALUED);
  if (goesElsewhere(call, state, args)) return;
  const [verb, ...operands] = args.operands;
  switch (textOf(verb)) {
    case 'install':
    case 'localinstall':
    case 'groupinstall':
      record(state, call, 'dnf', 'install', args, operands);
      cached(
        call,
        state,
        call.name,
        `/var/cache/${call.name}`,
        `end the same RUN with \`${call.name} clean all\``,
      );
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
      break;
    default:
  }
}

/** `dpkg -i FILE` unpacks a package into the directories of the system; the rest only asks or sets. */
export function dpkg(call: Call, state: StageState): void {
  const installs = call.args.some(word =>
    /^(?:-\w*i\w*|--install|--unpack)$/.test(textOf(word) ?? ''),
  );
  if (!installs) return;
  for (const path of ['/usr', '/opt', '/etc', '/bin', '/lib', '/var', '/srv']) {
    state.taint(path, '`dpkg` installs a package there', call.place, true);
  }
}
