/** Names that cannot be used, by the reason: `a keyword of Python: [class, import]`. */
export type ReservedNames = Readonly<Record<string, readonly string[]>>;

/** Python takes `-`, `_` and `.` in the name of a project for the same, and packages are named without regard to case. */
function normal(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

/** Why a name is reserved, or undefined when it is not. */
export function reservationOf(
  name: string,
  reserved: ReservedNames,
): string | undefined {
  const wanted = normal(name);
  return Object.entries(reserved).find(([, names]) =>
    names.some(one => normal(one) === wanted),
  )?.[0];
}
