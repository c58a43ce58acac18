import raw from './official-images.json' with { type: 'json' };
import { baseImagesData, type OfficialTags } from './baseImages';

interface OfficialImagesData {
  /** Day of the lists. */
  date: string;
  source: string;
  /** Tags of one or two numbers (`1`, `1.29`) by image. */
  images: Readonly<Record<string, OfficialTags>>;
  /** Images that are no longer built → day on which their last tag was listed. */
  retired: Readonly<Record<string, string>>;
}

const officialImages = raw as OfficialImagesData;

/** Names of the Docker Official Images that the data knows, e.g. `nginx`. */
export const officialImageNames: readonly string[] = Object.keys(
  officialImages.images,
);

/** Names without a version in their tags, which the lists leave out; `scratch` is no image, but is named like one. */
const WITHOUT_VERSIONS = ['archlinux', 'bash', 'hello-world', 'scratch'];

const names: ReadonlySet<string> = new Set([
  ...officialImageNames,
  ...Object.keys(officialImages.retired),
  ...Object.keys(baseImagesData.tags),
  ...WITHOUT_VERSIONS,
]);

/** Whether a bare name is that of a Docker Official Image, also of one that is no longer built. */
export function isOfficialName(name: string): boolean {
  return names.has(name);
}

const REPOSITORY = 'docker.io/library/';

/**
 * Short name of a Docker Official Image: `docker.io/library/nginx` → `nginx`; undefined for other images.
 *
 * @param name - with registry
 */
export function officialNameOf(name: string): string | undefined {
  return name.startsWith(REPOSITORY)
    ? name.slice(REPOSITORY.length)
    : undefined;
}

/** What the lists of Docker Official Images say of a tag. */
export type Listing =
  /** It is listed, so it is rebuilt when its base is. */
  | { state: 'listed' }
  /** It was dropped on that day (ISO) and has not been rebuilt since. */
  | { state: 'dropped'; on: string }
  | { state: 'unknown' };

const UNKNOWN: Listing = { state: 'unknown' };

function listingOf(
  { current, lastListed }: OfficialTags,
  tag: string,
): Listing {
  if (current.includes(tag)) return { state: 'listed' };
  const on = lastListed[tag];
  return on === undefined ? UNKNOWN : { state: 'dropped', on };
}

/** The numbers in front of a tag, the longer first: `1.29.3-alpine` → `1.29`, `1`. */
function versionsIn(tag: string): string[] {
  const [, major, minor] = tag.match(/^v?(\d+)(?:\.(\d+))?/) ?? [];
  if (major === undefined) return [];
  return minor === undefined ? [major] : [`${major}.${minor}`, major];
}

/**
 * Whether a tag of a Docker Official Image is still rebuilt. A tag that the lists do not have is judged by the version in it.
 *
 * @param image - e.g. `nginx`
 * @param tag - e.g. `1.15.8-alpine`
 */
export function listingOfTag(image: string, tag: string): Listing {
  const retired = officialImages.retired[image];
  if (retired !== undefined) return { state: 'dropped', on: retired };
  const full = baseImagesData.tags[image];
  const exact = full && listingOf(full, tag);
  if (exact && exact.state !== 'unknown') return exact;
  const tags = full ?? officialImages.images[image];
  const [version] = versionsIn(tag);
  return tags && version !== undefined ? listingOf(tags, version) : UNKNOWN;
}

/** Perl releases with an odd second number are for development (perldoc perlpolicy). */
function isStable(image: string, version: string): boolean {
  return image !== 'perl' || Number(version.split('.')[1] ?? 0) % 2 === 0;
}

/**
 * The newest version among the tags of an official image that are still rebuilt, e.g. `1.31` of nginx: of the same major where one
 * is, so that as little as possible changes.
 *
 * @param tag - the tag to replace
 */
export function newestListed(image: string, tag = ''): string | undefined {
  const major = tag.match(/^v?(\d+)(?=\.|-|$)/)?.[1];
  const versions = (officialImages.images[image]?.current ?? []).filter(
    version => /^\d+(?:\.\d+)?$/.test(version) && isStable(image, version),
  );
  const own = versions.filter(version => version.split('.')[0] === major);
  return (own.length > 0 ? own : versions).sort((a, b) => {
      const [left, right] = [a, b].map(version =>
      version.split('.').map(Number),
    );
      return (
        right[0] - left[0] ||
        right.length - left.length ||
        (right[1] ?? 0) - (left[1] ?? 0)
      );
    },
  )[0];
}
