import { textOf } from '../../contents/arguments';
import type { Call } from '../../contents/stageState';
import { BUILD_PROGRAMS } from '../../facts/buildPrograms';

/** What a command calls: itself, sudo before it, or for a tool the compiler that it cannot do without. */
export function programNeededBy({
  name,
  program,
  args,
  step,
}: Call): string | undefined {
  if (textOf(step.words[0]) === 'sudo') return 'sudo';
  if (program.includes('/')) return undefined;
  if (name === 'maturin')
    return /^(?:build|develop)$/.test(textOf(args[0]) ?? '')
      ? 'cargo'
      : undefined;
  return BUILD_PROGRAMS.has(name) ? name : undefined;
}
