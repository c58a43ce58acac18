import type { Resolved } from '../shell/types';
import { DEFAULT_PATH, isProxyArgument } from './predefined';
import { type Base, unknownFromBase, type VariableLog } from './scope';
import type { Source } from './types';

/** Environment of an image: its variables, or undefined where they are not known. */
export type BaseEnvironment = (
  imageReference: string,
) => ReadonlyMap<string, string> | undefined;

/** Nothing below: the ARGs of a stage on an image. */
export const NOTHING: Base = {
  lookup: () => undefined,
  names: () => [],
};

/** The variables at the end of the stage below. */
export function inheritFrom(log: VariableLog): Base {
  const end = log.position;
  return {
    lookup: name => log.lookup(name, end),
    names: () => log.names(),
  };
}

/** The environment that an image, or the lack of one, gives to a stage. */
export function environmentOf(
  source: Source,
  known: BaseEnvironment | undefined,
): Base {
  if (source.kind === 'scratch') {
    return fixedEnvironment(new Map());
  }
  const environment =
    source.kind === 'image' ? known?.(source.reference) : undefined;
  return environment === undefined
    ? unknownEnvironment(source)
    : fixedEnvironment(environment);
}

function fixedEnvironment(environment: ReadonlyMap<string, string>): Base {
  const variables = new Map(environment);
  if (!variables.has('PATH')) {
    variables.set('PATH', DEFAULT_PATH);
  }
  return {
    lookup: name => {
      const value = variables.get(name);
      return value === undefined ? proxy(name) : { known: true, value };
    },
    names: () => variables.keys(),
  };
}

function unknownEnvironment(source: Source): Base {
  const image = source.kind === 'image' ? source.reference : 'its base image';
  return {
    lookup: name =>
      unknownFromBase(
        `nothing in the file sets ${name}; whether ${image} does is not known`,
      ),
    names: () => [],
  };
}

function proxy(name: string): Resolved | undefined {
  return isProxyArgument(name)
    ? unknownFromBase(`${name} is set if the build command gives it`)
    : undefined;
}
