import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The resource of all permissions here is the catalog entity, so that a policy can decide with the catalog's own
 * conditions, e.g. "only who owns the service". The catalog exports this constant from an alpha entry point only.
 */
const CATALOG_ENTITY = 'catalog-entity';

/**
 * To have a service scanned at once.
 *
 * Reading scorecards has no permission of its own: who may see a service in the catalog may see its scorecard.
 *
 * @public
 */
export const dockerfileScorecardScanCreatePermission = createPermission({
  name: 'dockerfileScorecard.scan.create',
  attributes: { action: 'create' },
  resourceType: CATALOG_ENTITY,
});

/**
 * To ask for a waiver for a rule that fails.
 *
 * @public
 */
export const dockerfileScorecardWaiverCreatePermission = createPermission({
  name: 'dockerfileScorecard.waiver.create',
  attributes: { action: 'create' },
  resourceType: CATALOG_ENTITY,
});

/**
 * To approve, reject or revoke a waiver.
 *
 * @public
 */
export const dockerfileScorecardWaiverApprovePermission = createPermission({
  name: 'dockerfileScorecard.waiver.approve',
  attributes: { action: 'update' },
  resourceType: CATALOG_ENTITY,
});

/**
 * To try out a policy on the stored fleet. It takes the backend's time, and shows only what the caller may see anyway.
 *
 * @public
 */
export const dockerfileScorecardPolicyDryRunPermission = createPermission({
  name: 'dockerfileScorecard.policy.dryRun',
  attributes: { action: 'read' },
});

/**
 * To set goals for services, and to close them. Reading them has no permission of its own: campaigns show what the caller may see.
 *
 * @public
 */
export const dockerfileScorecardCampaignManagePermission = createPermission({
  name: 'dockerfileScorecard.campaign.manage',
  attributes: { action: 'update' },
});

/**
 * All permissions of the plugin.
 *
 * @public
 */
export const dockerfileScorecardPermissions = [
  dockerfileScorecardScanCreatePermission,
  dockerfileScorecardWaiverCreatePermission,
  dockerfileScorecardWaiverApprovePermission,
  dockerfileScorecardPolicyDryRunPermission,
  dockerfileScorecardCampaignManagePermission,
];
