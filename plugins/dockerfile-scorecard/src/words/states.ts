import type {
  RuleState,
  ServiceState,
} from 'backstage-plugin-dockerfile-scorecard-common';

export const serviceStates: readonly ServiceState[] = [
  'scored',
  'not-judged',
  'no-dockerfile',
  'pending',
  'failed',
  'excluded',
];

/** The states of services that count, but have no level. */
export const statesWithoutLevel = serviceStates.filter(
  state => state !== 'scored' && state !== 'excluded',
);

export const stateName: Record<ServiceState, string> = {
  scored: 'Scored',
  'not-judged': 'Cannot be judged',
  'no-dockerfile': 'No Dockerfile',
  pending: 'Waiting for its first scan',
  failed: 'Scan failed',
  excluded: 'Excluded',
};

export const ruleStates: readonly RuleState[] = [
  'fail',
  'unknown',
  'waived',
  'pass',
];

export const ruleStateName: Record<RuleState, string> = {
  fail: 'Fails',
  unknown: 'Unknown',
  waived: 'Waived',
  pass: 'Passes',
};
