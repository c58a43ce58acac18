import { useMemo } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  RuleInfo,
  RuleList,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { CheckState } from 'dockerfile-scorecard-engine';
import { dockerfileScorecardApiRef } from '../api';
import { useLoader } from './useLoader';

/** Rules by id, for their titles and levels. */
export interface RuleBook {
  all: readonly RuleInfo[];
  get(id: string): RuleInfo | undefined;
  /** The title of the rule, or its id in plain words while rules are not known. */
  title(id: string): string;
  /** The title of a check: what is so where the rule passes, else the fault that it looks for. */
  titleOfCheck(check: { rule: string; state: CheckState }): string;
}

function inPlainWords(id: string): string {
  const words = id.replace(/-/g, ' ');
  return words.charAt(0).toLocaleUpperCase('en') + words.slice(1);
}

export function createRuleBook(items: readonly RuleInfo[]): RuleBook {
  const byId = new Map(items.map(rule => [rule.id, rule]));
  const titleOf = (id: string) => byId.get(id)?.title ?? inPlainWords(id);
  return {
    all: items,
    get: id => byId.get(id),
    title: titleOf,
    titleOfCheck: ({ rule, state }) =>
      (state === 'pass' ? byId.get(rule)?.passing : undefined) ??
      titleOf(rule),
  };
}

/** The backend is asked, not the engine: it knows the policy in force, and the browser is spared the engine's code. */
export function useRules(): RuleBook {
  const api = useApi(dockerfileScorecardApiRef);
  const { value } = useLoader<RuleList>({
    key: 'rules',
    load: signal => api.listRules({ signal }),
  });
  return useMemo(() => createRuleBook(value?.items ?? []), [value]);
}
