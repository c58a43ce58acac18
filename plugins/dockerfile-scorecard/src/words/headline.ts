import type { Finding } from 'backstage-plugin-dockerfile-scorecard-common';

const DOES_NOT_BUILD = new Set([
  'copy-source-missing',
  'unknown-copy-from',
  'lockfile-missing',
  'syntax-error',
]);

const LEAKS_A_SECRET = new Set(['secret-in-build-arg']);

const CANNOT_START = new Set([
  'deps-not-copied',
  'console-scripts-not-copied',
  'user-install-not-copied',
  'user-install-unreadable',
  'install-dir-not-on-path',
  'prefix-not-on-path',
  'target-not-on-pythonpath',
  'venv-relocated',
  'venv-bypassed',
  'wheels-not-installed',
  'editable-without-source',
  'managed-python-not-copied',
  'conda-env-relocated',
  'python-minor-mismatch',
  'libc-mismatch',
  'glibc-downgrade',
  'interpreter-path-mismatch',
  'runtime-lib-missing',
  'wrong-final-stage',
  'app-code-missing',
  'entrypoint-missing',
  'shell-needed-but-absent',
]);

/** The rule is about an image that builds but does not come up. */
export function keepsFromStarting(rule: string): boolean {
  return CANNOT_START.has(rule);
}

/** One sentence for the finding that leads the page; `title` is that of its rule, `next` the level that needs it. */
export function leadingHeadline(
  finding: Finding,
  title: string,
  next: string | undefined,
): string {
  if (finding.severity !== 'critical')
    return next ? `Not ${next} yet: ${title}.` : `${title}.`;
  if (DOES_NOT_BUILD.has(finding.rule)) return 'This image does not build.';
  if (LEAKS_A_SECRET.has(finding.rule))
    return 'This image leaks a secret. Rotate it, then remove it.';
  if (CANNOT_START.has(finding.rule)) {
    return 'This image builds, but it cannot start.';
  }
  return `${title}.`;
}
