/** Which packages of Backstage an app has twice because of this plugin suite. */

/** Versions of the packages of Backstage in a yarn.lock of Yarn 4. */
function versionsIn(lock: string): Map<string, string[]> {
  const versions = new Map<string, string[]>();
  for (const [, name, version] of lock.matchAll(
    /^"?(@backstage\/[^@\n]+)@[^\n]*:\n {2}version: (\S+)$/gm,
  ))
    versions.set(name, [...(versions.get(name) ?? []), version]);
  return versions;
}

/**
 * Compares the lock file of an app with and without the suite.
 *
 * @param before - yarn.lock of the app as it was created
 * @param after - yarn.lock with the suite
 * @returns `<package> <version> beside <versions>` for each version that came with the suite while there was another
 */
export function duplicatesCausedBy(before: string, after: string): string[] {
  const old = versionsIn(before);
  return [...versionsIn(after)].flatMap(([name, versions]) => {
    const known = old.get(name) ?? versions.slice(0, 1);
    return versions
      .filter(version => !known.includes(version))
      .map(version => `${name} ${version} beside ${known.join(', ')}`);
  });
}
