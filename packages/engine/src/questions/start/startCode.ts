import type { Entry } from '../../contents';
import { below } from '../../contents/contextFiles';
import type { Launch } from './launch';
import type { TargetImage } from '../targetImage';
import {
  baseName,
  directoryOf,
  joinPath,
  relativeTo,
  resolvePath,
} from '../../contents/paths';
import type { Build } from '../build';
import { isPythonProgram } from '../python/crossings';
import { pythonPath } from '../python/importPath';

/** Modules that come with Python or with tools and that `python -m` is used with. */
const FOREIGN_MODULES = new Set(
  'http venv pip gunicorn uvicorn flask celery hypercorn daphne waitress streamlit jupyter notebook jupyterlab pytest unittest asyncio smtpd SimpleHTTPServer django alembic awscli debugpy pdb ipython IPython ipykernel granian fastapi timeit json cProfile profile ensurepip compileall zipapp zipfile tarfile gzip base64 calendar webbrowser this site sysconfig platform trace tracemalloc doctest idlelib tkinter turtledemo code codeop dis ast tokenize pydoc py_compile random uuid sqlite3 ftplib telnetlib smtplib imaplib encodings inspect tabnanny pickle pickletools quopri virtualenv pipx uv poetry build twine black ruff mypy coverage'.split(
    ' ',
  ),
);

/** Code of the project that a start command needs. */
export type Wanted =
  | { kind: 'file'; path: string }
  | { kind: 'module'; module: string; top: string };

const SERVER = /^(?:gunicorn|uvicorn|hypercorn|daphne|granian|waitress-serve)$/;

function asModule(module: string | undefined): Wanted | undefined {
  const top = module?.split('.')[0];
  return module && top && /^[A-Za-z_]\w*$/.test(top)
    ? { kind: 'module', module, top }
    : undefined;
}

/** What code of the project a launch needs; undefined when it names none. */
export function wantedBy({ program, args, cwd }: Launch): Wanted | undefined {
  if (isPythonProgram(program)) {
    const i = args.findIndex(word => !/^-(?!m$|c$)/.test(word));
    const word = args[i];
    if (word === '-m') {
      const wanted = asModule(args[i + 1]);
      return wanted?.kind === 'module' && !FOREIGN_MODULES.has(wanted.top)
        ? wanted
        : undefined;
    }
    if (word === undefined || word === '-c' || !/\.py$/.test(word))
      return undefined;
    return cwd.known || word.startsWith('/')
      ? { kind: 'file', path: resolvePath(cwd.known ? cwd.value : '/', word) }
      : undefined;
  }
  if (!SERVER.test(baseName(program))) return undefined;
  const app = args.find(word =>
    /^[A-Za-z_][\w.]*:[A-Za-z_][\w.()]*$/.test(word),
  );
  return asModule(app?.split(':')[0]);
}

const NO_CODE =
  /(?:^|\/)(?:requirements[^/]*\.(?:txt|in)|pyproject\.toml|uv\.lock|poetry\.lock|Pipfile(?:\.lock)?|setup\.cfg|package(?:-lock)?\.json|README[^/]*|.*\.(?:sh|conf|ini|ya?ml|toml|json|txt|md|crt|pem|cfg))$/;

/** The directory that a module of this name is imported from, if a path is or lies in one. */
function parentOf(path: string, top: string): string | undefined {
  const parts = path.split('/');
  const at = parts.findIndex(
    part => part === top || part.startsWith(`${top}.`),
  );
  return at < 0 ? undefined : parts.slice(0, at).join('/');
}

/** Where a module is. */
export type ModulePlace =
  | { state: 'present'; directory: string }
  | { state: 'absent' | 'unknown' };

const ABSENT: ModulePlace = { state: 'absent' };
const UNKNOWN: ModulePlace = { state: 'unknown' };

/** Where a copy from the build context has a module. */
function moduleInContext(build: Build, entry: Entry, top: string): ModulePlace {
  const { content, path, extent } = entry;
  if (content.kind !== 'context' || NO_CODE.test(content.source)) return ABSENT;
  if (extent === 'tree' && build.files.isListed && !content.partial) {
    for (const file of build.files.filesBelow(content.source)) {
      const name = relativeTo(`/${file}`, resolvePath('/', content.source));
      const parent = parentOf(name, top);
      if (
        parent !== undefined &&
        build.target?.treeHolds(entry, name) === 'present'
      )
        return { state: 'present', directory: joinPath(path, parent) };
    }
  }
  if (parentOf(baseName(path), top) !== undefined)
    return { state: 'present', directory: directoryOf(path) };
  if (extent === 'file') return /\.py$/.test(path) ? ABSENT : UNKNOWN;
  if (!build.files.isListed || content.partial) return UNKNOWN;
  const mayBeMade = [top, `${top}.py`].some(
    name => build.files.holds(below(content.source, name)) === 'unknown',
  );
  return mayBeMade ? UNKNOWN : ABSENT;
}

/** Something else than a copy of the build context that may be or hold the module. */
function mayBeInstalled({ content }: Entry, top: string): boolean {
  switch (content.kind) {
    case 'packages': {
      const { projects, editable, distributions, complete, requirements } =
        content.install;
      if (projects.length > 0 || editable.length > 0) return true;
      const name = top.toLowerCase().replace(/_/g, '-');
      if (
        distributions.some(
          distribution =>
            distribution === name ||
            distribution.startsWith(`${name}-`) ||
            name.startsWith(distribution),
        )
      )
        return true;
      return !complete && requirements.length === 0;
    }
    case 'context':
    case 'directory':
    case 'scripts':
    case 'environment':
    case 'interpreter':
    case 'tool':
    case 'cache':
    case 'data':
      return false;
    case 'made':
      return !/^(?:a redirection|touch|curl|wget)$/.test(content.by);
    default:
      return true;
  }
}

/** Where the image has a module. */
export function findModule(build: Build, top: string): ModulePlace {
  const entries = build.target?.state.fs.entries ?? [];
  if (entries.some(entry => mayBeInstalled(entry, top))) return UNKNOWN;
  let found = ABSENT;
  for (const entry of entries) {
    const place = moduleInContext(build, entry, top);
    if (place.state === 'present') return place;
    if (place.state === 'unknown') found = place;
  }
  return found;
}

/** Options and variables that make a server look elsewhere. */
const LOOKS_ELSEWHERE =
  /^(?:--(?:app-dir|chdir|pythonpath|paste|working-dir|config)(?:=|$)|-c$)/;

/** A `.pth` file adds directories to those that Python searches. */
function hasPathFile({ state }: TargetImage): boolean {
  return state.fs.entries.some(({ path }) => path.endsWith('.pth'));
}

/** Directories that a launch imports modules of the project from; undefined when they are not known. */
function importPlaces(
  build: Build,
  { program, args, cwd }: Launch,
): string[] | undefined {
  const { target } = build;
  if (!target || !cwd.known || hasPathFile(target)) return undefined;
  const name = baseName(program);
  if (!isPythonProgram(program)) {
    if (!/^(?:gunicorn|uvicorn|hypercorn)$/.test(name)) return undefined;
    const settings = [...target.state.environment.keys()];
    if (
      args.some(word => LOOKS_ELSEWHERE.test(word)) ||
      settings.some(key => /^(?:GUNICORN|UVICORN|HYPERCORN)_/.test(key)) ||
      (name === 'gunicorn' &&
        target.holds(joinPath(cwd.value, 'gunicorn.conf.py')).state !==
          'absent')
    )
      return undefined;
  }
  const further = pythonPath(target, cwd.value);
  return further && [cwd.value, ...further];
}

/** The directories that a module is imported from, if it is certainly in none of them. */
export function placesWithout(
  build: Build,
  launch: Launch,
  top: string,
): readonly string[] | undefined {
  const places = importPlaces(build, launch);
  const isMissing = places?.every(place =>
    [top, `${top}.py`].every(
      name => build.target?.holds(joinPath(place, name)).state === 'absent',
    ),
  );
  return isMissing ? places : undefined;
}
