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
  none: 'A rule of level Bronze fails',
  bronze: 'It builds and starts, on a supported base image, without secrets',
  silver:
    'Really multi-stage, on a small base image, not as root, with locked dependencies',
  gold: 'Nothing but what the service needs, on a precise base image, kept up to date',
};
