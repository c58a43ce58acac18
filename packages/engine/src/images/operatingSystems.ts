import type { ImageReference } from './reference';
import { baseImagesData } from '../facts/baseImages';
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

/** What a plain tag such as `12.5`, `3`, `bookworm` or `rolling` means. */
interface PlainTag {
  release: string | undefined;
  /** It means whatever is newest on the day of the build. */
  open: boolean;
}

/** Tags that move from release to release, beside `latest` and no tag at all. */
const MOVING =
  /^(?:latest|stable|oldstable|oldoldstable|testing|unstable|sid|experimental|rolling|devel|edge|rawhide)$/;

/** Names of releases that no data has. */
const RELEASE_ALIASES: Readonly<Record<string, string>> = {
  'amazon-linux 1': '2018.03',
};

function newestRelease(product: string): string | undefined {
  return baseImagesData.support[product]?.[0]?.release;
}

/** What `latest` means; the last one that a discontinued image had. */
const LATEST: Readonly<Record<string, string | undefined>> = {
  ubuntu: '26.04',
  alpine: newestRelease('alpine-linux'),
  debian: newestRelease('debian'),
  fedora: newestRelease('fedora'),
  amazonlinux: '2023',
  centos: '8',
};

/** A number: the release that it is or belongs to (12.5 → 12), or the newest of those that it stands for (3 → 3.24). */
function releaseOfNumber(product: string, number: string): PlainTag {
  const releases = (baseImagesData.support[product] ?? []).map(
    row => row.release,
  );
  const own = releases.find(
    release => number === release || number.startsWith(`${release}.`),
  );
  if (own) return { release: own, open: false };
  const newest = releases.find(release => release.startsWith(`${number}.`));
  const written = number.split('.').slice(0, 2).join('.');
  return { release: newest ?? written, open: newest !== undefined };
}

function readPlainTag(image: string, tag: string, product: string): PlainTag {
  if (MOVING.test(tag)) {
    const alias = image === 'debian' ? DEBIAN_ALIASES[tag] : undefined;
    const newest = tag === 'latest' ? LATEST[image] : undefined;
    return { release: alias ?? newest, open: true };
  }
  const number = tag.match(/^(?:v|centos)?(\d+(?:\.\d+)*)/)?.[1];
  if (number) {
    const alias = RELEASE_ALIASES[`${product} ${number}`];
    return alias
      ? { release: alias, open: false }
      : releaseOfNumber(product, number);
  }
  const codename = tag.match(/^([a-z]+)/)?.[1];
  return {
    release: codename && releaseOfCodename(product, codename),
    open: false,
  };
}

/** An operating system image: `debian:12-slim`, `ubuntu:24.04`, `alpine:3.22`, … */
export function plainOperatingSystem(
  product: string,
  os: string,
  packageManager: PackageManager,
  slimTags = false,
) {
  return ({ tag, digest, path }: ImageReference): FamilyFacts => {
    const image = path.slice(path.lastIndexOf('/') + 1);
    const written = tag ?? (digest ? undefined : 'latest');
    const base = written?.replace(/-(?:slim|backports|\d{8}).*$/, '');
    const { release, open } =
      base === undefined
        ? { release: undefined, open: false }
        : readPlainTag(image, base, product);
    const slim = slimTags && /slim/.test(tag ?? '');
    const debian: ImageFamily = slim ? 'slim' : 'os';
    const family = os === 'alpine' ? 'alpine' : debian;
    return {
      ...operatingSystemFacts(os, release),
      family,
      packageManager,
      toolchain: false,
      ...(release && { products: [[product, release]] as const }),
      floats: { version: open, release: open },
    };
  };
}
