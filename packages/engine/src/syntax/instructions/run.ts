import { shorten } from '../nodeArguments';
import type { Instruction } from '../types';
import { type FlagValues, readFlags } from './flags';
import { readMount } from './mounts';
import type { Problems } from './problems';
import type { RunInstruction, RunMount } from './types';

const FLAGS = {
  mount: 'list',
  network: 'text',
  security: 'text',
  device: 'list',
} as const;

const NETWORKS = ['default', 'none', 'host'] as const;
const SECURITY = ['insecure', 'sandbox'] as const;

/** Source: https://docs.docker.com/reference/dockerfile/#run */
export function typeRun(
  syntax: Instruction,
  problems: Problems,
): RunInstruction {
  const flags = readFlags(syntax, FLAGS, problems);
  const mounts: RunMount[] = [];
  for (const flag of flags.list('mount')) {
    const mount = readMount(flag, problems);
    if (mount !== undefined) {
      mounts.push(mount);
    }
  }
  return {
    kind: 'RUN',
    form: syntax.json ? 'exec' : 'shell',
    words: syntax.argNodes,
    mounts,
    network: oneOf(flags, 'network', NETWORKS, problems),
    security: oneOf(flags, 'security', SECURITY, problems),
    devices: flags.list('device').map(device => device.value),
    heredocs: syntax.heredocs,
    syntax,
  };
}

function oneOf<T extends string>(
  flags: FlagValues,
  name: string,
  allowed: readonly T[],
  problems: Problems,
): T | undefined {
  const flag = flags.text(name);
  const value = allowed.find(one => one === flag?.value);
  if (flag !== undefined && value === undefined) {
    problems.add(
      'invalid-flag-value',
      `--${name} is one of ${allowed.join(', ')}, not ${shorten(flag.value)}.`,
      flag.range,
    );
  }
  return value;
}
