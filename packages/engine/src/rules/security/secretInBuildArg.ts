import { fitting } from '../python/words';
import { resolveWord } from '../../shell/expand';
import {
  failWith,
  notApplicable,
  type Draft,
  type Range,
  type Severity,
} from '../../verdict';
import type { Stage, StageInstruction } from '../../graph';
import type { Build } from '../../questions/build';
import { defineRule } from '../defineRule';
import {
  holdsCredentials,
  isDefaultAddress,
  isNoSecret,
  isSecretName,
  looksGenerated,
} from '../../questions/secrets/secretValues';
import {
  secretsInCommands,
  type CommandSecret,
} from '../../questions/secrets/secretsInCommands';

interface Variable {
  keyword: 'ARG' | 'ENV';
  name: string;
  /** What it comes to as far as the file tells, without quotes. */
  text: string;
  written: string;
  /** Nothing else than what the one who builds gives for it. */
  given: boolean;
  range: Range;
  stage: Stage;
}

/** What a word comes to: its text where all of it is in the file. */
function readValue(
  raw: string | undefined,
  { scope }: StageInstruction,
  declared: ReadonlySet<string>,
): Pick<Variable, 'text' | 'written' | 'given'> {
  if (raw === undefined) return { text: '', written: '', given: true };
  const written = raw.replace(/^["']|["']$/g, '');
  const asked: string[] = [];
  const resolved = resolveWord(raw, name => {
    asked.push(name);
    return scope.lookup(name);
  });
  if (resolved.known) return { text: resolved.value, written, given: false };
  // a variable that nothing in the file declares is empty
  const isGiven = asked.some(name => declared.has(name));
  return written.startsWith('$')
    ? { text: '', written, given: isGiven }
    : { text: written, written, given: false };
}

/** What an ARG or ENV sets. */
function settingsOf({ instruction }: StageInstruction) {
  switch (instruction.kind) {
    case 'ARG':
      return instruction.args.map(
        ({ name, default: raw, nameRange: range }) => ({
          keyword: instruction.kind,
          name,
          raw,
          range,
        }),
      );
    case 'ENV':
      return instruction.pairs.map(
        ({ name, value: raw, nameRange: range }) => ({
          keyword: instruction.kind,
          name,
          raw,
          range,
        }),
      );
    default:
      return [];
  }
}

function variablesOf({ stages }: Build): Variable[] {
  const declared = new Set<string>();
  const found: Variable[] = [];
  for (const stage of stages) {
    for (const at of stage.instructions) {
      for (const { keyword, name, raw, range } of settingsOf(at)) {
        const value = readValue(raw, at, declared);
        declared.add(name);
        found.push({ keyword, name, ...value, range, stage });
      }
    }
  }
  return found;
}

const CURE =
  'Use `RUN --mount=type=secret,id=…`, or pass it when the container starts.';

/** A value that anyone who reads the file knows is no secret any more. */
function cure(severity: Severity): string {
  return severity === 'critical' ? `Rotate it. ${CURE}` : CURE;
}

/** Where the value can be read afterwards. */
function whereItStays(
  { keyword, stage, given }: Variable,
  isShipped: boolean,
  build: Build,
): string {
  if (isShipped)
    return keyword === 'ARG'
      ? 'stays in the history and the provenance of the image'
      : 'is part of the image for everyone who pulls it';
  return `stays in the build cache${
    given ? ' and the provenance' : ' and in this file'
  } of stage ${build.stageName(stage.index)}`;
}

/** A real secret is known to whoever reads the file; anything else matters as far as it ships. */
function severityOf(isReal: boolean, isShipped: boolean): Severity {
  if (isReal) return 'critical';
  return isShipped ? 'high' : 'low';
}

function draftOf(variable: Variable, build: Build): Draft | undefined {
  const { keyword, name, text, written, given, range, stage } = variable;
  const isShipped = build.target?.inChain(stage.index) ?? true;
  const stays = whereItStays(variable, isShipped, build);
  if (holdsCredentials(written)) {
    const severity = severityOf(!isDefaultAddress(written), isShipped);
    return {
      message: fitting(
        `${keyword} ${name} holds an address with credentials, which ${stays}. ${cure(
          severity,
        )}`,
        `${keyword} ${name} holds an address with credentials, which stays. ${cure(
          severity,
        )}`,
      ),
      range,
      severity,
    };
  }
  if (!isSecretName(name) || (!given && isNoSecret(name, text)))
    return undefined;
  const severity = severityOf(looksGenerated(text), isShipped);
  return {
    message: fitting(
      `${keyword} ${name} looks like a secret, and its value ${stays}. ${cure(
        severity,
      )}`,
      `${keyword} ${name} looks like a secret, and its value stays. ${cure(
        severity,
      )}`,
    ),
    range,
    severity,
  };
}

function draftOfCommand(
  { what, value, range, stage }: CommandSecret,
  build: Build,
): Draft {
  const isShipped = build.target?.inChain(stage) ?? true;
  const isReal = holdsCredentials(value)
    ? !isDefaultAddress(value)
    : looksGenerated(value);
  const severity = severityOf(isReal, isShipped);
  return {
    message: `This RUN contains ${what}, which stays in ${
      isShipped
        ? 'the history of the image'
        : 'the build cache and in this file'
    }. ${cure(severity)}`,
    range,
    severity,
  };
}

export const secretInBuildArg = defineRule({
  id: 'secret-in-build-arg',
  title: 'A secret is given as ARG or ENV, or in a command',
  passing: 'No secret is given as ARG or ENV, or in a command',
  category: 'security',
  severity: 'critical',
  consequence: 'leaks-secret',
  level: 'bronze',
  weight: 6,
  aliases: ['SecretsUsedInArgOrEnv', 'DL3064', 'DS-0031'],
  docs: {
    what: 'Finds ARG and ENV whose name says that they hold a secret, or whose value is an address with credentials, and commands that contain one or set the password of a user.',
    why: 'ENV is readable in the image; ARG stays in its history and provenance. Deleting it later does not help.',
    example:
      'ARG PIP_INDEX_URL=https://user:${TOKEN}@pypi.example.com/simple\nRUN pip install -r requirements.txt',
    instead:
      'RUN --mount=type=secret,id=pip,target=/etc/pip.conf \\\n    pip install -r requirements.txt',
    exceptions:
      'Names that only point to a secret (`…_FILE`, `…_PATH`) or are public (`PUBLIC_KEY`) are fine, and so are no value, a switch, a path, an address. An ARG without a value and a default such as `postgres` are of high severity. In a stage that does not ship they are of low severity.',
  },
  check(build) {
    const variables = variablesOf(build);
    const commands = secretsInCommands(build);
    if (variables.length === 0 && commands.length === 0)
      return notApplicable('There are no variables.');
    return failWith([
      ...variables.flatMap(variable => draftOf(variable, build) ?? []),
      ...commands.map(secret => draftOfCommand(secret, build)),
    ]);
  },
});
