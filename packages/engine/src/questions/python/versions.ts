import type { Install } from '../../contents';
import {
  nameOfRequirement,
  normaliseName,
  requirementLines,
} from '../../contents/python/requirements';
import type { Build } from '../build';

/** Which version of a distribution a file installs. */
export type InstalledVersion =
  | { kind: 'exact'; version: string }
  /** No limit is set: the newest one of the day. */
  | { kind: 'newest' };

const LOCK_FILES = ['uv.lock', 'poetry.lock', 'pdm.lock'];

/** `name = "flask"` and the version below it, as the lock files in TOML have them. */
function lockedIn(text: string, name: string): string | undefined {
  for (const table of text.split(/^\[\[package\]\]\s*$/m)) {
    const [, found] = table.match(/^name = "([^"]+)"/m) ?? [];
    if (found !== undefined && normaliseName(found) === name)
      return table.match(/^version = "([^"]+)"/m)?.[1];
  }
  return undefined;
}

function lockedByPipenv(text: string, name: string): string | undefined {
  return text.match(
    new RegExp(`"${name}":\\s*\\{[^}]*?"version":\\s*"==([^"]+)"`),
  )?.[1];
}

/** The lines of an install that ask for a distribution: "flask==3.1.2". */
function requestsFor(
  build: Build,
  { range, requirementsTexts }: Install,
  name: string,
): string[] {
  const words = build.callAt(range)?.args.map(({ raw }) => raw) ?? [];
  const lines = requirementsTexts.flatMap(text =>
    text === undefined ? [] : requirementLines(text),
  );
  return [...words.map(word => word.replace(/^["']|["']$/g, '')), ...lines]
    .filter(item => !item.startsWith('-'))
    .filter(item => nameOfRequirement(item.replace(/\s+--.*$/, '')) === name);
}

/**
 * Which version of a distribution a file installs, by its commands, requirements and lock files.
 *
 * @param name - normalised
 * @returns undefined where that is not known
 */
export function installedVersion(
  build: Build,
  name: string,
): InstalledVersion | undefined {
  for (const file of LOCK_FILES) {
    const version = lockedIn(build.files.manifest(file) ?? '', name);
    if (version !== undefined) return { kind: 'exact', version };
  }
  const piped = lockedByPipenv(
    build.files.manifest('Pipfile.lock') ?? '',
    name,
  );
  if (piped !== undefined) return { kind: 'exact', version: piped };
  for (const install of build.allInstalls()) {
    for (const request of requestsFor(build, install, name)) {
      const exact = request.match(/===?\s*([\d.]+)/)?.[1];
      if (exact !== undefined) return { kind: 'exact', version: exact };
      return /[<~!=]/.test(request) ? undefined : { kind: 'newest' };
    }
  }
  return undefined;
}
