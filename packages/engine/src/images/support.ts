import { compareVersions } from '../facts/versions';
import type { Support } from './types';
import { baseImagesData, type SupportedRelease } from '../facts/baseImages';

/** Products whose extended support comes with the image. That of others is paid for, and a container without a token gets none. */
const EXTENDED_FOR_ALL: ReadonlySet<string> = new Set(['debian']);

function statusOn(
  release: SupportedRelease,
  today: string,
  isExtended: boolean,
): Support['status'] {
  const { activeUntil, securityUntil, extendedUntil } = release;
  if (activeUntil && today <= activeUntil) return 'active';
  if (!securityUntil || today <= securityUntil) {
    return activeUntil ? 'security' : 'active';
  }
  return isExtended && extendedUntil && today <= extendedUntil
    ? 'extended'
    : 'ended';
}

/** The row of a release by name, by code name, by the longest part of a longer number (`1.15.8` → `1.15`), or the newest of a shorter one. */
function findRelease(
  product: string,
  release: string,
): SupportedRelease | undefined {
  const rows = baseImagesData.support[product] ?? [];
  return (
    rows.find(row => row.release === release || row.codename === release) ??
    rows
      .filter(row => release.startsWith(`${row.release}.`))
      .sort((a, b) => b.release.length - a.release.length)[0] ??
    // `9` means the newest 9.x
    rows
      .filter(row => row.release.startsWith(`${release}.`))
      .sort((a, b) => compareVersions(b.release, a.release))[0]
  );
}

/** Last day of the support of the next newer release that has ended: one that the data does not list ended before. */
function endedBefore(
  product: string,
  release: string,
  today: string,
): string | undefined {
  const newer = (baseImagesData.support[product] ?? []).filter(
    row => compareVersions(release, row.release) < 0,
  );
  return newer
    .flatMap(({ securityUntil }) => securityUntil ?? [])
    .filter(date => date < today)
    .sort()[0];
}

/**
 * Support of a release on a day.
 *
 * @param product - an endoflife.date product id, e.g. `debian`
 * @param release - cycle or code name, e.g. `12` or `bookworm`
 * @param extendedSupport - products whose paid extended support counts, e.g. `['ubuntu']` for a fleet with Ubuntu Pro
 */
export function supportOf(
  product: string,
  release: string,
  today: string,
  extendedSupport: readonly string[] = [],
): Support {
  const found = findRelease(product, release);
  if (!found) {
    const before = /^\d/.test(release)
      ? endedBefore(product, release, today)
      : undefined;
    return {
      product,
      release,
      ...(before && { endedBefore: before }),
      status: before ? 'ended' : 'unknown',
    };
  }
  const isExtended =
    EXTENDED_FOR_ALL.has(product) || extendedSupport.includes(product);
  return {
    product,
    release: found.release,
    ...(found.activeUntil && { activeUntil: found.activeUntil }),
    ...(found.securityUntil && { securityUntil: found.securityUntil }),
    ...(isExtended &&
      found.extendedUntil && { extendedUntil: found.extendedUntil }),
    status: statusOn(found, today, isExtended),
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
