import type { ImageReference } from './reference';
import type { FamilyFacts } from './types';

/** Tags of the variants that images come in: a digest without a tag may be any of them. */
const VARIANTS = [undefined, 'slim', 'alpine', 'nonroot', 'debug'] as const;

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What two variants have in common. */
function common(a: FamilyFacts, b: FamilyFacts): FamilyFacts {
  const shared = Object.entries(a).filter(([key, value]) =>
    same(value, b[key as keyof FamilyFacts]),
  );
  return {
    ...Object.fromEntries(shared),
    family: a.family === b.family ? a.family : 'unknown',
  };
}

/** Without what the newest release of the day would say: the digest may be of any other. */
function withoutRelease(facts: FamilyFacts): FamilyFacts {
  const { maintained, floats, interpreter, ...rest } = facts;
  const moves = floats?.version || floats?.release;
  const { osRelease, products, ...timeless } = rest;
  return {
    ...(moves ? timeless : rest),
    ...(interpreter && {
      interpreter: moves ? { ...interpreter, version: undefined } : interpreter,
    }),
  };
}

/**
 * What holds for an image, whose digest decides where it has one: of `ubuntu:latest@sha256:…` the release is not known, and of
 * `ruby@sha256:…` only what all variants have in common.
 *
 * @param describe - facts by the tag of a reference
 */
export function describePinned(
  reference: ImageReference,
  describe: (reference: ImageReference) => FamilyFacts | undefined,
): FamilyFacts | undefined {
  const { tag, digest } = reference;
  if (digest === undefined) return describe(reference);
  if (tag !== undefined) {
    const facts = describe(reference);
    return facts?.floats?.version ? withoutRelease(facts) : facts;
  }
  const variants = VARIANTS.flatMap(
    variant => describe({ ...reference, tag: variant }) ?? [],
  ).map(withoutRelease);
  return variants.length === 0 ? undefined : variants.reduce(common);
}
