/** Runs the portal that is built. */
import { portalPlace } from './start/checks';
import { runTask } from './start/failure';
import { startPortal, untilEnd } from './start/portal';

await runTask(() => untilEnd(startPortal(portalPlace(), 'inherit')));
