import type { Build } from '../build';
import { startProgramOf } from '../start/startProgram';

/**
 * Whether something names the paths where packages of the system's Python go, so that they have to stay there: what starts
 * (`/usr/bin/tool`), or a COPY out of another stage (`--from=deps /usr/local`).
 */
export function namesSystemPaths({ stages, target }: Build): boolean {
  const program = target && startProgramOf(target);
  return (
    /^\/usr\/(?:local\/)?bin\/(?!env\b)/.test(program ?? '') ||
    stages.some(({ instructions }) =>
      instructions.some(
        ({ instruction: { kind, syntax } }) =>
          kind === 'COPY' &&
          /--from=\S+\s(?:.*\s)?\/usr\b/.test(syntax.original),
      ),
    )
  );
}
