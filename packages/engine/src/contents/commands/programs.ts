/** Commands that put no files where a service would look for them. */
export const HARMLESS = new Set(
  '[ [[ : a2enmod a2ensite a2dismod add-apt-repository addgroup apt-add-repository apt-cache apt-config apt-get-update apt-key apt-mark arch awk basename break cal cat cd chgrp chown chpasswd chsh cmp column comm command corepack cut date dbus-uuidgen debconf-set-selections delgroup deluser df diff dirname dpkg-architecture dpkg-buildflags dpkg-divert dpkg-query dpkg-reconfigure du echo egrep env eval exit expr export false fc-cache fix-permissions fgrep file find free gem getconf getent gpasswd gpg gpgconf grep groupadd groupdel groupmod hash head help history host hostname id ifconfig ip jobs join jq kill ldconfig ldd less let lib local locale locale-gen localedef logger ls lsb_release lsof man md5sum mkfifo mktemp mknod more nl nproc od openssl passwd paste pgrep ping pkill popd printenv printf ps pushd pwd read readelf readlink realpath return rmdir rpm rpmkeys scanelf sed seq service set setcap sha1sum sha256sum sha512sum shift shopt shred shuf sleep sort split sqlite3 ssh-keyscan stat strings strip stty sum sync sysctl systemctl tac tail tee test time timeout top tput tr trap true truncate tty type tzselect ulimit umask uname unalias unexpand uniq unset unshare update-alternatives update-ca-certificates update-ca-trust update-locale uptime useradd userdel usermod users vi vim wait wc whereis which who whoami xxd yes zcat'.split(
    ' ',
  ),
);

export const BUILD_TOOLS = new Set(
  'dep glide lein crystal shards javac bower make gmake cmake ninja meson cargo mvn mvnw gradle gradlew dotnet gcc g++ cc c++ clang tsc webpack vite ng nuxt next gulp grunt bazel sbt stack cabal swift zig mix rebar3 bundle composer configure autoreconf autoconf automake bun deno hugo mkdocs sphinx-build django-admin flask alembic'.split(
    ' ',
  ),
);

/** Programs that run whatever a file of the project says, or that install in ways of their own. */
export const RUNS_ANYTHING = new Set(
  'invoke inv fab just task nox tox ansible ansible-playbook rye pixi hatch nix nix-env nix-shell guix spack brew easy_install install_packages eval fakechroot expect perl ruby node Rscript ./configure pip-compile-multi asdf mise devbox'.split(
    ' ',
  ),
);

/** Shells whose scripts are followed where they stand in the file. */
export const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh']);

/** Commands that only read what they name, change its mode or owner, or whose effect on paths is followed exactly. */
export const PATHS_FOLLOWED = new Set(
  'ls cat echo printf test [ [[ chmod chown chgrp grep egrep fgrep find du df stat head tail wc which command type file readlink realpath ldd cd pushd set export source . rm unlink rmdir mkdir cp mv ln install touch useradd adduser groupadd addgroup apt-get apt apk dnf microdnf yum tdnf zypper curl wget git uv poetry pipenv pdm conda mamba micromamba conda-pack virtualenv'.split(
    ' ',
  ),
);
