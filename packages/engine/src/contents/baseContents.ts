import { areContentsKnown, type ImageFacts } from '../images';
import type { BaseContents } from './fileSystem';
import { baseName, directoryOf, isWithin } from './paths';
import { pythonRuntimeOf, sitePackagesOf } from './python/runtime';
import type { Entry, Place, Presence } from './types';

/** Directories that every Linux file system has. */
const STANDARD_DIRECTORIES = new Set(
  '/ /bin /boot /dev /etc /home /lib /lib64 /media /mnt /opt /proc /root /run /sbin /srv /sys /tmp /usr /usr/bin /usr/lib /usr/local /usr/local/bin /usr/local/etc /usr/local/lib /usr/local/sbin /usr/local/share /usr/sbin /usr/share /var /var/cache /var/lib /var/log /var/tmp'.split(
    ' ',
  ),
);

export function isStandardDirectory(path: string): boolean {
  return STANDARD_DIRECTORIES.has(path);
}

/** Below these the operating system keeps more than the engine lists. */
const SYSTEM_DIRECTORIES =
  /^\/(?:bin|boot|dev|etc|lib|lib64|proc|run|sbin|sys|usr|var)\//;

/** Images whose whole layout is known well enough to say that something is not there. */
const CLOSED = new Set([
  'scratch',
  'python',
  'node',
  'golang',
  'ruby',
  'php',
  'eclipse-temurin',
  'debian',
  'ubuntu',
  'alpine',
  'distroless',
  'uv',
  'nginx',
  'busybox',
]);

/** Places that single images add to the standard layout. */
const EXTRA_DIRECTORIES: Readonly<Record<string, readonly string[]>> = {
  node: ['/home/node', '/opt', '/usr/local/lib/node_modules', '/usr/local/bin'],
  golang: ['/go', '/usr/local/go'],
  'eclipse-temurin': ['/opt/java'],
  ubuntu: ['/home/ubuntu'],
  distroless: ['/home/nonroot', '/nodejs'],
  ruby: ['/usr/local/bundle', '/usr/local/bin'],
  php: ['/usr/local/etc', '/var/www', '/usr/local/bin', '/usr/local/lib'],
  nginx: ['/docker-entrypoint.d', '/docker-entrypoint.sh'],
};

const BASH = new Set(['debian', 'ubuntu', 'rhel', 'fedora', 'centos']);

function present(entry?: Entry): Presence {
  return { state: 'present', ...(entry && { entry }) };
}

const ABSENT: Presence = { state: 'absent' };

function unknown(reason: string): Presence {
  return { state: 'unknown', reason };
}

function pythonHolds(facts: ImageFacts, path: string): Presence | undefined {
  const runtime = pythonRuntimeOf(facts);
  if (!runtime?.path) return undefined;
  const directory = directoryOf(runtime.path);
  const name = baseName(path);
  if (directoryOf(path) === directory) {
    const minor = runtime.minor;
    if (
      name === 'python3' ||
      (name === 'python' && runtime.vendor === 'official')
    )
      return present();
    if (/^python3\.\d+$/.test(name)) {
      if (!minor)
        return unknown('the Python minor of the base image is not known');
      return name === `python${minor}` ? present() : ABSENT;
    }
    if (
      runtime.vendor === 'official' &&
      /^(?:pip3?|idle3?|pydoc3?|python3?-config)$/.test(name)
    ) {
      return present();
    }
    if (runtime.vendor === 'official') return ABSENT;
  }
  if (runtime.vendor !== 'official') return undefined;
  const site = sitePackagesOf(runtime);
  if (path === site || path === directoryOf(site)) return present();
  if (isWithin(path, site))
    return /\/pip(?:[/-]|$)/.test(path) ? present() : ABSENT;
  if (isWithin(path, directoryOf(site)))
    return unknown('it lies in the standard library');
  if (/^\/usr\/local\/lib\/python3\.\d+/.test(path)) return ABSENT;
  return undefined;
}

/** `/bin/sh` and `/bin/bash`, also under `/usr`. */
function shellHolds(facts: ImageFacts, path: string): Presence | undefined {
  const match = path.match(/^(?:\/usr)?\/bin\/(sh|ash|dash|bash)$/);
  if (!match) return undefined;
  if (facts.shell === undefined) return unknown('the base image is not known');
  if (!facts.shell) return ABSENT;
  if (match[1] === 'sh') return present();
  const os = facts.os ?? '';
  if (match[1] === 'bash') {
    if (BASH.has(os)) return present();
    return os === 'alpine' ? ABSENT : unknown('the base image is not known');
  }
  return (match[1] === 'dash') === (os === 'debian' || os === 'ubuntu')
    ? present()
    : ABSENT;
}

/** What a base image holds, as far as its facts tell. */
export function baseContentsOf(
  facts: ImageFacts | undefined,
  reason: string,
): BaseContents {
  if (!areContentsKnown(facts)) {
    return {
      holds: () => unknown(reason),
      entries: place => imageEntries(facts, place),
    };
  }
  const entry = facts.entry ?? '';
  const closed = CLOSED.has(entry);
  const extra = EXTRA_DIRECTORIES[entry] ?? [];
  return {
    entries: place => imageEntries(facts, place),
    holds(path) {
      if (facts.family === 'scratch') return path === '/' ? present() : ABSENT;
      if (STANDARD_DIRECTORIES.has(path)) return present();
      const special = shellHolds(facts, path) ?? pythonHolds(facts, path);
      if (special) return special;
      if (facts.family === 'binary-carrier') return carrierHolds(facts, path);
      if (!closed)
        return unknown(
          `what ${facts.reference.text} holds at ${path} is not known`,
        );
      // its GOPATH has empty folders
      if (entry === 'golang' && /^\/go\/(?:.+\/)?go\.(?:mod|work)$/.test(path))
        return ABSENT;
      if (extra.some(directory => isWithin(path, directory))) {
        return extra.includes(path)
          ? present()
          : unknown('it lies in a part of the base image');
      }
      const debian = facts.os === 'debian' || facts.os === 'ubuntu';
      if (debian && /^\/root\/\.(?:bashrc|profile)$/.test(path))
        return present();
      if (debian && path.startsWith('/usr/local/lib/python3')) {
        return unknown('a package of the operating system may make it');
      }
      if (path.startsWith('/usr/local/'))
        return facts.interpreter?.path?.startsWith('/usr/local/')
          ? unknown('it lies in a part of the base image')
          : ABSENT;
      return SYSTEM_DIRECTORIES.test(path)
        ? unknown('it lies in the operating system of the base image')
        : ABSENT;
    },
  };
}

function carrierHolds(facts: ImageFacts, path: string): Presence {
  return facts.entry === 'uv' && (path === '/uv' || path === '/uvx')
    ? present()
    : ABSENT;
}

/** Things of an image that matter when they are copied out of it. */
function imageEntries(facts: ImageFacts | undefined, place: Place): Entry[] {
  const entries: Entry[] = [];
  const add = (
    path: string,
    extent: Entry['extent'],
    content: Entry['content'],
  ) =>
    entries.push({
      path,
      extent,
      content,
      made: place,
      layer: place,
      moves: [],
    });
  const runtime = facts && pythonRuntimeOf(facts);
  if (runtime?.path)
    add(runtime.path, 'file', { kind: 'interpreter', runtime });
  if (facts?.entry === 'uv') {
    const directory =
      facts.family === 'binary-carrier' ? '/' : '/usr/local/bin/';
    for (const name of ['uv', 'uvx'])
      add(`${directory}${name}`, 'file', { kind: 'tool', name });
  }
  return entries;
}
