import type { ImageReference } from './reference';
import { baseImagesData } from './data';
import { codenameOf, releaseOfCodename } from './support';
import type { FamilyFacts, ImageFamily, PackageManager } from './types';

export const DEFAULT_PATH =
  '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const DEBIAN_SUITES =
  /(?:^|-)(forky|trixie|bookworm|bullseye|buster|stretch|jessie|wheezy)(?:-|$)/;
const UBUNTU_SUITES =
  /(?:^|-)(resolute|noble|jammy|focal|bionic|xenial)(?:-|$)/;
const DEBIAN_ALIASES: Readonly<Record<string, string>> = {
  latest: '13',
  stable: '13',
  oldstable: '12',
  oldoldstable: '11',
};

/** Operating system of an image that is built in Debian, Ubuntu and Alpine variants. */
export interface OperatingSystem {
  os: 'debian' | 'ubuntu' | 'alpine';
  /** e.g. `13`, `24.04`, `3.22`; undefined when the tag leaves it open and the data does not tell. */
  release: string | undefined;
  /** The tag does not name the release. */
  floats: boolean;
}

function suiteOn(
  history: readonly (readonly string[])[],
  today: string,
): string | undefined {
  let suite: string | undefined;
  for (const [day, name] of history) if (day <= today) suite = name;
  return suite;
}

/**
 * The release that a floating tag of an official image resolves to on a day.
 * A tag that was dropped keeps the release of its last day.
 */
function floatingRelease(
  image: string,
  tag: string,
  today: string,
): string | undefined {
  const history = baseImagesData.suites[image];
  if (!history) return undefined;
  const minor = tag.replace(/^(\d+\.\d+)\.\d+[a-z0-9]*/, '$1');
  const dropped = baseImagesData.tags[image]?.lastListed[tag];
  const found = history[tag] ?? history[minor];
  // a patch tag is frozen at an unknown day: only the newest patch is sure
  if (!history[tag] && minor !== tag) {
    const release = tag.match(/^\d+\.\d+\.\d+/)?.[0];
    const newest = baseImagesData.support[image]?.some(
      row => row.latest === release,
    );
    if (!newest) return undefined;
  }
  return found && suiteOn(found, dropped ?? today);
}

/** Reads the operating system out of a tag such as `3.13-slim-trixie`, `20-alpine3.20` or `3.12`. */
export function operatingSystemOfTag(
  image: string,
  tag: string,
  today: string,
): OperatingSystem {
  const alpine = tag.match(/(?:^|-)alpine(\d+\.\d+)?(?:-|$)/);
  if (alpine) {
    const resolved = alpine[1] ?? floatingRelease(image, tag, today);
    return {
      os: 'alpine',
      release: resolved?.replace('alpine', ''),
      floats: !alpine[1],
    };
  }
  const debian = tag.match(DEBIAN_SUITES)?.[1];
  if (debian) {
    return {
      os: 'debian',
      release: releaseOfCodename('debian', debian) ?? debian,
      floats: false,
    };
  }
  const ubuntu = tag.match(UBUNTU_SUITES)?.[1];
  if (ubuntu) {
    return {
      os: 'ubuntu',
      release: releaseOfCodename('ubuntu', ubuntu) ?? ubuntu,
      floats: false,
    };
  }
  const suite = floatingRelease(image, tag, today);
  return {
    os: 'debian',
    release: suite && releaseOfCodename('debian', suite),
    floats: true,
  };
}

/** endoflife.date product of an operating system. */
export function productOf(os: string): string {
  return os === 'alpine' ? 'alpine-linux' : os;
}

/** Facts that follow from the operating system alone. */
export function operatingSystemFacts(
  os: string,
  release: string | undefined,
): Partial<FamilyFacts> {
  const alpine = os === 'alpine';
  return {
    os,
    ...(release && { osRelease: release }),
    libc: alpine ? 'musl' : 'glibc',
    packageManager: alpine ? 'apk' : 'apt',
    shell: true,
    user: 'root',
    environment: { PATH: DEFAULT_PATH },
    ...(release && { products: [[productOf(os), release]] as const }),
  };
}

export function codenameOfRelease(
  os: string,
  release: string,
): string | undefined {
  return codenameOf(productOf(os), release);
}

function plainRelease(
  image: string,
  tag: string,
  product: string,
): string | undefined {
  if (image === 'debian' && DEBIAN_ALIASES[tag]) return DEBIAN_ALIASES[tag];
  const number = tag.match(/^v?(\d+(?:\.\d+)?)/)?.[1];
  if (number) {
    // Debian point releases (12.5) belong to their major release
    return image === 'debian' || image === 'rockylinux' || image === 'almalinux'
      ? number.split('.')[0]
      : number;
  }
  const codename = tag.match(/^([a-z]+)/)?.[1];
  return codename && releaseOfCodename(product, codename);
}

const LATEST: Readonly<Record<string, string>> = {
  ubuntu: '26.04',
  alpine: '3.24',
  debian: '13',
};

/** An operating system image: `debian:12-slim`, `ubuntu:24.04`, `alpine:3.22`, … */
export function plainOperatingSystem(
  product: string,
  os: string,
  packageManager: PackageManager,
  slimTags = false,
) {
  return ({ tag, digest, path }: ImageReference): FamilyFacts => {
    const image = path.slice(path.lastIndexOf('/') + 1);
    const base = (tag ?? 'latest').replace(/-(?:slim|backports|\d{8}).*$/, '');
    const open =
      !tag || /^(?:latest|stable|oldstable|rolling|edge|devel|\d)$/.test(tag);
    const newest = tag === 'latest' || (!tag && !digest);
    const release =
      (tag && plainRelease(image, base, product)) ??
      (newest ? LATEST[image] : undefined);
    const slim = slimTags && /slim/.test(tag ?? '');
    const debian: ImageFamily = slim ? 'slim' : 'os';
    const family = os === 'alpine' ? 'alpine' : debian;
    return {
      ...operatingSystemFacts(os, release),
      family,
      packageManager,
      toolchain: false,
      ...(release && { products: [[product, release]] as const }),
      floats: { version: false, release: open },
    };
  };
}
