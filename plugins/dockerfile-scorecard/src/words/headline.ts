import type {
  Consequence,
  Finding,
} from 'backstage-plugin-dockerfile-scorecard-common';

const critical: Record<Consequence, string | undefined> = {
  'does-not-build': 'This image does not build.',
  'does-not-start': 'This image builds, but it cannot start.',
  'does-not-build-or-start': undefined,
  'may-not-start': undefined,
  'leaks-secret': 'This image leaks a secret. Rotate it, then remove it.',
};

/** One sentence for the finding that leads the page; `rule` is its rule, `next` the level that needs it. */
export function leadingHeadline(
  finding: Finding,
  rule: { title: string; consequence: Consequence | undefined },
  next: string | undefined,
): string {
  const { title, consequence } = rule;
  if (finding.severity !== 'critical')
    return next ? `Not ${next} yet: ${title}.` : `${title}.`;
  return (consequence && critical[consequence]) ?? `${title}.`;
}
