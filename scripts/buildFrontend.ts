/** Builds the frontend of the portal if its sources changed since the last build. */
import { buildFrontend } from './start/buildFrontend';
import { runTask } from './start/failure';

await runTask(buildFrontend);
