import { relativeTo, isWithin } from '../../contents/paths';
import type { Entry } from '../../contents';
import type { Build } from '../build';
import {
  defineRule,
  failWith,
  notApplicable,
  unknown,
  type Draft,
} from '../defineRule';
import { atLine } from '../python/words';

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

/** Things of a repository that have no place in an image and that a tree of the context may hold. */
function unwantedIn(
  build: Build,
  source: string,
): { certain: string[]; possible: string[] } | undefined {
  const certain: string[] = [];
  const possible: string[] = [];
  for (const name of UNWANTED) {
    const path = source === '.' ? name : `${source}/${name}`;
    const ignored = build.files.ignores(path);
    if (ignored === undefined) return undefined;
    if (ignored || build.files.ignores(`${path}/x`) === true) continue;
    const held = build.files.has(path);
    // a checkout has .git though no listing of a repository shows it
    if (held === true || (name === '.git' && source === '.'))
      certain.push(name);
    else if (held === undefined) possible.push(name);
  }
  return { certain, possible };
}

/** Trees of the whole build context that ship. */
function wholeContext(build: Build): Entry[] {
  const { target } = build;
  return (target?.state.fs.entries ?? []).filter(
    ({ content, extent }) =>
      content.kind === 'context' && extent === 'tree' && content.source === '.',
  );
}

export const testsOrVcsCopied = defineRule({
  id: 'tests-or-vcs-copied',
  title: 'The whole repository is in the image',
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
    for (const { layer, made, path } of trees) {
      const unwanted = unwantedIn(build, '.');
      if (!unwanted) return unknown('The .dockerignore is not known.');
      const names = [...unwanted.certain, ...unwanted.possible].slice(0, 4);
      if (
        unwanted.certain.length === 0 &&
        !unwanted.possible.some(name => name === '.git' || name === 'tests')
      )
        continue;
      const what =
        names.length > 1
          ? `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`
          : names[0];
      const cause =
        build.files.context.dockerignore === null
          ? 'there is no .dockerignore'
          : '.dockerignore does not list them';
      findings.push({
        message: `\`COPY .\` (${atLine(
          made.range,
        )}) brings ${what} into ${path} of the image: ${cause}. List them there, or copy only what runs.`,
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
