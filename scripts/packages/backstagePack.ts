/**
 * Backstage's own packing, into another folder. `backstage-cli package prepack` does the same in place, one package at a time, and
 * rewrites the package.json of the sources meanwhile; the function behind it has a target folder but is not exported.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../run';

const requireFrom = createRequire(join(root, 'package.json'));
const INTERNALS = join(
  root,
  'node_modules/@backstage/cli-module-build/dist/lib',
);

interface ProductionPack {
  productionPack(options: {
    packageDir: string;
    targetDir: string;
    featureDetectionProject: unknown;
  }): Promise<void>;
}
interface TypeDistProject {
  createTypeDistProject(): Promise<unknown>;
}

const { productionPack }: ProductionPack = requireFrom(
  join(INTERNALS, 'packager/productionPack.cjs.js'),
);
const { createTypeDistProject }: TypeDistProject = requireFrom(
  join(INTERNALS, 'typeDistProject.cjs.js'),
);

export async function backstagePack(
  folder: string,
  target: string,
): Promise<void> {
  await productionPack({
    packageDir: folder,
    targetDir: target,
    featureDetectionProject: await createTypeDistProject(),
  });
}
