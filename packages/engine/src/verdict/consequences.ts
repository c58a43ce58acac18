/** What a finding of critical or high severity means for the image. @public */
export const CONSEQUENCES = [
  'does-not-build',
  'does-not-start',
  /** Of a RUN it stops the build, of a start command the start. */
  'does-not-build-or-start',
  /** It depends on what the image does, or on where it is built. */
  'may-not-start',
  'leaks-secret',
] as const;

/** One of the consequences of a finding. @public */
export type Consequence = (typeof CONSEQUENCES)[number];
