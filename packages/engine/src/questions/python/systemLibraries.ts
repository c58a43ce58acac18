/** PostgreSQL's programs and what talks to it. */
const POSTGRESQL =
  /^(?:postgresql(?:\d+|-\d+|-client.*)?|postgresql\d+-client|postgresql-contrib|postgis|pgcli|python3-psycopg2?|php[\d.]*-pgsql|rsyslog-pgsql)$/;
const GDAL =
  /^(?:gdal-bin|python3-gdal|libgdal\d*|postgis|qgis|python3-opencv)$/;
/** Through libcurl, GnuPG's dirmngr or Apache's APR. */
const WITH_LDAP =
  /^(?:curl|libcurl.*|git(?:-lfs)?|gnupg2?|dirmngr|cmake|apache2(?:-bin)?|libapache2-mod-wsgi-py3|ldap-utils|python3-ldap|slapd|libldap.*|php[\d.]*-curl|r-base|samba|software-properties-common|libreoffice.*|tesseract-ocr|proj-bin|libpq5)$/;
const WITH_CAIRO =
  /^(?:libpangocairo.*|libpango1\.0-0|python3-cairo|librsvg2.*|libgtk.*|gir1\.2-gtk.*|graphviz|poppler-utils|ffmpeg|inkscape|gimp|chromium|firefox-esr|libreoffice.*|gnuplot|tesseract-ocr|libgdiplus|r-base|default-j(?:re|dk)|texlive.*|mono-complete|python3-opencv)$/;

const WITH_XSLT =
  /^(?:libxslt.*|wkhtmltopdf|libreoffice.*|chromium|weasyprint|xmlsec1|python3-lxml|xsltproc|php[\d.]*-xml|inkscape|libnginx-mod-http-xslt-filter|qgis)$/;
const WITH_XML =
  /^(?:imagemagick|libmagickwand.*|ffmpeg|firefox-esr|gir1\.2-gtk.*|libgtk.*|libxml2-utils|php.*|apache2(?:-bin)?|uwsgi(?:-.*)?|libgl1(?:-mesa-glx)?|tesseract-ocr|gettext|vim-gtk3|default-j(?:re|dk)|python3-h5py|libvirt-clients|librsvg2.*|bind9-dnsutils|dnsutils|shared-mime-info|libavcodec\d+|gnupg2?)$/;

/**
 * Packages that bring a library along because they depend on it.
 * Source: the dependencies of Debian 12, followed to their end; of alternatives only the first.
 */
const DEPENDENTS: readonly (readonly [library: RegExp, packages: RegExp])[] = [
  [/^libpq/, POSTGRESQL],
  [/^libpq/, GDAL],
  [
    /^(?:libmysqlclient|libmariadb|mariadb-connector)/,
    /mysql-client|mariadb-(?:client|server)|^(?:python3-mysqldb|libdbd-mysql-perl)$/,
  ],
  [/^(?:libmysqlclient|libmariadb)/, GDAL],
  [/^libgdal/, GDAL],
  // Microsoft's drivers depend on unixodbc
  [
    /^libodbc/,
    /^(?:unixodbc|freetds-bin|erlang-nox|slapd|msodbcsql\d*|mssql-tools\d*)$/,
  ],
  [/^libodbc/, GDAL],
  [/^(?:libsybdb|libct|freetds)/, /^freetds-bin$/],
  [/^libcairo/, WITH_CAIRO],
  [
    /^libgirepository/,
    /^(?:gir1\.2-.*|python3-gi|software-properties-common)$/,
  ],
  [/^(?:libldap|libsasl)/, WITH_LDAP],
  [/^(?:libldap|libsasl)/, POSTGRESQL],
  [/^(?:libldap|libsasl)/, GDAL],
  [
    /^libsasl/,
    /^(?:libmemcached-tools|memcached|php[\d.]*-memcached|librdkafka1|python3-confluent-kafka|postfix|subversion)$/,
  ],
  [/^(?:lib)?xmlsec/, /^(?:xmlsec1|python3-xmlsec|libreoffice.*)$/],
  [/^libxml/, WITH_XML],
  [/^libx(?:ml|slt)/, WITH_XSLT],
  [/^libxml/, GDAL],
  [/^libhdf5/, /^(?:hdf5-tools|python3-h5py)$/],
  [/^libgeos/, /^python3-shapely$/],
  [/^lib(?:hdf5|geos)/, GDAL],
  [/^libmemcached/, /^(?:libmemcached-tools|php[\d.]*-memcached)$/],
];

/** Whether an installed package depends on a library, which is named without its version: `libpq`. */
export function bringsAlong(installed: string, library: string): boolean {
  return DEPENDENTS.some(
    ([libraries, packages]) =>
      libraries.test(library) && packages.test(installed),
  );
}
