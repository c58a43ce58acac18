import { textAt } from '../../contents/python/manifests';
import type { StageState } from '../../contents/stageState';
import type { Launch } from '../start/launch';
import type { Build } from '../build';
import { isPythonProgram } from './crossings';

/** Modules that come with Python, by their first name (3.14, and what earlier releases had). */
const STANDARD = new Set(
  '__future__ _thread abc aifc argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2 calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg cProfile crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder multiprocessing netrc nntplib numbers operator optparse os pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios test textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo SimpleHTTPServer'.split(
    ' ',
  ),
);

/** Whether a module comes with Python. */
export function isStandardModule(module: string): boolean {
  return STANDARD.has(module.split('.')[0]);
}

/** Modules that a text imports; undefined where it may import others. */
function importsOf(code: string): string[] | undefined {
  if (/\b(?:__import__|import_module|exec|eval|runpy)\b/.test(code))
    return undefined;
  const imports = code.matchAll(
    /(?:^|[;\n])\s*(?:import\s+([\w., ]+)|from\s+([\w.]+)\s+import)/g,
  );
  return [...imports].flatMap(([, plain, from]) =>
    (plain ?? from).split(',').map(item => item.trim().split(/\s/)[0]),
  );
}

function importsOnlyStandard(code: string): boolean {
  return importsOf(code)?.every(isStandardModule) ?? false;
}

/** The text of the script that a launch runs, where it is in the repository as it is. */
function scriptText(state: StageState, { args, cwd }: Launch) {
  const [script] = args;
  if (script === undefined || !script.endsWith('.py')) return undefined;
  const path = state.resolve(cwd, { known: true, value: script });
  return path.known ? textAt(state, path.value) : undefined;
}

/** A Python that runs a module of its own, or code that imports nothing else. */
function needsNoPackages(state: StageState, launch: Launch): boolean {
  const { program, args } = launch;
  if (!isPythonProgram(program)) return false;
  const script = scriptText(state, launch);
  if (script !== undefined) return importsOnlyStandard(script);
  const at = args.findIndex(word => word === '-m' || word === '-c');
  if (at < 0 || args.slice(0, at).some(word => !word.startsWith('-')))
    return false;
  const text = args[at + 1] ?? '';
  if (args[at] === '-m') return isStandardModule(text);
  return importsOnlyStandard(text);
}

/** The container starts, and all that it starts is content with what comes with Python. */
export function startsWithoutPackages({ target }: Build): boolean {
  if (!target) return false;
  const { launches, startup, state } = target;
  return (
    launches.length > 0 &&
    startup.unknown === undefined &&
    launches.every(launch => needsNoPackages(state, launch))
  );
}
