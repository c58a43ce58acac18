import {
  engineVersion,
  evaluateDockerfile,
  proposeFixes,
  rewriteDockerfile,
  baseImagesDate,
  rules,
  verdictDates,
  waiveRules,
  type Policy,
} from 'dockerfile-scorecard-engine';
import type { Engine } from './types';
import { datesIn } from './verdictDays';

/** The real engine under a policy. */
export function createEngine(policy: Policy): Engine {
  return {
    version: engineVersion,
    policy,
    rules,
    dates: [...verdictDates, dataIsOldOn(), ...datesIn(JSON.stringify(policy))],
    evaluate: input => evaluateDockerfile({ ...input, policy }),
    proposeFixes: input => proposeFixes({ ...input, policy }),
    rewrite: input => rewriteDockerfile({ ...input, policy }),
    waive: (evaluation, waivers, today) =>
      waiveRules({ evaluation, waivers, policy, today }),
  };
}

/** The engine says so when what it knows is older than a year. */
function dataIsOldOn(): string {
  const day = new Date(`${baseImagesDate}T00:00:00.000Z`);
  day.setUTCDate(day.getUTCDate() + 366);
  return day.toISOString().slice(0, 10);
}
