import {
  engineVersion,
  evaluateDockerfile,
  parseDockerfile,
  rules,
  type Policy,
} from 'dockerfile-scorecard-engine';
import { contextSources } from './contextSources';
import type { Engine } from './types';

/** The real engine under a policy. */
export function createEngine(policy: Policy): Engine {
  return {
    version: engineVersion,
    policy,
    rules,
    evaluate: input => evaluateDockerfile({ ...input, policy }),
    contextSources: text => contextSources(parseDockerfile(text).instructions),
  };
}
