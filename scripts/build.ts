/** Builds every package that is published: declarations first, then each package. */
import { build } from 'esbuild';
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { backstageCli, deno, npmProgram, root } from './run';

interface Manifest {
  private?: boolean;
  scripts?: Record<string, string>;
}

/** The command in one file: a thousand small ones take longer to load than a Dockerfile to judge. */
async function bundleCommand(): Promise<void> {
  const folder = join(root, 'packages/cli');
  await build({
    entryPoints: [join(folder, 'src/bin.ts')],
    outfile: join(folder, 'dist/command.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifySyntax: true,
    legalComments: 'linked',
    logLevel: 'warning',
  });
}

const folders = ['packages', 'plugins']
  .flatMap(group =>
    readdirSync(join(root, group)).map(name => join(root, group, name)),
  )
  .filter(folder => existsSync(join(folder, 'package.json')))
  .filter(folder => {
    const manifest: Manifest = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    return !manifest.private;
  });

if (deno(npmProgram('typescript/bin/tsc')) !== 0) {
  console.error('The types are not in order; nothing was built.');
  process.exit(1);
}
for (const folder of folders) {
  console.log(`── ${relative(root, folder)}`);
  if (deno(backstageCli('package', 'build'), { cwd: folder }) !== 0)
    process.exit(1);
}
await bundleCommand();
console.log(`${folders.length} packages built, each in its dist folder.`);
