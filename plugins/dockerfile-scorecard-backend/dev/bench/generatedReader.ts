import type { RepositoryReader } from 'backstage-plugin-dockerfile-scorecard-node';
import { setTimeout } from 'node:timers/promises';
import { dockerfileOf, isBenchUrl, servicesOfMonorepo } from './fleet';

/** Reads the repositories of the generated fleet, as fast as a host would answer. */
export function generatedReader(readMs: number): RepositoryReader {
  return {
    name: 'generated',
    canRead: isBenchUrl,
    async read({ url, signal }) {
      if (readMs > 0) await setTimeout(readMs, undefined, { signal });
      const [, kind, id] = /\/(mono|repo)-(\d+)\//.exec(url) ?? [];
      const paths = new Map<string, number>(
        kind === 'mono'
          ? servicesOfMonorepo(Number(id)).map(
              i => [`services/s${i}/Dockerfile`, i] as const,
            )
          : [['Dockerfile', Number(id)] as const],
      );
      return {
        kind: 'content',
        revision: '1',
        etag: url,
        files: [...paths.keys()],
        oversized: [],
        read: async path => dockerfileOf(paths.get(path) ?? 0),
      };
    },
  };
}
