import { posix } from 'node:path';

/** Notes, backups and what stays out of a build context. */
const NOT_DOCKERFILES = /\.(dockerignore|md|txt|bak|orig|rej|swp)$|~$/;

/**
 * Whether the annotation may name a file. Its text is shown to everyone who sees the service, and whoever writes the annotation
 * need not be allowed to read the repository; so it must not lead to just any file.
 */
export function mayBeDockerfile(path: string): boolean {
  const name = posix.basename(path);
  return (
    /docker|container/i.test(name) &&
    !name.startsWith('.') &&
    !NOT_DOCKERFILES.test(name)
  );
}
