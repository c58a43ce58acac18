/** Builds all published packages once and makes their tarballs in dist-packages. `--no-build` packs what is built. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { deno, root } from './run';
import { backstagePack } from './packages/backstagePack';
import { problemsOf, publishedManifest } from './packages/publishedManifest';
import { createTarball } from './packages/tarball';
import { publishedPackages, readManifest } from './packages/workspace';

const output = join(root, 'dist-packages');

if (!process.argv.includes('--no-build')) {
  const status = deno(['run', '-A', join(root, 'scripts/build.ts')]);
  if (status !== 0) process.exit(status);
}

const packages = publishedPackages();
rmSync(output, { recursive: true, force: true });
mkdirSync(output);
const problems: string[] = [];
for (const { folder, manifest: source } of packages) {
  const target = join(output, 'content', basename(folder));
  await backstagePack(folder, target);
  copyFileSync(join(root, 'LICENSE'), join(target, 'LICENSE'));
  // a package that was not released yet has no changelog of its own
  const changelog = [join(folder, 'CHANGELOG.md'), join(root, 'CHANGELOG.md')];
  copyFileSync(changelog.find(existsSync)!, join(target, 'CHANGELOG.md'));
  const manifest = publishedManifest(readManifest(target), folder, packages);
  writeFileSync(
    join(target, 'package.json'),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  problems.push(
    ...problemsOf(manifest, target).map(text => `${source.name}: ${text}`),
  );
  const { path, files, bytes } = await createTarball(
    target,
    join(output, `${source.name}-${source.version}.tgz`),
  );
  console.log(
    `${basename(path)}: ${files} files, ${(bytes / 1000).toFixed(0)} kB`,
  );
}
if (problems.length > 0) {
  console.error(`\nNot fit for publishing:\n${problems.join('\n')}`);
  process.exit(1);
}
console.log(`${packages.length} tarballs in dist-packages.`);
