import type { Call, PackageEvent, StageState } from '../contents/stageState';
import { isWithin } from '../contents/paths';
import { textOf } from '../contents/arguments';
import type { Stage } from '../graph';
import type { ImageFacts } from '../images';
import type { Build } from './build';
import { stopsBuild } from './packageSources';

const LISTS = '/var/lib/apt/lists';

/** Images that come without package lists, and with few packages that could be asked for again (their Dockerfiles). */
function comesWithoutLists({ entry = '', family }: ImageFacts): boolean {
  return (
    entry === 'debian' ||
    entry === 'ubuntu' ||
    (/^(?:python|node|ruby|golang|php|perl)$/.test(entry) && family === 'slim')
  );
}

/**
 * Packages that such images have already, or may have: without lists, apt says that they are the newest.
 *
 * Source: `debootstrap --print-debs --variant=minbase` of bullseye, bookworm and trixie on 2026-11-26, each library read as there.
 * Not from a list: what Ubuntu and the images of languages may add to it (from bzip2 to xz-utils), kept wide on purpose.
 */
const IN_BASE = new Set(
  (
    'adduser apt base-files base-passwd bash bsdutils coreutils dash debconf debian-archive-keyring debianutils diffutils dpkg ' +
    'e2fsprogs findutils gpgv grep gzip hostname init-system-helpers login login.defs logsave lsb-base mawk mount ncurses-base ' +
    'ncurses-bin openssl-provider-legacy passwd perl-base sed sqv sysvinit-utils tar tzdata usr-is-merged util-linux ' +
    'util-linux-extra zlib1g ' +
    'bzip2 ca-certificates fdisk netbase openssl procps sensible-utils ubuntu-keyring xz-utils'
  ).split(' '),
);

function mayBeInBase(name: string): boolean {
  return (
    IN_BASE.has(name) ||
    /^gcc-\d+-base$|^lib(?![\w.+-]*-dev$)[\w.+-]*$/.test(name)
  );
}

/** What updates the lists itself, or may do so. */
const MAY_UPDATE =
  /^(?:add-apt-repository|apt-add-repository|bash|sh|source|\.|eval|make|python[\d.]*|perl|ansible[\w-]*|install_packages|extrepo|xargs)$/;

function removesLists({ name, args }: Call): boolean {
  return name === 'rm' && args.some(({ raw }) => raw.includes(LISTS));
}

/** `apt-get install -U` fetches them first. */
function updatesLists({ args }: Call): boolean {
  return args.some(({ raw }) => /^-[a-zA-Z]*U[a-zA-Z]*$|^--update$/.test(raw));
}

/** The lists may lie in a mount, or something that is not seen may have fetched them. */
function isUnclear(state: StageState, call: Call): boolean {
  return (
    call.before.doubt ||
    MAY_UPDATE.test(call.name) ||
    call.mounted.some(path => isWithin(LISTS, path)) ||
    state.fs.taintOver(LISTS, call.before.taints) !== undefined
  );
}

function needsLists({ names }: PackageEvent, { args }: Call): boolean {
  const isFile = args.some(word =>
    /^\.{0,2}\/|\.deb$/.test(textOf(word) ?? '/'),
  );
  return !isFile && names.some(name => !mayBeInBase(name));
}

/** An installation for which apt has no package lists. */
export interface InstallWithoutLists {
  event: PackageEvent;
  /** The command that removed them; undefined where the base image has none. */
  removed: Call | undefined;
}

/** The first installation of a stage that certainly fails, because nothing has fetched package lists before it. */
export function installWithoutLists(
  build: Build,
  stage: Stage,
  state: StageState,
): InstallWithoutLists | undefined {
  if (!state.image || state.image.packageManager !== 'apt') return undefined;
  const events = new Map(
    state.packages
      .filter(({ manager }) => manager === 'apt')
      .map(event => [event.range, event]),
  );
  let lists: 'none' | 'some' = comesWithoutLists(state.image) ? 'none' : 'some';
  let removed: Call | undefined;
  for (const call of state.calls) {
    if (isUnclear(state, call)) return undefined;
    const event = events.get(call.step.range);
    if (removesLists(call) && call.step.certainty === 'always') {
      if (lists === 'some') removed = call;
      lists = 'none';
    } else if (event && (event.action === 'update' || updatesLists(call))) {
      lists = 'some';
    } else if (
      event?.action === 'install' &&
      lists === 'none' &&
      event.place.stage === stage.index &&
      needsLists(event, call) &&
      stopsBuild(build, event)
    ) {
      return { event, removed };
    }
  }
  return undefined;
}
