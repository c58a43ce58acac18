import { packageUse } from '../../contents/buildPackages';
import type { ShippedPackage } from '../../contents/packageFate';
import { remembered, type Build } from '../build';

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

/** A line that installs a compiler: what else it installs is a part of the same cause. */
export function isCompilerLine(build: Build, line: number): boolean {
  return shippedCompilers(build).some(
    ({ item }) => item.installed.range.start.line === line,
  );
}
