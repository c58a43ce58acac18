/**
 * The portal with the sample organisation, from a fresh clone: installs, builds, runs, and says how far it is. PORTAL_PORT and
 * PORTAL_DATA move it; PORTAL_LOG=all shows the log, which is in the file portal.log of the data folder otherwise.
 */
import { join, relative } from 'node:path';
import { root } from './run';
import { buildFrontend } from './start/buildFrontend';
import {
  portalPlace,
  requireFreePort,
  requireWritable,
  type PortalPlace,
} from './start/checks';
import { Failure, runTask } from './start/failure';
import { install } from './start/install';
import { startPortal, untilEnd } from './start/portal';
import { PortalLog } from './start/portalLog';
import { Progress } from './start/progress';

function readyText(summary: string, place: PortalPlace, log: string): string {
  return `
The portal is ready: http://localhost:${place.port}

  1. Choose Enter to sign in as a guest.
  2. Open Dockerfiles, then orders-api: two stages, a small image, and it cannot start.
  3. Open Create, then Python service: the form shows the Dockerfile and its level before anything is written.

${summary}
Log: ${relative(
    root,
    log,
  )} (PORTAL_LOG=all shows it here). To stop the portal, press Ctrl+C.
`;
}

async function runPortal(place: PortalPlace): Promise<number> {
  const log = join(place.data, 'portal.log');
  const progress = new Progress('Starting the portal');
  const portal = startPortal(place, 'pipe');
  let ready = false;
  let lastError = '';
  const end = (text: string) => {
    if (ready) return;
    ready = true;
    progress.done('done');
    console.log(text);
  };
  const portalLog = new PortalLog(log, {
    onScanned: detail => progress.update(`scanned ${detail}`),
    onReady: summary =>
      end(readyText(`${summary.replace(/^\S+ — /, '')}.`, place, log)),
    onLate: message => end(message),
    onError: line => {
      lastError = line;
      if (ready) console.error(line);
    },
  });
  if (portal.stdout) portalLog.read(portal.stdout);
  if (portal.stderr) portalLog.read(portal.stderr);
  const status = await untilEnd(portal);
  if (ready) return status;
  progress.failed();
  if (status === 0) return 0;
  throw new Failure(
    `The portal ended before it was ready; its log is in ${log}:`,
    lastError,
  );
}

await runTask(async () => {
  const place = portalPlace();
  requireWritable(place.data);
  await requireFreePort(place.port);
  await install();
  await buildFrontend();
  return process.env.PORTAL_LOG === 'all'
    ? untilEnd(startPortal(place, 'inherit'))
    : runPortal(place);
});
