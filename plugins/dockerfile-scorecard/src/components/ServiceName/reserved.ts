/** Names that cannot be used, by the reason: `a keyword of Python: [class, import]`. */
export type ReservedNames = Readonly<Record<string, readonly string[]>>;

/** The same as in the action `dockerfile-scorecard:checkName`: Python does not tell `-`, `_` and `.` apart in names of projects. */
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
