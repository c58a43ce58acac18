import { resolveWord } from '../shell/expand';
import type { Resolved } from '../shell/types';
import type { ArgInstruction, BuildArgument } from '../syntax/instructions';
import { platformArgument } from './predefined';

/** What the build command says. */
export interface BuildSettings {
  buildArgs: Readonly<Record<string, string>> | undefined;
  platform: string | undefined;
  escape: '\\' | '`';
}

/** A value from the build command; undefined where it gives none. */
function givenValue(
  name: string,
  settings: BuildSettings,
): Resolved | undefined {
  const { buildArgs } = settings;
  return buildArgs !== undefined && Object.hasOwn(buildArgs, name)
    ? { known: true, value: buildArgs[name] }
    : undefined;
}

/** An ARG without a default: not set if the build command is known, else anything. */
function withoutDefault(
  name: string,
  settings: BuildSettings,
): Resolved | undefined {
  return settings.buildArgs === undefined
    ? {
        known: false,
        reason: `ARG ${name} has no default: its value comes from the build command`,
        prefix: '',
        unset: true,
      }
    : undefined;
}

/**
 * Value of an ARG: what the build command gives, else its default, else what the scope around it has, else unknown.
 * Source: https://docs.docker.com/reference/dockerfile/#scope
 */
export function argumentValue(
  argument: BuildArgument,
  lookup: (name: string) => Resolved | undefined,
  outer: (name: string) => Resolved | undefined,
  settings: BuildSettings,
): Resolved | undefined {
  const { name } = argument;
  const given = givenValue(name, settings);
  if (given !== undefined) {
    return given;
  }
  if (argument.default !== undefined) {
    return resolveWord(argument.default, lookup, settings);
  }
  return outer(name) ?? withoutDefault(name, settings);
}

/** The ARGs in front of the first FROM; their values serve FROM, and stages that declare them again. */
export class GlobalScope {
  private readonly values = new Map<string, Resolved>();

  constructor(private readonly settings: BuildSettings) {}

  declare(instruction: ArgInstruction): void {
    for (const argument of instruction.args) {
      const value = argumentValue(
        argument,
        name => this.lookup(name),
        name => this.lookup(name),
        this.settings,
      );
      if (value !== undefined) {
        this.values.set(argument.name, value);
      }
    }
  }

  /** Of the names that are not declared only those of the platform have a value. */
  lookup(name: string): Resolved | undefined {
    return (
      this.values.get(name) ?? platformArgument(name, this.settings.platform)
    );
  }
}
