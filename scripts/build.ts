/** Builds every package that is published: declarations first, then each package. */
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { bundleCommand } from './packages/bundleCommand';
import { backstageCli, deno, npmProgram, root } from './run';

interface Manifest {
  private?: boolean;
  scripts?: Record<string, string>;
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
await bundleCommand(join(root, 'packages/cli/dist/command.cjs'));
console.log(`${folders.length} packages built, each in its dist folder.`);
