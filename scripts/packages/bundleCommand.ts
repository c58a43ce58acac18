import { build } from 'esbuild';
import { join } from 'node:path';
import { root } from '../run';

/**
 * Writes the command in one file: a thousand small ones take longer to load than a Dockerfile to judge.
 *
 * @param outfile - path of the CommonJS file
 */
export async function bundleCommand(outfile: string): Promise<void> {
  await build({
    entryPoints: [join(root, 'packages/cli/src/bin.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifySyntax: true,
    legalComments: 'linked',
    logLevel: 'warning',
  });
}
