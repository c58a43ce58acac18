import { builds } from './builds';
import { environments } from './environments';
import { field } from './field';
import { interpreters } from './interpreters';
import { layers } from './layers';
import { pipTargets } from './pipTargets';
import { singleStage } from './singleStage';
import { slips } from './slips';
import { systemInstalls } from './systemInstalls';
import { traps } from './traps';
import { uv } from './uv';
import { wheels } from './wheels';
import type { ProofCase } from './types';

/** Every Dockerfile of the proof. */
export const cases: readonly ProofCase[] = [
  ...systemInstalls,
  ...pipTargets,
  ...environments,
  ...interpreters,
  ...wheels,
  ...uv,
  ...builds,
  ...traps,
  ...slips,
  ...layers,
  ...field,
  ...singleStage,
];
