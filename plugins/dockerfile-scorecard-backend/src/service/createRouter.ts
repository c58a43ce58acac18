import type {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { json, type Router } from 'express';
import { createOpenApiRouter } from '../schema/openapi';
import type { DryRuns } from '../dryRun';
import { addCampaignRoutes, type DefaultCampaignService } from './campaigns';
import { addPolicyRoutes } from './policyRoutes';
import { addWaiverRoutes, type DefaultWaiverService } from './waivers';
import { setRetryAfter } from './retryAfter';
import { addFleetRoutes, badge, type DefaultFleetService } from './fleet';
import {
  parseHistoryCursor,
  parseLimit,
  parseListQuery,
  parseServiceRef,
} from './request';
import type { ScorecardService } from './types';

export interface RouterOptions {
  service: ScorecardService;
  fleet: DefaultFleetService;
  dryRuns: DryRuns;
  waivers: DefaultWaiverService;
  campaigns: DefaultCampaignService;
  permissions: PermissionsService;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}

/** Binds the API to HTTP. Errors are typed; the handler of the backend gives them their status. */
export async function createRouter(options: RouterOptions): Promise<Router> {
  const { service, fleet, httpAuth, auditor } = options;
  const router = await createOpenApiRouter({
    // A Dockerfile to evaluate may have 1 MiB; JSON makes it longer.
    middleware: [json({ limit: '4mb' })],
  });
  addFleetRoutes({ router, fleet, httpAuth });
  addPolicyRoutes({ router, ...options });
  addWaiverRoutes({ router, ...options });
  addCampaignRoutes({ router, ...options });

  router.get('/scorecards', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const query = parseListQuery(req.query);
    res.json(await service.list(query, { credentials }));
  });

  router.get('/scorecards/:kind/:namespace/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    res.json(await service.get(parseServiceRef(req.params), { credentials }));
  });

  router.get('/scorecards/:kind/:namespace/:name/history', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    res.json(
      await service.history(
        parseServiceRef(req.params),
        {
          limit: parseLimit(req.query.limit),
          before: parseHistoryCursor(req.query.cursor),
        },
        { credentials },
      ),
    );
  });

  router.get('/scorecards/:kind/:namespace/:name/fixes', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const { items } = await service.fixes(parseServiceRef(req.params), {
      credentials,
    });
    res.json({
      items: items.map(({ path, fixes }) => ({
        path,
        fixes: fixes.map(fix => ({ ...fix })),
      })),
    });
  });

  router.get(
    '/scorecards/:kind/:namespace/:name/rewrites',
    async (req, res) => {
      const credentials = await httpAuth.credentials(req);
      const { items } = await service.rewrites(parseServiceRef(req.params), {
        credentials,
      });
      res.json({
        items: items.map(({ path, rewrite }) => ({
          path,
          rewrite: { ...rewrite },
        })),
      });
    },
  );

  router.get(
    '/scorecards/:kind/:namespace/:name/badge.svg',
    async (req, res) => {
      const credentials = await httpAuth.credentials(req);
      const summary = await service.summary(parseServiceRef(req.params), {
        credentials,
      });
      res.setHeader('Content-Type', 'image/svg+xml; charset=utf-8');
      res.setHeader('Cache-Control', 'private, max-age=300');
      res.send(badge(summary));
    },
  );

  router.post('/scorecards/:kind/:namespace/:name/scan', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const { kind, namespace, name } = req.params;
    const event = await auditor.createEvent({
      eventId: 'scan-request',
      severityLevel: 'low',
      request: req,
      meta: { kind, namespace, name },
    });
    try {
      const ticket = await service.requestScan(parseServiceRef(req.params), {
        credentials,
      });
      await event.success({ meta: { status: ticket.status } });
      res.status(202).json(ticket);
    } catch (error) {
      await event.fail({
        error: error instanceof Error ? error : new Error(String(error)),
      });
      setRetryAfter(res, error);
      throw error;
    }
  });

  router.get('/scans', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    res.json(await service.scans({ credentials }));
  });

  router.get('/rules', async (req, res) => {
    await httpAuth.credentials(req);
    const { items } = service.rules();
    res.json({
      items: items.map(rule => ({ ...rule, aliases: [...rule.aliases] })),
    });
  });

  return router;
}
