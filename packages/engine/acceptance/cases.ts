/** A node of BuildKit's parser as the cases record it. */
export interface OracleNode {
  cmd: string;
  flags?: string[];
  args: (string | OracleNode)[];
  attrs?: { json?: boolean };
  orig?: string;
  start: number;
  end: number;
  comments?: string[];
  heredocs?: {
    name: string;
    fd: number;
    expand: boolean;
    chomp: boolean;
    content: string;
  }[];
}

/** An error of BuildKit with its first and last line. */
export interface OracleError {
  msg: string;
  lines?: number[];
}

/** A command of a stage; `body` is BuildKit's struct for it. */
export interface OracleCommand {
  name: string;
  start: number;
  end: number;
  body: Record<string, unknown>;
  mounts?: Record<string, unknown>[];
}

/** A stage of BuildKit. */
export interface OracleStage {
  name: string;
  base: string;
  platform?: string;
  start: number;
  commands: OracleCommand[] | null;
}

/** What BuildKit says of one text. */
export interface Oracle {
  escape?: string;
  syntax?: string;
  check?: string;
  dump?: string;
  nodes?: OracleNode[];
  warnings?: string[];
  parse_error?: OracleError;
  instr_error?: OracleError;
  meta_args?: unknown[];
  stages?: OracleStage[];
}

/** One Dockerfile with BuildKit's reading of it. */
export interface ParserCase {
  id: string;
  dockerfile: string;
  expect_dump?: string;
  expect_error?: boolean;
  expect_root?: number[];
  expect_lines?: number[][];
  oracle: Oracle;
}

/** One word expansion. */
export interface ShellCase {
  id: string;
  mode: 'word' | 'words';
  word: string;
  env: Record<string, string>;
  expect: string | string[] | null;
  error: boolean;
}

/** Reads a file of one JSON value a line, gzipped or not. */
export async function readCases<T>(path: string): Promise<T[]> {
  const file = await Deno.open(path);
  const stream = path.endsWith('.gz')
    ? file.readable.pipeThrough(new DecompressionStream('gzip'))
    : file.readable;
  const text = await new Response(stream).text();
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line) as T);
}

/** Folder of the cases: the first argument, else the folder beside the project. */
export async function casesFolder(
  argument: string | undefined,
): Promise<string | undefined> {
  const folder =
    argument ?? new URL('../../../../shared/cases', import.meta.url).pathname;
  try {
    await Deno.stat(`${folder}/corpus.jsonl.gz`);
    return folder;
  } catch {
    return undefined;
  }
}
