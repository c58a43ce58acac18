import type { Category } from 'backstage-plugin-dockerfile-scorecard-common';

export const categories: readonly Category[] = [
  'build-separation',
  'base-image',
  'security',
  'efficiency',
  'operability',
];

export const categoryName: Record<Category, string> = {
  'build-separation': 'Build separation',
  'base-image': 'Base image',
  security: 'Run-time security',
  efficiency: 'Efficiency',
  operability: 'Operability',
};
