import type { Argument, Heredoc, Instruction } from '../types';
import type { Range } from '../../verdict';

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

/**
 * FROM: starts a stage. See https://docs.docker.com/reference/dockerfile/#from
 *
 * @public
 */
export interface FromInstruction extends Base {
  kind: 'FROM';
  image: Argument;
  platform: Argument | undefined;
  /** As written; BuildKit compares it in lower case. */
  name: Argument | undefined;
}

/**
 * RUN: executes a command and keeps what it changed. See https://docs.docker.com/reference/dockerfile/#run
 *
 * @public
 */
export interface RunInstruction extends Base, CommandLine {
  kind: 'RUN';
  mounts: RunMount[];
  network: 'default' | 'none' | 'host' | undefined;
  security: 'insecure' | 'sandbox' | undefined;
  devices: string[];
  heredocs: Heredoc[];
}

/**
 * CMD: what a container runs unless told otherwise. See https://docs.docker.com/reference/dockerfile/#cmd
 *
 * @public
 */
export interface CmdInstruction extends Base, CommandLine {
  kind: 'CMD';
}

/**
 * ENTRYPOINT: what a container runs; CMD gives its arguments. See https://docs.docker.com/reference/dockerfile/#entrypoint
 *
 * @public
 */
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

/**
 * COPY: files from the build context, a stage or an image. See https://docs.docker.com/reference/dockerfile/#copy
 *
 * @public
 */
export interface CopyInstruction extends Transfer {
  kind: 'COPY';
  from: Argument | undefined;
  parents: boolean;
}

/**
 * ADD: like COPY, with archives, addresses and git repositories. See https://docs.docker.com/reference/dockerfile/#add
 *
 * @public
 */
export interface AddInstruction extends Transfer {
  kind: 'ADD';
  checksum: Argument | undefined;
  keepGitDir: boolean | undefined;
  unpack: boolean | undefined;
}

/**
 * ENV: variables that the image keeps. See https://docs.docker.com/reference/dockerfile/#env
 *
 * @public
 */
export interface EnvInstruction extends Base {
  kind: 'ENV';
  pairs: NameValuePair[];
}

/**
 * LABEL: metadata of the image. See https://docs.docker.com/reference/dockerfile/#label
 *
 * @public
 */
export interface LabelInstruction extends Base {
  kind: 'LABEL';
  pairs: NameValuePair[];
}

/**
 * ARG: variables of the build. See https://docs.docker.com/reference/dockerfile/#arg
 *
 * @public
 */
export interface ArgInstruction extends Base {
  kind: 'ARG';
  args: BuildArgument[];
}

/**
 * WORKDIR: the folder for what follows. See https://docs.docker.com/reference/dockerfile/#workdir
 *
 * @public
 */
export interface WorkdirInstruction extends Base {
  kind: 'WORKDIR';
  path: Argument;
}

/**
 * USER: the user for what follows and for the container. See https://docs.docker.com/reference/dockerfile/#user
 *
 * @public
 */
export interface UserInstruction extends Base {
  kind: 'USER';
  user: Argument;
}

/**
 * EXPOSE: ports that the container listens on. See https://docs.docker.com/reference/dockerfile/#expose
 *
 * @public
 */
export interface ExposeInstruction extends Base {
  kind: 'EXPOSE';
  ports: Argument[];
}

/**
 * VOLUME: paths that live outside the image. See https://docs.docker.com/reference/dockerfile/#volume
 *
 * @public
 */
export interface VolumeInstruction extends Base {
  kind: 'VOLUME';
  paths: Argument[];
}

/**
 * STOPSIGNAL: the signal that ends the container. See https://docs.docker.com/reference/dockerfile/#stopsignal
 *
 * @public
 */
export interface StopsignalInstruction extends Base {
  kind: 'STOPSIGNAL';
  signal: Argument;
}

/**
 * MAINTAINER: the author, deprecated in favour of LABEL. See https://docs.docker.com/reference/dockerfile/#maintainer-deprecated
 *
 * @public
 */
export interface MaintainerInstruction extends Base {
  kind: 'MAINTAINER';
  name: Argument;
}

/**
 * SHELL: the interpreter of the shell form. See https://docs.docker.com/reference/dockerfile/#shell
 *
 * @public
 */
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

/**
 * ONBUILD: an instruction for the stages built on this one. See https://docs.docker.com/reference/dockerfile/#onbuild
 *
 * @public
 */
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
