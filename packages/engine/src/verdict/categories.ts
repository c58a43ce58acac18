/** The five parts of the score, the heaviest first. @public */
export const CATEGORIES = [
  'build-separation',
  'base-image',
  'security',
  'efficiency',
  'operability',
] as const;

/** A part of the score. @public */
export type Category = (typeof CATEGORIES)[number];

/** Names of the parts for people. @public */
export const CATEGORY_TITLES: Readonly<Record<Category, string>> = {
  'build-separation': 'Build separation',
  'base-image': 'Base image',
  security: 'Run-time security',
  efficiency: 'Efficiency',
  operability: 'Operability',
};

/** Points of the parts; together 100. @public */
export const CATEGORY_WEIGHTS: Readonly<Record<Category, number>> = {
  'build-separation': 35,
  'base-image': 30,
  security: 15,
  efficiency: 12,
  operability: 8,
};
