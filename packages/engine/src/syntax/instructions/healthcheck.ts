import { shorten } from '../nodeArguments';
import type { Instruction } from '../types';
import { parseDuration } from './durations';
import { type FlagValues, readFlags } from './flags';
import type { Problems } from './problems';
import type { HealthcheckInstruction, InvalidInstruction } from './types';

const FLAGS = {
  interval: 'text',
  timeout: 'text',
  'start-period': 'text',
  'start-interval': 'text',
  retries: 'text',
} as const;

/** Source: https://docs.docker.com/reference/dockerfile/#healthcheck */
export function typeHealthcheck(
  syntax: Instruction,
  problems: Problems,
): HealthcheckInstruction | InvalidInstruction {
  const [type, ...words] = syntax.argNodes;
  if (type === undefined) {
    problems.add(
      'missing-arguments',
      'HEALTHCHECK needs a command: write HEALTHCHECK CMD and what to run, or HEALTHCHECK NONE.',
    );
    return { kind: 'INVALID', syntax };
  }
  const name = type.value.toUpperCase();
  if (name === 'NONE') {
    if (words.length > 0) {
      problems.add(
        'too-many-arguments',
        'HEALTHCHECK NONE stands alone: remove what follows it.',
      );
    }
    return { kind: 'HEALTHCHECK', none: true, syntax };
  }
  if (name !== 'CMD') {
    problems.add(
      'unknown-healthcheck-type',
      `HEALTHCHECK is followed by CMD or NONE, not ${shorten(
        type.value,
      )}: write HEALTHCHECK CMD ${shorten(type.value)} to run it.`,
      type.range,
    );
    return { kind: 'INVALID', syntax };
  }
  const flags = readFlags(syntax, FLAGS, problems);
  if (words.length === 0) {
    problems.add(
      'missing-arguments',
      'HEALTHCHECK CMD needs a command behind it.',
    );
  }
  return {
    kind: 'HEALTHCHECK',
    none: false,
    form: syntax.json ? 'exec' : 'shell',
    words,
    interval: readDuration(flags, 'interval', problems),
    timeout: readDuration(flags, 'timeout', problems),
    startPeriod: readDuration(flags, 'start-period', problems),
    startInterval: readDuration(flags, 'start-interval', problems),
    retries: readRetries(flags, problems),
    syntax,
  };
}

function readDuration(
  flags: FlagValues,
  name: string,
  problems: Problems,
): number | undefined {
  const flag = flags.text(name);
  if (flag === undefined || flag.value === '') {
    return undefined;
  }
  const duration = parseDuration(flag.value);
  if (duration === undefined) {
    problems.add(
      'invalid-duration',
      `--${name} takes a duration such as 30s or 1m30s, not ${shorten(
        flag.value,
      )}.`,
      flag.range,
    );
  } else if (duration !== 0 && duration < 1) {
    problems.add(
      'invalid-duration',
      `--${name} cannot be shorter than 1ms: write for example 30s.`,
      flag.range,
    );
  }
  return duration;
}

function readRetries(
  flags: FlagValues,
  problems: Problems,
): number | undefined {
  const flag = flags.text('retries');
  if (flag === undefined || flag.value === '') {
    return undefined;
  }
  if (!/^\+?\d+$/.test(flag.value)) {
    problems.add(
      'invalid-retries',
      `--retries takes a whole number from 0, not ${shorten(flag.value)}.`,
      flag.range,
    );
    return undefined;
  }
  return Number(flag.value);
}
