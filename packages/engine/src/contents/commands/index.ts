import { optionNames, readArguments, textOf, valueOf } from '../arguments';
import {
  baseName,
  directoryOf,
  joinPath,
  normalise,
  resolvePath,
} from '../paths';
import { environmentAt, lookUpPython, pythonOf } from '../python/lookup';
import {
  defaultTarget,
  prefixTarget,
  recordInstall,
  UNKNOWN_RUNTIME,
} from '../python/installs';
import { known, type Call, type StageState } from '../stageState';
import { conda } from './conda';
import * as files from './files';
import { buildTool, freeze, go, nodePackages } from './languages';
import * as os from './osPackages';
import { pip, variable, venv } from './pip';
import { pdm, pipenv, poetry, wheelsAt } from './projectTools';
import { uv } from './uv';

type Handler = (call: Call, state: StageState) => void;

/** Commands that put no files where a service would look for them. */
const HARMLESS = new Set(
  '[ [[ : a2enmod a2ensite a2dismod add-apt-repository addgroup apt-cache apt-config apt-get-update apt-key apt-mark arch awk basename break cal cat cd chgrp chown chpasswd chsh cmp comm corepack cut date dbus-uuidgen debconf-set-selections delgroup deluser df diff dirname dpkg-architecture dpkg-divert dpkg-query dpkg-reconfigure du echo egrep env eval exit expr export false fc-cache fgrep file find free gem getconf getent gpasswd gpg gpgconf grep groupadd groupdel groupmod hash head help history host hostname id ifconfig ip jobs join kill ldconfig ldd less let lib local locale locale-gen localedef logger ls lsb_release lsof man md5sum mkfifo mknod more nl nproc od openssl passwd paste pgrep ping pkill popd printenv printf ps pushd pwd read readelf readlink realpath return rmdir rpm rpmkeys sed seq service set setcap sha1sum sha256sum sha512sum shift shopt shred shuf sleep sort split sqlite3 stat strings strip stty sum sync sysctl systemctl tac tail tee test time timeout top tput tr trap true truncate tty type tzselect ulimit umask uname unalias unexpand uniq unset unshare update-alternatives update-ca-certificates update-ca-trust uptime useradd userdel usermod users vi vim wait wc whereis which who whoami xxd yes zcat'.split(
    ' ',
  ),
);

const BUILD_TOOLS = new Set(
  'make gmake cmake ninja meson cargo mvn mvnw gradle gradlew dotnet gcc g++ cc c++ clang tsc webpack vite ng nuxt next gulp grunt bazel sbt stack cabal swift zig mix rebar3 bundle composer configure autoreconf autoconf automake bun deno hugo mkdocs sphinx-build django-admin flask alembic'.split(
    ' ',
  ),
);

const START = { line: 0, column: 0 };

function literal(value: string): Call['args'][number] {
  return {
    raw: value,
    text: known(value),
    glob: false,
    range: { start: START, end: START },
  };
}

const INSTALL = literal('install');
const REQUIREMENT = literal('-r');

const HANDLERS = new Map<string, Handler>([
  ['apt-get', os.apt],
  ['apt', os.apt],
  ['aptitude', os.apt],
  ['apk', os.apk],
  ['dnf', os.dnf],
  ['microdnf', os.dnf],
  ['yum', os.dnf],
  ['tdnf', os.dnf],
  ['zypper', os.zypper],
  ['mkdir', files.mkdir],
  ['touch', files.touch],
  ['rm', files.remove],
  ['unlink', files.remove],
  ['cp', files.copy],
  ['mv', files.copy],
  ['rsync', files.copy],
  ['ln', files.link],
  ['install', files.installFiles],
  ['useradd', files.addUser],
  ['adduser', files.addUser],
  ['tar', files.unpack],
  ['bsdtar', files.unpack],
  ['unzip', files.unpack],
  ['curl', files.download],
  ['wget', files.download],
  ['git', files.git],
  ['npm', nodePackages],
  ['yarn', nodePackages],
  ['pnpm', nodePackages],
  ['go', go],
  ['pyinstaller', freeze],
  ['pex', freeze],
  ['shiv', freeze],
  ['nuitka', freeze],
  ['nuitka3', freeze],
  ['cxfreeze', freeze],
  ['conda', (call, state) => conda(call, state, rerun(state))],
  ['mamba', (call, state) => conda(call, state, rerun(state))],
  ['micromamba', (call, state) => conda(call, state, rerun(state))],
  ['uv', (call, state) => uv(call, state, rerun(state))],
  ['poetry', (call, state) => poetry(call, state, rerun(state))],
  ['pipenv', (call, state) => pipenv(call, state, rerun(state))],
  ['pdm', (call, state) => pdm(call, state, rerun(state))],
  ['.', activate],
  ['source', activate],
  ['virtualenv', virtualenv],
  [
    'pip-sync',
    (call, state) =>
      pip(
        {
          ...call,
          args: [
            INSTALL,
            ...call.args.flatMap(word =>
              textOf(word)?.startsWith('-') ? [word] : [REQUIREMENT, word],
            ),
          ],
        },
        state,
      ),
  ],
  [
    'easy_install',
    (call, state) => pip({ ...call, args: [INSTALL, ...call.args] }, state),
  ],
  ['pyvenv', virtualenv],
  ['pipx', pipx],
  ['conda-unpack', () => {}],
  ['chmod', chmod],
  ['npx', (call, state) => runTool(call, state)],
  ['pnpx', (call, state) => runTool(call, state)],
]);

/** `uv run X`, `poetry run X`: the inner command runs too. */
function rerun(state: StageState) {
  return (words: Call['args'], from: Call): void => {
    const [first, ...rest] = words;
    const program = textOf(first);
    if (program === undefined) return;
    apply({ ...from, name: baseName(program), program, args: rest }, state);
  };
}

function runTool(call: Call, state: StageState): void {
  const { cwd } = call.step;
  state.taint(
    cwd.known ? cwd.value : '/',
    `\`${call.name}\` writes its output there`,
    call.place,
  );
}

const CHMOD_VALUED = optionNames('--reference');

/** `chmod` can shut other users out of a directory or let them in. */
function chmod(call: Call, state: StageState): void {
  const args = readArguments(call.args, CHMOD_VALUED);
  const [mode, ...targets] = args.operands;
  const text = textOf(mode) ?? '';
  const opens =
    /^(?:\+|a\+|o\+|go\+|ugo\+)[rwX]*[rX]|^0?[0-7]?[0-7][0-7]?[5-7]$/.test(
      text,
    );
  if (!opens) return;
  for (const word of targets) {
    const path = state.resolve(call.step.cwd, word.text);
    if (!path.known) continue;
    for (let i = 0; i < state.fs.entries.length; i++) {
      const entry = state.fs.entries[i];
      if (
        entry.private &&
        (entry.path === path.value || entry.path.startsWith(`${path.value}/`))
      ) {
        state.fs.entries[i] = { ...entry, private: false };
      }
    }
  }
}

/** `. /opt/venv/bin/activate` puts the environment first on the PATH for the rest of the RUN. */
function activate(call: Call, state: StageState): void {
  const script =
    call.args[0] && state.resolve(call.step.cwd, call.args[0].text);
  if (!script?.known || baseName(script.value) !== 'activate') {
    const text = script?.known ? script.value : '';
    if (
      /\/(?:cargo\/env|nvm\.sh|\.bashrc|\.profile|conda\.sh|os-release|bash_completion)$/.test(
        text,
      )
    )
      return;
    state.opaque.push({
      reason: 'a script is sourced that the engine does not see',
      place: call.place,
    });
    state.taint(
      '/',
      'a script is sourced that the engine does not see',
      call.place,
      true,
    );
    return;
  }
  const bin = directoryOf(script.value);
  const path = call.env.get('PATH');
  call.env.set('VIRTUAL_ENV', known(directoryOf(bin)));
  if (path?.known) call.env.set('PATH', known(`${bin}:${path.value}`));
}

function virtualenv(call: Call, state: StageState): void {
  venv(call, state, lookUpPython(state, 'python3', call.env.get('PATH')));
}

const PIPX_VALUED = optionNames('--python --spec --pip-args --index-url -i');

function pipx(call: Call, state: StageState): void {
  const args = readArguments(call.args, PIPX_VALUED);
  const [verb, ...operands] = args.operands;
  if (textOf(verb) !== 'install') return;
  const home = state.home(call.env);
  const directory =
    variable(call, 'PIPX_BIN_DIR') ??
    (home.known ? `${home.value}/.local/bin` : undefined);
  for (const word of operands) {
    const name = textOf(word)?.replace(/[=<>[].*$/, '');
    if (name && directory)
      state.add(
        `${directory}/${name}`,
        'file',
        { kind: 'tool', name },
        call.place,
      );
  }
}

const PYTHON = /^python(?:\d(?:\.\d+)?)?$/;
const PIP = /^pip(?:\d(?:\.\d+)?)?$/;
const PYTHON_VALUED = new Set(['-m', '-c', '-W', '-X']);

/** `python -m MODULE …`, `python setup.py …`, `python script.py`. */
function python(call: Call, state: StageState): void {
  const lookup = pythonOf(call, state);
  const at = call.args.findIndex(word => {
    const text = textOf(word);
    return (
      text === undefined ||
      !text.startsWith('-') ||
      PYTHON_VALUED.has(text) ||
      /^-m\w/.test(text)
    );
  });
  if (at < 0) return;
  const word = call.args[at];
  const written = textOf(word);
  const joined = written !== undefined && /^-m\w/.test(written);
  const first = joined ? '-m' : written;
  const rest = joined
    ? [{ ...word, text: known(written.slice(2)) }, ...call.args.slice(at + 1)]
    : call.args.slice(at + 1);
  if (first === '-c') {
    inlinePython(call, state, rest);
    return;
  }
  if (first !== '-m') {
    script(call, state, first, rest);
    return;
  }
  const module = textOf(rest[0]);
  const inner: Call = { ...call, args: rest.slice(1) };
  if (module === 'pip') pip({ ...inner, name: 'pip' }, state, lookup);
  else if (module === 'venv' || module === 'virtualenv')
    venv(inner, state, lookup);
  else if (module === 'build') moduleBuild(inner, state);
  else if (
    module &&
    [
      'compileall',
      'ensurepip',
      'json.tool',
      'site',
      'unittest',
      'pytest',
      'py_compile',
    ].includes(module)
  )
    return;
  else if (module) apply({ ...inner, name: module, program: module }, state);
}

const BUILD_VALUED = optionNames('-o --outdir -C');

function moduleBuild(call: Call, state: StageState): void {
  const args = readArguments(call.args, BUILD_VALUED);
  const project = args.operands[0]
    ? state.resolve(call.step.cwd, args.operands[0].text)
    : call.step.cwd;
  const out = valueOf(args, '-o', '--outdir');
  const directory = out ? state.resolve(call.step.cwd, out.text) : project;
  if (!project.known || !directory.known) return;
  wheelsAt(
    out ? directory.value : joinPath(project.value, 'dist'),
    'setuptools',
    project.value,
    call,
    state,
  );
}

/** `python -c …` may fetch models or data; it does not install packages. */
function inlinePython(call: Call, state: StageState, rest: Call['args']): void {
  const text = textOf(rest[0]) ?? '';
  if (/^\s*(?:import [\w., ]+;?\s*)*(?:print\(.*\)|assert .*)?\s*$/s.test(text))
    return;
  const home = state.home(call.env);
  state.taint(
    home.known ? home.value : '/',
    '`python -c` may write there',
    call.place,
  );
  state.taint(
    call.step.cwd.known ? call.step.cwd.value : '/',
    '`python -c` may write there',
    call.place,
  );
}

const SETUP_VALUED = optionNames(
  '--prefix --root --home --install-lib --install-scripts --record',
);

function script(
  call: Call,
  state: StageState,
  file: string | undefined,
  rest: Call['args'],
): void {
  if (file === 'setup.py') {
    const verb = textOf(rest[0]);
    if (verb !== 'install' && verb !== 'develop') {
      buildTool(call, state);
      return;
    }
    const home = state.home(call.env);
    const { target: fallback, runtime } = defaultTarget(
      pythonOf(call, state),
      state,
      home.known ? home.value : undefined,
    );
    const args = readArguments(rest, SETUP_VALUED);
    const prefix = valueOf(
      args,
      '--prefix',
      '--home',
      '--root',
      '--install-lib',
    );
    const directory = prefix && state.resolve(call.step.cwd, prefix.text);
    const target = directory
      ? directory.known
        ? prefixTarget('prefix', directory.value, runtime)
        : { ...fallback, packages: undefined, scripts: undefined }
      : fallback;
    const project = call.step.cwd.known ? [call.step.cwd.value] : [];
    recordInstall(state, call, {
      tool: 'setuptools',
      distributions: [],
      requirements: [],
      projects: verb === 'install' ? project : [],
      editable: verb === 'develop' ? project : [],
      complete: false,
      target,
      runtime: runtime ?? UNKNOWN_RUNTIME,
      development: 'no',
      bytecode: true,
    });
    return;
  }
  if (
    file &&
    /(?:^|\/)(?:manage\.py|get-pip\.py|get-poetry\.py|install-poetry\.py)$/.test(
      file,
    )
  ) {
    if (file.endsWith('manage.py'))
      state.taint(
        call.step.cwd.known ? call.step.cwd.value : '/',
        '`manage.py` writes its output there',
        call.place,
      );
    return;
  }
  if (file === '-' || file === undefined) {
    // a known installer is piped in: the pipeline's other end tells (see `pipedScript`)
    return;
  }
  const reason = `\`${call.name} ${file}\` is a program that the engine does not know`;
  state.opaque.push({ reason, place: call.place });
  state.taint(
    '/',
    reason,
    call.place,
    /(?:install|setup|bootstrap|deps|requirements)[^/]*$/.test(file),
  );
}

/** Programs that run whatever a file of the project says, or that install in ways of their own. */
const RUNS_ANYTHING = new Set(
  'invoke inv fab just task nox tox ansible ansible-playbook rye pixi hatch nix nix-env nix-shell guix spack brew easy_install install_packages eval fakechroot expect perl ruby node Rscript ./configure pip-compile-multi asdf mise devbox'.split(
    ' ',
  ),
);

/** A script or program that the engine does not see: anything may stand anywhere after it. */
function unknownProgram(call: Call, state: StageState): void {
  const reason = `\`${call.program}\` is a program that the engine does not know`;
  state.opaque.push({ reason, place: call.place });
  // a program that is found on the PATH does its own work; a script may do the work of the Dockerfile
  const mayInstall =
    call.program.includes('/') ||
    RUNS_ANYTHING.has(call.name) ||
    SHELLS.has(call.name);
  state.taint('/', reason, call.place, mayInstall);
}

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh']);

/** Installers that are fetched and piped into a shell or into Python, by their address. */
const PIPED_INSTALLERS: readonly {
  address: RegExp;
  install(call: Call, state: StageState, home: string): void;
}[] = [
  {
    address: /astral\.sh\/uv/,
    install(call, state, home) {
      const directory =
        variable(call, 'UV_INSTALL_DIR') ??
        variable(call, 'XDG_BIN_HOME') ??
        `${home}/.local/bin`;
      for (const name of ['uv', 'uvx'])
        state.add(
          `${directory}/${name}`,
          'file',
          { kind: 'tool', name },
          call.place,
        );
    },
  },
  {
    address:
      /install\.python-poetry\.org|python-poetry\/(?:install\.)?poetry|get-poetry/,
    install(call, state, home) {
      const directory = variable(call, 'POETRY_HOME') ?? `${home}/.local`;
      state.add(
        `${directory}/bin/poetry`,
        'file',
        { kind: 'tool', name: 'poetry' },
        call.place,
      );
    },
  },
  {
    address: /sh\.rustup\.rs/,
    install: (call, state, home) =>
      state.add(
        `${home}/.cargo`,
        'tree',
        { kind: 'toolchain', label: 'Rust' },
        call.place,
      ),
  },
  {
    address:
      /(?:deb|rpm)\.nodesource\.com|get-pip|bootstrap\.pypa\.io|pdm-project\.org|packagecloud\.io|nvm-sh/,
    install: () => {},
  },
];

/** The `curl` or `wget` of the same RUN that ran last. */
function fetchBefore(call: Call, state: StageState): Call | undefined {
  for (let i = state.calls.length - 1; i >= 0; i--) {
    const other = state.calls[i];
    if (other.place.instruction !== call.place.instruction) return undefined;
    if (other !== call && (other.name === 'curl' || other.name === 'wget'))
      return other;
  }
  return undefined;
}

/** `curl … | sh`: what the first command of the pipeline fetches is what runs. */
function pipedScript(call: Call, state: StageState): boolean {
  const { pipeline } = call.step;
  if (!pipeline || pipeline.index === 0) return false;
  const source = fetchBefore(call, state);
  const address = source?.args.map(word => textOf(word) ?? '').join(' ') ?? '';
  const known = PIPED_INSTALLERS.find(installer =>
    installer.address.test(address),
  );
  if (!known) return false;
  const home = state.home(call.env);
  known.install(call, state, home.known ? home.value : '/root');
  return true;
}

function shell(call: Call, state: StageState): void {
  if (pipedScript(call, state)) return;
  const args = call.args.map(word => textOf(word));
  // the walker of the script visits `sh -c '…'` by itself
  if (
    args.some(
      text =>
        text === '-c' ||
        text === '-lc' ||
        text === '-ec' ||
        text === '-xc' ||
        text === '-exc',
    )
  )
    return;
  if (args.length === 0 && call.step.input) return;
  unknownProgram(call, state);
}

/** A console script of an environment that is known runs; it writes below the working directory. */
function installedScript(call: Call, state: StageState): boolean {
  const path = call.env.get('PATH');
  const directories = call.program.includes('/')
    ? [
        directoryOf(
          resolvePath(
            call.step.cwd.known ? call.step.cwd.value : '/',
            call.program,
          ),
        ),
      ]
    : path?.known
    ? path.value.split(':').map(normalise)
    : [];
  const found = directories.some(
    directory =>
      (directory.endsWith('/bin') &&
        environmentAt(state, directoryOf(directory)) !== undefined &&
        call.program.includes('/')) ||
      state.fs.entries.some(
        ({ path: at, content }) =>
          at === directory &&
          content.kind === 'scripts' &&
          content.install.distributions.some(
            name => name === call.name || name.startsWith(`${call.name}-`),
          ),
      ),
  );
  if (found) runTool(call, state);
  return found;
}

/** Commands that only read what they name, change its mode or owner, or whose effect on paths is followed exactly. */
const PATHS_FOLLOWED = new Set(
  'ls cat echo printf test [ [[ chmod chown chgrp grep egrep fgrep find du df stat head tail wc which command type file readlink realpath ldd cd pushd set export source . rm unlink rmdir mkdir cp mv ln install touch useradd adduser groupadd addgroup apt-get apt apk dnf microdnf yum tdnf zypper curl wget git uv poetry pipenv pdm conda mamba micromamba virtualenv'.split(
    ' ',
  ),
);

/** A program that is not followed exactly may write to every path that its words name. */
function taintMentioned(call: Call, state: StageState): void {
  for (const word of call.args) {
    const text = textOf(word);
    if (!text?.includes('/')) continue;
    const path = text.match(/^(?:-[\w-]*[=]?|[\w.-]+=)?(\/[^\s,;:*?[]+)$/)?.[1];
    if (
      path &&
      path !== '/' &&
      !path.startsWith('/dev/') &&
      !path.startsWith('/tmp/')
    ) {
      state.taint(
        normalise(path),
        `\`${call.name}\` may write there`,
        call.place,
      );
    }
  }
}

/** What a command does to the stage. */
export function apply(call: Call, state: StageState): void {
  const { name } = call;
  if (!PATHS_FOLLOWED.has(name) && !PIP.test(name) && !PYTHON.test(name))
    taintMentioned(call, state);
  if (PIP.test(name)) pip(call, state);
  else if (PYTHON.test(name)) {
    if (!pipedScript(call, state)) python(call, state);
  } else if (SHELLS.has(name)) shell(call, state);
  else {
    const handler = HANDLERS.get(name);
    if (handler) handler(call, state);
    else if (BUILD_TOOLS.has(name)) buildTool(call, state);
    else if (/(?:^|\/)manage\.py$/.test(name)) runTool(call, state);
    else if (!HARMLESS.has(name) && !installedScript(call, state))
      unknownProgram(call, state);
  }
}
