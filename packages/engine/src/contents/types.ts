import type { DataTool } from '../facts/dataTools';
import type { Range } from '../verdict';

/** An instruction of a stage: where something happened. `instruction` is -1 for FROM. */
export interface Place {
  stage: number;
  instruction: number;
  range: Range;
}

/** Which Python it is; two that differ cannot share compiled modules. */
export interface PythonRuntime {
  /** Absolute path that environments link to, e.g. `/usr/local/bin/python3`. */
  path: string | undefined;
  /** Prefix of its own packages, e.g. `/usr/local`. */
  prefix: string;
  /** `X.Y`; undefined when it is not known. */
  minor: string | undefined;
  /** Who built it: decides path and layout. */
  vendor:
    | 'official'
    | 'distribution'
    | 'managed'
    | 'conda'
    | 'vendor'
    | 'unknown';
  libc: 'glibc' | 'musl' | 'none' | undefined;
  libcVersion: string | undefined;
  os: string | undefined;
  osRelease: string | undefined;
  /** The minor is taken from a floating tag and may differ at the next build. */
  floats: boolean;
}

/** A virtual or conda environment. */
export interface PythonEnvironment {
  kind: 'venv' | 'conda';
  /** Where it was created; its scripts name this path. */
  path: string;
  runtime: PythonRuntime;
  /** Directory of an interpreter that the installer downloaded and the environment links to. */
  managedPython: string | undefined;
  /** Packed or made so that it may be moved. */
  relocatable: boolean;
  place: Place;
}

export type InstallTool =
  | 'pip'
  | 'uv'
  | 'poetry'
  | 'pipenv'
  | 'pdm'
  | 'conda'
  | 'pipx'
  | 'setuptools'
  | 'hatch';

/** Where an installer puts its files. */
export interface InstallTarget {
  scheme:
    | 'system'
    | 'environment'
    | 'user'
    | 'prefix'
    | 'target'
    | 'root'
    | 'wheels'
    | 'tool';
  /** Directory of the modules (or of the wheels); undefined when the interpreter is not known. */
  packages: string | undefined;
  /** Directory of the console scripts. */
  scripts: string | undefined;
  environment: PythonEnvironment | undefined;
}

/** One run of a Python installer. */
export interface Install {
  id: number;
  tool: InstallTool;
  place: Place;
  /** Range of the command itself. */
  range: Range;
  /** Names that stand in the command, normalised as PEP 503 says. */
  distributions: string[];
  /** Files that list more of them, e.g. `/app/requirements.txt`. */
  requirements: string[];
  /** Of each of `requirements`, whether it stood there when the installer ran. */
  requirementsFound: Presence['state'][];
  /** Text of each of `requirements`, where it is known. */
  requirementsTexts: readonly (string | undefined)[];
  /** It takes nothing but what lies in a directory (`--no-index`): the versions are those of the files there. */
  offline: boolean;
  /** Names in `requirements` and in the manifests of `projects`, as far as their text is known; commands of projects, too. */
  listed: readonly string[];
  /** Files that it reads besides: constraints and overrides. It fails where one is not there. */
  alsoReads: { path: string; found: Presence['state'] }[];
  /** It refuses to install, because the operating system manages this Python (PEP 668). */
  refused: boolean;
  /** The installer fails without its lock file (`--locked`, `--frozen`, `sync`). */
  needsLock: boolean;
  /** Names in the command without an exact version. */
  unpinned: string[];
  /** Directories of projects that are installed. */
  projects: string[];
  /** Directories of projects that are only linked to. */
  editable: string[];
  /** `distributions` is everything that was asked for. */
  complete: boolean;
  target: InstallTarget;
  runtime: PythonRuntime;
  /** Development dependencies are installed too. */
  development: 'yes' | 'no' | 'unknown';
  /** Bytecode is written at install time. */
  bytecode: boolean;
  certainty: 'always' | 'maybe';
}

/** What stands at a path. */
export type Content =
  | {
      kind: 'context';
      /** Path in the build context. */
      source: string;
      /** A here-document: the text of the file. */
      text?: string;
      /** Only a part of what lies there was copied, and which one is not known. */
      partial?: true;
      /** Paths and globs of the build context that were removed after the copy. */
      without?: readonly string[];
    }
  | { kind: 'environment'; environment: PythonEnvironment }
  | { kind: 'packages'; install: Install }
  | { kind: 'scripts'; install: Install }
  | { kind: 'wheels'; install: Install }
  | { kind: 'interpreter'; runtime: PythonRuntime }
  | { kind: 'tool'; name: string }
  | { kind: 'toolchain'; label: string }
  | { kind: 'binary'; language: string }
  | { kind: 'node-modules'; development: 'yes' | 'no' | 'unknown' }
  | { kind: 'cache'; of: string }
  | { kind: 'data'; tool: DataTool }
  | { kind: 'image'; reference: string }
  | { kind: 'directory' }
  /** Holds what stood at a path. */
  | { kind: 'archive'; of: string }
  | {
      kind: 'made';
      by: string;
      /** Text of the file, where the command writes it out. */
      text?: string;
    }
  | { kind: 'part'; of: Content };

/** A copy or move after the thing was made. */
export interface Move {
  place: Place;
  from: string;
  to: string;
}

/** A mode without rights for group and others. */
export interface Closing {
  place: Place;
  /** What set it, e.g. `chmod -R 700`. */
  by: string;
  /** `tree`: everything in it has such a mode; `directory`: only the one above it. */
  extent: 'tree' | 'directory';
}

/** One thing in the file system of a stage. */
export interface Entry {
  path: string;
  /** `tree`: holds more than is listed; `file`: nothing below it. */
  extent: 'file' | 'tree';
  content: Content;
  /** Where it was made first. */
  made: Place;
  /** Which instruction put it into this stage: the layer that carries it. */
  layer: Place;
  moves: readonly Move[];
  /** Set when nobody but its owner may read it. */
  closed?: Closing;
}

/** Nothing certain can be said of a path or of what lies below it. */
export interface Taint {
  path: string;
  reason: string;
  place: Place;
  /** An arbitrary script may have installed packages there; a build tool only writes its output. */
  mayInstall: boolean;
  /** Paths below it that are certainly left alone. */
  spares?: RegExp;
}

/** Whether something is there. */
export type Presence =
  | { state: 'present'; entry?: Entry }
  | { state: 'absent' }
  | { state: 'unknown'; reason: string };
