import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogScmEventsServiceRef } from '@backstage/plugin-catalog-node/alpha';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { durationToMilliseconds } from '@backstage/types';
import { dockerfileScorecardPermissions } from 'backstage-plugin-dockerfile-scorecard-common';
import {
  repositoryReadersExtensionPoint,
  type RepositoryReader,
} from 'backstage-plugin-dockerfile-scorecard-node';
import { resolvePolicy } from 'dockerfile-scorecard-engine';
import { readScorecardConfig, type ScorecardConfig } from './config';
import { createScanning } from './createScanning';
import { connect } from './database';
import { registerActions } from './actions';
import { afterQuiet, createChangeSignal, subscribeToPushes } from './events';
import { scheduleDigests } from './notifications';
import { createScanMetrics } from './metrics';
import { DryRuns } from './dryRun';
import { createEngine } from './evaluation/createEngine';
import {
  LocalDirectoryReader,
  readScmIntegrations,
  RepositoryReaders,
  UrlRepositoryReader,
} from './readers';
import {
  CatalogVisibility,
  createRouter,
  DefaultCampaignService,
  DefaultFleetService,
  DefaultScorecardService,
  DefaultWaiverService,
} from './service';

/** Time that the catalog gets to read its files again after an event. Milliseconds. */
const CATALOG_SETTLES_MS = 15_000;

/**
 * Scans the Dockerfiles of every service in the catalog and keeps their scorecards.
 *
 * @public
 */
export const dockerfileScorecardPlugin = createBackendPlugin({
  pluginId: 'dockerfile-scorecard',
  register(env) {
    const addedReaders: RepositoryReader[] = [];
    env.registerExtensionPoint(repositoryReadersExtensionPoint, {
      addReader: reader => void addedReaders.push(reader),
    });

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        rootConfig: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        actions: actionsRegistryServiceRef,
        events: eventsServiceRef,
        metrics: metricsServiceRef,
        notifications: notificationService,
        scmEvents: catalogScmEventsServiceRef,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
      },
      async init(deps) {
        const { catalog, lifecycle, logger, permissions, rootConfig } = deps;
        const config = readScorecardConfig(rootConfig, resolvePolicy);
        const engine = createEngine(config.policy);
        const integrations = readScmIntegrations(rootConfig);
        const knex = await connect(deps.database);

        const signal = createChangeSignal({ signals: deps.signals, logger });
        const scanMetrics = createScanMetrics({ metrics: deps.metrics, knex });
        const scanning = createScanning({
          knex,
          logger,
          auth: deps.auth,
          catalog,
          scheduler: deps.scheduler,
          integrations,
          readers: new RepositoryReaders({
            readers: [
              ...addedReaders,
              new LocalDirectoryReader({ roots: config.localRoots }),
              new UrlRepositoryReader({
                reader: deps.urlReader,
                integrations,
              }),
            ],
          }),
          engine,
          config,
          onScanned(outcome, seconds) {
            scanMetrics.scanned(outcome, seconds);
            signal.changed();
          },
        });

        const visibility = new CatalogVisibility({
          permissions,
          catalog,
          filter: config.services.filter,
        });
        const today = () => new Date().toISOString().slice(0, 10);
        const dryRuns = new DryRuns({
          knex,
          logger,
          visibility,
          engineFor: createEngine,
          today,
        });
        deps.permissionsRegistry.addPermissions(dockerfileScorecardPermissions);
        const service = new DefaultScorecardService({
          knex,
          permissions,
          visibility,
          integrations,
          engine,
          today,
          cooldown: config.scan.cooldown,
          requestsPerUser: config.scan.requestsPerUser,
          syncFrequency: syncFrequency(config),
          onScanRequested: () => scanning.wake(),
        });
        const fleet = new DefaultFleetService({
          knex,
          visibility,
          engine,
          today,
        });
        const campaigns = new DefaultCampaignService({
          knex,
          permissions,
          visibility,
          rules: engine.rules,
          today,
        });
        registerActions({ actions: deps.actions, service, fleet, campaigns });
        deps.httpRouter.use(
          await createRouter({
            service,
            fleet,
            dryRuns,
            campaigns,
            waivers: new DefaultWaiverService({
              knex,
              permissions,
              visibility,
              rules: engine.rules,
              today,
              onChanged: () => scanning.wake(),
            }),
            permissions,
            httpAuth: deps.httpAuth,
            auditor: deps.auditor,
          }),
        );

        await scanning.schedule();
        if (config.dailyDigest) {
          await scheduleDigests({ ...deps, knex });
        }
        lifecycle.addStartupHook(() => scanning.start());
        const catalogChanges = afterQuiet(
          CATALOG_SETTLES_MS,
          () => void scanning.sync(),
        );
        const pushes = await subscribeToPushes({
          knex,
          logger,
          events: deps.events,
          scmEvents: deps.scmEvents,
          onChanged: () => scanning.wake(),
          onCatalogChanged: () => catalogChanges.ask(),
        });
        lifecycle.addShutdownHook(async () => {
          pushes.unsubscribe();
          catalogChanges.stop();
          signal.stop();
          await Promise.all([scanning.stop(), dryRuns.stop()]);
        });
      },
    });
  },
});

/** Milliseconds; undefined when the schedule is a cron expression or only started by hand. */
function syncFrequency({ schedule }: ScorecardConfig): number | undefined {
  const { frequency } = schedule;
  return 'cron' in frequency || 'trigger' in frequency
    ? undefined
    : durationToMilliseconds(frequency);
}
