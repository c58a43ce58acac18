import type { Level } from 'backstage-plugin-dockerfile-scorecard-common';

/** From worst to best. */
export { LEVELS as levels } from 'dockerfile-scorecard-engine/verdict';

export const levelName: Record<Level, string> = {
  none: 'None',
  bronze: 'Bronze',
  silver: 'Silver',
  gold: 'Gold',
};

/** What a level promises, in one line. */
export const levelPromise: Record<Level, string> = {
  none: 'It does not build or start, or it leaks a secret',
  bronze: 'It builds and starts, without secrets',
  silver:
    'Really multi-stage, on a small base image that is supported, not as root, with locked dependencies',
  gold: 'Nothing but what the service needs, on a precise base image, kept up to date',
};
