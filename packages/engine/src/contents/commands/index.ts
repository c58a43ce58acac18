import { textOf } from '../arguments';
import { umask } from '../modes';
import {
  baseName,
  directoryOf,
  isWithin,
  normalise,
  resolvePath,
} from '../paths';
import { environmentAt } from '../python/lookup';
import { known, type Call, type StageState } from '../stageState';
import { conda, condaPack } from './conda';
import {
  cypress,
  huggingFace,
  nltkDownloader,
  playwright,
  puppeteer,
  spacy,
} from './downloads';
import * as files from './files';
import { go } from './go';
import { buildTool, freeze, PHP_TOOLS, phpExtensions } from './languages';
import * as os from './osPackages';
import { pip } from './pip';
import { BUILD_TOOLS, HARMLESS, PATHS_FOLLOWED, SHELLS } from './programs';
import { pdm } from './pdm';
import { pipenv } from './pipenv';
import { nodePackages } from './nodePackages';
import { poetry } from './poetry';
import { PIP, pipx, PYTHON, python, virtualenv } from './python';
import {
  activate,
  pipedScript,
  runTool,
  shell,
  unknownProgram,
} from './scripts';
import { uv } from './uv';

type Handler = (call: Call, state: StageState) => void;

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

/** `npx playwright install` runs the tool of the project, or fetches it. */
function npx(call: Call, state: StageState): void {
  const at = call.args.findIndex(word => !textOf(word)?.startsWith('-'));
  const name = textOf(call.args[at])?.replace(/(?<=.)@.*$/, '');
  const inner = { ...call, args: call.args.slice(at + 1) };
  if (name === 'playwright') playwright(inner, state);
  else if (name === 'puppeteer') puppeteer(inner, state);
  else if (name === 'cypress') cypress(inner, state);
  else runTool(call, state);
}

const HANDLERS = new Map<string, Handler>([
  ['apt-get', os.apt],
  ['apt', os.apt],
  ['aptitude', os.apt],
  ['apt-mark', os.aptMark],
  ['apk', os.apk],
  ['dnf', os.dnf],
  ['microdnf', os.dnf],
  ['yum', os.dnf],
  ['tdnf', os.dnf],
  ['zypper', os.zypper],
  ['mkdir', files.mkdir],
  ['touch', files.touch],
  ['find', files.find],
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
  ['gzip', files.compress],
  ['gunzip', files.compress],
  ['bzip2', files.compress],
  ['bunzip2', files.compress],
  ['xz', files.compress],
  ['unxz', files.compress],
  ['dpkg', os.dpkg],
  ['dpkg-deb', os.dpkg],
  ...PHP_TOOLS.map((name): [string, Handler] => [name, phpExtensions]),
  ['curl', files.download],
  ['wget', files.download],
  ['git', files.git],
  ['npm', nodePackages],
  ['yarn', nodePackages],
  ['pnpm', nodePackages],
  ['bun', nodePackages],
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
  ['conda-pack', condaPack],
  ['conda-unpack', () => {}],
  ['chmod', files.chmod],
  ['umask', umask],
  ['npx', npx],
  ['pnpx', npx],
  ['bunx', npx],
  ['playwright', playwright],
  ['patchright', playwright],
  ['cypress', cypress],
  ['puppeteer', puppeteer],
  ['nltk.downloader', nltkDownloader],
  ['spacy', (call, state) => spacy(call, state)],
  ['huggingface-cli', huggingFace],
  ['hf', huggingFace],
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

/** Where the program of a call may stand. */
function directoriesOf({ program, step, env }: Call): string[] {
  if (program.includes('/')) {
    const cwd = step.cwd.known ? step.cwd.value : '/';
    return [directoryOf(resolvePath(cwd, program))];
  }
  const path = env.get('PATH');
  return path?.known ? path.value.split(':').map(normalise) : [];
}

/** A console script of an environment that is known runs; it writes below the working directory. */
function installedScript(call: Call, state: StageState): boolean {
  const directories = directoriesOf(call);
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

/** They write to files that they name without a path, too. */
const WRITERS = new Set(
  'tee dd openssl gpg sort split csplit patch sqlite3 xxd mkfifo mknod ar'.split(
    ' ',
  ),
);

/** Languages whose programs write to files that stand in their text: `awk '{print > "/out"}'`. */
const IN_TEXT = /^(?:[gm]?awk|sed|jq|perl|sqlite3|psql)$/;

/** The path in a word such as `/a`, `-o/a`, `--out=/a`, `of=/a`. */
function pathIn(text: string, writer: boolean): string | undefined {
  const absolute = text.match(
    /^(?:-[\w-]*[=]?|[\w.-]+=)?(\/[^\s,;:*?[]+)$/,
  )?.[1];
  if (absolute || !writer || text.startsWith('-')) return absolute;
  return text.match(/^(?:of=)?([^\s=*?[]+)$/)?.[1];
}

/** A program that is not followed exactly may write to every path that its words name. */
function taintMentioned(call: Call, state: StageState): void {
  const { cwd } = call.step;
  for (const word of call.args) {
    if (IN_TEXT.test(call.name) && /\s/.test(textOf(word) ?? ''))
      for (const [path] of (textOf(word) ?? '').matchAll(
        /\/[\w.-]+(?:\/[\w.-]+)*/g,
      ))
        state.taint(path, `\`${call.name}\` may write there`, call.place);
    const named = pathIn(textOf(word) ?? '', WRITERS.has(call.name));
    if (!named || named === '/' || (!named.startsWith('/') && !cwd.known))
      continue;
    const path = resolvePath(cwd.known ? cwd.value : '/', named);
    if (!isWithin(path, '/dev'))
      state.taint(path, `\`${call.name}\` may write there`, call.place);
  }
}

/** What a command does to the stage. */
export function apply(call: Call, state: StageState): void {
  const { name } = call;
  if (!PATHS_FOLLOWED.has(name) && !PIP.test(name) && !PYTHON.test(name))
    taintMentioned(call, state);
  if (PIP.test(name)) pip(call, state);
  else if (PYTHON.test(name)) {
    if (!pipedScript(call, state))
      python(call, state, inner => apply(inner, state));
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
