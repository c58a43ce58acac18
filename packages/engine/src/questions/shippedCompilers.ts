import { packageUse } from './buildPackages';
import type { ShippedPackage } from './packageFate';
import { remembered, type Build } from './build';

/** The one rule that tells of a compiler: one cause is told once. */
export type Teller =
  | 'final-inherits-builder'
  | 'python-not-split'
  | 'toolchain-in-final';

/** A compiler in the layers of the final image. */
export interface ShippedCompiler {
  item: ShippedPackage;
  teller: Teller;
}

/** Compilers that ship, each with the rule that tells of it. */
export const shippedCompilers = remembered(findCompilers);

function findCompilers(build: Build): ShippedCompiler[] {
  const { target } = build;
  if (!target) return [];
  const installs = target.ownInstalls().length > 0 && build.isPython;
  return build
    .packageFate()
    .filter(
      ({ name, removed, certainty }) =>
        packageUse(name) === 'compiler' && !removed && certainty === 'always',
    )
    .map(item => ({
      item,
      teller: tellerOf(item, target.stage.index, installs),
    }));
}

function tellerOf(
  { installed }: ShippedPackage,
  target: number,
  installsPython: boolean,
): Teller {
  if (installed.place.stage !== target) return 'final-inherits-builder';
  return installsPython ? 'python-not-split' : 'toolchain-in-final';
}

/** Fewer compilers and build systems than this serve one package. */
const TOOLCHAIN = 3;

/**
 * A toolchain that starts nothing of its own, and into which no source was copied: an image to build in.
 * A command of the base image, such as a shell, does not count.
 */
export function isMadeToBuildIn(build: Build): boolean {
  const { target } = build;
  if (!target) return false;
  const isToolchain =
    target.facts?.family === 'builder' ||
    shippedCompilers(build).length >= TOOLCHAIN;
  if (!isToolchain) return false;
  const { entrypoint, command, fs } = target.state;
  const starts = [entrypoint, command].some(
    start => start !== undefined && start.place.instruction !== -1,
  );
  return (
    !starts &&
    !fs.entries.some(
      ({ content, extent }) => content.kind === 'context' && extent === 'tree',
    )
  );
}
