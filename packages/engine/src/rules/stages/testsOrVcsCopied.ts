import { relativeTo, isWithin } from '../../contents/paths';
import type { Entry } from '../../contents';
import type { Build } from '../../questions/build';
import { defineRule } from '../defineRule';
import { atLine } from '../python/words';
import { failWith, notApplicable, type Draft, unknown } from '../../verdict';

const UNWANTED = [
  '.git',
  'tests',
  'test',
  '.github',
  '.venv',
  'node_modules',
  '__pycache__',
  '.env',
];

/** Things of a repository that have no place in an image and that a copy of the whole context may hold; undefined: not known. */
function unwantedIn(
  build: Build,
  tree: Entry,
): { certain: string[]; possible: string[] } | undefined {
  const certain: string[] = [];
  const possible: string[] = [];
  for (const name of UNWANTED) {
    const ignored = build.files.ignores(name);
    if (ignored === undefined) return undefined;
    if (ignored || build.files.ignores(`${name}/x`) === true) continue;
    const held = build.target?.treeHolds(tree, name);
    // a checkout has .git at its root, though no listing of a repository shows it
    const isCheckout = name === '.git' && !build.files.context.isBelowRoot;
    if (held === 'present' || (isCheckout && held === 'unknown'))
      certain.push(name);
    else if (held === 'unknown') possible.push(name);
  }
  return { certain, possible };
}

/** Trees of the whole build context that ship. */
function wholeContext(build: Build): Entry[] {
  const { target } = build;
  return (target?.state.fs.entries ?? []).filter(
    ({ content, extent }) =>
      content.kind === 'context' &&
      extent === 'tree' &&
      content.source === '.' &&
      !content.partial,
  );
}

export const testsOrVcsCopied = defineRule({
  id: 'tests-or-vcs-copied',
  title: 'The whole repository is in the image',
  passing: 'Only what runs is copied from the repository',
  category: 'build-separation',
  severity: 'medium',
  level: 'gold',
  weight: 3,
  aliases: ['DF007'],
  docs: {
    what: 'Finds `COPY . .` that ships without a .dockerignore that keeps out history, tests, local environments and secrets.',
    why: '.git alone is often larger than the service and holds everything that was ever committed; `.env` holds secrets; a local `.venv` is for another machine.',
    example: 'COPY . .',
    instead:
      'COPY pyproject.toml ./\nCOPY src/ ./src/\n\n# or, in .dockerignore\n.git\n.venv\ntests\n.env',
  },
  check(build) {
    const trees = wholeContext(build);
    if (trees.length === 0)
      return notApplicable('The build context is not copied whole.');
    const findings: Draft[] = [];
    for (const tree of trees) {
      const { layer, made, path } = tree;
      const unwanted = unwantedIn(build, tree);
      if (!unwanted) return unknown('The .dockerignore is not known.');
      const { certain, possible } = unwanted;
      const isLikely =
        !build.files.isListed &&
        [...certain, ...possible].some(name => /^(?:\.git|tests)$/.test(name));
      const names = (isLikely ? [...certain, ...possible] : certain).slice(
        0,
        4,
      );
      if (names.length === 0) continue;
      const what =
        names.length > 1
          ? `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`
          : names[0];
      const cause =
        build.files.context.dockerignore === null
          ? 'there is no .dockerignore'
          : '.dockerignore does not exclude them';
      findings.push({
        message: `\`COPY .\` (${atLine(
          made.range,
        )}) copies ${what} into ${path} of the image: ${cause}. Add them to it, or copy only what runs.`,
        range: layer.range,
        trace:
          made.stage === layer.stage && made.instruction === layer.instruction
            ? []
            : [
                build.trace(made.range, 'the whole build context is copied'),
                build.trace(layer.range, 'and from there into the image'),
              ],
      });
    }
    return failWith(findings.slice(0, 1));
  },
});

/** Place of an environment below a copied tree, as the build context would name it. */
export function inContext(
  environmentPath: string,
  destination: string,
  source: string,
): string | undefined {
  if (
    !isWithin(environmentPath, destination) ||
    environmentPath === destination
  )
    return undefined;
  const below = relativeTo(environmentPath, destination);
  return source === '.' ? below : `${source}/${below}`;
}
