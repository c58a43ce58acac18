import { compareVersions } from './versions';

/** Packages that a release does not have any more, and what took their place; `undefined`: nothing did. */
type Dropped = ReadonlyMap<string, string | undefined>;

/** An operating system and its release, as facts of an image have them. */
export interface Release {
  os?: string;
  osRelease?: string;
}

/** Written as `old>new`, or the old name alone. */
function dropped(names: string): Dropped {
  return new Map(
    names
      .trim()
      .split(/\s+/)
      .map(item => {
        const [name, successor] = item.split('>');
        return [name, successor] as const;
      }),
  );
}

/**
 * Modules of Python 2 (`python-yaml`): without them are Debian 12 and Ubuntu 24.04, and each has a package for Python 3 there.
 * Tried with the package indexes of Debian 12 and 13 on 2026-11-26.
 */
const PYTHON_2_MODULES = `
  all all-dev apt autopep8 babel bcrypt biopython bs4 cairo certifi cffi chardet cryptography daemon dateutil dbus dev django
  dnspython docutils docx feedparser flask gdal gevent gi h5py html5lib httplib2 idna jinja2 jwt keyring ldap libxml2
  lockfile lxml magic mako markupsafe matplotlib memcache minimal mock mysqldb netaddr netifaces networkx nltk numpy
  opencv openssl pandas paramiko pexpect pil pip pkg-resources protobuf psutil psycopg2 pyasn1 pycurl pydot pygame
  pygments pymongo pyparsing pytest redis requests scipy serial setuptools shapely simplejson six skimage sklearn
  snappy sphinx sqlalchemy termcolor tk tornado twisted tz urllib3 usb virtualenv websocket werkzeug wheel xlrd yaml
  zmq certbot-apache certbot-nginx django-tagging fuse geojson gnuplot graph-tool gst-1.0 libsass libtorrent ndg-httpsclient
  netcdf4 neutronclient novaclient openslide ptrace pyaudio rpy2 saga samba seqdiag xdg xlsxwriter
`
  .trim()
  .split(/\s+/)
  .map(name => `python-${name}>python3-${name}`)
  .concat('python-imaging>python3-pil',
    'python-crypto>python3-pycryptodome',
    'python-pillow>python3-pil',
    'python-beautifulsoup>python3-bs4',
    'python-gobject>python3-gi',
    'python-qt4>python3-pyqt5',
    'python-distribute>python3-setuptools',
    'python-notify>python3-notify2',
    'python-nose>python3-pytest',
)
  .join(' ');

/** Names of Debian 8 to 11 that Debian 12 and Ubuntu 24.04 do not have; tried with `apt-get -s` on Debian 12 on 2026-11-26. */
const OLD_NAMES =
  'libpng12-dev>libpng-dev libav-tools>ffmpeg btrfs-tools>btrfs-progs libssl1.0-dev>libssl-dev lsb-core ttf-freefont>fonts-freefont-ttf cython>cython3 ipython>ipython3 libcurl3>libcurl4 lib32gcc1>lib32gcc-s1 libgd2-xpm-dev>libgd-dev libapache2-mod-wsgi>libapache2-mod-wsgi-py3 mysql-server-5.7>default-mysql-server mysql-client-5.7>default-mysql-client libgfortran3>libgfortran5 libidn11>libidn12 pandoc-citeproc>pandoc vnc4server>tigervnc-standalone-server aufs-tools tomcat8>tomcat10 tomcat9>tomcat10 python-software-properties>software-properties-common uwsgi-plugin-python>uwsgi-plugin-python3 libprotobuf-c0-dev>libprotobuf-c-dev phantomjs libpython-dev>libpython3-dev libssl1.0.0>libssl3 mongodb-server swig3.0>swig texlive-generic-recommended>texlive-plain-generic sqlite>sqlite3 qemu>qemu-system libmariadbclient-dev>libmariadb-dev docker-engine>docker.io ruby2.3>ruby ruby2.5>ruby ruby2.7>ruby libpng12-0>libpng16-16 libffi6>libffi8 libreadline7>libreadline8';

/** More names of old releases; neither index of Debian 12 and 13 has them (2026-11-27). */
const OLDER_NAMES = `
  nodejs-legacy>nodejs lib32ncurses5>lib32ncurses6 ruby2.3-dev>ruby-dev ruby2.1-dev>ruby-dev ipython-notebook>jupyter-notebook
  libgdbm3>libgdbm6 emacs24>emacs lxc-docker>docker.io php5>php libapache2-mod-php5>libapache2-mod-php php-apc>php-apcu
  libapache2-mod-php7.0>libapache2-mod-php libapache2-mod-php7.3>libapache2-mod-php libopenblas-base>libopenblas0
  libgeos-c1>libgeos-c1v5 python-is-python2>python-is-python3 libreadline-gplv2-dev>libreadline-dev libgcrypt11>libgcrypt20
  libvpx1>libvpx7 libvpx5>libvpx7 libldns2>libldns3 python2.7-minimal>python3-minimal libreadline6>libreadline8 libjpeg8>libjpeg62-turbo
  libjpeg8-dev>libjpeg62-turbo-dev libjpeg-turbo8-dev>libjpeg62-turbo-dev iproute>iproute2 bsdtar>libarchive-tools
  chromium-browser>chromium libmysqlclient20>libmariadb3 libmariadbclient18>libmariadb3 
  heirloom-mailx>s-nail tomcat7>tomcat10 ttf-ubuntu-font-family
`
  .trim()
  .split(/\s+/)
  .join(' ');

/**
 * What a release dropped or renamed against the one before it. Names that another package provides under the old one are left out,
 * and those that apt finds as a regular expression (`php8.2` on Debian 13). Sources: package indexes of Debian 11 to 13, with
 * `apt-get -s`, and the release notes.
 */
const DEBIAN: Readonly<Record<number, Dropped>> = {
  11: dropped(
    'python-pip>python3-pip libssl1.0.2>libssl1.1 libicu63>libicu67 openjdk-8-jdk>openjdk-11-jdk openjdk-8-jre>openjdk-11-jre openjdk-8-jre-headless>openjdk-11-jre-headless php7.3-cli>php7.4-cli php7.3-fpm>php7.4-fpm postgresql-11>postgresql-13 postgresql-client-11>postgresql-client-13 mysql-client>default-mysql-client mysql-server>default-mysql-server libmysqlclient-dev>default-libmysqlclient-dev qt5-default>qtbase5-dev',
  ),
  12: dropped(
    `${PYTHON_2_MODULES} ${OLD_NAMES} ${OLDER_NAMES} python>python3 python2>python3 python2-dev>python3-dev python2-minimal>python3-minimal python2.7>python3 python2.7-dev>python3-dev python3.9>python3.11 python3.9-dev>python3.11-dev python3.9-venv>python3.11-venv libpython3.9>libpython3.11 libssl1.1>libssl3 libffi7>libffi8 libicu67>libicu72 libwebp6>libwebp7 libtiff5>libtiff6 libldap-2.4-2>libldap-2.5-0 libgdal28>libgdal32 libproj19>libproj25 libavcodec58>libavcodec59 openjdk-11-jdk>openjdk-17-jdk openjdk-11-jre>openjdk-17-jre openjdk-11-jre-headless>openjdk-17-jre-headless openjdk-11-jdk-headless>openjdk-17-jdk-headless php7.4>php8.2 php7.4-cli>php8.2-cli php7.4-fpm>php8.2-fpm postgresql-13>postgresql-15 postgresql-client-13>postgresql-client-15 netcat>netcat-openbsd`,
  ),
  13: dropped(
    'libvpx7>libvpx9 unoconv ntpdate>ntpsec-ntpdate gconf-service gconf2 libcanberra-gtk-module>libcanberra-gtk3-module python3-future libappindicator1 ntp>ntpsec python3-software-properties libc-client2007e libc-client2007e-dev php-imap libgdk-pixbuf2.0-0>libgdk-pixbuf-2.0-0 libpango1.0-0>libpango-1.0-0 youtube-dl>yt-dlp python3-pep8>python3-pycodestyle libgl1-mesa-glx>libgl1 libegl1-mesa>libegl1 libgles2-mesa>libgles2 libaio1>libaio1t64 libgconf-2-4 python3-distutils>python3-setuptools python3-lib2to3 python3.11>python3.13 python3.11-dev>python3.13-dev python3.11-venv>python3.13-venv libpython3.11>libpython3.13 libldap-2.5-0>libldap2 libicu72>libicu76 libncurses5>libncurses6 libtinfo5>libtinfo6 libatlas-base-dev>libopenblas-dev libpcre3>libpcre2-8-0 libpcre3-dev>libpcre2-dev libavcodec59>libavcodec61 libgdal32>libgdal36 software-properties-common policykit-1>polkitd neofetch>fastfetch openjdk-17-jdk>openjdk-21-jdk openjdk-17-jre>openjdk-21-jre openjdk-17-jre-headless>openjdk-21-jre-headless openjdk-17-jdk-headless>openjdk-21-jdk-headless php8.2-cli>php8.4-cli php8.2-fpm>php8.4-fpm postgresql-15>postgresql-17 postgresql-client-15>postgresql-client-17',
  ),
};

/** From knowledge: no registry that can be read here carries Ubuntu's indexes. */
const UBUNTU: Readonly<Record<number, Dropped>> = {
  20: dropped(
    'python-pip>python3-pip libpng12-dev>libpng-dev libav-tools>ffmpeg python-software-properties>software-properties-common libssl1.0-dev>libssl-dev nodejs-legacy>nodejs',
  ),
  22: dropped(
    'python>python3 python3.8-venv>python3.10-venv libssl1.1>libssl3 libicu66>libicu70 php7.4-cli>php8.1-cli php7.4-fpm>php8.1-fpm postgresql-12>postgresql-14 postgresql-client-12>postgresql-client-14 qt5-default>qtbase5-dev',
  ),
  24: dropped(
    `${PYTHON_2_MODULES} ${OLD_NAMES} python2>python3 python2-dev>python3-dev python2.7>python3 python2.7-dev>python3-dev python3-distutils>python3-setuptools libgl1-mesa-glx>libgl1 libegl1-mesa>libegl1 libasound2>libasound2t64 libaio1>libaio1t64 libncurses5>libncurses6 libtinfo5>libtinfo6 libgconf-2-4 netcat>netcat-openbsd python3.10-dev>python3.12-dev python3.10-venv>python3.12-venv libicu70>libicu74 libwebkit2gtk-4.0-dev>libwebkit2gtk-4.1-dev php8.1>php8.3 php8.1-cli>php8.3-cli php8.1-fpm>php8.3-fpm postgresql-14>postgresql-16 postgresql-client-14>postgresql-client-16`,
  ),
};

/** By the minor of 3.x; from knowledge, as for Ubuntu. */
const ALPINE: Readonly<Record<number, Dropped>> = {
  12: dropped(
    'python>python3 python-dev>python3-dev py2-pip>py3-pip py2-setuptools>py3-setuptools py2-cffi>py3-cffi py2-cryptography>py3-cryptography py2-yaml>py3-yaml py2-lxml>py3-lxml py2-numpy>py3-numpy py2-requests>py3-requests py2-psycopg2>py3-psycopg2 py2-gobject3>py3-gobject3 py2-gevent>py3-gevent py2-openssl>py3-openssl py2-six>py3-six py2-pillow>py3-pillow py2-virtualenv>py3-virtualenv',
  ),
  16: dropped(
    'python2>python3 python2-dev>python3-dev nodejs-npm>npm php7>php84 php7-fpm>php84-fpm php7-cli>php84',
  ),
  17: dropped('libssl1.1>libssl3 libcrypto1.1>libcrypto3'),
};

/** AlmaLinux and Rocky Linux, from knowledge of what RHEL 8 removed and renamed ("Considerations in adopting RHEL 8"). */
const ENTERPRISE: Readonly<Record<number, Dropped>> = {
  8: dropped(
    'python>python3 python-devel>python3-devel python-pip>python3-pip python-setuptools>python3-setuptools python-virtualenv>python3-virtualenv python-requests>python3-requests python-six>python3-six python-lxml>python3-lxml python-yaml>python3-pyyaml PyYAML>python3-pyyaml MySQL-python python34>python3 python34-devel>python3-devel python34-pip>python3-pip libselinux-python>python3-libselinux policycoreutils-python>policycoreutils-python-utils ntp>chrony centos-release-scl java-1.7.0-openjdk>java-1.8.0-openjdk java-1.7.0-openjdk-devel>java-1.8.0-openjdk-devel redhat-lsb>redhat-lsb-core php-mysql>php-mysqlnd upstart devtoolset-7-gcc-c++>gcc-c++ devtoolset-7-gcc>gcc devtoolset-8-gcc-c++>gcc-c++ devtoolset-8-gcc>gcc',
  ),
};

/** Versions that a release has of what carries its version in its name. */
interface OwnVersions {
  python: readonly string[];
  php: string;
  postgresql: string;
  gcc: readonly string[];
  /** Of OpenJDK, the newest last. */
  java: readonly string[];
  /** The release may have newer ones, too: only lower ones are certainly not there. */
  orNewer?: true;
}

/** Debian's from its package indexes, Ubuntu's from knowledge. */
const VERSIONS: Readonly<Record<string, OwnVersions>> = {
  'debian 12': {
    python: ['3.11'],
    php: '8.2',
    postgresql: '15',
    gcc: ['11', '12'],
    java: ['17'],
  },
  'debian 13': {
    python: ['3.13'],
    php: '8.4',
    postgresql: '17',
    gcc: ['12', '13', '14'],
    java: ['21', '25'],
  },
  'ubuntu 22.04': {
    python: ['3.10', '3.11'],
    php: '8.1',
    postgresql: '14',
    gcc: ['9', '10', '11', '12', '13'],
    java: ['8', '11', '17', '18', '19', '20', '21'],
  },
  'ubuntu 24.04': {
    python: ['3.12'],
    php: '8.3',
    postgresql: '16',
    gcc: ['9', '10', '11', '12', '13', '14'],
    java: ['8', '11', '17', '19', '20', '21', '22', '23', '24', '25'],
  },
  'ubuntu 26.04': {
    python: ['3.13'],
    php: '8.4',
    postgresql: '17',
    gcc: ['12'],
    java: ['8', '11', '17', '21', '25'],
    orNewer: true,
  },
};

/** What the packages that still begin with `python-` end in, or are called (package indexes of Debian 12 and 13). */
const NO_PYTHON_2 =
  /^python-(?:is-|dev-is-|.*-(?:docs?|common|data|testdata|localedata|examples|tools|tests?|tpl|gui|dev|wheels|whl)$|landslide$)/;

/** Debian 12 and Ubuntu 24.04 have no module of Python 2. */
function isOfPython2({ os, osRelease = '' }: Release, name: string): boolean {
  const release = Number.parseFloat(osRelease);
  return (
    ((os === 'debian' && release >= 12) ||
      (os === 'ubuntu' && release >= 24)) &&
    name.startsWith('python-') &&
    !NO_PYTHON_2.test(name)
  );
}

/** Whether a release is without a version, going by those that it has. */
function lacksVersion(
  has: readonly string[],
  version: string,
  { orNewer }: OwnVersions,
): boolean {
  if (has.includes(version)) return false;
  return !orNewer || has.every(own => compareVersions(version, own) < 0);
}

/**
 * `python3.9-dev`, `php7.4-fpm`, `postgresql-13`, `gcc-9`, `openjdk-9-jdk`: of another version than the release has. A bare name with a
 * dot is taken for a regular expression where apt does not find it; those here match nothing else (indexes of Debian 12 and 13).
 */
function otherVersion(
  { os, osRelease }: Release,
  name: string,
): { successor: string | undefined } | undefined {
  if (isOfPython2({ os, osRelease }, name)) return { successor: undefined };
  const own = VERSIONS[`${os} ${osRelease}`];
  if (!own) return undefined;
  const [, python, part] =
    name.match(/^python(3\.\d+)(?:-(dev|venv|minimal|distutils))?$/) ?? [];
  // names of Debian 13 match the bare python3.8
  const isMatched = name === 'python3.8';
  if (python && !isMatched && lacksVersion(own.python, python, own)) {
    if (part === 'distutils') return { successor: 'python3-setuptools' };
    return { successor: part ? `python3-${part}` : 'python3' };
  }
  const [, php, module] = name.match(/^php(5|\d\.\d)(?:-(\w+))?$/) ?? [];
  if (php && lacksVersion([own.php], php, own)) {
    if (module === 'mcrypt') return { successor: undefined };
    const stem = own.orNewer ? 'php' : `php${own.php}`;
    return { successor: module ? `${stem}-${module}` : stem };
  }
  const [, of = '', postgresql] =
    name.match(/^postgresql-(client-|contrib-|server-dev-)?(\d+(?:\.\d+)?)$/) ??
    [];
  if (postgresql && lacksVersion([own.postgresql], postgresql, own)) {
    if (of === 'contrib-') return { successor: 'postgresql-contrib' };
    return {
      successor: own.orNewer
        ? `postgresql${of ? `-${of.slice(0, -1)}` : ''}`
        : `postgresql-${of}${own.postgresql}`,
    };
  }
  const [, compiler, gcc, suffix = ''] =
    name.match(/^(gcc|g\+\+)-(\d+(?:\.\d+)?)(-multilib)?$/) ?? [];
  if (gcc && lacksVersion(own.gcc, gcc, own))
    return { successor: `${compiler}${suffix}` };
  const [, java, kind] =
    name.match(/^openjdk-(\d+)-((?:jdk|jre)(?:-headless)?)$/) ?? [];
  return java && lacksVersion(own.java, java, { ...own, orNewer: undefined })
    ? { successor: `openjdk-${own.java[own.java.length - 1]}-${kind}` }
    : undefined;
}

/** What the release before dropped is still gone. */
function upTo(
  table: Readonly<Record<number, Dropped>>,
  release: number,
): Dropped[] {
  return Object.entries(table)
    .filter(([since]) => Number(since) <= release)
    .sort(([a], [b]) => Number(b) - Number(a))
    .map(([, names]) => names);
}

function tablesOf({ os, osRelease = '' }: Release): Dropped[] {
  const [major, minor] = osRelease.split('.').map(Number);
  switch (os) {
    case 'debian':
      return upTo(DEBIAN, major);
    case 'ubuntu':
      return upTo(UBUNTU, major);
    case 'alpine':
      return major === 3 ? upTo(ALPINE, minor) : [];
    case 'almalinux':
    case 'rocky-linux':
      return upTo(ENTERPRISE, major);
    default:
      return [];
  }
}

/** What became of a package in a release; undefined where nothing is known against it. */
export function droppedIn(
  release: Release,
  name: string,
): { successor: string | undefined } | undefined {
  const tables = tablesOf(release);
  if (!tables.some(table => table.has(name)))
    return otherVersion(release, name);
  // a successor may have been replaced again since
  const seen = new Set([name]);
  let successor = successorIn(tables, name);
  while (successor !== undefined && !seen.has(successor)) {
    seen.add(successor);
    const at = successor;
    if (!tables.some(table => table.has(at))) break;
    successor = successorIn(tables, at);
  }
  const later =
    successor === undefined ? undefined : otherVersion(release, successor);
  return later ?? { successor };
}

function successorIn(
  tables: readonly Dropped[],
  name: string,
): string | undefined {
  return tables.find(table => table.has(name))?.get(name);
}
