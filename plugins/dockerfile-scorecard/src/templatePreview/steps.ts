import type { TemplateEntityStepV1beta3 } from '@backstage/plugin-scaffolder-common';

const FETCHING_ACTIONS = new Set([
  'fetch:template',
  'fetch:template:file',
  'fetch:plain',
  'fetch:plain:file',
]);
const EXPRESSION = /\$\{\{.*?\}\}/gs;

/** The steps that may fetch one of the files, whatever is chosen; paths are relative to the folder of the template. */
export function stepsThatFetch(
  steps: readonly TemplateEntityStepV1beta3[],
  paths: readonly string[],
): TemplateEntityStepV1beta3[] {
  return steps.filter(({ action, input }) => {
    if (!FETCHING_ACTIONS.has(action)) return false;
    const url = input?.url;
    if (typeof url !== 'string') return false;
    const pattern = fetchedPaths(url);
    return paths.some(path => pattern.test(path));
  });
}

/** `./managers/${{ parameters.manager }}` fetches all below `managers/`, as far as can be told before something is chosen. */
function fetchedPaths(url: string): RegExp {
  const folder = url.replace(/^(?:\.\/)+|^\.$|\/+$/g, '');
  if (folder === '') return /^/;
  const source = folder
    .split(EXPRESSION)
    .map(literal => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}(?:/|$)`);
}
