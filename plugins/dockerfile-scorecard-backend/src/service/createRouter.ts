import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type express from 'express';
import { createOpenApiRouter } from '../schema/openapi';
import { TooManyRequestsError } from './errors';
import { parseListQuery, parseServiceRef } from './request';
import type { ScorecardService } from './types';

export interface RouterOptions {
  service: ScorecardService;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}

/** Binds the API to HTTP. Errors are typed; the handler of the backend gives them their status. */
export async function createRouter(
  options: RouterOptions,
): Promise<express.Router> {
  const { service, httpAuth, auditor } = options;
  const router = await createOpenApiRouter();

  router.get('/scorecards', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const query = parseListQuery(req.query);
    res.json(await service.list(query, { credentials }));
  });

  router.get('/scorecards/:kind/:namespace/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    res.json(await service.get(parseServiceRef(req.params), { credentials }));
  });

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
      if (error instanceof TooManyRequestsError) {
        const seconds = (error.retryAt.getTime() - Date.now()) / 1000;
        res.setHeader('Retry-After', Math.max(1, Math.ceil(seconds)));
      }
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
