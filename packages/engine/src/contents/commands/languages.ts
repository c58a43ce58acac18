import { optionNames, readArguments, textOf, valueOf } from '../arguments';
import { baseName, joinPath, normalise } from '../paths';
import type { Call, StageState } from '../stageState';
import { taintByProject } from './outputs';

export function here(call: Call): string {
  return call.step.cwd.known ? call.step.cwd.value : '/';
}

/** Compilers write the one file that they are told, or one in the working directory. */
const COMPILERS = /^(?:gcc|g\+\+|cc|c\+\+|clang)$/;

function output(call: Call, state: StageState): void {
  if (COMPILERS.test(call.name)) taintHere(call, state);
  else taintByProject(call, state);
}

export function taintHere(call: Call, state: StageState): void {
  state.taint(
    here(call),
    `\`${call.name}\` writes its output there`,
    call.place,
  );
}

/** Tools that do what a project says: make, cargo, maven, gradle, dotnet, … */
export function buildTool(call: Call, state: StageState): void {
  const words = call.args.map(word => textOf(word) ?? '');
  const installs = words.some(word =>
    /^(?:install|--install|altinstall)$/.test(word),
  );
  output(call, state);
  if (installs) {
    for (const path of ['/usr', '/opt', '/etc', '/lib', '/bin']) {
      state.taint(
        path,
        `\`${call.name} install\` may write there`,
        call.place,
        true,
      );
    }
  }
  // DESTDIR=/build, PREFIX=/build, --prefix=/build
  const settings = [
    ...words,
    ...call.assignments.map(
      ({ name, value }) => `${name}=${value.known ? value.value : ''}`,
    ),
  ];
  for (const setting of settings) {
    const path = setting.match(
      /^(?:DESTDIR|PREFIX|prefix|INSTALL_ROOT|INSTALL_PREFIX|--prefix|-DCMAKE_INSTALL_PREFIX)=(\/.*)$/,
    )?.[1];
    if (path)
      state.taint(
        normalise(path),
        `\`${call.name}\` writes there`,
        call.place,
        true,
      );
  }
  for (const [i, word] of words.entries()) {
    const out = word.match(
      /^(?:-o|-d|-b|--output|--out|--root|--out-dir|--target-dir|--dist-dir|--build-lib|--build-base|--bdist-dir)(?:=(.*))?$/,
    );
    const target = out && (out[1] ?? words[i + 1]);
    const path =
      target && state.resolve(call.step.cwd, { known: true, value: target });
    if (path && path.known)
      state.taint(path.value, `\`${call.name}\` writes there`, call.place);
  }
}

const FREEZE_VALUED = optionNames(
  '-o --output --output-file --distpath -n --name -c -e -r --python --entry-point --console-script --add-data --hidden-import -p',
);

/** PyInstaller, pex, shiv, nuitka: one file that carries its packages. */
export function freeze(call: Call, state: StageState): void {
  const args = readArguments(call.args, FREEZE_VALUED);
  const word = valueOf(args, '-o', '--output', '--output-file');
  const path = word && state.resolve(call.step.cwd, word.text);
  if (path?.known) {
    state.add(
      path.value,
      'file',
      { kind: 'binary', language: 'python' },
      call.place,
    );
    return;
  }
  const dist = valueOf(args, '--distpath');
  const directory = dist
    ? state.resolve(call.step.cwd, dist.text)
    : { known: true as const, value: joinPath(here(call), 'dist') };
  const at = directory.known ? directory.value : here(call);
  const name =
    textOf(valueOf(args, '-n', '--name')) ??
    baseName(textOf(args.operands[0]) ?? 'app').replace(/\.(?:py|spec)$/, '');
  state.add(
    joinPath(at, name),
    'tree',
    { kind: 'binary', language: 'python' },
    call.place,
  );
  state.taint(at, `\`${call.name}\` writes its output there`, call.place);
}

/** Tools that add extensions to the PHP of its image. */
export const PHP_TOOLS = [
  'docker-php-ext-configure',
  'docker-php-ext-enable',
  'docker-php-ext-install',
  'docker-php-source',
  'pear',
  'pecl',
] as const;

export function phpExtensions(call: Call, state: StageState): void {
  for (const path of ['/usr/local', '/usr/src', '/tmp']) {
    state.taint(path, `\`${call.name}\` writes there`, call.place);
  }
}
