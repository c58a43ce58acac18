import { baseName } from '../../contents/paths';
import {
  FLASK_WITHOUT_ENVIRONMENT,
  PYTHON_SERVERS,
  SERVER_SETTINGS,
} from '../../facts/serverSettings';
import type { Range } from '../../verdict';
import type { Build } from '../build';
import { installedVersion } from '../python/versions';
import type { TargetImage } from '../targetImage';

/** A variable of the final image that the server which starts may not read. */
export interface Setting {
  name: string;
  range: Range;
  /** Whether something reads it; undefined where that is not known, with the reason. */
  isRead: boolean | undefined;
  /** Why nothing reads it, or why that is not known; a sentence. */
  because: string;
}

/** Variables that ENV sets in the stages of the image, the last of each name. */
function variablesOf({ stages }: Build, target: TargetImage) {
  const found = new Map<string, Range>();
  for (const stage of stages) {
    if (!target.inChain(stage.index)) continue;
    for (const { instruction } of stage.instructions) {
      if (instruction.kind !== 'ENV') continue;
      for (const { name, nameRange } of instruction.pairs)
        found.set(name, nameRange);
    }
  }
  return found;
}

function isOldFlask(version: string): boolean {
  const [major, minor = 0] = version.split('.').map(Number);
  return (
    major < FLASK_WITHOUT_ENVIRONMENT.major ||
    (major === FLASK_WITHOUT_ENVIRONMENT.major &&
      minor < FLASK_WITHOUT_ENVIRONMENT.minor)
  );
}

function readByFlask(
  build: Build,
): Pick<Setting, 'isRead' | 'because'> | undefined {
  const version = installedVersion(build, 'flask');
  const since = `${FLASK_WITHOUT_ENVIRONMENT.major}.${FLASK_WITHOUT_ENVIRONMENT.minor}`;
  if (version?.kind === 'exact' && isOldFlask(version.version))
    return { isRead: true, because: '' };
  return version === undefined
    ? {
        isRead: undefined,
        because: `Which version of Flask is installed is not known; ${since} and later do not read FLASK_ENV.`,
      }
    : {
        isRead: false,
        because: `Flask ${since} and later do not read FLASK_ENV. Leave it out.`,
      };
}

/** The one server that starts, by a command of its own. */
function serverOf({ launches, startup }: TargetImage): string | undefined {
  const names = new Set(launches.map(({ program }) => baseName(program)));
  const [name] = names;
  return names.size === 1 &&
    startup.unknown === undefined &&
    PYTHON_SERVERS.has(name)
    ? name
    : undefined;
}

/** Variables that a program of Python web services had or has a use for, and whether it has one in this image. */
export function serverSettings(build: Build): Setting[] {
  const { target } = build;
  if (!target) return [];
  return [...variablesOf(build, target)].flatMap(([name, range]) => {
    if (name === 'FLASK_ENV') {
      const read = readByFlask(build);
      return read ? [{ name, range, ...read }] : [];
    }
    const settings = SERVER_SETTINGS.find(({ variables }) =>
      variables.test(name),
    );
    if (!settings) return [];
    if (
      target.launches.some(({ program, args }) =>
        settings.readers.some(
          reader =>
            baseName(program) === reader ||
            args.some(word => baseName(word) === reader),
        ),
      )
    )
      return [{ name, range, isRead: true, because: '' }];
    const server = serverOf(target);
    return [
      server === undefined
        ? {
            name,
            range,
            isRead: undefined,
            because: `What the container starts, and so whether it reads ${name}, is not known.`,
          }
        : {
            name,
            range,
            isRead: false,
            because: `\`${server}\` does not read ${name}: only ${settings.reader} does. Set it by an option of \`${server}\`, or leave it out.`,
          },
    ];
  });
}
