import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  humanizeEntityRef,
} from '@backstage/plugin-catalog-react';
import { dockerfileScorecardApiRef } from '../../api';
import { type RuleBook, useLoader } from '../../data';
import { plainText } from '../parts';
import { levelName, levels, serviceStates, stateName } from '../../words';
import type { FilterName } from './fleetQuery';

export interface FilterOption {
  value: string;
  label: string;
}

type Options = Record<FilterName, FilterOption[]>;

function refLabel(ref: string, defaultKind: string): string {
  try {
    return humanizeEntityRef(parseEntityRef(ref), { defaultKind });
  } catch {
    return ref;
  }
}

/** What a value of a filter is called. */
export function filterLabel(
  name: FilterName,
  value: string,
  rules: RuleBook,
): string {
  switch (name) {
    case 'level':
      return (
        levels.flatMap(one => (one === value ? [levelName[one]] : []))[0] ??
        value
      );
    case 'state':
      return (
        serviceStates.flatMap(one =>
          one === value ? [stateName[one]] : [],
        )[0] ?? value
      );
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
  owner: string[];
  system: string[];
  lifecycle: string[];
}

const MOST_USED = 200;

/** Base images of the fleet, those of most services first. */
function useImagesInUse() {
  const api = useApi(dockerfileScorecardApiRef);
  return useLoader<string[]>({
    key: 'images',
    load: async signal => {
      const { items } = await api.listBaseImages(
        { limit: MOST_USED },
        { signal },
      );
      return items.map(({ image }) => image).filter(Boolean);
    },
  });
}

/** Values to choose from. Owners, systems and lifecycles are those of the catalog; parent groups count as owners of what is below them. */
export function useFilterOptions(rules: RuleBook): Options {
  const catalog = useApi(catalogApiRef);
  const { value } = useLoader<CatalogValues>({
    key: 'catalog',
    load: async () => {
      const [services, groups] = await Promise.all([
        catalog.getEntityFacets({
          filter: { kind: 'component' },
          facets: ['relations.ownedBy', 'relations.partOf', 'spec.lifecycle'],
        }),
        catalog.getEntityFacets({
          filter: { kind: 'group' },
          facets: ['relations.childOf'],
        }),
      ]);
      const values = (found: { value: string }[] | undefined) =>
        (found ?? []).map(facet => facet.value);
      return {
        owner: [
          ...new Set([
            ...values(services.facets['relations.ownedBy']),
            ...values(groups.facets['relations.childOf']),
          ]),
        ],
        system: values(services.facets['relations.partOf']).filter(ref =>
          ref.startsWith('system:'),
        ),
        lifecycle: values(services.facets['spec.lifecycle']),
      };
    },
  });
  const { value: images } = useImagesInUse();
  const options = (name: FilterName, values: readonly string[]) =>
    values.map(one => ({ value: one, label: filterLabel(name, one, rules) }));
  const sorted = (name: FilterName, values: readonly string[] = []) =>
    options(name, values).sort((a, b) => a.label.localeCompare(b.label));
  return {
    level: options('level', levels),
    state: options('state', serviceStates),
    owner: sorted('owner', value?.owner),
    system: sorted('system', value?.system),
    lifecycle: sorted('lifecycle', value?.lifecycle),
    rule: sorted(
      'rule',
      rules.all.map(rule => rule.id),
    ),
    image: options('image', images ?? []),
  };
}
