import type {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { dockerfileScorecardPolicyDryRunPermission } from 'backstage-plugin-dockerfile-scorecard-common';
import type { PolicyConfig } from 'dockerfile-scorecard-engine';
import type { DryRuns } from '../dryRun';
import type { createOpenApiRouter } from '../schema/openapi';
import { audited } from './audited';
import { checkText, parseFilters } from './request';
import { setRetryAfter } from './retryAfter';

/** Binds trying out policies to HTTP. */
export function addPolicyRoutes(options: {
  router: Awaited<ReturnType<typeof createOpenApiRouter>>;
  dryRuns: DryRuns;
  permissions: PermissionsService;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}): void {
  const { router, dryRuns, permissions, httpAuth, auditor } = options;

  router.post('/policy/dry-run', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const filters = parseFilters(req.query);
    const policy = req.body.policy as PolicyConfig;
    try {
      const dryRun = await audited({
        auditor,
        eventId: 'policy-dry-run',
        request: req,
        meta: {},
        async act() {
          const permission = dockerfileScorecardPolicyDryRunPermission;
          const [decision] = await permissions.authorize([{ permission }], {
            credentials,
          });
          if (decision.result !== AuthorizeResult.ALLOW) {
            throw new NotAllowedError(
              `You may not try out policies; it needs the permission ${permission.name}`,
            );
          }
          return dryRuns.start({ policy, filters }, credentials);
        },
      });
      res.status(202).json(dryRun);
    } catch (error) {
      setRetryAfter(res, error);
      throw error;
    }
  });

  router.get('/policy/dry-run/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    res.json(await dryRuns.get(checkText('id', req.params.id), credentials));
  });
}
