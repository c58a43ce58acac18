import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { createOpenApiRouter } from '../../schema/openapi';
import { audited } from '../audited';
import { checkText, parseLimit } from '../request';
import type { DefaultCampaignService } from './DefaultCampaignService';

/** Binds campaigns to HTTP. Every change leaves a record. */
export function addCampaignRoutes(options: {
  router: Awaited<ReturnType<typeof createOpenApiRouter>>;
  campaigns: DefaultCampaignService;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}): void {
  const { router, campaigns, httpAuth, auditor } = options;

  router.get('/campaigns', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    res.json(await campaigns.list({ credentials }));
  });

  router.post('/campaigns', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const { title, due } = req.body;
    const campaign = await audited({
      auditor,
      eventId: 'campaign-create',
      request: req,
      meta: { title, due },
      act: () => campaigns.create(req.body, { credentials }),
    });
    res.status(201).json(campaign);
  });

  router.get('/campaigns/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const id = checkText('id', req.params.id);
    const limit = parseLimit(req.query.limit);
    res.json(await campaigns.get(id, { limit }, { credentials }));
  });

  router.post('/campaigns/:id/close', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const id = checkText('id', req.params.id);
    const campaign = await audited({
      auditor,
      eventId: 'campaign-close',
      request: req,
      meta: { id },
      act: () => campaigns.close(id, { credentials }),
    });
    res.json(campaign);
  });
}
