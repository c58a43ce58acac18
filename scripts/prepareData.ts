/** Makes the folders that the portal writes to. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? '.', '..');
const data = resolve(
  root,
  'packages/backend',
  process.env.PORTAL_DATA ?? '../../data',
);
for (const folder of ['database', 'repositories', 'scaffolder', 'techdocs']) {
  mkdirSync(join(data, folder), { recursive: true });
}
