import raw from './base-images.json' with { type: 'json' };

/** Dates of one release of an operating system or language (ISO dates; absent: not announced). */
export interface SupportedRelease {
  release: string;
  codename?: string | null;
  released?: string;
  activeUntil?: string;
  securityUntil?: string;
  extendedUntil?: string;
  latest?: string;
}

/** Tags of a Docker Official Image. */
export interface OfficialTags {
  /** Listed, and so rebuilt, on the day of the data. */
  current: readonly string[];
  /** Tag → day on which it was dropped: it is not rebuilt after that. */
  lastListed: Readonly<Record<string, string>>;
}

interface BaseImagesData {
  date: string;
  support: Readonly<Record<string, readonly SupportedRelease[]>>;
  distroless: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  tags: Readonly<Record<string, OfficialTags>>;
  /** Image → floating tag → [day, suite it resolved to from that day on]. */
  suites: Readonly<Record<string, Readonly<Record<string, readonly (readonly string[])[]>>>>;
  sizes: readonly { reference: string; bytes: number; asOf: string }[];
  glibc: Readonly<Record<string, string>>;
  systemPython: Readonly<Record<string, string>>;
  buildOnlyPackages: Readonly<Record<string, readonly string[]>>;
  developmentPackages: Readonly<
    Record<string, Readonly<Record<string, readonly string[]>>>
  >;
}

/** What is known of public base images, with the day it was gathered; its sources stand in the file itself. */
export const baseImagesData = raw as unknown as BaseImagesData;

/** Day of the data on base images, as an ISO date. @public */
export const baseImagesDate: string = baseImagesData.date;
