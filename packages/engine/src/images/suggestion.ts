import { baseImagesData } from '../facts/baseImages';
import { newestListed } from '../facts/officialImages';
import { javaVersionOf } from './javaVersion';
import { LONG_TERM_NODE } from './languages';
import { compareVersions } from '../facts/versions';
import { supportOf } from './support';
import type { ImageFacts } from './types';

/** endoflife.date product of the images whose tags begin with the version of a language. */
const LANGUAGE_PRODUCTS: Readonly<Record<string, string>> = {
  python: 'python',
  node: 'nodejs',
  golang: 'go',
  ruby: 'ruby',
  php: 'php',
  'eclipse-temurin': 'eclipse-temurin',
};

/** Product of an operating system image, and what its tags say in place of the number. */
const SYSTEM_PRODUCTS: Readonly<
  Record<string, { product: string; names?: 'codename' }>
> = {
  debian: { product: 'debian', names: 'codename' },
  ubuntu: { product: 'ubuntu' },
  alpine: { product: 'alpine-linux' },
  fedora: { product: 'fedora' },
  amazonlinux: { product: 'amazon-linux' },
  rockylinux: { product: 'rocky-linux' },
  almalinux: { product: 'almalinux' },
  oraclelinux: { product: 'oracle-linux' },
  photon: { product: 'vmware-photon' },
};

/** Official images of products that come on Alpine too (docker-library/official-images). */
const HAS_ALPINE: ReadonlySet<string> = new Set([
  'haproxy',
  'httpd',
  'memcached',
  'nginx',
  'postgres',
  'rabbitmq',
  'redis',
]);

/**
 * Releases of a product that are out and supported on a day, the newest first.
 *
 * @param today - ISO date
 */
function supportedReleases(product: string, today: string): string[] {
  return (baseImagesData.support[product] ?? [])
    .filter(({ released }) => released === undefined || released <= today)
    .map(({ release }) => release)
    .filter(release => {
      const { status } = supportOf(product, release, today);
      return status === 'active' || status === 'security';
    })
    .sort((a, b) => compareVersions(b, a));
}

/** The release to start on: the newest one, or the newest with long-term support where the makers name one. */
function recommendedRelease(
  product: string,
  today: string,
): string | undefined {
  const releases = supportedReleases(product, today);
  if (product === 'nodejs')
    return releases.find(release => LONG_TERM_NODE.has(release)) ?? releases[0];
  if (product === 'ubuntu')
    // every even year's release of April has long-term support
    return releases.find(release => /^\d[02468]\.04$/.test(release));
  if (product === 'eclipse-temurin') return releases.find(isLongTermJava);
  return releases[0];
}

/** Words of a tag behind its version: `3.6-slim-buster` → slim, buster. */
function wordsOf(tag: string): string[] {
  return tag
    .split('-')
    .slice(/^(?:\d|(?:latest|lts|current|stable)(?:-|$))/.test(tag) ? 1 : 0)
    .filter(word => word !== '');
}

/** The words without the release of the distribution: `3.6-slim-buster` → slim. */
function flavourOf(tag: string): string[] {
  return wordsOf(tag)
    .map(word => word.replace(/^alpine.*$/, 'alpine'))
    .filter(word => !isSuite(word));
}

function isSuite(word: string): boolean {
  return ['debian', 'ubuntu'].some(product =>
    baseImagesData.support[product].some(({ codename }) => codename === word),
  );
}

/** Newest first, as releases of a distribution are named in tags. */
function suitesOn(today: string): string[] {
  return [
    ...supportedReleases('debian', today).flatMap(
      release =>
        baseImagesData.support.debian.find(row => row.release === release)
          ?.codename ?? [],
    ),
    ...supportedReleases('alpine-linux', today).map(
      release => `alpine${release}`,
    ),
  ];
}

/** A tag of the same flavour on a version: the most precise one that is listed. */
function tagFor(
  image: string,
  version: string,
  flavour: readonly string[],
  today: string,
): string {
  const plain = [version, ...flavour].join('-');
  const current = baseImagesData.tags[image]?.current ?? [];
  const precise = suitesOn(today)
    .filter(suite => suite.startsWith('alpine') === flavour.includes('alpine'))
    .flatMap(suite => {
      const others = flavour.filter(word => word !== 'alpine');
      return [
        [version, ...others, suite].join('-'),
        [version, suite, ...others].join('-'),
      ];
    });
  return (
    precise.find(tag => current.includes(tag)) ??
    (current.length === 0 || current.includes(plain) ? plain : version)
  );
}

/** The version that a floating tag of a language means: of its major the newest, or the one to start on. */
function versionMeant(
  image: string,
  tag: string,
  today: string,
): string | undefined {
  const product = LANGUAGE_PRODUCTS[image];
  const major = tag.match(/^\d+/)?.[0];
  // Node.js has its newest release beside the long-term one
  if (image === 'node' && tag.startsWith('current'))
    return supportedReleases(product, today)[0];
  const releases = (baseImagesData.support[product] ?? []).map(
    ({ release }) => release,
  );
  const own = releases
    .filter(release => release === major || release.startsWith(`${major}.`))
    .sort((a, b) => compareVersions(b, a))[0];
  return major === undefined ? recommendedRelease(product, today) : own;
}

function nameOf({ reference: { text, tag } }: ImageFacts): string {
  const withoutDigest = text.split('@')[0];
  return tag === undefined
    ? withoutDigest
    : withoutDigest.slice(0, -(tag.length + 1));
}

/** Images of .NET Core moved up one folder with .NET 5. */
function currentName(facts: ImageFacts): string {
  return nameOf(facts).replace(/\/dotnet\/core\//, '/dotnet/');
}

function systemTag(
  { reference, entry = '' }: ImageFacts,
  release: string,
): string {
  const { product, names } = SYSTEM_PRODUCTS[entry];
  const codename = baseImagesData.support[product].find(
    row => row.release === release,
  )?.codename;
  if (names !== 'codename' || !codename) return release;
  return /-slim$/.test(reference.tag ?? '') ? `${codename}-slim` : codename;
}

/**
 * A precise reference of the same flavour as a floating one: `python:3-alpine` → `python:3.14-alpine3.24`.
 *
 * @param today - ISO date; what is newest depends on it
 * @returns undefined where no version is known
 */
export function preciseReference(
  facts: ImageFacts,
  today: string,
): string | undefined {
  const { entry = '', osRelease } = facts;
  const { tag = '' } = facts.reference;
  if (entry in LANGUAGE_PRODUCTS) {
    const version = versionMeant(entry, tag, today);
    if (version === undefined) return undefined;
    const words = wordsOf(tag);
    const isPrecise = words.some(
      word => isSuite(word) || /^alpine\d/.test(word),
    );
    return `${nameOf(facts)}:${
      isPrecise
        ? [version, ...words].join('-')
        : tagFor(entry, version, words, today)
    }`;
  }
  if (!(entry in SYSTEM_PRODUCTS)) return undefined;
  const release =
    osRelease ?? recommendedRelease(SYSTEM_PRODUCTS[entry].product, today);
  return release && `${nameOf(facts)}:${systemTag(facts, release)}`;
}

/** JDKs whose tags begin with the version; entry → endoflife.date product. */
const JDKS: Readonly<Record<string, string>> = {
  amazoncorretto: 'amazon-corretto',
  liberica: 'bellsoft-liberica',
  'microsoft-openjdk': 'microsoft-build-of-openjdk',
  sapmachine: 'sapmachine',
  zulu: 'azul-zulu',
};

/** Releases to move to, the best first: the one to start on, then older ones that are supported too. */
function releasesToMoveTo(product: string, today: string): string[] {
  const first = recommendedRelease(product, today);
  const others =
    product === 'ubuntu'
      ? supportedReleases(product, today).filter(release =>
          /^\d[02468]\.04$/.test(release),
        )
      : [];
  return [...new Set([...(first ? [first] : []), ...others])];
}

/** The version of the image itself while it is supported, then the one to start on. */
function languageVersions(
  { interpreter }: ImageFacts,
  product: string,
  today: string,
): string[] {
  const own = supportedReleases(product, today).filter(
    release => release === interpreter?.version,
  );
  return [...new Set([...own, ...releasesToMoveTo(product, today)])];
}

/** The same variant on another version: `9.0-alpine` → `10.0-alpine`. */
function withVersion(tag: string, version: string): string {
  const rest = tag.replace(/^(?:jdk-|jre-)?v?[\d.]+/, '');
  return `${version}${rest}`;
}

/** Debian carries .NET no further than 9, and the tags name one release of Alpine at a time. */
function dotnetTag(tag: string, version: string): string {
  if (/alpine/.test(tag)) return `${version}-alpine`;
  return /chiseled/.test(tag) ? `${version}-noble-chiseled` : version;
}

function tagsToMoveTo(facts: ImageFacts, today: string): string[] {
  const { entry = '' } = facts;
  const { tag = '' } = facts.reference;
  const language = LANGUAGE_PRODUCTS[entry];
  if (language)
    return languageVersions(facts, language, today).map(version =>
      tagFor(entry, version, flavourOf(tag), today),
    );
  const system = SYSTEM_PRODUCTS[entry];
  if (system)
    return releasesToMoveTo(system.product, today).map(release =>
      systemTag(facts, release),
    );
  if (entry === 'dotnet') {
    const newest = recommendedRelease('dotnet', today);
    return newest ? [dotnetTag(tag, `${newest}.0`)] : [];
  }
  const jdk = JDKS[entry];
  if (jdk) {
    const newest = supportedReleases(jdk, today).find(isLongTermJava);
    return newest ? [withVersion(tag, newest)] : [];
  }
  if (entry === 'uv') return uvTag(tag, today);
  // the tags of these name the release of the distribution only
  if (entry === 'buildpack-deps') return suitesOn(today).slice(0, 1);
  const newest = newestListed(entry, tag);
  if (!newest) return [];
  if (entry === 'maven') return [mavenTag(facts, newest)];
  const libc = entry === 'busybox' && tag.match(/-(?:glibc|musl|uclibc)$/)?.[0];
  if (libc) return [`${newest}${libc}`];
  if (/^\d[\d.]*-jdk\d+$/.test(tag)) return [withVersion(tag, newest)];
  const isAlpine = HAS_ALPINE.has(entry) && flavourOf(tag).includes('alpine');
  return [`${newest}${isAlpine ? '-alpine' : ''}`];
}

/** The same Python on the newest Debian: `python3.12-bookworm-slim` → `python3.12-trixie-slim` (docs.astral.sh/uv, Docker). */
function uvTag(tag: string, today: string): string[] {
  const suite = tag.split('-').find(isSuite);
  const [newest] = suitesOn(today);
  return suite && newest && suite !== newest
    ? [tag.replace(suite, newest)]
    : [];
}

/** Tags of Maven name the JDK; each long-term one has a variant on Temurin (docker-library/official-images, maven). */
function mavenTag(facts: ImageFacts, newest: string): string {
  const java = javaVersionOf(facts);
  return java && /^(?:8|11|17|21|25)$/.test(java)
    ? `${newest}-eclipse-temurin-${java}`
    : newest;
}

/** Of the versions with long-term support the newest: 21, 25, 29, … */
function isLongTermJava(release: string): boolean {
  return Number(release) % 4 === 1;
}

/** Facts of an image are kept for a day, so its suggestions are, too. */
const suggested = new WeakMap<
  ImageFacts,
  { today: string; references: readonly string[] }
>();

/**
 * What to build on instead of an image that has ended, the best first: its successor, or the same image and flavour on releases that
 * are supported.
 *
 * @param today - ISO date
 */
export function supportedReferences(
  facts: ImageFacts,
  today: string,
): readonly string[] {
  const known = suggested.get(facts);
  if (known?.today === today) return known.references;
  const references =
    facts.successor === undefined
      ? tagsToMoveTo(facts, today).map(tag => `${currentName(facts)}:${tag}`)
      : [facts.successor];
  suggested.set(facts, { today, references });
  return references;
}

/** The best of `supportedReferences`; undefined where the data knows none. */
export function supportedReference(
  facts: ImageFacts,
  today: string,
): string | undefined {
  return supportedReferences(facts, today)[0];
}

/**
 * The slim variant of a full one: `python:3.14-trixie` → `python:3.14-slim-trixie`, `node:24` → `node:24-slim`.
 *
 * @returns undefined where the tag says more than version and release
 */
export function slimReference({
  reference: { text, tag },
  entry,
  codename,
}: ImageFacts): string | undefined {
  if (text.includes('@')) return undefined;
  if (tag === undefined || tag === 'latest')
    return `${tag === undefined ? text : text.slice(0, -7)}:slim`;
  if (/^(?:\d+(?:\.\d+)*|lts|current)$/.test(tag)) return `${text}-slim`;
  const [, version, release] = tag.match(/^([\d.]+)-([a-z]+)$/) ?? [];
  if (release === undefined || release !== codename) return undefined;
  const variant = entry === 'node' ? `${release}-slim` : `slim-${release}`;
  return `${text.slice(0, -tag.length)}${version}-${variant}`;
}
