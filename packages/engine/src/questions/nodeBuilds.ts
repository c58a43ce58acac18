import type { Build } from './build';

/** Words of package scripts and tools that need development dependencies. */
const BUILDS = /^(?:build|compile|bundle|test|lint|tsc|webpack|vite|ng)(?::|$)/;

/** Whether a stage builds or tests from a line on, with what was installed there. */
export function isBuiltAfter(
  { states }: Build,
  stage: number,
  line: number,
): boolean {
  return (states[stage]?.calls ?? [])
    .filter(
      ({ place, step }) =>
        place.stage === stage && step.range.start.line >= line,
    )
    .some(
      ({ name, args }) =>
        BUILDS.test(name) ||
        (/^(?:npm|npx|yarn|pnpm|bun|bunx)$/.test(name) &&
          args.some(({ raw }) => BUILDS.test(raw))),
    );
}
