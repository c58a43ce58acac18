/** A program that a RUN calls, and what brings it into an image. */
export interface BuildProgram {
  /** Packages, by the whole name, that are it or depend on it. */
  broughtBy: RegExp;
  /** Name of the package to install. */
  apt: string | undefined;
  apk: string | undefined;
}

function program(
  broughtBy: RegExp,
  apt: string | undefined,
  apk: string | undefined = apt,
): BuildProgram {
  return { broughtBy, apt, apk };
}

const COMPILER =
  /^(?:gcc.*|g\+\+.*|clang.*|cc|build-essential|build-base|alpine-sdk|base-devel|debhelper|devscripts|cmake|golang.*|go|gfortran.*|dkms|libtool|autotools-dev|r-base-dev|ruby-dev|cargo|rust.*|.*-dev-tools)$/;

/** Programs that lean images do not have. */
export const BUILD_PROGRAMS: ReadonlyMap<string, BuildProgram> = new Map([
  [
    'make',
    program(
      /^(?:make|gmake|build-essential|build-base|alpine-sdk|base-devel|dpkg-dev|debhelper|devscripts|cmake|automake|autoconf.*|dkms|ruby-dev|r-base-dev)$/,
      'make',
    ),
  ],
  [
    'cmake',
    program(/^(?:cmake.*|extra-cmake-modules|catkin|ros-.*)$/, 'cmake'),
  ],
  ['ninja', program(/^(?:ninja.*|meson|samurai)$/, 'ninja-build', 'samurai')],
  // gcc alone has no headers of the C library, where recommended packages are left out
  ['gcc', program(COMPILER, 'build-essential', 'build-base')],
  ['cc', program(COMPILER, 'build-essential', 'build-base')],
  ['g++', program(COMPILER, 'g++')],
  ['cargo', program(/^(?:cargo.*|rust.*|rustup)$/, 'cargo')],
  ['rustc', program(/^(?:cargo.*|rust.*|rustup)$/, 'rustc', 'rust')],
  ['go', program(/^(?:golang.*|go|gccgo.*)$/, 'golang-go', 'go')],
  [
    'git',
    program(
      /^(?:git.*|devscripts|alpine-sdk|subversion|mercurial|gitk|tig|golang.*|composer|npm|cargo)$/,
      'git',
    ),
  ],
  [
    'curl',
    program(
      /^(?:curl|devscripts|libcurl4?-.*-dev|alpine-sdk|composer|php.*|certbot.*|apt-transport-https|software-properties-common)$/,
      'curl',
    ),
  ],
  [
    'wget',
    program(
      /^(?:wget.*|devscripts|apt-transport-https|software-properties-common)$/,
      'wget',
    ),
  ],
  ['node', program(/^(?:node.*|npm|yarn.*)$/, 'nodejs')],
  ['npm', program(/^(?:node.*|npm|yarn.*)$/, 'npm')],
  ['npx', program(/^(?:node.*|npm|yarn.*)$/, 'npm')],
  [
    'java',
    program(
      /^(?:.*(?:jre|jdk|java).*|maven|gradle|ant)$/,
      'default-jre-headless',
      'openjdk21-jre-headless',
    ),
  ],
  ['mvn', program(/^maven.*$/, 'maven')],
  ['gradle', program(/^gradle.*$/, 'gradle')],
  ['unzip', program(/^(?:unzip|.*jdk.*|.*jre.*|libreoffice.*)$/, 'unzip')],
  [
    'gpg',
    program(
      /^(?:gnupg.*|gpg.*|dirmngr|devscripts|software-properties-common|apt-transport-https)$/,
      'gnupg',
    ),
  ],
  [
    'sudo',
    program(/^(?:sudo.*|ubuntu-(?:server|minimal|standard|desktop))$/, 'sudo'),
  ],
  [
    'add-apt-repository',
    program(
      /^(?:software-properties.*|python3-software-properties|ubuntu-.*|task-.*)$/,
      'software-properties-common',
      undefined,
    ),
  ],
  [
    'bash',
    program(
      /^(?:bash.*|git|alpine-sdk|nodejs|npm|docker.*|neofetch|abuild|perl)$/,
      undefined,
      'bash',
    ),
  ],
]);

/** Packages that bring none of the programs above. */
export const LEAF_PACKAGES =
  /^(?:lib(?![\w.+-]*-dev$)[\w.+-]*|ca-certificates|curl|wget|bash|tini|dumb-init|gosu|su-exec|tzdata|openssl|procps|netcat[\w-]*|iproute2|iputils-ping|locales|unzip|zip|xz-utils|tar|gzip|bzip2|sudo|nano|less|jq|sqlite3?|rsync|file|musl-dev|linux-headers|libc6-dev|postgresql-client[\w-]*|redis-tools|git|openssh-client|patch|gettext(?:-base)?|dnsutils|bind9-dnsutils|net-tools|telnet|lsof|htop|tree|gcc|g\+\+|make|pkg-config|pkgconf|poppler-utils|tesseract-ocr)$/;

/** What the full variants, which are built on buildpack-deps, have of them. */
export const BUILDPACK_PROGRAMS: ReadonlySet<string> = new Set(
  'make gcc cc g++ git curl wget unzip bash gpg'.split(' '),
);

/** What the official image of a language has. */
export const LANGUAGE_PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  node: ['node', 'npm', 'npx'],
  golang: ['go'],
  rust: ['cargo', 'rustc'],
};
