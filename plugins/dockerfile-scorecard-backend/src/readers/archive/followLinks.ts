import { posix } from 'node:path';
import type { ArchiveEntry } from './entries';

/** Links that lead to links; Linux gives up after 40. */
const MOST_STEPS = 20;

/** Where a link leads in the end. */
export type LinkTarget =
  | { kind: 'file'; path: string }
  | { kind: 'nowhere'; reason: string };

/** Follows symbolic and hard links inside a repository. */
export function followLinks(options: {
  links: readonly Extract<ArchiveEntry, { kind: 'link' }>[];
  files: ReadonlySet<string>;
}): Map<string, LinkTarget> {
  const links = new Map(options.links.map(link => [link.path, link]));

  function follow(start: string): LinkTarget {
    let path = start;
    for (let step = 0; step < MOST_STEPS; step++) {
      const link = links.get(path);
      if (!link) {
        return options.files.has(path)
          ? { kind: 'file', path }
          : {
              kind: 'nowhere',
              reason: `${start} is a link to ${path}, which is not a file of the repository`,
            };
      }
      const target = link.hard
        ? link.target
        : posix.join(posix.dirname(path), link.target);
      if (posix.isAbsolute(link.target) || target.startsWith('..')) {
        return {
          kind: 'nowhere',
          reason: `${start} is a link that leads out of the repository`,
        };
      }
      path = posix.normalize(target);
    }
    return {
      kind: 'nowhere',
      reason: `${start} is a link that leads in a circle`,
    };
  }

  return new Map([...links.keys()].map(path => [path, follow(path)]));
}
