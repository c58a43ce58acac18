import type { DockerfileScorecard } from 'backstage-plugin-dockerfile-scorecard-common';
import { rankOfLevel } from 'dockerfile-scorecard-engine/verdict';

/** By level, then score; files that cannot be judged come last. */
function rankOf({ evaluation }: DockerfileScorecard): number {
  if (evaluation.kind === 'not-judged') return Number.MAX_SAFE_INTEGER;
  return rankOfLevel(evaluation.level) * 1000 + (evaluation.score ?? 101);
}

/** The wanted Dockerfile, or the worst one. */
export function chooseDockerfile(
  dockerfiles: readonly DockerfileScorecard[],
  wanted: string | null,
): DockerfileScorecard | undefined {
  const named = dockerfiles.find(dockerfile => dockerfile.path === wanted);
  if (named) return named;
  const [worst] = [...dockerfiles].sort((a, b) => rankOf(a) - rankOf(b));
  return worst;
}
