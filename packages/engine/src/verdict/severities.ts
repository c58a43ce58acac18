/** From worst to least. @public */
export const SEVERITIES = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
] as const;

/** How bad a finding is. `critical`: the image does not build or start, or it leaks a secret. @public */
export type Severity = (typeof SEVERITIES)[number];

/** Negative when `a` is worse; sorts the worst severity first. @public */
export function compareSeverities(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}
