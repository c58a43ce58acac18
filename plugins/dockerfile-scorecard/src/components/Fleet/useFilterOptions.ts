import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { BaseImageItem } from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../api';
import { type RuleBook, useLoader } from '../../data';
import { plainText } from '../parts';
import {
  levelName,
  levels,
  ruleStateName,
  ruleStates,
  serviceStates,
  stateName,
} from '../../words';
import type { FilterName } from './fleetQuery';
import { type OwnerOption, ownerTree, refLabel } from './ownerTree';

export interface FilterOption {
  value: string;
  label: string;
  /** How far it is indented, for values that form a tree. */
  depth?: number;
}

type Options = Record<FilterName, FilterOption[]>;

function nameIn<T extends string>(
  names: Record<T, string>,
  known: readonly T[],
  value: string,
): string {
  const found = known.find(one => one === value);
  return found === undefined ? value : names[found];
}

/** What a value of a filter is called. */
function filterLabel(name: FilterName, value: string, rules: RuleBook): string {
  switch (name) {
    case 'level':
      return nameIn(levelName, levels, value);
    case 'state':
      return nameIn(stateName, serviceStates, value);
    case 'ruleState':
      return nameIn(ruleStateName, ruleStates, value);
    case 'owner':
      return refLabel(value, 'group');
    case 'system':
      return refLabel(value, 'system');
    case 'rule':
      return plainText(rules.title(value));
    default:
      return value;
  }
}

interface CatalogValues {
  owner: OwnerOption[];
  system: string[];
  lifecycle: string[];
  tag: string[];
}

const MOST_USED = 200;

/** Base images of the fleet, those of most services first. */
function useImagesInUse() {
  const api = useApi(dockerfileScorecardApiRef);
  return useLoader<BaseImageItem[]>({
    key: 'images',
    load: async signal =>
      (await api.listBaseImages({ limit: MOST_USED }, { signal })).items,
  });
}

/** Values of the catalog; parent groups count as owners of what is below them. */
function useCatalogValues() {
  const catalog = useApi(catalogApiRef);
  return useLoader<CatalogValues>({
    key: 'catalog',
    load: async () => {
      const [services, groups] = await Promise.all([
        catalog.getEntityFacets({
          filter: { kind: 'component' },
          facets: [
            'relations.ownedBy',
            'relations.partOf',
            'spec.lifecycle',
            'metadata.tags',
          ],
        }),
        catalog.getEntities({
          filter: { kind: 'group' },
          fields: [
            'kind',
            'metadata.name',
            'metadata.namespace',
            'metadata.title',
            'spec.profile',
            'relations',
          ],
        }),
      ]);
      const values = (facet: string) =>
        (services.facets[facet] ?? []).map(({ value }) => value);
      return {
        owner: ownerTree(groups.items, values('relations.ownedBy')),
        system: values('relations.partOf').filter(ref =>
          ref.startsWith('system:'),
        ),
        lifecycle: values('spec.lifecycle'),
        tag: values('metadata.tags'),
      };
    },
  });
}

export interface FilterChoices {
  options: Options;
  labelOf(name: FilterName, value: string): string;
}

/** Values to choose from, and what they are called. */
export function useFilterOptions(rules: RuleBook): FilterChoices {
  const { value } = useCatalogValues();
  const { value: images } = useImagesInUse();
  const labelOf = (name: FilterName, one: string) =>
    (name === 'owner' &&
      value?.owner.find(owner => owner.value === one)?.label) ||
    filterLabel(name, one, rules);
  const options = (name: FilterName, values: readonly string[]) =>
    values.map(one => ({ value: one, label: labelOf(name, one) }));
  const sorted = (name: FilterName, values: readonly string[] = []) =>
    options(name, values).sort((a, b) => a.label.localeCompare(b.label));
  const families = new Set(
    (images ?? []).flatMap(({ family }) => family ?? []),
  );
  return {
    labelOf,
    options: {
      level: options('level', levels),
      state: options('state', serviceStates),
      owner: value?.owner ?? [],
      system: sorted('system', value?.system),
      lifecycle: sorted('lifecycle', value?.lifecycle),
      tag: sorted('tag', value?.tag),
      rule: sorted(
        'rule',
        rules.all.map(rule => rule.id),
      ),
      ruleState: options('ruleState', ruleStates),
      image: options(
        'image',
        (images ?? []).map(({ image }) => image).filter(Boolean),
      ),
      imageFamily: sorted('imageFamily', [...families]),
    },
  };
}
