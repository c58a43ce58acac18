/**
 * Turns Debian's Python into one that behaves like that of the official images.
 *
 * The official images compile CPython with the prefix /usr/local. Here it is
 * Debian's binary, copied to /usr/local/bin: CPython finds its prefix from the
 * place where it stands. Debian's changes to the standard library (dist-packages,
 * the schemes `posix_local` and `deb_system`, EXTERNALLY-MANAGED, ensurepip that
 * refuses) are taken back, so that pip, venv and uv put files where upstream's
 * Python puts them. `checkPython` holds the result to that.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { must } from './command';

/** Replaces text that has to be there: another Debian release must not pass unnoticed. */
function edit(path: string, changes: readonly (readonly [RegExp, string])[]) {
  let text = readFileSync(path, 'utf8');
  for (const [pattern, replacement] of changes) {
    if (!pattern.test(text)) throw new Error(`${path} has no ${pattern}`);
    text = text.replace(pattern, replacement);
  }
  writeFileSync(path, text);
}

function undoDebian(library: string) {
  const packaged = join(library, 'sysconfig/__init__.py');
  edit(existsSync(packaged) ? packaged : join(library, 'sysconfig.py'), [
    [/ {4}'deb_system': \{[\s\S]*?\n {8}\},\n/, ''],
    [/ {4}'posix_local': \{[\s\S]*?\n {8}\},\n/, ''],
    [/prefix_scheme = 'deb_system'/, "prefix_scheme = 'posix_prefix'"],
    [/prefix_scheme = 'posix_local'/, "prefix_scheme = 'posix_prefix'"],
  ]);
  edit(join(library, 'site.py'), [[/dist-packages/g, 'site-packages']]);
  edit(join(library, 'ensurepip/__init__.py'), [
    [/\n {4}_ensurepip_is_disabled_in_debian_for_system\(\)\n/, '\n'],
  ]);
  for (const name of [
    'EXTERNALLY-MANAGED',
    'sitecustomize.py',
    '_distutils_system_mod.py',
  ]) {
    rmSync(join(library, name), { force: true });
  }
}

/**
 * The module `site` is frozen into the binary; both names are of one length.
 * What remains of Debian's search order are two folders that do not exist.
 */
function renameInBinary(path: string) {
  const bytes = readFileSync(path);
  let count = 0;
  for (
    let at = bytes.indexOf('dist-packages');
    at >= 0;
    at = bytes.indexOf('dist-packages', at)
  ) {
    bytes.write('site-packages', at, 'latin1');
    count++;
  }
  if (count === 0) throw new Error(`${path} does not name dist-packages`);
  writeFileSync(path, bytes);
}

/** Copies the Python of a Debian root file system to /usr/local of another folder. */
export async function relocatePython(
  debian: string,
  minor: string,
  into: string,
): Promise<void> {
  const bin = join(into, 'usr/local/bin');
  const library = join(into, 'usr/local/lib', `python${minor}`);
  mkdirSync(bin, { recursive: true });
  mkdirSync(join(into, 'usr/local/lib'), { recursive: true });
  cpSync(join(debian, `usr/bin/python${minor}`), join(bin, `python${minor}`));
  renameInBinary(join(bin, `python${minor}`));
  symlinkSync(`python${minor}`, join(bin, 'python3'));
  symlinkSync('python3', join(bin, 'python'));
  await must('cp', ['-a', join(debian, `usr/lib/python${minor}`), library]);
  // without bytecode, as in the official images; that of the changed files would be stale
  await must('find', [
    library,
    '-name',
    '__pycache__',
    '-prune',
    '-exec',
    'rm',
    '-rf',
    '{}',
    '+',
  ]);
  mkdirSync(join(library, 'site-packages'), { recursive: true });
  await must('cp', ['-a', '--parents', 'usr/share/python-wheels', into], {
    cwd: debian,
  });
  undoDebian(library);
}

const CHECK = `
import ensurepip, os, shutil, site, sys, sysconfig
library = '/usr/local/lib/python%d.%d' % sys.version_info[:2]
paths = sysconfig.get_paths()
assert sys.prefix == sys.base_prefix == '/usr/local', sys.prefix
assert paths['stdlib'] == library, paths
assert paths['purelib'] == paths['platlib'] == library + '/site-packages', paths
assert paths['scripts'] == '/usr/local/bin', paths
assert site.getsitepackages()[-1] == library + '/site-packages', site.getsitepackages()
assert sys.path[-1] == library + '/site-packages', sys.path
assert not [p for p in sys.path if 'dist-packages' in p or p.startswith('/usr/lib')], sys.path
assert shutil.which('python3') == '/usr/local/bin/python3', shutil.which('python3')
assert shutil.which('pip') == '/usr/local/bin/pip'
assert not os.path.exists('/usr/bin/python3')
import pip
assert os.path.dirname(pip.__file__) == library + '/site-packages/pip', pip.__file__
import ssl, sqlite3, ctypes, lzma, bz2, zlib, readline
`;

/** Program that fails unless Python stands where the official images have it. */
export function checkPython(): string[] {
  return ['python3', '-c', CHECK];
}
