import type { Scope } from '../graph';
import type { ImageFacts } from '../images';
import type {
  CommandStep,
  Resolved,
  ShellEnvironment,
  ShellWord,
} from '../shell/types';
import type { CommandLine } from '../syntax/instructions';
import type { Range } from '../verdict';
import type { DataTool } from '../facts/dataTools';
import type { ContextFiles } from './contextFiles';
import type { FileSystem } from './fileSystem';
import type { MissingFolder } from './outputFolders';
import type { RefusedBootstrap } from './python/externallyManaged';
import { resolvePath } from './paths';
import type {
  Closing,
  Content,
  Entry,
  Install,
  Place,
  PythonEnvironment,
} from './types';

export const known = (value: string): Resolved => ({ known: true, value });
export const unknown = (reason: string, prefix = ''): Resolved => ({
  known: false,
  reason,
  prefix,
});

/** Operating system packages that a command installs, removes or fetches lists for. */
export interface PackageEvent {
  manager: 'apt' | 'apk' | 'dnf' | 'zypper';
  action: 'install' | 'remove' | 'update' | 'upgrade' | 'clean';
  names: string[];
  /** Names that could not be resolved are left out. */
  complete: boolean;
  /** Name given by `apk add --virtual`. */
  group: string | undefined;
  place: Place;
  range: Range;
  certainty: 'always' | 'maybe';
}

/** Files that a tool keeps for the next time: dead weight in a layer. */
export interface CacheEvent {
  of: string;
  path: string;
  place: Place;
  range: Range;
  /** How to avoid it. */
  cure: string;
}

/** Data that a tool downloaded to a directory where only it looks. */
export interface DownloadEvent {
  tool: DataTool;
  path: string;
  place: Place;
  range: Range;
  /** The command names the directory, so what reads the data knows it. */
  isNamed: boolean;
  certainty: 'always' | 'maybe';
}

/** A COPY or ADD with its paths resolved. */
export interface CopyEvent {
  place: Place;
  from:
    | { kind: 'context' }
    | { kind: 'stage'; stage: number }
    | { kind: 'image'; reference: string }
    | { kind: 'unknown'; reason: string };
  /** Absolute in a stage or image, relative in the context. */
  sources: {
    path: Resolved;
    range: Range;
    found: 'present' | 'absent' | 'unknown';
  }[];
  destination: Resolved;
  command: 'COPY' | 'ADD';
}

/** A file or directory that a RUN sees for its time (`--mount=type=bind`). */
export interface MountEvent {
  place: Place;
  from: { kind: 'context' } | { kind: 'stage'; stage: number };
  source: string;
  range: Range;
  found: 'present' | 'absent' | 'unknown';
}

/** A command of a RUN with its program name taken out of wrappers such as `sudo`. */
export interface Call {
  /** Last part of the program, e.g. `pip3`. */
  name: string;
  /** As written, e.g. `/opt/venv/bin/pip3`. */
  program: string;
  args: readonly ShellWord[];
  /** Variables set for this command alone. */
  assignments: readonly { name: string; value: Resolved }[];
  step: CommandStep;
  place: Place;
  env: ShellEnvironment;
  /** Targets of cache and bind mounts of the RUN: nothing written there stays. */
  mounted: readonly string[];
  /** What had happened in the stage before it. */
  before: {
    /** Something may have installed anything. */
    doubt: boolean;
    /** How many of the stage's `packages` had been recorded. */
    packages: number;
    /** How many taints its file system had. */
    taints: number;
  };
}

export interface UserState {
  /** Name or number; undefined when not known. */
  name: string | undefined;
  /** Where it was set; undefined when the base image decides. */
  place: Place | undefined;
  reason: string | undefined;
}

/** How a container starts: the instruction and its words. */
export interface StartInstruction {
  line: CommandLine;
  place: Place;
  /** Shell in force for the shell form. */
  shell: readonly string[];
}

/** Many arguments at once would exhaust the call stack. */
function append<T>(to: T[], items: readonly T[]): void {
  for (const item of items) to.push(item);
}

/** Packages that bring the Python of the operating system. */
const PYTHON_PACKAGE =
  /^python3?(?:[.\d]*)?(?:-(?:minimal|pip|venv|dev|full|setuptools|wheel))?$|^py3?-pip$|^python3-/;

/** What is known of a stage while its instructions are followed, and at its end. */
export class StageState {
  readonly installs: Install[] = [];
  readonly packages: PackageEvent[] = [];
  readonly caches: CacheEvent[] = [];
  readonly downloads: DownloadEvent[] = [];
  readonly copies: CopyEvent[] = [];
  readonly mounts: MountEvent[] = [];
  readonly calls: Call[] = [];
  /** Folders that commands of this stage write into, and that are not there. */
  readonly missingFolders: MissingFolder[] = [];
  readonly environments: PythonEnvironment[] = [];
  /** get-pip.py of this stage for a Python that it may not change. */
  readonly refusedBootstraps: RefusedBootstrap[] = [];
  /** Commands of Go of this stage where no go.mod is, with the minor of Go 1.x since which they need one. */
  readonly outsideModule: { call: Call; since: number }[] = [];
  /** A package that brings the Python of the operating system was installed. */
  pythonPackage = false;
  /** Users that were made here: name → id and home. */
  readonly users = new Map<
    string,
    { id: string | undefined; home: string; place: Place }
  >();
  /** Settings of tools that outlive a command, e.g. `poetry config …`. */
  readonly settings = new Map<string, string>();
  /** RUN instructions or parts of them that could not be followed. */
  readonly opaque: { reason: string; place: Place }[] = [];
  workdir: Resolved = known('/');
  user: UserState = { name: 'root', place: undefined, reason: undefined };
  shell: readonly string[] = ['/bin/sh', '-c'];
  entrypoint: StartInstruction | undefined;
  command: StartInstruction | undefined;
  healthcheck: StartInstruction | undefined;
  /** Variables behind the last instruction. */
  scope: Pick<Scope, 'environment'> | undefined;
  private variables: ReadonlyMap<string, Resolved> | undefined;

  constructor(
    readonly stage: number,
    /** Image at the bottom of the FROM chain. */
    readonly image: ImageFacts | undefined,
    readonly fs: FileSystem,
    readonly context: ContextFiles,
  ) {}

  /** ENV of the stage at its end; worked out when it is first asked for. */
  get environment(): ReadonlyMap<string, Resolved> {
    this.variables ??= this.scope?.environment() ?? new Map();
    return this.variables;
  }

  /** What a copy of it costs. */
  get weight(): number {
    return (
      this.fs.weight +
      this.installs.length +
      this.packages.length +
      this.caches.length +
      this.downloads.length +
      this.copies.length +
      this.mounts.length +
      this.calls.length +
      this.environments.length +
      this.opaque.length +
      this.users.size +
      this.settings.size
    );
  }

  /** State for a stage that is built FROM this one. */
  inherit(stage: number): StageState {
    const next = new StageState(
      stage,
      this.image,
      this.fs.inherit(),
      this.context,
    );
    append(next.installs, this.installs);
    append(next.packages, this.packages);
    append(next.caches, this.caches);
    append(next.downloads, this.downloads);
    append(next.copies, this.copies);
    append(next.mounts, this.mounts);
    append(next.calls, this.calls);
    append(next.environments, this.environments);
    append(next.opaque, this.opaque);
    next.pythonPackage = this.pythonPackage;
    for (const [name, user] of this.users) next.users.set(name, user);
    for (const [name, value] of this.settings) next.settings.set(name, value);
    next.workdir = this.workdir;
    next.user = this.user;
    next.shell = this.shell;
    next.entrypoint = this.entrypoint;
    next.command = this.command;
    next.healthcheck = this.healthcheck;
    return next;
  }

  add(
    path: string,
    extent: Entry['extent'],
    content: Content,
    place: Place,
    closed?: Closing,
  ): void {
    this.fs.add({
      path,
      extent,
      content,
      made: place,
      layer: place,
      moves: [],
      ...(closed && { closed }),
    });
  }

  recordPackages(event: PackageEvent): void {
    this.packages.push(event);
    if (event.action === 'install')
      this.pythonPackage ||= event.names.some(name =>
        PYTHON_PACKAGE.test(name),
      );
  }

  taint(path: string, reason: string, place: Place, mayInstall = false): void {
    this.fs.taint({ path, reason, place, mayInstall });
  }

  /** Nothing certain can be said of a path, but for what matches `spares`. */
  taintAround(
    path: string,
    spares: RegExp,
    reason: string,
    place: Place,
  ): void {
    this.fs.taint({ path, spares, reason, place, mayInstall: false });
  }

  /** Home directory of a user. */
  homeOf(name: string): string {
    const made = this.users.get(name);
    if (made) return made.home;
    for (const user of this.users.values())
      if (user.id === name) return user.home;
    if (name === 'root' || name === '0') return '/root';
    if (name === '65532' || name === 'nonroot') return '/home/nonroot';
    return /^\d+$/.test(name) ? '/' : `/home/${name}`;
  }

  /** HOME as a RUN of this stage sees it. */
  home(env: ShellEnvironment): Resolved {
    const set = env.get('HOME');
    if (set) return set;
    return this.user.name === undefined
      ? unknown(this.user.reason ?? 'the user is not known')
      : known(this.homeOf(this.user.name.split(':')[0]));
  }

  /** `path` seen from a directory; unknown when one of them is. */
  resolve(directory: Resolved, path: Resolved): Resolved {
    if (!path.known) {
      if (path.prefix.startsWith('/') || !directory.known) return path;
      return unknown(path.reason, resolvePath(directory.value, path.prefix));
    }
    if (path.value.startsWith('/')) return known(resolvePath('/', path.value));
    return directory.known
      ? known(resolvePath(directory.value, path.value))
      : unknown(directory.reason);
  }
}

/** Whether a user is root: undefined when not known. */
export function isRoot(user: string | undefined): boolean | undefined {
  if (user === undefined) return undefined;
  const name = user.split(':')[0];
  // an empty USER leaves root
  return name === '' || name === 'root' || /^0+$/.test(name);
}
