import type { Call } from '../stageState';

function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(?:1|true|yes|on|y|t)$/i.test(value);
}

/** Value of an environment variable of the running shell, when it is known. */
export function variable(call: Call, name: string): string | undefined {
  const set =
    call.assignments.findLast(assignment => assignment.name === name)?.value ??
    call.env.get(name);
  return set?.known ? set.value : undefined;
}

export function flagVariable(call: Call, ...names: string[]): boolean {
  return names.some(name => isTrue(variable(call, name)));
}
