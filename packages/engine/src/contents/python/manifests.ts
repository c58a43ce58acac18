import { below } from '../contextFiles';
import {
  baseName,
  directoryOf,
  isWithin,
  joinPath,
  relativeTo,
  resolvePath,
} from '../paths';
import type { StageState } from '../stageState';
import {
  nameOfRequirement,
  normaliseName,
  requirementLines,
} from './requirements';

/** What a manifest lists for certain. */
export interface Listed {
  /** Distributions that are installed wherever the file is, and commands of the project; normalised. */
  names: string[];
  /** Absolute paths of further files of requirements. */
  includes: string[];
  /** Absolute paths of files that only narrow versions down. */
  constraints: string[];
}

const EDITORS = /^(?:sed|perl|awk|ed|ex|tee|patch)$/;

/** Path in the build context of what stands at a path of the stage. */
export function contextPathAt(
  state: StageState,
  path: string,
): string | undefined {
  const entry = state.fs.entries.findLast(({ path: at }) => isWithin(path, at));
  return entry?.content.kind === 'context' && !entry.content.partial
    ? below(entry.content.source, relativeTo(path, entry.path))
    : undefined;
}

/** Text of a file of the stage that came from the build context as it is; undefined where it is not known. */
export function textAt(state: StageState, path: string): string | undefined {
  const entry = state.fs.entries.findLast(({ path: at }) => isWithin(path, at));
  if (entry?.content.kind === 'made' && entry.path === path)
    return isEdited(state, path) ? undefined : entry.content.text;
  if (entry?.content.kind !== 'context' || entry.content.partial)
    return undefined;
  if (isEdited(state, path)) return undefined;
  const inContext = contextPathAt(state, path);
  return (
    entry.content.text ??
    (inContext === undefined ? undefined : state.context.manifest(inContext))
  );
}

/** A command may have changed a file after it was made. */
function isEdited(state: StageState, path: string): boolean {
  const name = baseName(path);
  return state.calls.some(
    call =>
      EDITORS.test(call.name) &&
      call.args.some(({ raw }) => raw.includes(name)) &&
      // the ends of lines do not matter
      !call.args.some(({ raw }) => raw.includes('\\r')),
  );
}

function readRequirements(text: string, directory: string): Listed {
  const listed: Listed = { names: [], includes: [], constraints: [] };
  for (const item of requirementLines(text)) {
    const [, option, file] =
      item.match(
        /^(-r|-c|--requirement|--constraint)(?:\s+|=|(?=[\w./]))(\S+)/,
      ) ?? [];
    if (file) {
      const into = /^--?c/.test(option) ? listed.constraints : listed.includes;
      if (!file.includes('://')) into.push(resolvePath(directory, file));
      continue;
    }
    // with a marker it depends on the platform
    const name =
      item.includes(';') || item.startsWith('-')
        ? undefined
        : nameOfRequirement(item.replace(/\s+--.*$/, ''));
    if (name) listed.names.push(name);
  }
  return listed;
}

/** Strings of the array behind `key =`. */
export function stringsOf(table: string, key: string): string[] {
  const start = table.match(new RegExp(`^${key}\\s*=\\s*\\[`, 'm'));
  if (start?.index === undefined) return [];
  const strings: string[] = [];
  const token = /"((?:[^"\\]|\\.)*)"|'([^']*)'|#[^\n]*|\]/g;
  token.lastIndex = start.index + start[0].length;
  for (let found = token.exec(table); found; found = token.exec(table)) {
    if (found[0] === ']') break;
    const text = found[1] ?? found[2];
    if (text !== undefined) strings.push(text);
  }
  return strings;
}

/** Lines of a TOML table. */
export function tableOf(text: string, name: string): string {
  const header = `[${name}]`;
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex(line => line.trim() === header);
  if (start < 0) return '';
  const end = lines.findIndex((line, i) => i > start && /^\s*\[/.test(line));
  return lines.slice(start + 1, end < 0 ? undefined : end).join('\n');
}

function keysOf(table: string): string[] {
  return [...table.matchAll(/^\s*["']?([\w.-]+)["']?\s*=\s*(.*)$/gm)]
    .filter(([, , value]) => !/optional|markers|platform|python/.test(value))
    .map(([, key]) => normaliseName(key));
}

/** Dependencies of a project without those of extras and groups. */
function readProject(text: string): string[] {
  const direct = stringsOf(tableOf(text, 'project'), 'dependencies')
    .filter(item => !item.includes(';'))
    .flatMap(item => nameOfRequirement(item) ?? []);
  const poetry = keysOf(tableOf(text, 'tool.poetry.dependencies'));
  return [...direct, ...poetry.filter(name => name !== 'python')];
}

/** Dependencies and commands of a project that is installed itself. */
export function listedByProject(
  state: StageState,
  directory: string,
): string[] {
  const text = textAt(state, joinPath(directory, 'pyproject.toml'));
  if (text === undefined) return [];
  const commands = ['project.scripts', 'tool.poetry.scripts'].flatMap(table =>
    keysOf(tableOf(text, table)),
  );
  return [...readProject(text), ...commands];
}

const NOTHING: Listed = { names: [], includes: [], constraints: [] };

/** What a requirements file, or the manifest beside a lock file, lists. */
export function listedIn(state: StageState, path: string): Listed {
  const directory = directoryOf(path);
  const name = baseName(path);
  if (/^(?:uv|poetry|pdm)\.lock$/.test(name)) {
    const text = textAt(state, joinPath(directory, 'pyproject.toml'));
    return {
      names: text === undefined ? [] : readProject(text),
      includes: [],
      constraints: [],
    };
  }
  if (name === 'Pipfile.lock') {
    const text = textAt(state, joinPath(directory, 'Pipfile'));
    return {
      names: text === undefined ? [] : keysOf(tableOf(text, 'packages')),
      includes: [],
      constraints: [],
    };
  }
  const text = /\.(?:txt|in)$/.test(name) ? textAt(state, path) : undefined;
  return text === undefined ? NOTHING : readRequirements(text, directory);
}
