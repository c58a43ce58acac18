import type { ImageFacts } from '../images';
import { baseImagesData } from '../facts/baseImages';
import type { PackageEvent } from '../contents/stageState';

const COMPILERS = new Set(
  'build-essential build-base gcc g++ cpp clang llvm gfortran rustc cargo golang golang-go go rust make cmake ninja-build meson autoconf automake libtool bison flex swig gcc-c++ musl-dev libc-dev libc6-dev alpine-sdk linux-headers openjdk-17-jdk openjdk-21-jdk default-jdk maven gradle @development @development-tools'.split(
    ' ',
  ),
);
const DEVELOPMENT = /(?:-dev|-devel)$/;
/** Names that end like headers but are needed at run time or are harmless. */
const NOT_HEADERS = new Set(['libnss-dev', 'util-linux-dev']);
const VERSION_CONTROL = new Set([
  'git',
  'mercurial',
  'subversion',
  'patch',
  'dpkg-dev',
  'pkg-config',
  'pkgconf',
  'python3-dev',
  'libpython3-dev',
  'python-dev',
  'python3-devel',
  'redhat-rpm-config',
]);

/** What a package is for. */
export type PackageUse = 'compiler' | 'headers' | 'version-control' | 'other';

/** A group goes by its name or its id: `@Development Tools`, `@development-tools`. */
function groupId(name: string): string {
  return name.startsWith('@') ? name.toLowerCase().replace(/ /g, '-') : name;
}

/** What a package of the operating system is for: to compile, headers to build against, version control, or something that runs. */
export function packageUse(name: string): PackageUse {
  if (
    COMPILERS.has(groupId(name)) ||
    /^(?:gcc|g\+\+|clang|llvm|cpp)-\d+$/.test(name)
  )
    return 'compiler';
  // a JDK, not headers: java-21-openjdk-devel
  if (/^java-.*-devel$|^openjdk\d*$|^openjdk-\d+-jdk/.test(name))
    return 'compiler';
  if (
    DEVELOPMENT.test(name) &&
    !NOT_HEADERS.has(name) &&
    !VERSION_CONTROL.has(name)
  )
    return 'headers';
  if (VERSION_CONTROL.has(name)) return 'version-control';
  return 'other';
}

/** Run-time packages that replace a package of headers, e.g. `libpq-dev` → `libpq5`. */
export function runtimePackages(
  manager: PackageEvent['manager'],
  name: string,
): readonly string[] {
  return baseImagesData.developmentPackages[manager]?.[name] ?? [];
}

/** Libraries that Debian 11 to 13 and Ubuntu 20.04 to 24.04 all call the same; the data has the names of Debian 12. */
const NAMED_ALIKE = new Set(
  'libpq5 libmariadb3 libxml2 libxslt1.1 zlib1g libfreetype6 libopenjp2-7 librdkafka1 libsasl2-2 libcairo2 libpango-1.0-0 libpangocairo-1.0-0 libsnappy1v5 libzmq5 libopenblas0 libsqlite3-0 libyaml-0-2 libkrb5-3 libgssapi-krb5-2 libgmp10 libsodium23 libct4 libsybdb5 libusb-1.0-0'.split(
    ' ',
  ),
);

/** Run-time packages by the names that the release of an image has for them; empty where one is not sure. */
export function installablePackages(
  manager: PackageEvent['manager'],
  name: string,
  image: Pick<ImageFacts, 'os' | 'osRelease'> | undefined,
): readonly string[] {
  const packages = runtimePackages(manager, name);
  if (manager !== 'apt') return packages;
  const { os, osRelease } = image ?? {};
  if (os === 'debian' && osRelease === '12') return packages;
  const oldest = os === 'ubuntu' ? 20 : 11;
  const isOlder =
    osRelease !== undefined && Number.parseInt(osRelease, 10) < oldest;
  return !isOlder && packages.every(item => NAMED_ALIKE.has(item))
    ? packages
    : [];
}
