import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { UsageError } from './terminal';

const run = promisify(execFile);
const MOST_BYTES = 64 * 1024 * 1024;

async function git(folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('git', args, {
    cwd: folder,
    maxBuffer: MOST_BYTES,
  });
  return stdout;
}

/** Why git failed, for a person. */
function reason(error: unknown): string {
  const { code, stderr = '' } = error as { code?: unknown; stderr?: string };
  return code === 'ENOENT' || code === 'EACCES'
    ? 'git could not be started'
    : stderr.trim().split('\n')[0] ?? '';
}

/** A file that differs from a revision, with its text there; undefined where it is new. */
export interface ChangedFile {
  /** Absolute. */
  file: string;
  before: string | undefined;
}

/**
 * Which of some files differ from a revision of their repository; what is not committed counts as well.
 *
 * @throws UsageError outside of a repository, and for a revision that it does not have
 */
export async function changedSince(
  revision: string,
  files: readonly string[],
): Promise<ChangedFile[]> {
  const [first] = files;
  if (first === undefined) return [];
  const start = dirname(resolve(first));
  const root = await git(start, 'rev-parse', '--show-toplevel')
    .then(text => text.replace(/\n$/, ''))
    .catch(error => {
      throw new UsageError(
        `--since needs a git repository around ${start}: ${reason(error)}.`,
      );
    });
  const commit = await git(
    root,
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  )
    .then(text => text.trim())
    .catch(() => {
      throw new UsageError(
        `The repository has no revision ${revision}. In CI, fetch it first: a shallow clone has only the newest commit.`,
      );
    });
  const listed = await Promise.all([
    git(root, 'diff', '--name-only', '--no-renames', '-z', commit, '--'),
    git(root, 'ls-files', '--others', '--exclude-standard', '-z'),
  ]);
  const changed = new Set(listed.join('\0').split('\0'));
  const found: ChangedFile[] = [];
  for (const file of files) {
    const path = relative(root, await realpath(file))
      .split(sep)
      .join('/');
    if (!changed.has(path)) continue;
    const before = await git(root, 'show', `${commit}:${path}`).catch(
      () => undefined,
    );
    found.push({ file: resolve(file), before });
  }
  return found;
}
