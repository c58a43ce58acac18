import type { Endpoint } from './measure';

const list = (query: string) => `/scorecards?${query}`;

/** What the pages of the portal ask for. A page behind the others has a cursor that is only known while it runs. */
export const endpoints: readonly Endpoint[] = [
  { name: 'list, first page', path: list('limit=50') },
  { name: 'list, owner (one team)', path: list('owner=group:default/g-200') },
  { name: 'list, owner (all teams)', path: list('owner=group:default/g-0') },
  { name: 'list, system', path: list('system=system:default/sys-7') },
  { name: 'list, level=gold', path: list('level=gold') },
  { name: 'list, level=none', path: list('level=none') },
  { name: 'list, rule that often fails', path: list('rule=runs-as-root') },
  {
    name: 'list, rule that rarely fails',
    path: list('rule=secret-in-build-arg'),
  },
  {
    name: 'list, rule that passes',
    path: list('rule=runs-as-root&ruleState=pass'),
  },
  { name: 'list, text of one', path: list('q=gateway+12345') },
  { name: 'list, text of many', path: list('q=payments') },
  { name: 'list, tag', path: list('tag=tag-7') },
  { name: 'list, lifecycle', path: list('lifecycle=deprecated') },
  { name: 'list, state=failed', path: list('state=failed') },
  { name: 'list, image', path: list('image=python:3.9*') },
  {
    name: 'list, end of life',
    path: list('endOfLifeBefore=2026-11-26'),
  },
  { name: 'list, by score', path: list('orderBy=score:asc') },
  { name: 'list, by level', path: list('orderBy=level:desc') },
  { name: 'list, by change', path: list('orderBy=changedAt:desc') },
  {
    name: 'list, owner + level by score',
    path: list('owner=group:default/g-1&level=none&orderBy=score:asc'),
  },
  { name: 'summary by level', path: '/fleet/summary?groupBy=level' },
  { name: 'summary by owner', path: '/fleet/summary?groupBy=owner' },
  { name: 'summary by system', path: '/fleet/summary?groupBy=system' },
  { name: 'summary by lifecycle', path: '/fleet/summary?groupBy=lifecycle' },
  { name: 'summary by rule', path: '/fleet/summary?groupBy=rule' },
  {
    name: 'summary by rule of a team',
    path: '/fleet/summary?groupBy=rule&owner=group:default/g-200',
  },
  { name: 'trend, 90 days', path: '/fleet/trend' },
  {
    name: 'trend of a team',
    path: '/fleet/trend?owner=group:default/g-200',
  },
  { name: 'movement, 7 days', path: '/fleet/movement' },
  { name: 'movement, 30 days', path: '/fleet/movement?days=30' },
  { name: 'base images', path: '/base-images' },
  { name: 'impact of a ban', path: '/base-images/impact?ban=python:3.9*' },
  { name: 'rules', path: '/rules' },
  { name: 'one rule', path: '/rules/runs-as-root' },
  { name: 'scans', path: '/scans' },
  { name: 'one scorecard', path: '/scorecards/component/default/svc-123' },
  { name: 'badge', path: '/scorecards/component/default/svc-123/badge.svg' },
  {
    name: 'CSV, first bytes',
    path: '/scorecards.csv?level=gold',
    firstByte: true,
  },
  { name: 'list of a team', path: list('limit=50'), user: 'team' },
  {
    name: 'summary by owner of a team',
    path: '/fleet/summary?groupBy=owner',
    user: 'team',
  },
  { name: 'list of half of the fleet', path: list('limit=50'), user: 'half' },
  {
    name: 'summary by level of half',
    path: '/fleet/summary?groupBy=level',
    user: 'half',
  },
  { name: 'scans of half', path: '/scans', user: 'half' },
];
