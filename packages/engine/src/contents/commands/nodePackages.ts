import {
  has,
  optionNames,
  readArguments,
  textOf,
  valueOf,
  valuesOf,
  type Arguments,
} from '../arguments';
import type { Resolved } from '../../shell';
import { joinPath } from '../paths';
import type { Call, StageState } from '../stageState';
import { textAt } from '../python/manifests';
import { browserOfPuppeteer } from './downloads';
import { taintByProject } from './outputs';

const VALUED = optionNames(
  '--prefix -C --cwd --filter -F --registry --omit --include --workspace -w --loglevel --cache --cache-folder --modules-folder --network-timeout --dir',
);

const INSTALLS = new Set(
  'install i ci clean-install add rebuild prune'.split(' '),
);
/** They ask, or write where no service looks. */
const HARMLESS = new Set(
  'audit bin cache config doctor env explain fund get help info licenses list login ls outdated pack ping plugin policies root search set setup store version view whoami why'.split(
    ' ',
  ),
);

/** `true` by itself: `--production`, but not `--production=false`. */
function isSet(args: Arguments, ...names: string[]): boolean {
  return names.some(
    name => has(args, name) && textOf(valueOf(args, name)) !== 'false',
  );
}

/** Variables that npm and yarn read as options; npm's also in small letters. */
function setting(call: Call, name: string): string | undefined {
  for (const spelling of [name, name.toLowerCase()]) {
    const value =
      call.assignments.find(item => item.name === spelling)?.value ??
      call.env.get(spelling);
    if (value?.known) return value.value;
  }
  return undefined;
}

const OMITS_DEVELOPMENT = 'npm config omit dev';

/** `npm config set omit=dev`, `npm config set production true`, `npm set omit dev`. */
function configure({ operands }: Arguments, state: StageState): void {
  const words = operands.map(word => textOf(word) ?? '');
  const at = words.indexOf('set');
  if (at < 0) return;
  const text = words.slice(at + 1).join('=');
  if (/^(?:omit=dev|production=true|only=prod(?:uction)?)$/.test(text))
    state.settings.set(OMITS_DEVELOPMENT, 'true');
}

/** The command or a variable says to leave the development group out. */
function isProduction(call: Call, state: StageState, args: Arguments): boolean {
  if (valuesOf(args, '--include').some(word => textOf(word) === 'dev'))
    return false;
  if (
    ['false', '0'].includes(
      textOf(valueOf(args, '--production', '--prod')) ?? '',
    )
  )
    return false;
  return (
    isSet(args, '--production', '--prod', '-P', '--only') ||
    (call.name === 'bun' && has(args, '-p')) ||
    valuesOf(args, '--omit').some(word => textOf(word) === 'dev') ||
    (call.name === 'npm' && state.settings.has(OMITS_DEVELOPMENT)) ||
    setting(call, 'NODE_ENV') === 'production' ||
    setting(call, 'NPM_CONFIG_PRODUCTION') === 'true' ||
    setting(call, 'NPM_CONFIG_OMIT') === 'dev' ||
    setting(call, 'YARN_PRODUCTION') === 'true'
  );
}

/** The text of the manifest is known and names none. */
function hasNoDevelopment(state: StageState, directory: string): boolean {
  const text = textAt(state, joinPath(directory, 'package.json'));
  return text !== undefined && !/"devDependencies"\s*:\s*\{\s*"/.test(text);
}

/**
 * Whether an install brings development dependencies. Packages that are named one by one have none, but with them
 * a manifest that is there is installed too.
 */
function bringsDevelopment(
  call: Call,
  state: StageState,
  args: Arguments,
  directory: string,
): 'yes' | 'no' | 'unknown' {
  const [verb, ...names] = args.operands.map(textOf);
  if (names.length > 0 && has(args, '-D', '--save-dev', '--dev', '-d'))
    return 'yes';
  if (isProduction(call, state, args)) return 'no';
  if (verb === 'prune') return 'unknown';
  if (hasNoDevelopment(state, directory)) return 'no';
  if (names.length === 0) return 'yes';
  const manifest = state.fs.holds(joinPath(directory, 'package.json')).state;
  if (manifest === 'present') return 'yes';
  return manifest === 'absent' ? 'no' : 'unknown';
}

function install(
  call: Call,
  state: StageState,
  args: Arguments,
  directory: Resolved,
): void {
  const [verb] = args.operands.map(textOf);
  if (verb === 'rebuild') return;
  const at = directory.known ? directory.value : directory.prefix || '/';
  const brings = bringsDevelopment(call, state, args, at);
  // where it installs is part of the finding
  const development = brings === 'yes' && !directory.known ? 'unknown' : brings;
  const path = joinPath(at, 'node_modules');
  if (verb === 'prune' && development === 'no')
    state.fs.remove(path, call.place);
  state.add(path, 'tree', { kind: 'node-modules', development }, call.place);
  browserOfPuppeteer(textAt(state, joinPath(at, 'package.json')), call, state);
}

function installGlobally(call: Call, state: StageState): void {
  for (const path of ['/usr/local/lib/node_modules', '/usr/local/bin'])
    state.taint(path, `\`${call.name}\` installs there`, call.place);
}

/** `yarn` alone installs; `yarn --version` asks. */
function verbOf(call: Call, args: Arguments): string {
  const asks = has(args, '-v', '-V', '--version', '-h', '--help');
  const [verb] = args.operands;
  if (verb) return textOf(verb) ?? 'unknown';
  return call.name === 'yarn' && !asks ? 'install' : '';
}

function installOrRun(
  call: Call,
  state: StageState,
  args: Arguments,
  verb: string,
): void {
  const prefix = valueOf(args, '--prefix', '-C', '--cwd', '--dir');
  const directory = prefix
    ? state.resolve(call.step.cwd, prefix.text)
    : call.step.cwd;
  if (INSTALLS.has(verb)) {
    install(call, state, args, directory);
  } else if (verb && !HARMLESS.has(verb)) {
    taintByProject(call, state, `${call.name} ${verb}`, directory);
  }
}

/** `npm`, `yarn`, `pnpm`, `bun`. */
export function nodePackages(call: Call, state: StageState): void {
  const args = readArguments(call.args, VALUED);
  const verb = verbOf(call, args);
  if (call.name === 'npm' && (verb === 'config' || verb === 'set'))
    configure(args, state);
  else if (
    has(args, '-g', '--global') ||
    (call.name === 'yarn' && verb === 'global')
  ) {
    installGlobally(call, state);
  } else {
    installOrRun(call, state, args, verb);
  }
}
