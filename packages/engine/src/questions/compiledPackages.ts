import type { Build } from './build';
import { packageUse } from './buildPackages';
import type { TargetImage } from './targetImage';
import { sourceOnlyIn } from './python/sourceOnlyPackages';

/** Most bundles hold a gem with a part in C (`puma`, `pg`). */
function installsGems(build: Build, stage: number): boolean {
  const state = build.states[stage];
  return (
    state?.image?.interpreter?.language === 'ruby' &&
    state.calls.some(
      ({ name, args, place }) =>
        place.stage === stage &&
        /^(?:bundle|gem)$/.test(name) &&
        args[0]?.raw === 'install',
    )
  );
}

/** Packages that have no wheels, or headers of libraries that some are compiled against. */
function compilesPython(build: Build, stage: number): boolean {
  return (
    sourceOnlyIn(build, stage) !== undefined ||
    (build.installsIn(stage).length > 0 &&
      (build.states[stage]?.packages ?? []).some(
        ({ action, place, names }) =>
          action === 'install' &&
          place.stage === stage &&
          names.some(name => packageUse(name) === 'headers'),
      ))
  );
}

/** What of the packages of a language is compiled in some stages, so that they need a compiler. */
export function compiledPackages(
  build: Build,
  stages: readonly number[],
): 'gems' | 'packages' | undefined {
  if (stages.some(stage => installsGems(build, stage))) return 'gems';
  return stages.some(stage => compilesPython(build, stage))
    ? 'packages'
    : undefined;
}

/** Tools that compile what they build. */
const COMPILES =
  /^(?:make|cmake|ninja|meson|cargo|dub|go|swift|stack|cabal|mix|shards|crystal|pyenv|node-gyp|bundle|gem|gcc|g\+\+|clang)$/;

/** Whether the final image has compilers of its base, or compiles in its own layers. */
export function compilesItself(target: TargetImage): boolean {
  return (
    target.facts?.toolchain === true ||
    target.state.calls.some(
      ({ name, place }) => target.inChain(place.stage) && COMPILES.test(name),
    )
  );
}
