/** Installs what the other tasks need; quick when everything is there. */
import { runTask } from './start/failure';
import { install } from './start/install';

await runTask(install);
