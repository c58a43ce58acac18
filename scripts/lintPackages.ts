/** Packs the published packages and holds the tarballs to publint and attw; `--no-build` takes what is built. */
import { join } from 'node:path';
import { acceptedDeviations, isAccepted } from './packages/deviations';
import { lintTarball } from './packages/lintTarball';
import { publishedPackages } from './packages/workspace';
import { deno, root } from './run';

const packed = deno([
  'run',
  '-A',
  join(root, 'scripts/pack.ts'),
  ...process.argv.slice(2),
]);
if (packed !== 0) process.exit(packed);

const seen = new Set<string>();
let problems = 0;
for (const { manifest } of publishedPackages()) {
  const { name, version } = manifest;
  const remarks = await lintTarball(
    join(root, 'dist-packages', `${name}-${version}.tgz`),
  );
  for (const { code, text } of remarks) {
    seen.add(code);
    if (isAccepted(name, code)) continue;
    problems += 1;
    console.error(`${name}: ${code}: ${text}`);
  }
}
for (const { code } of acceptedDeviations) {
  if (seen.has(code)) continue;
  problems += 1;
  console.error(
    `${code} does not occur any more; remove it from scripts/packages/deviations.ts.`,
  );
}
console.log(
  `${acceptedDeviations.length} kinds of remarks accepted (scripts/packages/deviations.ts), ${problems} problems.`,
);
process.exit(problems > 0 ? 1 : 0);
