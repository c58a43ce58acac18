/** Makes the folders that the portal writes to. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const data = resolve(import.meta.dirname ?? '.', '..', 'data');
for (const folder of ['database', 'repositories', 'scaffolder', 'techdocs']) {
  mkdirSync(join(data, folder), { recursive: true });
}
