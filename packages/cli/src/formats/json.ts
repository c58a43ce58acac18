import { engineVersion, type Evaluation } from 'dockerfile-scorecard-engine';
import type { Judged } from '../judged';

/** Described by `schema/check-1.schema.json`: what it names stays, more may be added. */
interface Report {
  version: 1;
  engine: string;
  dockerfiles: Evaluation[];
}

/** For programs: the evaluations as the engine gives them. */
export function formatJson(judged: readonly Judged[]): Report {
  return {
    version: 1,
    engine: engineVersion,
    dockerfiles: judged.map(({ evaluation }) => evaluation),
  };
}
