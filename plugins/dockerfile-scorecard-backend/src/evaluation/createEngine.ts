import {
  engineVersion,
  evaluateDockerfile,
  proposeFixes,
  rules,
  waiveRules,
  type Policy,
} from 'dockerfile-scorecard-engine';
import type { Engine } from './types';

/** The real engine under a policy. */
export function createEngine(policy: Policy): Engine {
  return {
    version: engineVersion,
    policy,
    rules,
    evaluate: input => evaluateDockerfile({ ...input, policy }),
    proposeFixes: input => proposeFixes({ ...input, policy }),
    waive: (evaluation, waivers, today) =>
      waiveRules({ evaluation, waivers, policy, today }),
  };
}
