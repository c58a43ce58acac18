import type { Page, Route } from '@playwright/test';

const SERVICES = 10_000;
const API = '**/api/dockerfile-scorecard';
const LEVELS = ['none', 'bronze', 'silver', 'gold'] as const;

/** The n-th of the services; every fourth has the same level. */
function service(n: number) {
  const name = `service-${String(n).padStart(5, '0')}`;
  return {
    entityRef: `component:default/${name}`,
    kind: 'Component',
    namespace: 'default',
    name,
    state: 'scored',
    level: LEVELS[n % LEVELS.length],
    score: n % 100,
    owner: `group:default/team-${n % 200}`,
    lifecycle: 'production',
    type: 'service',
    tags: ['python'],
    dockerfileCount: 1,
    firstFinding: {
      rule: 'runs-as-root',
      title: 'The container runs as root',
      message: 'No USER says otherwise.',
      severity: 'high',
      path: 'Dockerfile',
      line: 7,
    },
    failingRules: ['runs-as-root'],
    baseImages: [{ reference: 'python:3.13-slim-trixie', use: 'final' }],
    stale: false,
  };
}

function answer(route: Route, body: unknown) {
  return route.fulfill({ json: body });
}

/**
 * Answers for a fleet of 10,000 services at once, so that only the browser is measured; what the backend takes for such a fleet is
 * measured where the backend is.
 */
export async function serveLargeFleet(page: Page): Promise<void> {
  const levels = Object.fromEntries(
    LEVELS.map(level => [level, SERVICES / LEVELS.length]),
  );
  const total = {
    key: '',
    services: SERVICES,
    levels,
    notScored: 0,
    averageScore: 50,
  };
  await page.route(`${API}/scorecards?*`, route => {
    const query = new URL(route.request().url()).searchParams;
    const level = query.get('level');
    const numbers = Array.from({ length: SERVICES }, (_, n) => n).filter(
      n => !level || LEVELS[n % LEVELS.length] === level,
    );
    const limit = Number(query.get('limit') ?? 50);
    return answer(route, {
      items: numbers.slice(0, limit).map(service),
      totalItems: numbers.length,
      pageInfo: { nextCursor: 'next' },
    });
  });
  await page.route(`${API}/fleet/summary?*`, route =>
    answer(route, { total, items: [total] }),
  );
  await page.route(`${API}/scans`, route =>
    answer(route, {
      services: SERVICES,
      due: 0,
      running: 0,
      done: SERVICES,
      failed: [],
    }),
  );
}
