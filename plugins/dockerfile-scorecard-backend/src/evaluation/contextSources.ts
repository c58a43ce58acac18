import { posix } from 'node:path';
import type { Instruction } from 'dockerfile-scorecard-engine';

/** Paths that COPY and ADD take from the build context, as far as they are written out; `.` and patterns tell nothing. */
export function contextSources(
  instructions: readonly Pick<Instruction, 'keyword' | 'flags' | 'args'>[],
): string[] {
  const sources = instructions
    .filter(
      ({ keyword, flags }) =>
        (keyword === 'COPY' || keyword === 'ADD') &&
        !flags.some(flag => flag.startsWith('--from=')),
    )
    .flatMap(({ args }) => args.slice(0, -1))
    .filter(source => !/[$*?[\]\\]|^\w+:\/\/|^<<|^git@/.test(source))
    .map(source => posix.normalize(source).replace(/^\/+|\/+$/g, ''))
    .filter(source => source !== '.' && source !== '');
  return [...new Set(sources)];
}
