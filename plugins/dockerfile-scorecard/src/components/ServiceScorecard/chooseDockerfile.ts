import type { DockerfileScorecard } from 'backstage-plugin-dockerfile-scorecard-common';
import { levels } from '../../words';

/** The wanted Dockerfile, or the worst one. */
export function chooseDockerfile(
  dockerfiles: readonly DockerfileScorecard[],
  wanted: string | null,
): DockerfileScorecard | undefined {
  const named = dockerfiles.find(dockerfile => dockerfile.path === wanted);
  if (named) return named;
  const [worst] = [...dockerfiles].sort(
    (a, b) =>
      levels.indexOf(a.evaluation.level) - levels.indexOf(b.evaluation.level) ||
      (a.evaluation.score ?? 101) - (b.evaluation.score ?? 101),
  );
  return worst;
}
