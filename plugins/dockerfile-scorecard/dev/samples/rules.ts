import type {
  Category,
  Level,
  RuleInfo,
  Severity,
} from 'backstage-plugin-dockerfile-scorecard-common';

function rule(
  id: string,
  title: string,
  category: Category,
  severity: Severity,
  level?: Exclude<Level, 'none'>,
): RuleInfo {
  return {
    id,
    title,
    category,
    severity,
    level,
    weight: 5,
    aliases: [],
    docs: { what: title, why: title, example: '', instead: '' },
  };
}

/** A few of the rules, enough to fill the screen. */
export const sampleRules: RuleInfo[] = [
  rule(
    'deps-not-copied',
    'Installed packages stay in the builder',
    'build-separation',
    'critical',
    'bronze',
  ),
  rule(
    'venv-relocated',
    'The virtual environment was moved',
    'build-separation',
    'critical',
    'bronze',
  ),
  rule(
    'toolchain-in-final',
    'A compiler is in the image that ships',
    'build-separation',
    'medium',
    'gold',
  ),
  rule('dead-stage', 'A stage that nothing needs', 'build-separation', 'low'),
  rule(
    'final-inherits-builder',
    'The image that ships is built on the builder',
    'build-separation',
    'high',
    'silver',
  ),
  rule(
    'python-not-split',
    'Build and run time are not separated',
    'build-separation',
    'medium',
    'silver',
  ),
  rule(
    'eol-base',
    'The base image is past its end of life',
    'base-image',
    'high',
    'bronze',
  ),
  rule(
    'unpinned-tag',
    'The base image names no version',
    'base-image',
    'medium',
    'silver',
  ),
  rule(
    'libc-mismatch',
    'Built for another libc than it runs on',
    'base-image',
    'critical',
    'bronze',
  ),
  rule(
    'python-minor-mismatch',
    'Built for another Python than it runs on',
    'base-image',
    'critical',
    'bronze',
  ),
  rule(
    'runs-as-root',
    'The service runs as root',
    'security',
    'high',
    'silver',
  ),
  rule(
    'secret-in-build-arg',
    'A secret is passed as a build argument',
    'security',
    'critical',
    'bronze',
  ),
  rule(
    'lockfile-missing',
    'Dependencies are not locked',
    'efficiency',
    'medium',
    'silver',
  ),
  rule(
    'cache-busting-order',
    'Every change of code installs all packages again',
    'efficiency',
    'low',
    'gold',
  ),
  rule(
    'cache-in-final-layer',
    'A package cache stays in a layer',
    'efficiency',
    'low',
    'gold',
  ),
  rule(
    'syntax-error',
    'The Dockerfile cannot be read',
    'operability',
    'critical',
    'bronze',
  ),
  rule(
    'dev-server',
    'A development server answers your customers',
    'operability',
    'high',
    'silver',
  ),
  rule('healthcheck-missing', 'No HEALTHCHECK', 'operability', 'info'),
];
