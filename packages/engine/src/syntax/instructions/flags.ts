import { shorten } from '../nodeArguments';
import type { Argument, Flag, Instruction } from '../types';
import { type Problems, unknownFlag } from './problems';

/** How a flag is used: `list` flags may stand several times. */
export type FlagKind = 'text' | 'boolean' | 'list';

/** The flags of an instruction, checked as BuildKit checks them. */
export class FlagValues {
  private readonly values = new Map<string, Flag[]>();

  accept(flag: Flag, kind: FlagKind, problems: Problems): void {
    const { name, value, range } = flag;
    const earlier = this.values.get(name);
    if (earlier !== undefined && kind !== 'list') {
      problems.add(
        'duplicate-flag',
        `--${name} stands twice: keep one.`,
        range,
      );
      return;
    }
    if (kind !== 'boolean' && value === undefined) {
      problems.add(
        'missing-flag-value',
        `--${name} needs a value: write --${name}=value.`,
        range,
      );
      return;
    }
    if (kind === 'boolean' && !isBoolean(value)) {
      problems.add(
        'invalid-flag-value',
        `--${name} is either true or false, not ${shorten(value ?? '')}.`,
        range,
      );
      return;
    }
    if (earlier === undefined) {
      this.values.set(name, [flag]);
    } else {
      earlier.push(flag);
    }
  }

  text(name: string): Argument | undefined {
    return this.list(name)[0];
  }

  list(name: string): Argument[] {
    const flags = this.values.get(name) ?? [];
    return flags.map(flag => ({ value: flag.value ?? '', range: flag.range }));
  }

  /** Undefined where the flag does not stand. */
  boolean(name: string): boolean | undefined {
    const flag = this.values.get(name)?.[0];
    return flag && flag.value?.toLowerCase() !== 'false';
  }
}

function isBoolean(value: string | undefined): boolean {
  const lower = value?.toLowerCase();
  return (
    lower === undefined || lower === '' || lower === 'true' || lower === 'false'
  );
}

/** Reads the flags of an instruction; unknown and malformed ones are reported. */
export function readFlags(
  instruction: Instruction,
  known: Readonly<Record<string, FlagKind>>,
  problems: Problems,
): FlagValues {
  const values = new FlagValues();
  for (const flag of instruction.flagNodes) {
    if (Object.hasOwn(known, flag.name)) {
      values.accept(flag, known[flag.name], problems);
    } else {
      problems.add(
        'unknown-flag',
        unknownFlag(instruction.keyword, flag.name, Object.keys(known)),
        flag.range,
      );
    }
  }
  return values;
}
