import type {
  BaseImageUse,
  RuleState,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { checksOf, type BaseImage } from 'dockerfile-scorecard-engine';
import { decisive } from './summarize';
import type { EvaluatedDockerfile } from './types';

/** An image in use by a service. */
export interface ImageUse {
  use: BaseImageUse['use'];
  /** Name and tag in full; empty when it cannot be resolved. */
  image: string;
  name: string | null;
  tag: string | null;
  family: string | null;
  endOfLife: string | null;
  /** Why the image or what it holds is not known. */
  unknown: string | null;
}

/** From worst to best. */
export const ruleStates: readonly RuleState[] = [
  'fail',
  'unknown',
  'waived',
  'pass',
];

/** Every image that the Dockerfiles of a service build on or copy from, once for each use. */
export function imagesOf(
  dockerfiles: readonly EvaluatedDockerfile[],
): ImageUse[] {
  const images = new Map<string, ImageUse>();
  for (const { evaluation } of dockerfiles) {
    const used = evaluation.kind === 'judged' ? evaluation.baseImages : [];
    for (const image of used) {
      const entry = toImageUse(image);
      images.set(`${entry.use} ${entry.image}`, entry);
    }
  }
  return [...images.values()];
}

/** What each rule that applies says of a service. */
export function checkStatesOf(
  dockerfiles: readonly EvaluatedDockerfile[],
): { rule: string; state: RuleState }[] {
  const states = new Map<string, RuleState>();
  // Those that decide the level, as everywhere else where rules that fail are counted.
  for (const check of decisive(dockerfiles).flatMap(({ evaluation }) =>
    checksOf(evaluation),
  )) {
    const state = ruleStates.find(each => each === check.state);
    if (state === undefined) continue;
    const known = states.get(check.rule);
    if (
      known === undefined ||
      ruleStates.indexOf(state) < ruleStates.indexOf(known)
    ) {
      states.set(check.rule, state);
    }
  }
  return [...states].map(([rule, state]) => ({ rule, state }));
}

/** What the columns take. A longer name is no name of an image. */
const LONGEST_IMAGE = 512;
const LONGEST_VALUE = 255;

function toImageUse(image: BaseImage): ImageUse {
  const { name, tag, digest, use } = image;
  const full = name
    ? `${name}${tag ? `:${tag}` : ''}${!tag && digest ? `@${digest}` : ''}`
    : image.reference ?? '';
  return {
    use,
    image: full.slice(0, LONGEST_IMAGE),
    name: name?.slice(0, LONGEST_IMAGE) ?? null,
    tag: tag?.slice(0, LONGEST_VALUE) ?? null,
    family: image.family ?? null,
    endOfLife: image.endOfLife ?? null,
    unknown: image.unknown ?? null,
  };
}
