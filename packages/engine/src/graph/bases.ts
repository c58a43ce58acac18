import type { Resolved } from '../shell/types';
import { DEFAULT_PATH, isProxyArgument } from './predefined';
import { type Base, type StageVariables, VariableLog } from './scope';
import type { Source } from './types';

/**
 * The variables that an image sets; undefined where they are not known.
 *
 * @public
 */
export type BaseEnvironment = (
  imageReference: string,
) => ReadonlyMap<string, string> | undefined;

const NOTHING: Base = {
  lookup: () => undefined,
  names: () => [],
};

/** A stage built on another starts with its variables, build arguments included. */
export function inheritedVariables(below: StageVariables): StageVariables {
  return {
    environment: new VariableLog(endOf(below.environment)),
    buildArguments: new VariableLog(endOf(below.buildArguments)),
    guess: name => below.guess(name),
  };
}

function endOf(log: VariableLog): Base {
  const end = log.position;
  return {
    lookup: name => log.lookup(name, end),
    names: () => log.names(),
  };
}

/** The variables that an image, or the lack of one, gives to a stage. */
export function initialVariables(
  base: Source,
  known: BaseEnvironment | undefined,
): StageVariables {
  const environment = environmentOf(base, known);
  return {
    environment: new VariableLog(
      environment === undefined ? NOTHING : fixed(environment),
    ),
    buildArguments: new VariableLog(NOTHING),
    guess: environment === undefined ? name => unknownIn(base, name) : proxy,
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

function fixed(environment: ReadonlyMap<string, string>): Base {
  const variables = new Map(environment);
  if (!variables.has('PATH')) {
    variables.set('PATH', DEFAULT_PATH);
  }
  return {
    lookup: name => {
      const value = variables.get(name);
      return value === undefined ? undefined : { known: true, value };
    },
    names: () => variables.keys(),
  };
}

function unknownIn(base: Source, name: string): Resolved {
  const image = base.kind === 'image' ? base.reference : 'the base image';
  return {
    known: false,
    reason: `nothing in the file sets ${name}; whether ${image} does is not known`,
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
