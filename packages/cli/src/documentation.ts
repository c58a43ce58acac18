/** Where the documentation is; the same as `homepage` in the package.json of this repository. */
export const DOCUMENTATION =
  'https://github.com/dockerfile-scorecard/dockerfile-scorecard#readme';

const RULES =
  'https://github.com/dockerfile-scorecard/dockerfile-scorecard/blob/main/docs/rules';

/** The page of a rule. */
export function ruleDocumentation(id: string): string {
  return `${RULES}/${id}.md`;
}
