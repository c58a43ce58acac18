/** Packages under the name of another distribution → the name of the distribution itself. */
type Translation = ReadonlyMap<string, string>;

/** Written as `foreign>own`. */
function translated(names: string): Translation {
  return new Map(
    names
      .trim()
      .split(/\s+/)
      .map(item => item.split('>') as [string, string]),
  );
}

/** Names of Debian and Ubuntu that Alpine does not have. Source: pkgs.alpinelinux.org */
const ALPINE = translated(`
  build-essential>build-base python3-pip>py3-pip python3-venv>python3 python3-setuptools>py3-setuptools
  python3-wheel>py3-wheel python3-numpy>py3-numpy libpython3-dev>python3-dev libc6-dev>musl-dev
  libgl1>mesa-gl libgl1-mesa-glx>mesa-gl libglib2.0-0>glib libsm6>libsm libxext6>libxext libxrender1>libxrender
  libgomp1>libgomp libstdc++6>libstdc++ libpq5>libpq libmagic1>libmagic libnss3>nss libasound2>alsa-lib
  libssl-dev>openssl-dev zlib1g-dev>zlib-dev libxslt1-dev>libxslt-dev libmariadb-dev>mariadb-dev
  libmysqlclient-dev>mariadb-dev default-libmysqlclient-dev>mariadb-dev default-mysql-client>mariadb-client
  libcurl4-openssl-dev>curl-dev libldap2-dev>openldap-dev libsasl2-dev>cyrus-sasl-dev libyaml-dev>yaml-dev
  libsqlite3-dev>sqlite-dev libbz2-dev>bzip2-dev liblzma-dev>xz-dev libreadline-dev>readline-dev
  libncurses5-dev>ncurses-dev libncursesw5-dev>ncurses-dev libjpeg62-turbo-dev>libjpeg-turbo-dev
  libfreetype6-dev>freetype-dev libgeos-dev>geos-dev libgdal-dev>gdal-dev libproj-dev>proj-dev libhdf5-dev>hdf5-dev
  libopenblas-dev>openblas-dev default-jre>openjdk21-jre default-jre-headless>openjdk21-jre-headless
  default-jdk>openjdk21-jdk openjdk-17-jre>openjdk17-jre openjdk-17-jre-headless>openjdk17-jre-headless
  openjdk-17-jdk>openjdk17-jdk openjdk-21-jre-headless>openjdk21-jre-headless fonts-liberation>font-liberation
  xz-utils>xz dnsutils>bind-tools docker.io>docker
`);

/** Names of Alpine and of the RPM distributions that Debian does not have. Tried with `apt-cache` on Debian 12. */
const DEBIAN = translated(`
  build-base>build-essential alpine-sdk>build-essential su-exec>gosu bind-tools>bind9-dnsutils mesa-gl>libgl1
  py-pip>python3-pip py3-pip>python3-pip py3-setuptools>python3-setuptools py3-wheel>python3-wheel
  py3-numpy>python3-numpy py3-virtualenv>python3-virtualenv
  openssl-dev>libssl-dev postgresql-dev>libpq-dev mariadb-dev>libmariadb-dev mariadb-connector-c-dev>libmariadb-dev
  zlib-dev>zlib1g-dev jpeg-dev>libjpeg-dev freetype-dev>libfreetype-dev curl-dev>libcurl4-openssl-dev
  openldap-dev>libldap-dev cyrus-sasl-dev>libsasl2-dev yaml-dev>libyaml-dev sqlite-dev>libsqlite3-dev
  bzip2-dev>libbz2-dev xz-dev>liblzma-dev readline-dev>libreadline-dev geos-dev>libgeos-dev gdal-dev>libgdal-dev
  proj-dev>libproj-dev hdf5-dev>libhdf5-dev openblas-dev>libopenblas-dev tiff-dev>libtiff-dev lcms2-dev>liblcms2-dev
  openssl-devel>libssl-dev postgresql-devel>libpq-dev libpq-devel>libpq-dev python3-devel>python3-dev
  python-devel>python3-dev libffi-devel>libffi-dev zlib-devel>zlib1g-dev bzip2-devel>libbz2-dev
  sqlite-devel>libsqlite3-dev readline-devel>libreadline-dev mysql-devel>default-libmysqlclient-dev
  mariadb-devel>libmariadb-dev libxml2-devel>libxml2-dev libxslt-devel>libxslt1-dev
  libcurl-devel>libcurl4-openssl-dev xz-devel>liblzma-dev
`);

/** What a distribution calls a package that a file names as another one does; undefined where nothing is known against the name. */
export function ownNameOf(
  os: string | undefined,
  name: string,
): string | undefined {
  if (os === 'alpine') return ALPINE.get(name);
  return os === 'debian' || os === 'ubuntu' ? DEBIAN.get(name) : undefined;
}
