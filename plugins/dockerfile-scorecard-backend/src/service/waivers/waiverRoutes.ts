import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { WaiverState } from 'backstage-plugin-dockerfile-scorecard-common';
import type { createOpenApiRouter } from '../../schema/openapi';
import { audited } from '../audited';
import {
  checkText,
  parseChoices,
  parseLimit,
  parseRefs,
  parseTexts,
} from '../request';
import type {
  DefaultWaiverService,
  WaiverDecision,
} from './DefaultWaiverService';

const states: readonly WaiverState[] = [
  'requested',
  'approved',
  'rejected',
  'revoked',
  'expired',
];

/** Binds waivers to HTTP. Every change leaves a record. */
export function addWaiverRoutes(options: {
  router: Awaited<ReturnType<typeof createOpenApiRouter>>;
  waivers: DefaultWaiverService;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}): void {
  const { router, waivers, httpAuth, auditor } = options;

  router.get('/waivers', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const { entity, rule, waiverState, limit, offset } = req.query;
    res.json(
      await waivers.list(
        {
          filters: {
            entityRefs: parseRefs('entity', entity, 'component'),
            rules: parseTexts('rule', rule),
            states: parseChoices('waiverState', waiverState, states),
          },
          limit: parseLimit(limit),
          offset: offset ?? 0,
        },
        { credentials },
      ),
    );
  });

  router.post('/waivers', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const { entityRef, rule, reason, until } = req.body;
    const [ref] = parseRefs('entityRef', [entityRef], 'component');
    const waiver = await audited({
      auditor,
      eventId: 'waiver-request',
      request: req,
      meta: { entityRef: ref, rule, until },
      act: () =>
        waivers.request(
          {
            entityRef: ref,
            rule: checkText('rule', rule),
            reason: checkText('reason', reason),
            until: checkText('until', until),
          },
          { credentials },
        ),
    });
    res.status(201).json(waiver);
  });

  for (const decision of ['approve', 'reject', 'revoke'] as const) {
    addDecision(options, decision);
  }
}

function addDecision(
  { router, waivers, httpAuth, auditor }: Parameters<typeof addWaiverRoutes>[0],
  decision: WaiverDecision,
): void {
  router.post(`/waivers/:id/${decision}` as const, async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const id = checkText('id', req.params.id);
    const { comment } = req.body;
    const waiver = await audited({
      auditor,
      eventId: 'waiver-decide',
      request: req,
      meta: { id, decision },
      act: () =>
        waivers.decide(
          id,
          decision,
          comment === undefined ? undefined : checkText('comment', comment),
          { credentials },
        ),
    });
    res.json(waiver);
  });
}
