import type { OwnImage } from './types';
import { baseImagesData } from '../facts/baseImages';
import { describePinned } from './pinned';
import { KNOWN_IMAGES } from './knownImages';
import { codenameOfRelease } from './operatingSystems';
import { productsInTag } from './hints';
import { parseImageReference, type ImageReference } from './reference';
import { supportOf } from './support';
import type { FamilyFacts, ImageFamily, ImageFacts, Support } from './types';

/** What a policy tells of registries and images of one's own. @public */
export interface ImageKnowledge {
  mirrors?: Readonly<Record<string, string>>;
  ownImages?: Readonly<Record<string, OwnImage>>;
  /** Products whose paid extended support the fleet has, e.g. `ubuntu`. */
  extendedSupport?: readonly string[];
}

function recognise(
  reference: ImageReference,
  today: string,
): { entry?: string; facts: FamilyFacts } {
  for (const { id, name, describe } of KNOWN_IMAGES) {
    const matches =
      typeof name === 'string'
        ? name === reference.name
        : name.test(reference.name);
    if (!matches) continue;
    const facts = describePinned(reference, variant =>
      describe(variant, today),
    );
    if (facts) return { entry: id, facts };
  }
  return { facts: { family: 'unknown' } };
}

/** `*` stands for any run of characters. */
export function globMatches(glob: string, text: string): boolean {
  const parts = glob.split('*');
  if (parts.length === 1) return glob === text;
  let at = 0;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (i === 0) {
      if (!text.startsWith(part)) return false;
      at = part.length;
    } else if (i === parts.length - 1) {
      return text.length - part.length >= at && text.endsWith(part);
    } else {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
  }
  return true;
}

function ownImage(
  reference: ImageReference,
  own: Readonly<Record<string, OwnImage>>,
): OwnImage | undefined {
  const full = `${reference.name}:${reference.tag ?? 'latest'}`;
  const glob = Object.keys(own).find(
    pattern =>
      globMatches(pattern, full) || globMatches(pattern, reference.name),
  );
  return glob === undefined ? undefined : own[glob];
}

function knownSize({ path, tag }: ImageReference): ImageFacts['size'] {
  const short = `${path.replace(/^library\//, '')}:${tag ?? 'latest'}`;
  const row = baseImagesData.sizes.find(({ reference }) => reference === short);
  return row && { bytes: row.bytes, asOf: row.asOf };
}

/** Families whose images leave the working directory alone. */
const STARTS_AT_ROOT: ReadonlySet<ImageFamily> = new Set<ImageFamily>([
  'scratch',
  'distroless',
  'chiselled',
  'alpine',
  'slim',
  'minimal-os',
  'os',
  'full',
  'builder',
  'binary-carrier',
  'server',
]);

function complete(
  reference: ImageReference,
  entry: string | undefined,
  known: FamilyFacts,
  today: string,
  extendedSupport: readonly string[] = [],
): ImageFacts {
  const products = [...(known.products ?? [])];
  for (const hint of productsInTag(reference.tag ?? ''))
    if (!products.some(([product]) => product === hint[0])) products.push(hint);
  const support = products.map(([product, release]) =>
    supportOf(product, release, today, extendedSupport),
  );
  const ends = support
    .map(({ securityUntil, extendedUntil, status }) =>
      status === 'extended' || status === 'ended'
        ? extendedUntil ?? securityUntil
        : securityUntil,
    )
    .concat(known.endOfLife)
    .filter((date): date is string => date !== undefined)
    .sort();
  const { os, osRelease } = known;
  const frozenSince =
    known.frozenSince !== undefined && known.frozenSince <= today
      ? known.frozenSince
      : undefined;
  return {
    reference,
    entry,
    family: known.family,
    os,
    osRelease,
    codename: os && osRelease ? codenameOfRelease(os, osRelease) : undefined,
    libc: known.libc,
    libcVersion:
      known.libc === 'glibc' && os && osRelease
        ? baseImagesData.glibc[`${os}:${osRelease}`]
        : undefined,
    interpreter: known.interpreter,
    packageManager: known.packageManager,
    shell: known.shell,
    user: known.user,
    workdir:
      known.workdir ?? (STARTS_AT_ROOT.has(known.family) ? '/' : undefined),
    toolchain: known.toolchain,
    environment:
      known.environment && new Map(Object.entries(known.environment)),
    entrypoint: known.entrypoint,
    command: known.command,
    support,
    endOfLife: ends[0],
    frozenSince,
    maintained: isMaintained(known, frozenSince, support),
    successor: known.successor,
    floats: known.floats ?? { version: false, release: false },
    size: knownSize(reference),
  };
}

/** The image is of a family that is known, and what it holds or its tag is known to be looked after. */
function isMaintained(
  { family, floats, maintained }: FamilyFacts,
  frozenSince: string | undefined,
  support: readonly Support[],
): true | undefined {
  if (family === 'unknown' || frozenSince !== undefined) return undefined;
  const isSupported =
    family === 'scratch' ||
    maintained ||
    floats?.version ||
    support.some(({ status }) => status !== 'unknown' && status !== 'ended');
  return isSupported ? true : undefined;
}

const SCRATCH: FamilyFacts = {
  family: 'scratch',
  libc: 'none',
  packageManager: null,
  shell: false,
  user: 'root',
  toolchain: false,
  // BuildKit gives every stage this PATH when the base has none
  environment: {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  },
};

/** The empty image. */
export function scratchFacts(today: string): ImageFacts {
  const reference: ImageReference = {
    text: 'scratch',
    registry: '',
    path: 'scratch',
    name: 'scratch',
    tag: undefined,
    digest: undefined,
  };
  return complete(reference, 'scratch', SCRATCH, today);
}

/**
 * What is known of an image on a day. An image that nobody described has the family `unknown`
 * and leaves every fact undefined.
 *
 * @param today - ISO date; support and floating tags depend on it
 * @returns undefined for a text that is no image reference
 *
 * @example
 * ```ts
 * const facts = describeImage('python:3.9-slim-buster', '2026-11-23');
 * expect(facts?.family).toBe('slim');
 * expect(facts?.osRelease).toBe('10');
 * expect(facts?.frozenSince).toBe('2023-06-14');
 * ```
 * @public
 */
export function describeImage(
  text: string,
  today: string,
  knowledge: ImageKnowledge = {},
): ImageFacts | undefined {
  if (text === 'scratch') return scratchFacts(today);
  const reference = parseImageReference(text, knowledge.mirrors);
  if (!reference) return undefined;
  const own = ownImage(reference, knowledge.ownImages ?? {});
  const like = own?.like ? parseImageReference(own.like) : undefined;
  const { entry, facts } = recognise(like ?? reference, today);
  const described = complete(
    reference,
    own ? 'own-image' : entry,
    facts,
    today,
    knowledge.extendedSupport,
  );
  return {
    ...described,
    ...(own?.user && { user: own.user }),
    ...(own?.supportedUntil && {
      endOfLife: own.supportedUntil,
      maintained: own.supportedUntil >= today ? (true as const) : undefined,
    }),
  };
}
