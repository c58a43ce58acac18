import { releaseOfCodename } from './support';

/** A product and its release, as in `support` of the data. */
export type ProductRelease = readonly [product: string, release: string];

const SUITE = /(?:^|[-_.])([a-z]+)(?=$|[-_.\d])/g;

/** Words in the tag of an image that name a product with its release. */
const NAMED: readonly (readonly [product: string, pattern: RegExp])[] = [
  ['python', /(?:^|[-_.])(?:python|py)-?([23]\.\d+)(?:[-_.]|$)/],
  ['alpine-linux', /(?:^|[-_.])alpine-?(\d+\.\d+)/],
  ['ubuntu', /(?:^|[-_.])ubuntu-?(\d\d\.\d\d)/],
  ['debian', /(?:^|[-_.])debian-?(\d+)(?:[-_.]|$)/],
  ['centos', /(?:^|[-_.])centos-?(\d)(?:[-_.]|$)/],
  ['nodejs', /(?:^|[-_.])node-?(\d+)(?:[-_.]|$)/],
  ['php', /(?:^|[-_.])php-?(\d\.\d+)/],
  ['ruby', /(?:^|[-_.])ruby-?(\d\.\d+)/],
];

/**
 * What the tag of an image tells of the products in it: `python3.8` → Python 3.8, `v1.30.0-focal` → Ubuntu 20.04.
 * The makers of images that nobody described keep to these words too.
 */
export function productsInTag(tag: string): ProductRelease[] {
  const found: ProductRelease[] = [];
  for (const [product, pattern] of NAMED) {
    const release = tag.match(pattern)?.[1];
    if (release !== undefined) found.push([product, release]);
  }
  for (const [, word] of tag.matchAll(SUITE)) {
    for (const product of ['debian', 'ubuntu']) {
      const release = releaseOfCodename(product, word);
      if (release !== undefined && Number.isNaN(Number(word)))
        found.push([product, release]);
    }
  }
  return found.filter(
    ([product], index) =>
      found.findIndex(([other]) => other === product) === index,
  );
}
