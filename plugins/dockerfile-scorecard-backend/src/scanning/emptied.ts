import type { FullServiceRow } from '../database';
import type { ServiceInputs } from './serviceInputs';

/** Milliseconds until another reading has to confirm that the Dockerfiles are gone. */
export const CONFIRM_EMPTY_MS = 60_000;

const HELD =
  'The newest reading found no Dockerfile, although there were some before. The last result is kept until another reading confirms that';

/** Whether a reading found no Dockerfile at all in a repository that had some. It may be the reading that is wrong. */
export function looksEmptied(services: readonly ServiceInputs[]): boolean {
  return (
    services.some(({ service }) => hasResult(service)) &&
    services.every(each => each.kind === 'found' && each.inputs.length === 0)
  );
}

/** Keeps the results that the reading would take away. */
export function holdResults(
  services: readonly ServiceInputs[],
): ServiceInputs[] {
  return services.map(each =>
    hasResult(each.service)
      ? { kind: 'failed', service: each.service, reason: HELD }
      : each,
  );
}

function hasResult({ state, dockerfile_count }: FullServiceRow): boolean {
  return dockerfile_count > 0 && state !== 'excluded';
}
