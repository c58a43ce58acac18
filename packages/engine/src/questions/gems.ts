import type { Build } from './build';

/** Whether stages on an image of Ruby install gems: most bundles hold one with a part in C (`puma`, `pg`). */
export function compilesGems(build: Build, stages: readonly number[]): boolean {
  return stages.some(
    stage =>
      build.states[stage]?.image?.interpreter?.language === 'ruby' &&
      build.states[stage]?.calls.some(
        ({ name, args, place }) =>
          place.stage === stage &&
          /^(?:bundle|gem)$/.test(name) &&
          args[0]?.raw === 'install',
      ),
  );
}
