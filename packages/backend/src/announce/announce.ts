import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';

const POLL_MS = 500;
const GIVE_UP_MS = 10 * 60 * 1000;

/** Part of the answer of `GET /scans` that tells whether the first scan is over. */
interface Scans {
  services: number;
  due: number;
  running: number;
  failed: unknown[];
  lastSync?: string;
}

/** Prints the address of the portal once every service of the catalog has been scanned. */
export const announce = createBackendPlugin({
  pluginId: 'announce',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ auth, config, discovery, lifecycle, logger }) {
        const stop = new AbortController();
        lifecycle.addShutdownHook(() => stop.abort());

        async function readScans(): Promise<Scans | undefined> {
          const base = await discovery.getBaseUrl('dockerfile-scorecard');
          const { token } = await auth.getPluginRequestToken({
            onBehalfOf: await auth.getOwnServiceCredentials(),
            targetPluginId: 'dockerfile-scorecard',
          });
          const response = await fetch(`${base}/scans`, {
            headers: { authorization: `Bearer ${token}` },
            signal: stop.signal,
          });
          return response.ok ? response.json() : undefined;
        }

        async function waitForScans() {
          const until = Date.now() + GIVE_UP_MS;
          while (!stop.signal.aborted && Date.now() < until) {
            const scans = await readScans().catch(() => undefined);
            const scanned =
              scans?.lastSync !== undefined &&
              scans.services > 0 &&
              scans.due + scans.running === 0;
            if (scanned) {
              const failed = scans.failed.length;
              logger.info(
                `Ready: ${config.getString('app.baseUrl')} — ${
                  scans.services
                } services scanned${
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
