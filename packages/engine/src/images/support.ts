import type { Support } from './types';
import { baseImagesData, type SupportedRelease } from './data';

function statusOn(release: SupportedRelease, today: string): Support['status'] {
  const { activeUntil, securityUntil, extendedUntil } = release;
  if (activeUntil && today <= activeUntil) return 'active';
  if (!securityUntil || today <= securityUntil) {
    return activeUntil ? 'security' : 'active';
  }
  return extendedUntil && today <= extendedUntil ? 'extended' : 'ended';
}

function findRelease(
  product: string,
  release: string,
): SupportedRelease | undefined {
  return baseImagesData.support[product]?.find(
    row => row.release === release || row.codename === release,
  );
}

/** A release older than every one in the data ended long ago; a newer one is not known yet. */
function isOlderThanAll(product: string, release: string): boolean {
  const rows = baseImagesData.support[product] ?? [];
  return (
    rows.length > 0 &&
    rows.every(
      row =>
        compareVersions(release, row.release) < 0 &&
        // `3` is no release before 3.10, it leaves open which one
        !row.release.startsWith(`${release}.`),
    )
  );
}

/** Compares dotted numbers part by part. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = Number(left[i] ?? 0) - Number(right[i] ?? 0);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return 0;
}

/**
 * Support of a release on a day.
 *
 * @param product - an endoflife.date product id, e.g. `debian`
 * @param release - cycle or code name, e.g. `12` or `bookworm`
 */
export function supportOf(
  product: string,
  release: string,
  today: string,
): Support {
  const found = findRelease(product, release);
  if (!found) {
    const status = isOlderThanAll(product, release) ? 'ended' : 'unknown';
    return { product, release, status };
  }
  return {
    product,
    release: found.release,
    ...(found.activeUntil && { activeUntil: found.activeUntil }),
    ...(found.securityUntil && { securityUntil: found.securityUntil }),
    ...(found.extendedUntil && { extendedUntil: found.extendedUntil }),
    status: statusOn(found, today),
  };
}

/** Cycle of an OS by its code name, e.g. `bookworm` → `12`. */
export function releaseOfCodename(
  product: string,
  codename: string,
): string | undefined {
  return findRelease(product, codename)?.release;
}

/** Code name of an OS release, e.g. `12` → `bookworm`. */
export function codenameOf(
  product: string,
  release: string,
): string | undefined {
  return findRelease(product, release)?.codename ?? undefined;
}
