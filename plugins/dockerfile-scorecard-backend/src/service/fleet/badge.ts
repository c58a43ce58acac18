import type { ScorecardSummary } from 'backstage-plugin-dockerfile-scorecard-common';

const LABEL = 'Dockerfile';

const colors: Record<string, string> = {
  gold: '#8a6d00',
  silver: '#5f6b76',
  bronze: '#8c5523',
  none: '#b3261e',
};
const OTHER = '#6e6e6e';

/** Average width of a character at 11 px, in pixels. */
const CHARACTER = 6.6;
const PADDING = 12;

/** A badge with the level of a service, to be shown in a README. */
export function badge({ state, level, score }: ScorecardSummary): string {
  const value =
    state === 'scored'
      ? `${level}${score === null ? '' : ` ${score}`}`
      : state.replaceAll('-', ' ');
  const color = state === 'scored' ? colors[level] : OTHER;
  const left = Math.round(LABEL.length * CHARACTER + PADDING);
  const right = Math.round(value.length * CHARACTER + PADDING);
  const width = left + right;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${LABEL}: ${value}">
  <title>${LABEL}: ${value}</title>
  <clipPath id="r"><rect width="${width}" height="20" rx="3"/></clipPath>
  <g clip-path="url(#r)">
    <rect width="${left}" height="20" fill="#444"/>
    <rect x="${left}" width="${right}" height="20" fill="${color}"/>
  </g>
  <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
    <text x="${left / 2}" y="14">${LABEL}</text>
    <text x="${left + right / 2}" y="14">${value}</text>
  </g>
</svg>
`;
}
