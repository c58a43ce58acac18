import { createTwoFilesPatch } from 'diff';
import type { FixedDockerfile } from 'dockerfile-scorecard-engine';
import { access, constants, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { DockerfileInput } from './inputs';
import { STDIN } from './readDockerfile';
import { painter, UsageError, type Paint, type Terminal } from './terminal';

/** Options of the commands that change files. */
export const CHANGE_OPTIONS = {
  diff: { type: 'boolean' },
  write: { type: 'boolean' },
} as const;

type ChangeValues = Partial<Record<keyof typeof CHANGE_OPTIONS, string>>;

/** A file that is written: its path and its text before and after. */
export interface Change {
  file: string;
  /** As it is shown. */
  path: string;
  before: string;
  after: string;
}

/** What the standard input holds cannot be written back. */
export function refuseStandardInput(
  inputs: readonly DockerfileInput[],
  { diff, write }: ChangeValues,
): void {
  if (diff !== undefined && write !== undefined)
    throw new UsageError('Use --diff or --write, not both.');
  if (write !== undefined && inputs.some(({ file }) => file === STDIN))
    throw new UsageError(
      'The standard input cannot be written. Use --diff instead of --write.',
    );
}

/** The files that differ after a Dockerfile was changed. */
export function changesOf(
  input: DockerfileInput,
  result: Pick<FixedDockerfile, 'text' | 'dockerignore' | 'manifests'>,
): Change[] {
  const changes: Change[] = [];
  if (result.text !== input.text)
    changes.push({
      file: input.file,
      path: input.path,
      before: input.text,
      after: result.text,
    });
  if (result.dockerignore !== undefined) {
    const file =
      input.dockerignore ?? join(dirname(input.file), '.dockerignore');
    changes.push({
      file,
      path: relative('.', file),
      before: input.context.dockerignore ?? '',
      after: result.dockerignore,
    });
  }
  for (const [path, after] of Object.entries(result.manifests ?? {})) {
    const file = join(input.contextFolder ?? dirname(input.file), path);
    changes.push({
      file,
      path: relative('.', file),
      before: input.context.manifests?.[path] ?? '',
      after,
    });
  }
  return changes;
}

/** Each file once: from what it was to what the last change makes of it. */
function mergeChanges(changes: readonly Change[]): Change[] {
  const merged = new Map<string, Change>();
  for (const change of changes) {
    const file = resolve(change.file);
    const { before } = merged.get(file) ?? change;
    merged.set(file, { ...change, before });
  }
  return [...merged.values()];
}

/** Texts that Dockerfiles share, as earlier changes left them: the next change goes on from there. */
export class SharedFiles {
  private readonly texts = new Map<string, string>();

  /** The input with what earlier changes made of its .dockerignore and its manifests. */
  refresh(input: DockerfileInput): DockerfileInput {
    const { context, dockerignore, contextFolder } = input;
    const ignore = dockerignore && this.texts.get(resolve(dockerignore));
    const manifests =
      context.manifests &&
      Object.fromEntries(
        Object.entries(context.manifests).map(([path, text]) => [
          path,
          this.texts.get(resolve(contextFolder ?? '.', path)) ?? text,
        ]),
      );
    return {
      ...input,
      context: {
        ...context,
        ...(ignore !== undefined && { dockerignore: ignore }),
        ...(manifests && { manifests }),
      },
    };
  }

  remember(changes: readonly Change[]): void {
    for (const { file, after } of changes) this.texts.set(resolve(file), after);
  }
}

function paintPatch(patch: string, paint: Paint): string {
  return patch
    .split('\n')
    .map(line => {
      if (line.startsWith('+')) return paint('green', line);
      return line.startsWith('-') ? paint('red', line) : line;
    })
    .join('\n');
}

function patchOf({ path, before, after }: Change): string {
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after);
  return `${patch.replace(/^=+\n/, '').trimEnd()}\n`;
}

/** Level and score of a Dockerfile, e.g. `silver 97`. */
export function standing({ level, score }: FixedDockerfile['before']): string {
  return score === null ? level : `${level} ${score}`;
}

/** Everything is looked at before the first file is written, and each file is replaced in one step. */
async function writeAll(changes: readonly Change[]): Promise<void> {
  for (const { file, path } of changes) {
    const exists = await stat(file).then(
      () => true,
      () => false,
    );
    await access(exists ? file : dirname(file), constants.W_OK).catch(() => {
      throw new UsageError(`${path} cannot be written. Nothing was changed.`);
    });
  }
  for (const { file, after } of changes) {
    const temporary = `${file}.${process.pid}.tmp`;
    await writeFile(temporary, after);
    await rename(temporary, file);
  }
}

/** Writes the files with --write, else prints the patch. */
export async function emit(
  changesOfAll: readonly Change[],
  { write }: ChangeValues,
  terminal: Terminal,
): Promise<void> {
  const changes = mergeChanges(changesOfAll);
  if (write !== undefined) {
    await writeAll(changes);
    return;
  }
  const paint = painter(terminal);
  for (const change of changes)
    terminal.out(paintPatch(patchOf(change), paint));
}
