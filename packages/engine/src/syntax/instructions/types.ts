import type { Argument, Heredoc, Instruction, Range } from '../types';

/** What every typed instruction carries. */
interface Base {
  /** The node it was made from, with all ranges. */
  syntax: Instruction;
}

/**
 * A command in one of its two forms. `shell`: `words` holds the one text that the shell reads (nothing if it is empty);
 * `exec`: `words` are the program and its arguments.
 *
 * @public
 */
export interface CommandLine {
  form: 'shell' | 'exec';
  words: Argument[];
}

/**
 * `NAME=value` of ENV and LABEL. Quotes and variables in `value` are as written; see `expandWord`.
 *
 * @public
 */
export interface NameValuePair {
  name: string;
  value: string;
  nameRange: Range;
  valueRange: Range;
}

/**
 * One variable of an ARG instruction. `default` is as written, undefined where there is none.
 *
 * @public
 */
export interface BuildArgument {
  name: string;
  default: string | undefined;
  nameRange: Range;
  defaultRange: Range | undefined;
}

/**
 * A `RUN --mount`. Paths and other values are as written and may hold variables.
 *
 * @public
 */
export interface RunMount {
  type: 'bind' | 'cache' | 'tmpfs' | 'secret' | 'ssh';
  from: Argument | undefined;
  source: string | undefined;
  target: string | undefined;
  id: string | undefined;
  readonly: boolean;
  required: boolean;
  sharing: 'shared' | 'private' | 'locked' | undefined;
  size: string | undefined;
  mode: string | undefined;
  uid: string | undefined;
  gid: string | undefined;
  /** Environment variable that holds the secret. */
  env: string | undefined;
  range: Range;
}

/** @public */
export interface FromInstruction extends Base {
  kind: 'FROM';
  image: Argument;
  platform: Argument | undefined;
  /** As written; BuildKit compares it in lower case. */
  name: Argument | undefined;
}

/** @public */
export interface RunInstruction extends Base, CommandLine {
  kind: 'RUN';
  mounts: RunMount[];
  network: 'default' | 'none' | 'host' | undefined;
  security: 'insecure' | 'sandbox' | undefined;
  devices: string[];
  heredocs: Heredoc[];
}

/** @public */
export interface CmdInstruction extends Base, CommandLine {
  kind: 'CMD';
}

/** @public */
export interface EntrypointInstruction extends Base, CommandLine {
  kind: 'ENTRYPOINT';
}

/** What COPY and ADD share. */
interface Transfer extends Base {
  /** Without the here-documents. */
  sources: Argument[];
  destination: Argument;
  /** Here-documents that are sources; each becomes a file of its name. */
  heredocs: Heredoc[];
  chown: Argument | undefined;
  chmod: Argument | undefined;
  link: boolean;
  exclude: string[];
}

/** @public */
export interface CopyInstruction extends Transfer {
  kind: 'COPY';
  from: Argument | undefined;
  parents: boolean;
}

/** @public */
export interface AddInstruction extends Transfer {
  kind: 'ADD';
  checksum: Argument | undefined;
  keepGitDir: boolean | undefined;
  unpack: boolean | undefined;
}

/** @public */
export interface EnvInstruction extends Base {
  kind: 'ENV';
  pairs: NameValuePair[];
}

/** @public */
export interface LabelInstruction extends Base {
  kind: 'LABEL';
  pairs: NameValuePair[];
}

/** @public */
export interface ArgInstruction extends Base {
  kind: 'ARG';
  args: BuildArgument[];
}

/** @public */
export interface WorkdirInstruction extends Base {
  kind: 'WORKDIR';
  path: Argument;
}

/** @public */
export interface UserInstruction extends Base {
  kind: 'USER';
  user: Argument;
}

/** @public */
export interface ExposeInstruction extends Base {
  kind: 'EXPOSE';
  ports: Argument[];
}

/** @public */
export interface VolumeInstruction extends Base {
  kind: 'VOLUME';
  paths: Argument[];
}

/** @public */
export interface StopsignalInstruction extends Base {
  kind: 'STOPSIGNAL';
  signal: Argument;
}

/** @public */
export interface MaintainerInstruction extends Base {
  kind: 'MAINTAINER';
  name: Argument;
}

/** @public */
export interface ShellInstruction extends Base {
  kind: 'SHELL';
  words: Argument[];
}

/**
 * `HEALTHCHECK NONE`, or a command with its times in milliseconds.
 *
 * @public
 */
export type HealthcheckInstruction = Base & { kind: 'HEALTHCHECK' } & (
    | { none: true }
    | ({
        none: false;
        interval: number | undefined;
        timeout: number | undefined;
        startPeriod: number | undefined;
        startInterval: number | undefined;
        retries: number | undefined;
      } & CommandLine)
  );

/** @public */
export interface OnbuildInstruction extends Base {
  kind: 'ONBUILD';
  trigger: TypedInstruction;
}

/**
 * An instruction that BuildKit does not know or that lacks what it cannot do without.
 *
 * @public
 */
export interface InvalidInstruction extends Base {
  kind: 'INVALID';
}

/**
 * An instruction by what it means.
 *
 * @public
 */
export type TypedInstruction =
  | FromInstruction
  | RunInstruction
  | CmdInstruction
  | EntrypointInstruction
  | CopyInstruction
  | AddInstruction
  | EnvInstruction
  | LabelInstruction
  | ArgInstruction
  | WorkdirInstruction
  | UserInstruction
  | ExposeInstruction
  | VolumeInstruction
  | StopsignalInstruction
  | MaintainerInstruction
  | ShellInstruction
  | HealthcheckInstruction
  | OnbuildInstruction
  | InvalidInstruction;
