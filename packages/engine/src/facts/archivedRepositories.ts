/** Package lists of a release that were moved away from the mirrors which its images are set up with. */
export interface ArchivedRepositories {
  /** ISO date from which installing fails. */
  since: string;
  /** Where the packages are now. */
  archive: string;
  /** A command of a RUN that has the package manager look there; undefined where the keys of the archive have expired, too. */
  stay?: string;
  source: string;
}

const DEBIAN = 'www.debian.org/distrib/archive';
const CENTOS = 'blog.centos.org, end of the mirror lists';

/** From knowledge of what people do: the archives cannot be reached from where this was written. */
const STAY_ON_DEBIAN =
  "sed -i -e 's/\\(deb\\|security\\).debian.org/archive.debian.org/' -e '/-updates/d' /etc/apt/sources.list";
const STAY_ON_CENTOS =
  "sed -i -e 's/^mirrorlist/#mirrorlist/' -e 's|^#baseurl=http://mirror|baseurl=http://vault|' /etc/yum.repos.d/CentOS-*.repo";
const STAY_ON_UBUNTU =
  "sed -i 's/\\(archive\\|security\\).ubuntu.com/old-releases.ubuntu.com/' /etc/apt/sources.list";

/** Releases by `os:release`. Interim releases of Ubuntu are moved by rule, see `archivedRepositories`. */
const ARCHIVED: Readonly<Record<string, ArchivedRepositories>> = {
  'debian:7': {
    since: '2019-03-31',
    archive: 'archive.debian.org',
    source: DEBIAN,
  },
  'debian:8': {
    since: '2021-01-01',
    archive: 'archive.debian.org',
    source: DEBIAN,
  },
  'debian:9': {
    since: '2023-04-30',
    archive: 'archive.debian.org',
    source: DEBIAN,
  },
  'debian:10': {
    since: '2025-07-31',
    archive: 'archive.debian.org',
    stay: STAY_ON_DEBIAN,
    source: DEBIAN,
  },
  'centos:5': {
    since: '2017-04-30',
    archive: 'vault.centos.org',
    source: CENTOS,
  },
  'centos:6': {
    since: '2020-12-31',
    archive: 'vault.centos.org',
    stay: STAY_ON_CENTOS,
    source: CENTOS,
  },
  'centos:7': {
    since: '2024-07-01',
    archive: 'vault.centos.org',
    stay: STAY_ON_CENTOS,
    source: CENTOS,
  },
  'centos:8': {
    since: '2022-02-01',
    archive: 'vault.centos.org',
    stay: STAY_ON_CENTOS,
    source: CENTOS,
  },
};

/**
 * Ubuntu moves a release to old-releases.ubuntu.com after its end; those with extended maintenance (every LTS since 14.04) stay
 * (wiki.ubuntu.com/Releases).
 */
function archivedUbuntu(
  release: string,
  endOfLife: string | undefined,
): ArchivedRepositories | undefined {
  const [year, month] = release.split('.').map(Number);
  const stays = year >= 14 && year % 2 === 0 && month === 4;
  return stays || endOfLife === undefined
    ? undefined
    : {
        since: aYearAfter(endOfLife),
        archive: 'old-releases.ubuntu.com',
        stay: STAY_ON_UBUNTU,
        source: 'help.ubuntu.com/community/EOLUpgrades',
      };
}

/** Releases are moved some months after their end. */
function aYearAfter(date: string): string {
  return `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
}

/**
 * Where the packages of a release were moved to by a day.
 *
 * @param endOfLife - last day of its security support, ISO
 * @param today - ISO date
 * @returns undefined while its own mirrors have them
 */
export function archivedRepositories(
  os: string,
  release: string,
  endOfLife: string | undefined,
  today: string,
): ArchivedRepositories | undefined {
  const found =
    os === 'ubuntu'
      ? archivedUbuntu(release, endOfLife)
      : ARCHIVED[`${os}:${release}`];
  return found && found.since <= today ? found : undefined;
}
