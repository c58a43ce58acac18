import type { Resolved } from '../shell/types';
import { DEFAULT_PATH, isProxyArgument } from './predefined';
import { type StageVariables, VariableLog } from './scope';
import type { Source } from './types';

/**
 * The variables that an image sets; undefined where they are not known.
 *
 * @public
 */
export type BaseEnvironment = (
  imageReference: string,
) => ReadonlyMap<string, string> | undefined;

/**
 * Whether an image may set a variable beside those that are known of it.
 *
 * @public
 */
export type FurtherVariables = (
  imageReference: string,
  name: string,
) => boolean;

/** A stage built on another starts with its variables, build arguments included. */
export function inheritedVariables(below: StageVariables): StageVariables {
  const { environment, buildArguments, guess } = below;
  return {
    environment: startingWith(environment),
    buildArguments: startingWith(buildArguments),
    guess,
  };
}

function startingWith(log: VariableLog): VariableLog {
  return new VariableLog({ kind: 'stage', log, end: log.position });
}

/** The variables that an image, or the lack of one, gives to a stage. */
export function initialVariables(
  base: Source,
  known: BaseEnvironment | undefined,
  mayAlsoSet: (reference: string, name: string) => boolean,
): StageVariables {
  const environment = environmentOf(base, known);
  return {
    environment: new VariableLog({
      kind: 'fixed',
      variables: environment === undefined ? new Map() : withPath(environment),
    }),
    buildArguments: new VariableLog({ kind: 'fixed', variables: new Map() }),
    guess: name =>
      environment === undefined ||
      (base.kind === 'image' && mayAlsoSet(base.reference, name))
        ? unknownIn(base, name)
        : proxy(name),
  };
}

function environmentOf(
  base: Source,
  known: BaseEnvironment | undefined,
): ReadonlyMap<string, string> | undefined {
  if (base.kind === 'scratch') {
    return new Map();
  }
  return base.kind === 'image' ? known?.(base.reference) : undefined;
}

function withPath(
  environment: ReadonlyMap<string, string>,
): ReadonlyMap<string, Resolved> {
  const variables = new Map<string, Resolved>([
    ['PATH', { known: true, value: DEFAULT_PATH }],
  ]);
  for (const [name, value] of environment) {
    variables.set(name, { known: true, value });
  }
  return variables;
}

function unknownIn(base: Source, name: string): Resolved {
  const image = base.kind === 'image' ? base.reference : 'the base image';
  return {
    known: false,
    reason: `nothing in the file sets ${name}, and whether ${image} sets it is not known`,
    prefix: '',
  };
}

function proxy(name: string): Resolved | undefined {
  return isProxyArgument(name)
    ? {
        known: false,
        reason: `${name} is set if the build command gives it`,
        prefix: '',
      }
    : undefined;
}
