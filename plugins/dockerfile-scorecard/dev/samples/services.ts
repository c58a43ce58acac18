import type {
  DockerfileScorecard,
  Scorecard,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { compareLevels } from 'dockerfile-scorecard-engine/verdict';
import { broken, template } from './broken';
import { flask } from './flask';
import { gold } from './gold';
import { many } from './many';
import { sampleRules } from './rules';

/** A service; level, score and the rest follow from its Dockerfiles as the backend works them out. */
export function service(
  name: string,
  dockerfiles: DockerfileScorecard[],
  more: Partial<Scorecard> = {},
): Scorecard {
  const judged = dockerfiles.flatMap(({ path, evaluation, failingSince }) =>
    evaluation.kind === 'judged' ? [{ path, evaluation, failingSince }] : [],
  );
  const [worst] = [...judged].sort((a, b) =>
    compareLevels(a.evaluation.level, b.evaluation.level),
  );
  const failing = judged.flatMap(one =>
    one.evaluation.checks.filter(check => check.state === 'fail'),
  );
  const first = worst?.evaluation.checks.find(check => check.state === 'fail')
    ?.findings[0];
  const unjudged = dockerfiles.length > 0 ? 'not-judged' : 'no-dockerfile';
  return {
    entityRef: `component:default/${name}`,
    kind: 'component',
    namespace: 'default',
    name,
    state: judged.length > 0 ? 'scored' : unjudged,
    level: worst?.evaluation.level ?? 'none',
    score: worst?.evaluation.score ?? null,
    owner: 'group:default/payments',
    system: 'system:default/shop',
    lifecycle: 'production',
    type: 'service',
    tags: ['python'],
    dockerfileCount: dockerfiles.length,
    firstFinding: first && {
      rule: first.rule,
      title:
        sampleRules.find(rule => rule.id === first.rule)?.title ?? first.rule,
      message: first.message,
      severity: first.severity,
      path: worst.path,
      line: first.range.start.line,
    },
    failingRules: [...new Set(failing.map(check => check.rule))].sort(),
    baseImages: judged.flatMap(one =>
      one.evaluation.baseImages.flatMap(image =>
        image.reference
          ? [
              {
                reference: image.reference,
                family: image.family,
                endOfLife: image.endOfLife,
                use: image.use,
              },
            ]
          : [],
      ),
    ),
    revision: '3f2c1a9d4be07755c1a2e0f8d6b9c3a1e4f50712',
    scannedAt: new Date(Date.now() - 4 * 60_000).toISOString(),
    failingSince: Object.values(worst?.failingSince ?? {}).sort()[0],
    stale: false,
    nextLevel: worst?.evaluation.nextLevel ?? null,
    dockerfiles,
    waivers: [],
    repository: { url: 'https://git.example.com/shop/orders' },
    allowed: { rescan: true, requestWaiver: true, approveWaiver: false },
    scan: { status: 'idle' },
    ...more,
  };
}

const never = {
  scannedAt: undefined,
  revision: undefined,
  repository: undefined,
};

/** One service for each thing there is to see. */
export const sampleServices: Scorecard[] = [
  service('orders-api', [flask]),
  service('search-api', [gold], {
    owner: 'group:default/search',
    system: 'system:default/discovery',
  }),
  service('platform', [many], { owner: 'group:default/platform' }),
  service('shop', [
    {
      ...gold,
      path: 'services/cart/Dockerfile',
      evaluation: { ...gold.evaluation, path: 'services/cart/Dockerfile' },
    },
    flask,
    {
      ...broken,
      path: 'services/mail/Dockerfile',
      evaluation: { ...broken.evaluation, path: 'services/mail/Dockerfile' },
    },
  ]),
  service('invoices', [broken]),
  service('service-template', [template], { lifecycle: 'experimental' }),
  service('billing', [flask], {
    stale: true,
    reason: 'git.example.com did not answer within 30 seconds.',
    scannedAt: new Date(Date.now() - 3 * 86_400_000).toISOString(),
    allowed: { rescan: false, requestWaiver: false, approveWaiver: false },
  }),
  service('design-tokens', [], { type: 'library' }),
  service('new-service', [], {
    ...never,
    state: 'pending',
    scan: { status: 'queued', position: 3 },
  }),
  service('vault-proxy', [], {
    ...never,
    state: 'failed',
    reason:
      'The repository refused the token of the portal: 403 from git.example.com.',
  }),
  service('sandbox', [], {
    ...never,
    state: 'excluded',
    reason: 'The annotation dockerfile-scorecard/exclude says so.',
    allowed: { rescan: false, requestWaiver: false, approveWaiver: false },
  }),
];
