import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { pipeline } from 'node:stream/promises';
import type { createOpenApiRouter } from '../../schema/openapi';
import {
  checkText,
  parseFilters,
  parseLimit,
  parseOrder,
  parseTexts,
} from '../request';
import { csvHeader, toCsv } from './csv';
import type { DefaultFleetService } from './DefaultFleetService';

const DEFAULT_TREND_DAYS = 90;
const DEFAULT_MOVEMENT_DAYS = 7;

/** Binds what looks at the fleet as a whole to HTTP. */
export function addFleetRoutes(options: {
  router: Awaited<ReturnType<typeof createOpenApiRouter>>;
  fleet: DefaultFleetService;
  httpAuth: HttpAuthService;
}): void {
  const { router, fleet, httpAuth } = options;

  router.get('/fleet/summary', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const filters = parseFilters(req.query);
    const groupBy = req.query.groupBy ?? 'level';
    res.json(await fleet.summary({ filters, groupBy }, { credentials }));
  });

  router.get('/fleet/trend', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const filters = parseFilters(req.query);
    const days = req.query.days ?? DEFAULT_TREND_DAYS;
    res.json(await fleet.trend({ filters, days }, { credentials }));
  });

  router.get('/fleet/movement', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const filters = parseFilters(req.query);
    const days = req.query.days ?? DEFAULT_MOVEMENT_DAYS;
    const limit = parseLimit(req.query.limit);
    res.json(await fleet.movement({ filters, days, limit }, { credentials }));
  });

  router.get('/base-images', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const filters = parseFilters(req.query);
    const limit = parseLimit(req.query.limit);
    const offset = req.query.offset ?? 0;
    res.json(
      await fleet.baseImages({ filters, limit, offset }, { credentials }),
    );
  });

  router.get('/base-images/impact', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const filters = parseFilters(req.query);
    const limit = parseLimit(req.query.limit);
    const ban = parseTexts('ban', req.query.ban);
    const allow = parseTexts('allow', req.query.allow);
    res.json(
      await fleet.impact({ filters, ban, allow, limit }, { credentials }),
    );
  });

  router.get('/rules/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const details = await fleet.rule(checkText('id', req.params.id), {
      credentials,
    });
    const { rule } = details;
    res.json({ ...details, rule: { ...rule, aliases: [...rule.aliases] } });
  });

  router.post('/evaluations', async (req, res) => {
    await httpAuth.credentials(req);
    res.json({ evaluation: { ...fleet.evaluate(req.body) } });
  });

  router.get('/scorecards.csv', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const filters = parseFilters(req.query);
    const order = parseOrder(req.query.orderBy);
    const pages = fleet.export({ filters, order }, { credentials });
    // An error of the first page still gets its status.
    const first = await pages.next();
    res.status(200);
    res.setHeader('Content-Type', 'text/csv; charset=utf-8');
    res.setHeader(
      'Content-Disposition',
      'attachment; filename="dockerfile-scorecards.csv"',
    );
    await pipeline(async function* rows() {
      yield csvHeader;
      if (!first.done) yield toCsv(first.value);
      for await (const page of pages) yield toCsv(page);
    }, res);
  });
}
