import type { Install } from '../../contents';
import type { Launch } from '../../questions/start/launch';
import { baseName } from '../../contents/paths';
import { isPythonScriptName } from '../../questions/targetImage';
import type { Build } from '../../questions/build';

/** What was installed, in a few words: "`flask` and 3 more", "the packages of requirements.txt". */
export function whatIsInstalled({
  distributions,
  requirements,
  tool,
  projects,
  editable,
}: Install): string {
  if (distributions.length > 0) {
    const more = distributions.length - 1;
    return `\`${distributions[0]}\`${more > 0 ? ` and ${more} more` : ''}`;
  }
  if (requirements.length > 0)
    return `the packages of ${baseName(requirements[requirements.length - 1])}`;
  return projects.length + editable.length > 0
    ? 'the packages of the project'
    : `the packages that \`${tool}\` installs`;
}

export function installVerb({ distributions }: Install): 'is' | 'are' {
  return distributions.length === 1 ? 'is' : 'are';
}

/** Start command for a message, e.g. `gunicorn app:app`. */
export function launchText({ program, args }: Launch): string {
  const text = [baseName(program), ...args].join(' ');
  return text.length > 40 ? `${text.slice(0, 38)}…` : text;
}

/** Longest message, in characters: what a person reads at one glance, before the trace. */
export const LONGEST_MESSAGE = 200;

/** The first text that is short enough; the last one, which has the least in it, where none is. */
export function fitting(...texts: readonly string[]): string {
  return (
    texts.find(text => [...text].length <= LONGEST_MESSAGE) ??
    texts[texts.length - 1]
  );
}

/** What tells a long path: the prefix of packages outside of the system, otherwise the end, "…/python3.14/site-packages". */
export function endOfPath(path: string): string {
  const prefix = path.match(
    /^(.+?)\/lib\/python[^/]*\/(?:site|dist)-packages$/,
  )?.[1];
  if (prefix !== undefined && !/^\/usr(?:\/local)?$/.test(prefix))
    return prefix;
  return path.length > 32 ? `…/${path.split('/').slice(-2).join('/')}` : path;
}

function runsPythonCode(name: string): boolean {
  return /^python[\d.]*$/.test(name) || isPythonScriptName(name);
}

/** What the container starts, as far as a message about Python goes. */
function launchOf(build: Build): Launch | undefined {
  const launches = build.target?.launches ?? [];
  // `service rsyslog start && gunicorn …`: the first command is not the one that imports
  return (
    launches.find(({ program }) => runsPythonCode(baseName(program))) ??
    launches[launches.length - 1]
  );
}

export function startClause(build: Build): string {
  const launch = launchOf(build);
  return launch
    ? `\`${launchText(launch)}\` cannot start`
    : 'the service cannot import them';
}

/** The same without the arguments of the program. */
export function shortStartClause(build: Build): string {
  const launch = launchOf(build);
  return launch
    ? `\`${baseName(launch.program)}\` cannot start`
    : 'the service cannot import them';
}

/** "line 8" */
export function atLine(range: { start: { line: number } }): string {
  return `line ${range.start.line}`;
}

/** At most three names and how many more there are: "`a` and `b`", "`a`, `b`, `c` and 2 more". */
export function listOf(names: readonly string[], most = 3): string {
  const more = names.length - most;
  const last = more > 0 ? `${more} more` : `\`${names[names.length - 1]}\``;
  const others = names.slice(0, more > 0 ? most : -1);
  return others.length === 0 ? last : `${asCode(others)} and ${last}`;
}

/** An image for a message; its digest says nothing to a person. */
export function imageName(reference: string): string {
  return reference.replace(/@sha\d+:[0-9a-f]+$/, '');
}

/** Names as code, which no sentence capitalises: "`gcc`, `make`". */
export function asCode(names: readonly string[]): string {
  return names.map(name => `\`${name}\``).join(', ');
}
