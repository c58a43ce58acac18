import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';

const POLL_MS = 300;
const GIVE_UP_MS = 10 * 60 * 1000;
/** The catalog fills step by step; it is complete when nothing was added for this long. */
const QUIET_MS = 2_500;

/** Part of the answer of `GET /scans` that tells whether the first scan is over. */
interface Scans {
  services: number;
  due: number;
  running: number;
  done: number;
  failed: unknown[];
  lastSync?: string;
}

/** For those who watch the portal start. */
function progressOf(
  { services, done, failed }: Scans,
  components: number | undefined,
): string {
  return `Scanned ${done + failed.length} of ${Math.max(
    services,
    components ?? 0,
  )} services`;
}

/** Prints the address of the portal once every service of the catalog has been scanned. */
export const announce = createBackendPlugin({
  pluginId: 'announce',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ auth, catalog, config, discovery, lifecycle, logger }) {
        const stop = new AbortController();
        lifecycle.addShutdownHook(() => stop.abort());

        async function read<T>(path: string): Promise<T | undefined> {
          const base = await discovery.getBaseUrl('dockerfile-scorecard');
          const { token } = await auth.getPluginRequestToken({
            onBehalfOf: await auth.getOwnServiceCredentials(),
            targetPluginId: 'dockerfile-scorecard',
          });
          const response = await fetch(`${base}/${path}`, {
            headers: { authorization: `Bearer ${token}` },
            signal: stop.signal,
          });
          return response.ok ? response.json() : undefined;
        }

        async function countComponents(): Promise<number> {
          const { totalItems } = await catalog.queryEntities(
            { filter: { kind: 'Component' }, limit: 1 },
            { credentials: await auth.getOwnServiceCredentials() },
          );
          return totalItems;
        }

        async function waitForScans() {
          const until = Date.now() + GIVE_UP_MS;
          let components: number | undefined;
          let unchangedSince = Date.now();
          let told = '';
          while (!stop.signal.aborted && Date.now() < until) {
            const scans = await read<Scans>('scans').catch(() => undefined);
            const listed = await read<{ totalItems: number }>(
              'scorecards?limit=1',
            ).catch(() => undefined);
            const count = await countComponents().catch(() => undefined);
            if (count !== undefined && count !== components) {
              // a catalog that is there from the last time is complete at once
              const kept = components === undefined && count > 0;
              unchangedSince = kept ? 0 : Date.now();
              components = count;
            }
            const progress = scans && progressOf(scans, components);
            if (progress && progress !== told) {
              told = progress;
              logger.info(progress);
            }
            const scanned =
              scans?.lastSync !== undefined &&
              components !== undefined &&
              components > 0 &&
              listed?.totalItems === components &&
              Date.now() - unchangedSince >= QUIET_MS &&
              scans.due + scans.running === 0;
            if (scanned) {
              const failed = scans.failed.length;
              logger.info(
                `Ready: ${config.getString(
                  'app.baseUrl',
                )} — ${components} services scanned${
                  failed > 0 ? `, ${failed} could not be read` : ''
                }`,
              );
              return;
            }
            await new Promise(resolve => setTimeout(resolve, POLL_MS));
          }
          if (!stop.signal.aborted) {
            logger.warn(
              `Not every service is scanned yet; see ${config.getString(
                'app.baseUrl',
              )}/dockerfile-scorecard`,
            );
          }
        }
        lifecycle.addStartupHook(() => {
          waitForScans();
        });
      },
    });
  },
});
