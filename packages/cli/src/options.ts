import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './terminal';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Reads options; what is not known is a usage error. */
export function readOptions(
  args: string[],
  options: Options,
): { values: Record<string, string | undefined>; operands: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args,
      options,
      allowPositionals: true,
    });
    const texts = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        value === undefined ? undefined : String(value),
      ]),
    );
    return { values: texts, operands: positionals };
  } catch (error) {
    // the parser adds advice on further lines
    const [told] = String((error as Partial<Error>).message ?? error).split(
      '\n',
    );
    throw new UsageError(
      `${told.replace(
        /\.$/,
        '',
      )}. \`dockerfile-scorecard help\` lists the options.`,
    );
  }
}

export function oneOf<T extends string>(
  name: string,
  value: string | undefined,
  allowed: readonly T[],
  fallback: T,
): T {
  if (value === undefined) return fallback;
  const found = allowed.find(candidate => candidate === value);
  if (found === undefined)
    throw new UsageError(
      `--${name} is one of ${allowed.join(', ')}, not "${value}".`,
    );
  return found;
}
